"""The first line of every notebook: in which language it speaks."""

from __future__ import annotations

from crm_course.foundations import language as tongue

__all__ = ["begin"]


def begin(language: str | None = None) -> None:
    """Speak `language` from here on: sentences, charts, numbers, errors.

    >>> begin("fr")
    """
    tongue.use(language or tongue.current())
