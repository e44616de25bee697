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
SITE = Text(
    fr="Construit le site du cours : les leçons à lire, la référence, et le cahier entier dans le navigateur.\n\n"
    "Un dossier de fichiers, à poser sur un serveur de pages. Demande crm-course[site], dans un environnement à part.",
    en="Build the site of the course: the lessons to read, the reference, and the whole workbook in the browser.\n\n"
    "A folder of files, to be put on a web server. It needs crm-course[site], in an environment of its own.",
)
SITE_EXAMPLES = Text(
    fr="Exemples : crm-course site public · crm-course site public --pyodide pyodide-314.tar.bz2 --serve",
    en="Examples: crm-course site public --lang en · crm-course site public --pyodide pyodide-314.tar.bz2 --serve",
)
TARGET = Text(fr="Le dossier du site.", en="The folder of the site.")
RELEASE = Text(
    fr="Une version de Pyodide : dossier ou archive ; par défaut celle d’un paquet public, vérifiée.",
    en="A release of Pyodide: folder or archive; by default that of a public package, checked.",
)
SERVE = Text(fr="Servir ensuite le site sur cet ordinateur.", en="Then serve the site on this computer.")
PAGES_ONLY = Text(fr="Les pages à lire seulement, sans le cahier.", en="The pages to read only, without the workbook.")
PORT = Text(fr="Port d’écoute ; par défaut le premier libre.", en="Port to listen on; by default the first that is free.")
_BUILT = Text(fr="Site écrit dans {path} : {size:number} Mo.", en="Site written to {path}: {size:number} MB.")
_AT = Text(fr="Adresse du site (Ctrl+C pour arrêter) :", en="Address of the site (Ctrl+C to stop):")
_WRITTEN = Text(fr="À rendre : {path}", en="To hand in: {path}")

Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help=LANG.say())]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("hand-in", help=HAND_IN.say(), epilog=HAND_IN_EXAMPLES.say())(hand_in)
    app.command("site", help=SITE.say(), epilog=SITE_EXAMPLES.say())(site)


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


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=TARGET.say())],
    pyodide: Annotated[Path | None, typer.Option("--pyodide", metavar="DIST", help=RELEASE.say())] = None,
    serve: Annotated[bool, typer.Option("--serve", help=SERVE.say())] = False,
    pages: Annotated[bool, typer.Option("--pages", help=PAGES_ONLY.say())] = False,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=PORT.say())] = None,
    lang: Lang = current(),
) -> int:
    """Build the site."""
    from crm_course.site import build

    use(lang)
    console, target = Console(), folder.expanduser()
    with Console(stderr=True).status("…") as status:
        build(target, language=lang, release=pyodide.expanduser() if pyodide else None, lab=not pages, told=status.update)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file()) / 1e6
    console.print(_BUILT.say(path=target, size=round(size)), highlight=False)
    return _serve(target, port, console) if serve else 0


def _serve(target: Path, port: int | None, console: Console) -> int:
    """Serve the folder on this computer alone, until stopped."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from .lab import free_port

    class Quiet(SimpleHTTPRequestHandler):
        extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm", ".mjs": "text/javascript"}  # noqa: RUF012

        def log_message(self, *_: object) -> None:
            """Nothing: the address is what the reader is to see."""

    chosen = free_port(port)
    console.print(_AT.say())
    console.print(f"http://127.0.0.1:{chosen}/", style="bold", highlight=False)
    with ThreadingHTTPServer(("127.0.0.1", chosen), partial(Quiet, directory=str(target))) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
