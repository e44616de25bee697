"""``crm-course hand-in`` and ``site``: notebooks and the course as pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from crm_course.foundations.language import Text, current, use

__all__ = ["register"]

HAND_IN = Text(
    fr="Fait d’un carnet un seul fichier à rendre : une page qui s’ouvre partout, ou un PDF.\n\n"
    "Graphiques, réponses et formules y sont ; rien n’y est cherché sur le réseau.",
    en="Make one file to hand in of a notebook: a page that opens anywhere, or a PDF.\n\n"
    "Charts, answers and formulas are in it; nothing is fetched from the network.",
)
HAND_IN_EXAMPLES = Text(
    fr="Exemples : crm-course hand-in 01-sens-confort.ipynb · crm-course hand-in 01-sens-confort.ipynb --format pdf --dir ~/rendus",
    en="Examples: crm-course hand-in 01-sens-confort.ipynb · crm-course hand-in 01-sens-confort.ipynb --format pdf --dir ~/handed-in",
)
NOTEBOOK = Text(fr="Le carnet, enregistré dans Jupyter.", en="The notebook, saved in Jupyter.")
FORM = Text(fr="html (une page) ou pdf.", en="html (a page) or pdf.")
INTO = Text(fr="Dossier où écrire ; par défaut celui du carnet.", en="Folder to write to; by default that of the notebook.")
LANG = Text(fr="Langue : fr ou en.", en="Language: fr or en.")
_WRITTEN = Text(fr="À rendre : {path}", en="To hand in: {path}")

Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help=LANG.say())]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("hand-in", help=HAND_IN.say(), epilog=HAND_IN_EXAMPLES.say())(hand_in)


def hand_in(
    notebook: Annotated[Path, typer.Argument(help=NOTEBOOK.say())],
    form: Annotated[Literal["html", "pdf"], typer.Option("--format", help=FORM.say())] = "html",
    folder: Annotated[Path | None, typer.Option("--dir", help=INTO.say())] = None,
    lang: Lang = current(),
) -> int:
    """Make one file of a notebook."""
    from crm_course.site import hand_in as make

    use(lang)
    path = make(notebook.expanduser(), folder.expanduser() if folder else None, form=form)
    Console().print(_WRITTEN.say(path=path), highlight=False, soft_wrap=True)
    return 0
