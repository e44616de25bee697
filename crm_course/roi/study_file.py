"""The text of a study's file: what is taken from a page and dropped on one."""

from __future__ import annotations

from .study import FILE, Study

__all__ = ["FORMAT", "VERSION", "as_words", "from_words"]

FORMAT, VERSION = FILE.format, FILE.version


def as_words(study: Study) -> str:
    """The text of a study's file."""
    return study.as_words()


def from_words(words: str, name: str) -> Study:
    """The study that the text of a file holds; `name` is what errors call it."""
    return Study.from_words(words, name)
