"""A browser for the tests: nothing leaves this computer, no console error, no serious finding of axe-core."""

import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def needs_browser():
    """Skip, with the reason, where there is no browser to drive."""
    pytest.importorskip("playwright", reason="playwright is not installed: pip install crm-course[test]")
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed: pip install crm-course[test]")
    if CHROMIUM is None:
        pytest.skip("no Chromium: apt-get install chromium")


SESSIONS: list[dict[str, str]] = []
"""The cookie of each server that answers: a browser that was opened by its address has it."""


@contextmanager
def browser():
    """A headless Chromium, let in by the servers that answer."""
    needs_browser()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        plain, plain_page = opened.new_context, opened.new_page

        def let_in(**options):
            context = plain(**options)
            context.add_cookies(SESSIONS)
            return context

        opened.new_context, opened.stranger = let_in, plain
        opened.new_page = lambda **options: let_in(**options).new_page() if SESSIONS else plain_page(**options)
        try:
            yield opened
        finally:
            opened.close()


class Watch:
    """What a page must not do: speak to anyone else, complain, shut readers out."""

    def __init__(self, page):
        self.page, self.faults = page, []
        page.on("request", self._asked)
        page.on("console", lambda message: message.type == "error" and self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))

    def _asked(self, request):
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "file:", "data:", "blob:")):
            self.faults.append(f"request: {request.url}")

    def check(self):
        """Fail on what was seen, and on serious or critical findings of axe-core."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
        assert not self.faults, self.faults
        assert not serious, serious


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(command, port, *, seconds=120):
    """A server that answers on `port` while the block runs; one that shows an address with a key is opened by it, once."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    )
    said, session = queue.Queue(), None
    listener = threading.Thread(target=lambda: [said.put(line) for line in process.stdout], daemon=True)
    listener.start()
    try:
        end = time.monotonic() + seconds
        while not answers(port):
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"no answer on port {port}: {command}")
            time.sleep(0.2)
        if session := session_of(said, port):
            SESSIONS.append(session)
        yield f"http://127.0.0.1:{port}"
    finally:
        if session:
            SESSIONS.remove(session)
        process.terminate()
        process.wait(timeout=20)
        listener.join(timeout=20)
        process.stdout.close()


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except (urllib.error.URLError, OSError):
        return False
    return True


class Stay(urllib.request.HTTPRedirectHandler):
    """No redirect is followed: the cookie stands in the first answer."""

    def redirect_request(self, *_):
        return None


def session_of(said, port):
    """The session that the address shown by a server opens, as a browser's cookie; None where it shows none."""
    lines = [said.get_nowait() for _ in range(said.qsize())]
    opening = next((line.strip() for line in lines if "?key=" in line), None)
    if opening is None:
        return None
    try:
        urllib.request.build_opener(Stay).open(opening, timeout=20)
    except urllib.error.HTTPError as answer:
        answer.close()
        name, _, value = answer.headers["Set-Cookie"].partition(";")[0].partition("=")
        return {"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}
    raise AssertionError("the address did not open")


def pages_command(port, *names):
    return [sys.executable, "-m", "crm_course.cli", "app", *names, "--no-browser", "--port", str(port)]


def run_until(page, found, presses=60, wait=60_000):
    """Press Shift + Enter, cell by cell, until `found` is on screen."""
    for _ in range(presses):
        if found.count() and found.first.is_visible():
            return found.first
        if (on := page.locator(".crm-closed .crm-go-on").last).count() and on.is_visible():
            on.click()  # a question that holds the rest back is passed by
            page.wait_for_timeout(300)
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(150)
        page.wait_for_function("![...document.querySelectorAll('.jp-InputPrompt')].some(p => p.innerText.includes('*'))", timeout=wait)
    raise AssertionError("the end of the notebook was reached")
