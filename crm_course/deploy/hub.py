"""The settings of a hub for a class: menus in the learner's language, no pop-up, one thread a kernel, idle servers ended."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from crm_course.foundations import checks
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import LANGUAGES, Text
from crm_course.workbook.workspace import home_of

from .learner import FOLDER, Preparation

__all__ = ["SPAWNERS", "configure"]

SPAWNERS = {
    "simple": "jupyterhub.spawner.SimpleLocalProcessSpawner",
    "local": "jupyterhub.spawner.LocalProcessSpawner",
    "systemd": "systemdspawner.SystemdSpawner",
    "sudo": "sudospawner.SudoSpawner",
}
"""How servers are started. ``simple`` runs all of them as one account: for a trial; the others give each learner his own."""

LOCALES = {"fr": "fr_FR", "en": "en"}
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
IDLE_KERNEL, IDLE_SERVER = 20 * 60, 60 * 60
MEMORY = "768M"
_SPAWNER, _LANGUAGE = Text(fr="façon de démarrer", en="spawner"), Text(fr="langue", en="language")


def configure(
    c: Any,
    *,
    spawner: str = "systemd",
    language: str = "fr",
    home: str | Path = "",
    hand_in: str | Path = "",
    classroom: str | Path = "",
    state: str | Path = ".",
) -> None:
    """Set what the course needs on JupyterHub's configuration `c`; who may enter is left to the school.

    Parameters
    ----------
    c : Config
        What ``get_config()`` gives in a ``jupyterhub_config.py``.
    spawner : {"simple", "local", "systemd", "sudo"}
        ``simple`` needs no account a learner, and lets learners read each other's files: for a trial.
    language : {"fr", "en"}
        Of the menus and of the notebooks.
    home : path, optional
        With ``simple``: where the learners' folders are made.
    hand_in : path, optional
        The folder where copies are handed in; each learner has a place of his own in it.
    classroom : path, optional
        What ``crm-course class make`` wrote: who is on its list gets his own notebooks and data.
    state : path
        Where the hub keeps the settings of JupyterLab.

    Raises
    ------
    UnknownName
        If a spawner or a language is unknown.
    """
    checks.choice(_SPAWNER, spawner, SPAWNERS)
    checks.choice(_LANGUAGE, language, LANGUAGES)
    settings = _lab_settings(Path(state).resolve() / "lab-settings", language)
    c.JupyterHub.spawner_class = SPAWNERS[spawner]
    if spawner == "simple":
        c.SimpleLocalProcessSpawner.home_dir_template = f"{Path(home or Path(state) / 'homes').resolve()}/{{username}}"
    c.Spawner.notebook_dir = f"~/{FOLDER}"
    c.Spawner.default_url = f"/lab/tree/{home_of(language).as_posix()}"
    c.Spawner.args = [
        f"--LabApp.app_settings_dir={settings}",
        f"--MappingKernelManager.cull_idle_timeout={IDLE_KERNEL}", "--MappingKernelManager.cull_connected=True",
        "--ServerApp.terminals_enabled=False",
    ]  # fmt: skip
    c.Spawner.environment = {**dict.fromkeys(THREADS, "1"), "CRM_COURSE_LANGUAGE": language}
    if hand_in:
        c.Spawner.environment["CRM_COURSE_HAND_IN"] = str(Path(hand_in).resolve())
    c.Spawner.mem_limit = MEMORY
    c.Spawner.start_timeout = c.Spawner.http_timeout = 180
    c.Spawner.pre_spawn_hook = Preparation(language=language, hand_in=str(hand_in), classroom=str(classroom))
    _cull(c)


def _lab_settings(folder: Path, language: str) -> Path:
    overrides = {
        "@jupyterlab/translation-extension:plugin": {"locale": LOCALES[language]},
        "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
        "@jupyterlab/notebook-extension:tracker": {"autoStartDefaultKernel": True, "enableKernelInitNotification": True},
        "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    }
    write_whole(folder / "overrides.json", json.dumps(overrides, indent=1))
    return folder


def _cull(c: Any) -> None:
    """End servers that nobody uses, where the service that does so is installed."""
    if find_spec("jupyterhub_idle_culler") is None:
        return
    scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
    c.JupyterHub.load_roles = [*c.JupyterHub.get("load_roles", []), {"name": "cull-idle", "scopes": scopes, "services": ["cull-idle"]}]
    command = [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE_SERVER}"]
    c.JupyterHub.services = [*c.JupyterHub.get("services", []), {"name": "cull-idle", "command": command}]
