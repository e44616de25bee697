"""When are two words the same? Text without accents, case and punctuation."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold"]

_NOT_WORD = re.compile(r"[\W_]+")
_NOT_ASCII = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})


def fold(text: object) -> str:
    """`text` without accents, case and punctuation, its words one space apart.

    >>> fold("  Le Goff-L’Hénaff "), fold("E-mail 1 - Value")
    ('le goff l henaff', 'e mail 1 value')
    """
    plain = str(text)
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain.translate(_NOT_ASCII))
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip().casefold()
