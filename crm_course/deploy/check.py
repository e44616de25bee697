"""Does a hub work here? Two learners, a lesson each, what it costs, and whether they can read each other."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from crm_course.foundations.errors import CourseError, MissingPart
from crm_course.foundations.language import Text, current
from crm_course.grading.inside.processes import end_family, family
from crm_course.workbook.build import FOLDERS, lesson_notebook
from crm_course.workbook.contents import part

from .learner import FOLDER
from .talking import Hub

__all__ = ["Checked", "Learner", "check"]

USERS = ("lea", "noe")
LESSON = "experience"
SECONDS = 300
_MISSING = Text(fr='Il manque JupyterHub : pip install "crm-course[server]"', en='JupyterHub is missing: pip install "crm-course[server]"')
_NO_PROXY = Text(
    fr="Il manque configurable-http-proxy, qui vient avec Node : npm install -g configurable-http-proxy",
    en="configurable-http-proxy is missing, it comes with Node: npm install -g configurable-http-proxy",
)
_SILENT = Text(fr="Le serveur de la classe n’a pas démarré : {why}.", en="The hub did not start: {why}.")
_STOPPED = Text(fr="L’essai s’est arrêté : {why}. Tout a été fermé.", en="The trial stopped: {why}. All was closed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What one learner's server cost: seconds to start and to run the lesson, memory of server and kernel in MB."""

    name: str
    started: float
    ran: float
    cells: int
    server: float
    kernel: float
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was seen: the learners, the hub's own memory in MB, what was left running."""

    learners: tuple[Learner, ...]
    hub: float
    left: int

    @property
    def apart(self) -> bool:
        """Whether no learner could read another's folder."""
        return not any(each.reads for each in self.learners)


def check(spawner: str = "simple", language: str | None = None) -> Checked:
    """Start a hub on free ports, two users, a lesson each; measure, and stop all.

    Raises
    ------
    MissingPart
        If JupyterHub or its proxy is not installed.
    CourseError
        If something did not start or a cell of the lesson stopped.
    """
    if find_spec("jupyterhub") is None:
        raise MissingPart(_MISSING)
    if shutil.which("configurable-http-proxy") is None:
        raise MissingPart(_NO_PROXY)
    with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
        return _trial(Path(folder), spawner, language or current())


def _trial(folder: Path, spawner: str, language: str) -> Checked:
    token, (front, inner, proxy) = secrets.token_hex(16), _free_ports(3)
    (folder / "jupyterhub_config.py").write_text(_configuration(folder, spawner, language, token, (front, inner, proxy)), encoding="utf-8")
    environment = {
        **os.environ,
        "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", "jupyterhub_config.py"], cwd=folder, stdout=log, stderr=log, env=environment
        )
        try:
            learners, hub = asyncio.run(_visit(Hub(f"http://127.0.0.1:{front}", token), process, folder, language))
        except CourseError:
            raise
        except Exception as error:
            raise CourseError(_STOPPED, why=f"{type(error).__name__}: {error}"[:300]) from error
        finally:
            left = _stop(process)
    return Checked(learners=learners, hub=hub, left=left)


async def _visit(hub: Hub, process: subprocess.Popen[bytes], folder: Path, language: str) -> tuple[tuple[Learner, ...], float]:
    if not await hub.answers(60) or process.poll() is not None:
        lines = (folder / "log").read_text(errors="replace").strip().splitlines()
        raise CourseError(_SILENT, why=(lines or ["?"])[-1][:300])
    before = set(family(process.pid))
    learners = await asyncio.gather(*(_learn(hub, name, process.pid, language, folder) for name in USERS))
    return tuple(learners), sum(_memory(pid) for pid in (process.pid, *before))


async def _learn(hub: Hub, name: str, root: int, language: str, folder: Path) -> Learner:
    """One learner: his server, his lesson cell by cell, then a look into the other's folder."""
    began = time.monotonic()
    await hub.start(name, SECONDS)
    started = time.monotonic() - began
    lesson, path = json.loads(lesson_notebook(part(LESSON), language)), f"{FOLDERS['lesson']}/{language}/{part(LESSON).filename(language)}"
    cells = ["".join(cell["source"]) for cell in lesson["cells"] if cell["cell_type"] == "code"]
    kernel = await hub.kernel(name, path)
    began = time.monotonic()
    await hub.run(name, kernel, cells, SECONDS)
    ran = time.monotonic() - began
    others = [other for other in USERS if other != name]
    read = await hub.run(
        name, kernel, [_LOOK.format(path=str(folder / "homes" / other / FOLDER / ".crm-course" / "delivered.json")) for other in others], 60
    )
    pids = (await hub.run(name, kernel, ["import os; print(os.getppid(), os.getpid())"], 60))[0].split()
    server, own = (_memory(int(pid)) for pid in pids)
    seen = tuple(other for other, told in zip(others, read, strict=True) if "True" in told)
    return Learner(name=name, started=started, ran=ran, cells=len(cells), server=server, kernel=own, reads=seen)


_LOOK = """try:
    print(bool(open({path!r}).read()))
except OSError:
    print(False)"""


def _configuration(folder: Path, spawner: str, language: str, token: str, ports: tuple[int, ...]) -> str:
    """A hub for this trial alone: a password for all, a database in the folder, a service that may do all that is done here."""
    front, inner, proxy = ports
    scopes = ["admin:users", "admin:servers", "access:servers", "list:users", "read:users"]
    return "\n".join([
        "from crm_course.deploy import configure",
        "c = get_config()",
        f"configure(c, spawner={spawner!r}, language={language!r}, state={str(folder)!r}, hand_in={str(folder / 'hand-in')!r})",
        "c.JupyterHub.authenticator_class = 'dummy'",
        f"c.DummyAuthenticator.password = {secrets.token_hex(8)!r}",
        f"c.Authenticator.allowed_users = {set(USERS)!r}",
        f"c.JupyterHub.bind_url = 'http://127.0.0.1:{front}'",
        f"c.JupyterHub.hub_bind_url = 'http://127.0.0.1:{inner}'",
        f"c.ConfigurableHTTPProxy.api_url = 'http://127.0.0.1:{proxy}'",
        f"c.JupyterHub.db_url = 'sqlite:///{folder / 'hub.sqlite'}'",
        f"c.JupyterHub.cookie_secret_file = {str(folder / 'cookie')!r}",
        "c.JupyterHub.cleanup_servers = True",
        f"c.JupyterHub.services = [{{'name': 'check', 'api_token': {token!r}}}]",
        f"c.JupyterHub.load_roles = [{{'name': 'check', 'scopes': {scopes!r}, 'services': ['check']}}]",
        f"c.Spawner.args = [*c.Spawner.args, *{['--allow-root'] if os.geteuid() == 0 else []!r}]",
    ])  # fmt: skip


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def _memory(pid: int) -> float:
    """A process's share of memory in MB: what is its own, and its part of what is shared."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _stop(process: subprocess.Popen[bytes]) -> int:
    """Stop the hub and what it started; returns how many had to be ended by force."""
    started = family(process.pid)
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(30)
    left = [pid for pid in started if Path(f"/proc/{pid}").exists()]
    end_family(process.pid)
    for pid in left:
        with contextlib.suppress(OSError):
            os.kill(pid, 9)
    if process.poll() is None:
        process.kill()
        process.wait()
    return len(left)
