"""A real browser for the tests: what it asks of other machines and what it complains of is kept."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
LOCAL = {"127.0.0.1", "localhost", "[::1]", ""}
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Visit:
    """A page, and all that went wrong on it."""

    page: object
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def assert_clean(self, *, but: str = r"(?!)") -> None:
        """No request left this machine, and the console has no error (save those that match `but`)."""
        assert self.outside == []
        assert [text for text in self.complaints if not re.search(but, text)] == []


@contextmanager
def visiting(*, width=1280, height=900, locale="fr-FR"):
    """Open a browser window, or skip the test where there is no browser."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": width, "height": height}, locale=locale, accept_downloads=True).new_page()
        visit = Visit(page)
        page.on("request", lambda request: _note(visit, request.url))
        page.on("websocket", lambda socket: _note(visit, socket.url))
        page.on("console", lambda message: visit.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        try:
            yield visit
        finally:
            browser.close()


def _note(visit, url):
    parts = urlsplit(url)
    if parts.scheme in ("http", "https", "ws", "wss") and (parts.hostname or "") not in LOCAL:
        visit.outside.append(url)


@contextmanager
def serving(arguments, *, cwd, pattern=r"(http://127\.0\.0\.1:\d+\S*)", seconds=90):
    """Run ``crm-course`` with `arguments` until the block ends; yields the address that it prints, once it answers."""
    log = Path(cwd, "server.log")
    with log.open("w") as out:
        server = subprocess.Popen([sys.executable, "-m", "crm_course.cli", *arguments], cwd=cwd, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield _answering(server, log, pattern, seconds)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def _answering(server, log, pattern, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = re.search(pattern, log.read_text().replace("\n", " "))
        if found and _answers(found[1]):
            return found[1]
        if server.poll() is not None:
            break
        time.sleep(0.2)
    raise AssertionError(f"the server did not answer:\n{log.read_text()[-3000:]}")


def _answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False
