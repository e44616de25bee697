"""How long until the first slider, and per slider step? Our page beside a stock Voila page of the same explorer.

Run: python benchmarks/bench_apps.py  (needs Chromium and crm-course[app])
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browsing import browser, free_port, pages_command, serving

CODE = "from crm_course.apps import show; show('roi', 'fr')"
VISITS, STEPS = 3, 10
WATCH = """() => {
  window.last = 0;
  const seen = new MutationObserver(() => { window.last = performance.now(); });
  seen.observe(document.querySelector('.crm-panel'), { subtree: true, childList: true, attributes: true, characterData: true });
  document.addEventListener('keydown', () => { window.first = performance.now(); }, { capture: true });
}"""


def stock_command(folder, port):
    cell = {"cell_type": "code", "id": "page", "metadata": {}, "source": CODE, "execution_count": None, "outputs": []}
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": [cell]}
    path = Path(folder) / "page.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return [sys.executable, "-m", "voila", str(path), "--no-browser", "--Voila.ip=127.0.0.1", f"--port={port}"]


def measure(chromium, address):
    """Seconds to the first slider, and milliseconds per step until the page is still again."""
    waits, steps = [], []
    for visit in range(VISITS):
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        tab = context.new_page()
        outside = []
        tab.on("request", lambda request, outside=outside: None if "127.0.0.1" in request.url else outside.append(request.url))
        begin = time.perf_counter()
        tab.goto(address, wait_until="commit")
        tab.get_by_role("slider").first.wait_for(timeout=120_000)
        waits.append(time.perf_counter() - begin)
        tab.locator(".crm-chart .marks").first.wait_for(timeout=60_000)
        if visit == VISITS - 1:
            time.sleep(12)  # until the next kernel is ready and the machine is quiet
            tab.evaluate(WATCH)
            tab.get_by_role("slider").first.focus()
            for _ in range(STEPS):
                tab.keyboard.press("ArrowRight")
                time.sleep(0.8)
                steps.append(tab.evaluate("window.last - window.first"))
        context.close()
        time.sleep(6)  # the next kernel is made ready
    return statistics.median(waits), statistics.median(steps), len(outside)


def main():
    rows = []
    with browser() as chromium, tempfile.TemporaryDirectory() as folder:
        port = free_port()
        with serving(pages_command(port, "roi"), port) as address:
            time.sleep(10)
            rows.append(("crm-course app roi", *measure(chromium, f"{address}/roi")))
        port = free_port()
        with serving_stock(folder, port) as address:
            rows.append(("stock Voila, same explorer", *measure(chromium, address)))
    print(f"{'page':<30}{'first slider, s':>16}{'step, ms':>10}{'requests outside':>18}")
    for name, wait, step, outside in rows:
        print(f"{name:<30}{wait:>16.2f}{step:>10.0f}{outside:>18}")
    (_, ours, our_step, _), (_, theirs, their_step, _) = rows
    print(f"ratio (stock / ours): first slider {theirs / ours:.2f}, step {their_step / our_step:.2f}")


def serving_stock(folder, port):
    """Stock Voila renders at every visit, and answers before it does: waiting for its port would start a kernel."""
    from contextlib import contextmanager

    @contextmanager
    def served():
        process = subprocess.Popen(stock_command(folder, port), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(6)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(timeout=20)

    return served()


if __name__ == "__main__":
    main()
