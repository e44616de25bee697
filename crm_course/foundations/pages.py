"""What a chapter says of its page: the address, the question, the place among the others."""

from __future__ import annotations

from dataclasses import dataclass

from .language import Text

__all__ = ["Page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page that shows a chapter's explorer.

    A chapter declares its page in a module ``page.py``, as ``PAGE``: the start page finds it there.

    Attributes
    ----------
    name : str
        Its address, and the word after ``crm-course app``.
    place : int
        Where it stands among the questions, lowest first.
    question, summary : Text
        What an owner would ask, and what he gets.
    """

    name: str
    place: int
    question: Text
    summary: Text
