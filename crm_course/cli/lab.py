"""Make the workspace, choose a port, open JupyterLab on the home page, in the learner's language."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

from rich.console import Console

from crm_course.foundations.errors import CourseError
from crm_course.foundations.files import write_whole
from crm_course.workbook import shell
from crm_course.workbook.progress import MARKER
from crm_course.workbook.workspace import Delivery, home_of, prepare

from . import texts

__all__ = ["command_line", "free_port", "open_lab"]

_LOCALES = {"fr": "fr_FR", "en": "en"}
FIRST_PORT = 8888


def open_lab(folder: Path, language: str, *, browser: bool, port: int | None) -> int:
    """Prepare `folder` and run JupyterLab on it until it is stopped; returns its exit status."""
    console = Console()
    with console.status(texts.PREPARING.say()):
        delivery = prepare(folder, languages=[language])
    _tell(console, delivery)
    _write_settings(folder, language)
    chosen = free_port(port)
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24)
    address = f"http://127.0.0.1:{chosen}/lab/tree/{home_of(language).as_posix()}?token={token}"
    path = os.pathsep.join([str(shell.install(folder).resolve()), *filter(None, [os.environ.get("JUPYTER_PATH")])])
    environment = {**os.environ, "JUPYTER_TOKEN": token, "CRM_COURSE_LANGUAGE": language, "JUPYTER_PATH": path}

    over = threading.Event()
    watch = threading.Thread(target=_tell_address, args=(console, address, chosen, over), daemon=True)
    watch.start()
    code = run_until_stopped(command_line(folder, language, port=chosen, browser=browser), environment)
    over.set()
    watch.join()
    if code not in (0, -signal.SIGTERM, -signal.SIGINT):
        raise CourseError(texts.LAB_FAILED, code=code)
    return 0


def _tell_address(console: Console, address: str, port: int, over: threading.Event) -> None:
    """Print the address once the server answers there; before, a click on it would find nobody."""
    while not over.wait(0.1):
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
    console.print(texts.ADDRESS.say())
    console.print(address, style="bold", soft_wrap=True, highlight=False)


def run_until_stopped(command: list[str], environment: dict[str, str]) -> int:
    """Run `command` to its end; Ctrl+C here, or an order to stop, ends it too: nothing is left running."""
    process = subprocess.Popen(command, env=environment)
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0
    finally:
        signal.signal(signal.SIGTERM, before)


def command_line(folder: Path, language: str, *, port: int, browser: bool) -> list[str]:
    """How JupyterLab is started: on the home page, without pop-ups, the user's own settings untouched."""
    root = folder.resolve()
    return [
        sys.executable, "-m", "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--LabApp.app_settings_dir={root / MARKER / 'lab'}",
        f"--LabApp.workspaces_dir={root / MARKER / 'lab' / 'workspaces'}",
        f"--LabApp.default_url=/lab/tree/{home_of(language).as_posix()}",
        "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.open_browser={browser}", "--ServerApp.log_level=ERROR",
        f"--ServerApp.allow_root={_is_root()}",
    ]  # fmt: skip


def _is_root() -> bool:
    """In a container one is often root; the server listens on this machine alone."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def free_port(wanted: int | None = None) -> int:
    """`wanted` if it is free, else an error; without a wish, the first free one from 8888 on."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 200):
        with socket.socket() as probe:
            if sys.platform != "win32":  # there, this option would share a port in use
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CourseError(texts.PORT_TAKEN, port=wanted or FIRST_PORT, other=(wanted or FIRST_PORT) + 1)


def _write_settings(folder: Path, language: str) -> None:
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": _LOCALES[language]},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
        "@jupyterlab/notebook-extension:tracker": {
            "autoStartDefaultKernel": True,
            "enableKernelInitNotification": True,
            "windowingMode": "defer",
        },
        "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    }
    write_whole(folder / MARKER / "lab" / "overrides.json", json.dumps(overrides, indent=1))


def _tell(console: Console, delivery: Delivery) -> None:
    counts = {name: len(getattr(delivery, name)) for name in ("created", "updated", "kept")}
    console.print(texts.READY.say(path=str(delivery.root), **counts), highlight=False)
    for new in delivery.beside:
        own = new.name.split(".")[0] + new.suffix
        console.print(texts.BESIDE.say(file=own, beside=str(delivery.root / new)), style="yellow", highlight=False)
