"""Who may speak to the pages? Only this computer's own browser, by the address that was opened.

A page on the internet can make a browser send requests to ``127.0.0.1`` under another name
(DNS rebinding) or from another origin; both are refused here, before any handler is asked.
So is a path that climbs out of its folder.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import Application, RequestHandler

__all__ = ["close", "is_stranger"]

NAMES = ("127.0.0.1", "localhost")


def is_stranger(host: str, origin: str | None, port: int) -> bool:
    """Whether a request comes under another name, or from a page of another origin.

    >>> is_stranger("localhost:8866", None, 8866), is_stranger("evil.example", None, 8866)
    (False, True)
    >>> is_stranger("127.0.0.1:8866", "http://127.0.0.1:8866", 8866), is_stranger("127.0.0.1:8866", "http://evil.example", 8866)
    (False, True)
    """
    own = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == 80 else set())
    return host not in own or (origin not in (None, "") and urlsplit(str(origin)).netloc not in own)


def close(application: Application, port: int) -> None:
    """Refuse strangers (403) and paths that climb (404) before all other handlers of `application`."""
    application.default_router.rules.insert(0, Rule(_Climbs(), _Missing))
    application.default_router.rules.insert(0, Rule(_Strangers(port), _Refused))


class _Strangers(Matcher):
    def __init__(self, port: int) -> None:
        self.port = port

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        origin = request.headers.get("Origin") or request.headers.get("Sec-Websocket-Origin")
        return {} if is_stranger(request.headers.get("Host", ""), origin, self.port) else None


class _Climbs(Matcher):
    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return {} if ".." in unquote(unquote(request.path)).replace("\\", "/").split("/") else None


class _Refused(RequestHandler):
    def prepare(self) -> None:
        self.set_status(403)
        self.finish()


class _Missing(RequestHandler):
    def prepare(self) -> None:
        self.set_status(404)
        self.finish()
