"""What is asked of the other side of the wall, and what comes back, as data that can be kept in a file."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from .decoding import Unreadable, decode

__all__ = ["Job", "Run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One notebook to run.

    Attributes
    ----------
    notebook : bytes
        The handed-in file as it is; it is read behind the wall.
    wanted : mapping
        Question → the learner's variable.
    given : str
        Code of the exercise's own first cells.
    calls : mapping
        Question → (name of the learner's function, inputs): sent only when the cells have run.
    queries : mapping
        Question → {"text", "tables"}: SQL to run where no code of a learner runs, and the database that it is asked of (base64).
    files : mapping
        Path in the learner's folder → content (bytes).
    here : str
        The folder in which the cells run.
    """

    notebook: bytes = b""
    wanted: Mapping[str, str] = field(default_factory=dict)
    given: str = ""
    calls: Mapping[str, tuple[str, Sequence[Any]]] = field(default_factory=dict)
    queries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    here: str = "."

    def fingerprint(self) -> str:
        """The same for the same job: a copy that was run already need not run again."""
        told = [dict(self.wanted), self.given, {name: list(call) for name, call in self.calls.items()}, dict(self.queries), self.here]
        digest = hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode())
        for content in (self.notebook, *(part for name in sorted(self.files) for part in (os.fsencode(name), self.files[name]))):
            digest.update(hashlib.sha256(content).digest())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What came back of one notebook, as it came: JSON data, to be decoded before it is used.

    `ended` is ``finished``, ``stopped`` (the process ended itself), or the limit passed:
    ``time``, ``memory``, ``processes``, ``answers``, ``machine``; one word for each attempt.
    `prose` are the text cells: the question that each carries, the one that it stands below, its words.
    `problems` are the learner's own errors, cell by cell; `unreadable` says why the file is no
    notebook that can be run.
    """

    offered: Mapping[str, Any] = field(default_factory=dict)
    called: Mapping[str, list[Any]] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    problems: Mapping[int, str] = field(default_factory=dict)
    sources: Sequence[str] = ()
    prose: Sequence[Sequence[str]] = ()
    unreadable: str = ""

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as plain data, by question."""
        return {question: decode(value) for question, value in self.offered.items()}

    def results(self, question: str) -> list[Any]:
        """What a learner's function or query gave, one for each input."""
        return [
            decode(each["value"]) if isinstance(each, dict) and "value" in each else Unreadable(_error(each))
            for each in self.called.get(question, [])
        ]

    def as_data(self) -> dict[str, Any]:
        """As kept in a file."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Run:
        """As read from a file of ours."""
        problems = {int(cell): str(words) for cell, words in data["problems"].items()}
        return cls(**{**data, "ended": tuple(data["ended"]), "problems": problems})


def _error(message: Any) -> str:
    return str(message.get("error", ""))[:300] if isinstance(message, dict) else ""
