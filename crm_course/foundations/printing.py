"""A page printed as a PDF by a browser of this computer."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .errors import CourseError
from .language import Text

__all__ = ["find_browser", "printed"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
SECONDS = 60


def find_browser() -> str | None:
    """A browser that can print: Chromium, Chrome or Edge."""
    found = (shutil.which(name) for name in BROWSERS)
    return next(filter(None, found), None) or next((path for path in ELSEWHERE if Path(path).exists()), None)


def printed(page: bytes, name: str, *, missing: Text, failed: Text, browser: str | None) -> bytes:
    """The HTML `page` as a PDF.

    Raises
    ------
    CourseError
        Without a browser (`missing`, told with ``html`` = `name`), or if it fails (`failed`, with ``why`` too).
    """
    if browser is None:
        raise CourseError(missing, html=name)
    with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
        source, target = Path(folder) / name, Path(folder) / "print.pdf"
        source.write_bytes(page)
        options = ["--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
                   f"--user-data-dir={folder}/profile", "--virtual-time-budget=8000"]  # fmt: skip
        options += ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        try:
            subprocess.run(
                [browser, *options, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=SECONDS
            )
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise CourseError(failed, why=type(error).__name__, html=name) from error
