"""``crm-course server check``: does a hub for a class work on this machine?"""

from __future__ import annotations

from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from crm_course.foundations.language import Text, current, use

__all__ = ["app"]

HELP = Text(fr="Le cours sur le serveur d’une école.", en="The course on a school’s server.")
CHECK = Text(
    fr="Essaie un serveur de classe ici : deux élèves, une leçon chacun, mémoire, secondes, et s’ils peuvent se lire.\n\n"
    "Demande crm-course[server] et configurable-http-proxy (npm). Tout est arrêté à la fin.",
    en="Try a hub for a class here: two learners, a lesson each, memory, seconds, and whether they can read each other.\n\n"
    "It needs crm-course[server] and configurable-http-proxy (npm). All is stopped at the end.",
)
LANG = Text(fr="Langue : fr ou en.", en="Language: fr or en.")
_WORKING = Text(fr="Deux élèves travaillent…", en="Two learners at work…")
_LEARNER, _STARTED, _RAN = (
    Text(fr="Élève", en="Learner"),
    Text(fr="Serveur prêt (s)", en="Server ready (s)"),
    Text(fr="Leçon (s)", en="Lesson (s)"),
)
_CELLS, _SERVER, _KERNEL = (
    Text(fr="Cellules", en="Cells"),
    Text(fr="Serveur (Mo)", en="Server (MB)"),
    Text(fr="Noyau (Mo)", en="Kernel (MB)"),
)
_HUB = Text(
    fr="Hub et proxy : {hub:number} Mo. Pour 30 élèves, un carnet chacun : environ {whole:number1} Go, plus le système.",
    en="Hub and proxy: {hub:number} MB. For 30 students, a notebook each: about {whole:number1} GB, plus the system.",
)
_READ = Text(
    fr="LES ÉLÈVES PEUVENT SE LIRE : tous les serveurs tournent sous un seul compte. Pour un essai seulement ; pour une vraie classe, un compte par élève (systemd ou sudo).",
    en="LEARNERS CAN READ EACH OTHER: all servers run as one account. For a trial only; for a real class, an account a learner (systemd or sudo).",
)
_APART = Text(fr="Aucun élève n’a pu lire le dossier d’un autre.", en="No learner could read another’s folder.")
_LEFT = Text(fr="{count:number} processus arrêté(s) de force.", en="{count:number} process(es) ended by force.")
_ALL_STOPPED = Text(fr="Tout est arrêté.", en="All is stopped.")

app = typer.Typer(name="server", help=HELP.say(), no_args_is_help=True, context_settings={"help_option_names": ["--help", "-h"]})


@app.callback()
def root() -> None:
    """Hold the commands."""


root.__doc__ = HELP.say()


@app.command(help=CHECK.say())
def check(lang: Annotated[Literal["fr", "en"], typer.Option("--lang", help=LANG.say())] = current()) -> int:
    """Try a hub."""
    from crm_course.deploy import check as tried

    use(lang)
    console = Console()
    with Console(stderr=True).status(_WORKING.say()):
        found = tried("simple", lang)
    table = Table(*(word.say() for word in (_LEARNER, _STARTED, _RAN, _CELLS, _SERVER, _KERNEL)), highlight=False)
    for each in found.learners:
        table.add_row(each.name, f"{each.started:.0f}", f"{each.ran:.0f}", str(each.cells), f"{each.server:.0f}", f"{each.kernel:.0f}")
    console.print(table)
    mean = sum(each.server + each.kernel for each in found.learners) / len(found.learners)
    console.print(_HUB.say(hub=round(found.hub), whole=(30 * mean + found.hub) / 1024), highlight=False)
    console.print(_APART.say() if found.apart else _READ.say(), style="green" if found.apart else "bold red", highlight=False)
    console.print(_LEFT.say(count=found.left) if found.left else _ALL_STOPPED.say(), highlight=False)
    return 0
