"""The commands, their options and help; what they do lies in a module each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.panel import Panel

from crm_course import __version__
from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import current

from . import classes, dataset, server, texts, usage, web

__all__ = ["app", "run"]

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", help=texts.APP.say(), epilog=texts.EPILOG.say(),
    context_settings={"help_option_names": ["--help", "-h"]},
)  # fmt: skip

Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help=texts.LANG.say())]


def run(arguments: list[str]) -> int:
    """Run the command; an error of ours is a sentence in a box, and exit status 1."""
    command = typer.main.get_command(app)
    _speak(command)
    try:
        status = command.main(arguments, prog_name="crm-course", standalone_mode=False)
    except CourseError as error:
        Console(stderr=True).print(Panel(error.message(), title=texts.ERROR.say(), border_style="red", highlight=False))
        return 1
    except typer.Exit as stop:
        return stop.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not hasattr(error, "format_message"):  # not a word typed wrongly
            raise
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        else:
            Console(stderr=True).print(Panel(usage.explained(error), title=texts.ERROR.say(), border_style="red", highlight=False))
        return int(getattr(error, "exit_code", 2))
    return int(status or 0)


def _speak(command: Any) -> None:
    """Typer's own headings, and what it says of --help, in the language in force."""
    from typer import rich_utils

    rich_utils.OPTIONS_PANEL_TITLE = texts.OPTIONS.say()
    rich_utils.COMMANDS_PANEL_TITLE = texts.COMMANDS.say()
    rich_utils.ARGUMENTS_PANEL_TITLE = texts.ARGUMENTS.say()
    _tell_help(command, None)


def _tell_help(command: Any, above: Any) -> None:
    context = command.make_context(command.name, [], parent=above, resilient_parsing=True)
    command.get_help_option(context).help = texts.SHOW_HELP.say()
    for each in getattr(command, "commands", {}).values():
        _tell_help(each, context)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"crm-course {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help=texts.VERSION.say())] = False,
    lang: Lang = current(),
) -> None:
    """The command itself: options that stand before a command."""


root.__doc__ = texts.APP.say()


@app.command(help=texts.LAB.say(), epilog=texts.LAB_EXAMPLES.say())
def lab(
    folder: Annotated[Path, typer.Option("--dir", help=texts.DIR.say())] = Path("crm-workbook"),
    lang: Lang = current(),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=texts.BROWSER.say())] = True,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=texts.PORT.say())] = None,
) -> int:
    """Open the workbook."""
    from . import lab as rooms

    return rooms.open_lab(folder.expanduser(), lang, browser=browser, port=port)


@app.command(help=texts.DOCTOR.say())
def doctor(lang: Lang = current()) -> int:
    """Look at the installation."""
    from . import health

    return health.report()


app.add_typer(classes.app)
app.add_typer(dataset.app)
web.register(app)
app.add_typer(server.app)


@app.command("app", help=texts.PAGES.say(), epilog=texts.PAGES_EXAMPLES.say())
def pages(
    names: Annotated[list[str] | None, typer.Argument(metavar="[PAGE]...", help=texts.PAGE.say())] = None,
    lang: Lang = current(),
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=texts.BROWSER.say())] = True,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help=texts.PORT.say())] = None,
) -> int:
    """Open the pages."""
    from . import app as doors

    return doors.open_pages(names or [], lang, browser=browser, port=port)


@app.command(help=texts.REPORT.say(), epilog=texts.REPORT_EXAMPLES.say())
def report(
    chapter: Annotated[Literal["roi"], typer.Argument(help=texts.REPORT_KIND.say())],
    study: Annotated[Path, typer.Argument(help=texts.REPORT_STUDY.say())],
    folder: Annotated[Path | None, typer.Option("--dir", help=texts.REPORT_DIR.say())] = None,
    formats: Annotated[list[str] | None, typer.Option("--format", help=texts.REPORT_FORMAT.say())] = None,
    lang: Lang = current(),
) -> int:
    """Write a report."""
    from . import report as printer

    return printer.write_reports(study.expanduser(), folder.expanduser() if folder else None, formats or ["xlsx", "html", "pdf"])
