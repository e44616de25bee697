"""Who may speak to the pages? Only the browser that was opened, by the address that was opened.

The address holds a token that is good once: whoever brings it is given a session (a cookie that
scripts cannot read), and without one nothing is answered, so that another user of this computer opens
no page. A page on the internet can make a browser send requests to ``127.0.0.1`` under another name
(DNS rebinding) or from another origin; both are refused before any handler is asked. So is a path
that climbs out of its folder.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.routing import Matcher, Rule
from tornado.web import Application, RequestHandler

from . import texts

__all__ = ["Keys", "close", "is_stranger"]

NAMES = ("127.0.0.1", "localhost")
ASKED = "key"
"""What the token is called in the address."""

DAYS = 30
"""How long a browser may come back without the address; the session ends with the server at the latest."""


@dataclass(slots=True)
class Keys:
    """The token that opens once, and the session that it opens."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: cookies do not tell ports apart, names do."""
        return f"crm-course-{self.port}"

    def fits(self, session: str) -> bool:
        """Whether a request belongs to the session."""
        return hmac.compare_digest(session.encode(), self.session.encode())

    def takes(self, token: str) -> bool:
        """Whether a token opens; it does once.

        >>> keys = Keys(port=8866, token="first")
        >>> keys.takes("other"), keys.takes("first"), keys.takes("first")
        (False, True, False)
        """
        opens = bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())
        if opens:
            self.token = ""
        return opens


def is_stranger(host: str, origin: str | None, port: int) -> bool:
    """Whether a request comes under another name, or from a page of another origin.

    >>> is_stranger("localhost:8866", None, 8866), is_stranger("evil.example", None, 8866)
    (False, True)
    >>> is_stranger("127.0.0.1:8866", "http://127.0.0.1:8866", 8866), is_stranger("127.0.0.1:8866", "http://evil.example", 8866)
    (False, True)
    """
    own = {f"{name}:{port}" for name in NAMES} | ({*NAMES} if port == 80 else set())
    return host not in own or (origin not in (None, "") and urlsplit(str(origin)).netloc not in own)


def close(application: Application, keys: Keys) -> None:
    """Before all other handlers of `application`: refuse strangers (403) and paths that climb (404), and ask the others for their session."""
    rules = application.default_router.rules
    rules.insert(0, Rule(_Unknown(keys), _Door, {"keys": keys}))
    rules.insert(0, Rule(_Climbs(), _Missing))
    rules.insert(0, Rule(_Strangers(keys.port), _Refused))


class _Strangers(Matcher):
    def __init__(self, port: int) -> None:
        self.port = port

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        origin = request.headers.get("Origin") or request.headers.get("Sec-Websocket-Origin")
        return {} if is_stranger(request.headers.get("Host", ""), origin, self.port) else None


class _Climbs(Matcher):
    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        return {} if ".." in unquote(unquote(request.path)).replace("\\", "/").split("/") else None


class _Unknown(Matcher):
    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        brought = request.cookies.get(self.keys.cookie)
        known = brought is not None and self.keys.fits(brought.value)
        return None if known and ASKED not in request.query_arguments else {}


class _Refused(RequestHandler):
    def prepare(self) -> None:
        self.set_status(403)
        self.finish()


class _Missing(RequestHandler):
    def prepare(self) -> None:
        self.set_status(404)
        self.finish()


class _Door(RequestHandler):
    """Whoever brings the token comes in, and the token leaves the address; to others it is said how."""

    def initialize(self, keys: Keys) -> None:
        self.keys = keys

    def prepare(self) -> None:
        known = self.keys.fits(self.get_cookie(self.keys.cookie) or "")
        if known or self.keys.takes(self.get_query_argument(ASKED, "")):
            self.set_cookie(self.keys.cookie, self.keys.session, httponly=True, samesite="Strict", expires_days=DAYS)
            self.redirect(self.request.path)
            return
        language = "en" if self.request.path.startswith("/en") else "fr"
        self.set_status(403)
        self.finish(
            f"<!DOCTYPE html><html lang='{language}'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width, initial-scale=1'>"
            f"<title>{texts.COURSE.say(language)}</title></head><body style='font: 18px/1.5 system-ui, sans-serif; max-width: 40em; margin: 4em auto; padding: 0 1em'>"
            f"<main><h1>{texts.CLOSED.say(language)}</h1><p>{texts.CLOSED_HOW.say(language)}</p></main></body></html>"
        )
