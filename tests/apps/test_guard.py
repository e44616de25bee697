"""Only this computer's browser, by its own address, is answered; a path that climbs is nothing."""

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import Application, RequestHandler

from crm_course.apps import guard


class Page(RequestHandler):
    """What is guarded."""


KEYS = guard.Keys(port=8866, token="token", session="session")


def handler(host, path="/roi", cookie="crm-course-8866=session", **headers):
    application = Application([("/.*", Page)])
    guard.close(application, KEYS)

    connection = type("Connection", (), {"context": type("Context", (), {"remote_ip": "127.0.0.1", "protocol": "http"})()})()
    line = RequestStartLine("GET", path, "HTTP/1.1")
    request = HTTPServerRequest(start_line=line, headers=HTTPHeaders({"Host": host, "Cookie": cookie, **headers}), connection=connection)
    return application.find_handler(request).handler_class.__name__


@pytest.mark.parametrize("host", ["127.0.0.1:8866", "localhost:8866"])
def test_the_own_browser_is_answered(host):
    assert handler(host) == "Page"
    assert handler(host, Origin=f"http://{host}") == "Page"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8866", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:8866", ""])
def test_another_name_is_refused(host):
    assert handler(host) == "_Refused"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1:8866.evil.example"])
def test_another_origin_is_refused(origin):
    assert handler("127.0.0.1:8866", Origin=origin) == "_Refused"


@pytest.mark.parametrize(
    "path", ["/voila/templates/../../etc/passwd", "/voila/templates/%2e%2e/x", "/voila/static/%252e%252e/x", "/a/..%2fb", "/a/..\\b"]
)
def test_a_path_that_climbs_is_not_found(path):
    assert handler("127.0.0.1:8866", path) == "_Missing"


def test_voila_s_own_tree_is_not_served():
    from crm_course.apps.server import _of_the_tree

    assert [_of_the_tree(path) for path in ("/voila/tree/?", "/voila/render/(.*)", "/voila/api/contents", "/voila/static/(.*)")] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("cookie", ["", "crm-course-8866=", "crm-course-8866=other", "crm-course-8867=session"])
def test_without_the_session_nothing_is_answered(cookie):
    """Not a page, not a kernel, not a file of the page: only the door, which asks for the key."""
    for path in ("/", "/roi", "/api/kernels", "/voila/static/x.js", "/alive/0"):
        assert handler("127.0.0.1:8866", path, cookie=cookie) == "_Door"


def test_the_key_opens_once():
    keys = guard.Keys(port=8866)
    first = keys.token
    assert not keys.takes("")
    assert keys.takes(first)
    assert not keys.takes(first)
    assert not keys.takes("")


def test_keys_are_new_each_time_and_long():
    one, other = guard.Keys(port=1), guard.Keys(port=1)
    assert len({one.token, one.session, other.token, other.session}) == 4
    assert min(map(len, (one.token, one.session))) >= 32
