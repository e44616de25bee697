"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata as metadata
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from crm_course.foundations.language import Text

from . import texts

__all__ = ["Finding", "findings", "report"]

FOR_DEVELOPERS = ("dev", "test")
"""Optional parts that users of the course do not need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: whether it is there, whether it is needed, how to get it."""

    what: str
    found: str
    fine: bool
    needed: bool = True
    how: str = ""


def report() -> int:
    """Print the findings as a table; exit status 1 if something needed is missing."""
    table = Table(show_lines=False)
    for title in (texts.WHAT, texts.STATE, texts.HOW):
        table.add_column(title.say(), overflow="fold")
    seen = list(findings())
    for finding in seen:
        state, style = _state(finding)
        table.add_row(escape(finding.what), f"[{style}]{state}[/] {escape(finding.found)}", "" if finding.fine else escape(finding.how))
    console = Console()
    console.print(table)
    well = all(finding.fine for finding in seen if finding.needed)
    console.print((texts.ALL_WELL if well else texts.NOT_WELL).say(), style="green" if well else "red", highlight=False)
    return 0 if well else 1


def _state(finding: Finding) -> tuple[str, str]:
    if finding.fine:
        return f"✓ {texts.FINE.say()}", "green"
    if not finding.needed:
        return f"– {texts.OPTIONAL.say()}", "yellow"
    return f"✗ {texts.MISSING.say()}", "red"


def findings() -> Iterator[Finding]:
    """Look at Python, every requirement of the package, the charts, what keeps copies apart, the folder."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(what=texts.PYTHON.say(), found=version, fine=sys.version_info >= (3, 11), how="python.org")
    wanted = [Requirement(line) for line in metadata.requires("crm-course") or []]
    yield from (_requirement(line) for line in wanted if _extra(line) not in FOR_DEVELOPERS)
    yield Finding(what=texts.CHARTS.say(), found="", fine=_charts_offline(), how=texts.CHARTS_HOW.say())
    yield _isolation()
    here = Path.cwd()
    yield Finding(what=texts.FOLDER.say(), found=str(here), fine=os.access(here, os.W_OK), how=texts.FOLDER_HOW.say())


def _requirement(requirement: Requirement) -> Finding:
    extra = _extra(requirement)
    name = Text.literal(f"{requirement.name} ({extra})" if extra else requirement.name).say()
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        version = ""
    fine = bool(version) and requirement.specifier.contains(version, prereleases=True)
    wanted = f"crm-course[{extra}]" if extra else f"{requirement.name}{requirement.specifier}"
    return Finding(what=name, found=version, fine=fine, needed=not extra, how=texts.GET.say(requirement=wanted))


def _extra(requirement: Requirement) -> str:
    """The optional part that a requirement belongs to, or nothing."""
    if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
        return ""
    return next(
        (name for name in metadata.metadata("crm-course").get_all("Provides-Extra") or [] if requirement.marker.evaluate({"extra": name})),
        "",
    )


def _charts_offline() -> bool:
    """Whether a chart leaves under the type that the installed JupyterLab draws without a network."""
    import altair as alt
    import pandas as pd

    from crm_course.foundations import theme

    chart = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_bar().encode(x="x:Q")
    data, _ = theme.bundle(theme.titled(chart, "–", description="–"))
    return theme.MIME in data and _lab_draws_vega()


def _isolation() -> Finding:
    """How far apart copies can be kept when they are graded here."""
    from crm_course.grading.isolation import LEVELS, available

    level = available()
    return Finding(what=texts.APART.say(), found=level, fine=level == LEVELS[0], needed=False, how=texts.APART_HOW.say())


def _lab_draws_vega() -> bool:
    """Whether JupyterLab's own files hold its Vega extension."""
    from jupyterlab.commands import get_app_dir

    static = Path(get_app_dir()) / "static"
    return any("vega" in path.name and "extension" in path.name for path in static.glob("*.js")) or any(
        b"vegalite.v5+json" in path.read_bytes() for path in static.glob("*.js")
    )
