"""How does an explorer become a page? Voilà on this computer, nothing fetched from elsewhere.

Every page exists in French and in English, at ``/roi`` and ``/en/roi``; ``/`` and ``/en``
list them. A page is a notebook of one line, written into a folder that lives as long as
the server; what a visitor keeps lies in the directory where the server was started. Kernels
are started ahead, so that a visitor finds the first slider at once, and stop with their page.
"""

from __future__ import annotations

import json
import os
import tempfile
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tornado.ioloop
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async
from traitlets.config import Config
from voila.app import Voila
from voila.handler import BaseVoilaHandler
from voila.tornado.handler import TornadoVoilaHandler

from crm_course.foundations.language import LANGUAGES
from crm_course.foundations.pages import Page
from crm_course.foundations.reading import LARGEST_FILE

from . import texts
from .guard import ASKED, Keys, close
from .pages import available

__all__ = ["Server", "address", "serve"]

SHARE = Path(__file__).parent / "share" / "jupyter"
LARGEST_MESSAGE = 2 * LARGEST_FILE
"""Bytes that a page may send at once; a larger message would cut its line to the kernel."""

IDLE_SECONDS, LOOK_SECONDS = 180, 30
"""After how long without a page a kernel is stopped, and how often that is looked at: a browser that crashed says no farewell."""

ASIDE_SECONDS = 4.0
"""Between the kernels started ahead for pages that nobody asked for by name."""

WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
"""The only JupyterLab extensions that a page needs."""


def serve(names: Sequence[str] = (), *, language: str = "fr", port: int = 8866, browser: bool = True, keys: Keys | None = None) -> None:
    """Serve the pages on ``127.0.0.1`` until stopped.

    Parameters
    ----------
    names : sequence of str
        Pages to keep two kernels ready for; the browser opens the first one. None: the
        start page, and one kernel for each page.
    language : {"fr", "en"}
    port : int
    browser : bool
        Open it.
    keys : Keys, optional
        What opens the pages; by default new ones.
    """
    with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
        write_notebooks(Path(folder))
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(SHARE), os.environ.get("JUPYTER_PATH")]))
        server = Server(config=_configuration(Path(folder), names, language, port), argv=[])
        server.asked, server.language, server.keys = list(names), language, keys or Keys(port=port)
        server.open_browser = browser
        server.initialize([])
        server.start()


def write_notebooks(folder: Path) -> None:
    """One notebook per page and language, each of one line."""
    for language in LANGUAGES:
        (folder / language).mkdir()
        for page in available():
            source = f"from crm_course.apps import show; show({page.name!r}, {language!r}, folder={str(Path.cwd())!r})"
            cell: dict[str, Any] = {
                "cell_type": "code",
                "id": "page",
                "metadata": {},
                "source": source,
                "execution_count": None,
                "outputs": [],
            }
            kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
            metadata = {"kernelspec": kernel, "title": page.question.say(language), "crm": words(page.name, language)}
            notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": [cell]}
            (folder / notebook_of(page, language)).write_text(json.dumps(notebook), encoding="utf-8")


def notebook_of(page: Page, language: str) -> str:
    """Where a page's notebook lies in the folder of the server."""
    return f"{language}/{page.name}.ipynb"


def address(name: str, language: str) -> str:
    """The path of a page, or of the start page for ``""``."""
    return f"/{name}" if language == "fr" else f"/{language}/{name}".rstrip("/")


def words(name: str, language: str) -> dict[str, Any]:
    """What the template writes around a page."""
    other = next(tongue for tongue in LANGUAGES if tongue != language)
    spoken = {
        key.lower(): getattr(texts, key).say(language) for key in ("COURSE", "START", "WELCOME", "PAGES", "OTHER_LANGUAGE", "PRIVATE")
    }
    told = {
        key.lower(): getattr(texts, key).say(language)
        for key in ("LOADING", "SLOW", "LOST", "DEAD", "GO_ON", "LEFT", "TAKE_UP", "FORGET", "TOO_LARGE")
    }
    links = {"home": address("", language), "other": address(name, other), "other_code": other, "language": language}
    return {**spoken, **told, **links, "largest": LARGEST_FILE}


class Server(Voila):
    """Voilà with addresses that people can read, and a start page."""

    asked: list[str]
    language: str
    keys: Keys

    def init_handlers(self) -> list[Any]:
        """The addresses of the pages come before Voilà's own."""
        common = {"voila_configuration": self.voila_configuration}
        rendering = {**common, "template_paths": self.template_paths, "config": self.config}
        own: list[Any] = [("/alive/([0-9a-f-]+)", _Alive)]
        for language in LANGUAGES:
            own.append((address("", language) + ("" if language == "fr" else "/?"), _StartPage, {**common, "language": language}))
            for page in available():
                settings = {**rendering, "notebook_path": notebook_of(page, language)}
                own.append((address(page.name, language) + "/?", _ExplorerPage, settings))
        return own + [handler for handler in super().init_handlers() if handler[0] != self.server_url and not _of_the_tree(str(handler[0]))]

    def listen(self) -> None:
        """Once the server listens, start kernels ahead, one after the other; strangers are refused from the first request on."""
        close(self.app, self.keys)
        if not self.asked:
            for turn, page in enumerate(available()):
                tornado.ioloop.IOLoop.current().call_later(1 + ASIDE_SECONDS * turn, self._heat, notebook_of(page, self.language))
        super().listen()

    def launch_browser(self) -> None:
        """Open the page that was asked for first, or the start page."""
        url = opening(self.keys, address(next(iter(self.asked), ""), self.language))
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    def _heat(self, notebook: str) -> None:
        self.kernel_manager.kernel_pools_config[notebook] = {"pool_size": 1}
        self.kernel_manager.fill_if_needed(delay=0, notebook_name=notebook)


def opening(keys: Keys, path: str) -> str:
    """The address that opens the pages, once."""
    return f"http://127.0.0.1:{keys.port}{path}?{ASKED}={keys.token}"


def _of_the_tree(address_: str) -> bool:
    """Whether it lists or shows files as Voilà does by itself: here the pages alone are served."""
    return any(part in address_ for part in ("/voila/tree", "/voila/render", "/voila/api/contents"))


class _Alive(JupyterHandler):
    """Whether the kernel of a page lives: the page asks every second, and says so when it does not."""

    async def get(self, kernel_id: str) -> None:
        known = kernel_id in self.kernel_manager and await ensure_async(self.kernel_manager.get_kernel(kernel_id).is_alive())
        self.finish({"alive": known})


class _ExplorerPage(TornadoVoilaHandler):
    """An explorer; its page is given the mark without which its farewell to the kernel is refused."""

    async def prepare(self) -> None:
        await super().prepare()
        _ = self.xsrf_token  # reading it sets the cookie, which cannot wait: the page is sent in parts


class _StartPage(BaseVoilaHandler):
    """The list of the pages that there are."""

    def initialize(self, language: str, **kwargs: Any) -> None:
        super().initialize(**kwargs)
        self.language = language

    def get(self) -> None:
        cards = [
            {
                "href": address(page.name, self.language),
                "question": page.question.say(self.language),
                "summary": page.summary.say(self.language),
            }
            for page in available()
        ]
        self.write(self.get_template("start.html").render(crm=words("", self.language), cards=cards))


def _configuration(folder: Path, names: Sequence[str], language: str, port: int) -> Config:
    hot = {f"{language}/{name}.ipynb": {"pool_size": 2} for name in names}
    config = Config()
    config.Voila.update(
        root_dir=str(folder), ip="127.0.0.1", port=port, port_retries=0, log_level="ERROR",
        tornado_settings={"websocket_max_message_size": LARGEST_MESSAGE, "ws_ping_interval": 0},
    )  # fmt: skip
    config.VoilaConfiguration.update(
        template="crm", preheat_kernel=True, allow_template_override="NO", allow_theme_override="NO",
        extension_allowlist=WIDGETS, file_allowlist=[],
    )  # fmt: skip
    config.KernelManager.autorestart = False  # a new kernel in an old page would know nothing of it
    config.MappingKernelManager.update(cull_idle_timeout=IDLE_SECONDS, cull_interval=LOOK_SECONDS, cull_connected=False)
    config.VoilaExecutor.cell_error_instruction = texts.BROKEN.say(language)
    config.VoilaKernelManager.update(kernel_pools_config={"default": {"pool_size": 0}, **hot})
    return config
