"""What a box leaves in a notebook's file: question and answer as data, beside a text that needs no kernel.

The output of a question's cell holds both, so that a copy can be read again tomorrow, and be
graded, without anything being run. Nothing of Jupyter is needed to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["MIME", "answers_in", "bundle"]

MIME = "application/vnd.crm-course.answer+json"
_LONGEST = 20_000


def bundle(question: str, answer: Any, *, html: str, text: str) -> dict[str, Any]:
    """The output of a box: the answer as data, and what is said of it."""
    return {MIME: {"question": question, "answer": answer}, "text/html": html, "text/plain": text}


def answers_in(outputs: Any) -> Iterator[tuple[str, Any]]:
    """Question and answer of each box among a cell's outputs, as they stand in the file: plain, short data, or nothing."""
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        found = data.get(MIME) if isinstance(data, dict) else None
        if isinstance(found, str):  # an old tool may have written it as text
            try:
                found = json.loads(found)
            except (ValueError, RecursionError):
                continue
        if isinstance(found, dict) and isinstance(found.get("question"), str) and _is_plain(found.get("answer")):
            yield found["question"], found["answer"]


def _is_plain(answer: Any) -> bool:
    """Whether an answer is what a box can hold: a text, a list of texts, a table of texts."""
    if isinstance(answer, Mapping):
        return len(answer) <= 200 and all(isinstance(part, str) and len(part) <= _LONGEST for pair in answer.items() for part in pair)
    parts = answer if isinstance(answer, list) else [answer]
    return len(parts) <= 200 and all(isinstance(part, str) and len(part) <= _LONGEST for part in parts)
