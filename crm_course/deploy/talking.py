"""Speaking to a hub and to its learners' servers as a page does: by its API, and to a kernel by messages."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

__all__ = ["Hub"]


class Hub:
    """A hub at an address, spoken to with a token."""

    def __init__(self, address: str, token: str) -> None:
        self.address, self.token = address.rstrip("/"), token

    async def ask(self, path: str, method: str = "GET", body: Any = None, *, seconds: float = 120) -> Any:
        """The answer to a request, read as JSON."""
        content = json.dumps(body) if body is not None else ("" if method == "POST" else None)
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        request = HTTPRequest(
            f"{self.address}{path}", method=method, headers=headers, body=content, request_timeout=seconds, allow_nonstandard_methods=True
        )
        reply = await AsyncHTTPClient().fetch(request)
        return json.loads(reply.body) if reply.body else None

    async def answers(self, seconds: float) -> bool:
        """Wait until the hub answers."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                await self.ask("/hub/api/", seconds=5)
                return True
            except (OSError, HTTPClientError):  # not listening yet, or too early to answer
                await asyncio.sleep(0.5)
        return False

    async def start(self, user: str, seconds: float) -> None:
        """Start the server of a user that the hub knows, and wait until it is there."""
        await self.ask(f"/hub/api/users/{user}/server", "POST", seconds=seconds)
        end = time.monotonic() + seconds
        while not (await self.ask(f"/hub/api/users/{user}"))["servers"].get("", {}).get("ready"):
            if time.monotonic() > end:
                raise TimeoutError(user)
            await asyncio.sleep(0.5)

    async def kernel(self, user: str, path: str) -> str:
        """Open a notebook with a kernel; returns the kernel's id."""
        body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        return str((await self.ask(f"/user/{user}/api/sessions", "POST", body))["kernel"]["id"])

    async def run(self, user: str, kernel: str, cells: list[str], seconds: float) -> list[str]:
        """Run cells one after the other; returns what each printed, or raises the first error that a cell told."""
        address = f"{self.address.replace('http', 'ws', 1)}/user/{user}/api/kernels/{kernel}/channels"
        line = await websocket_connect(HTTPRequest(address, headers={"Authorization": f"token {self.token}"}))
        try:
            return [await asyncio.wait_for(_run(line, cell), seconds) for cell in cells]
        finally:
            line.close()


async def _run(line: Any, code: str) -> str:
    name, told, ended = uuid.uuid4().hex, "", 0
    head = {"msg_id": name, "msg_type": "execute_request", "username": "", "session": name, "version": "5.3"}
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    await line.write_message(
        json.dumps({"header": head, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell", "buffers": []})
    )
    while ended < 2:  # the reply, and the kernel at rest: they come in either order
        said = await line.read_message()
        if said is None:
            raise ConnectionError("kernel")
        message = json.loads(said) if isinstance(said, str) else {}
        if message.get("parent_header", {}).get("msg_id") != name:
            continue
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "stream":
            told += content["text"]
        elif kind == "error":
            raise RuntimeError(f"{content['ename']}: {content['evalue']}")
        ended += kind == "execute_reply" or (kind == "status" and content["execution_state"] == "idle")
    return told
