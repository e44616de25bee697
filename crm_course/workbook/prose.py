"""Does an open answer argue, or only name things? A list of every word and figure argues nothing.

Sentences in French or in English are held together by small words (le, que, est, of, if…):
they make up about half of them, and hardly any of a list. And a list is cut into bits of a
word or two, where a sentence goes on.

>>> is_prose("Le gain est de 8 400 € par an, mais le risque est réel : j’avancerais par étapes.")
True
>>> is_prose("gain ; risque ; 8 400 ; 846 154 ; 34 % ; je recommande")
False
>>> is_prose("le gain, le risque, la décision, 8 400, si le client")
False
"""

from __future__ import annotations

import re

__all__ = ["is_prose"]

_FRENCH = (
    "le la les l un une des du de d à au aux et ou où mais donc or ni car que qu qui dont quoi ce c cet cette ces ça cela "
    "se s sa son ses leur leurs mon ma mes notre nos votre vos nous vous je j me m il elle ils elles on lui y en ne n pas plus "
    "est sont était sera seront serait soit a ont aura avait ai avons avez faut peut doit dans sur sous pour par avec sans entre "
    "vers chez dès si comme même aussi puis alors ainsi quand"
)
_ENGLISH = (
    "the an of to in on at for by with from into and or but so if as than that this these those which who what it its is are was "
    "were be been has have had will would must can could may not no do does did there their they them our we us you your i my he "
    "she his her when because then also"
)
_LINKS = frozenset(f"{_FRENCH} {_ENGLISH}".split())
_LEAST_LINKED, _LEAST_LENGTH = 0.2, 3.0
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,\u00a0\u202f]\d+)*")
_CUT = re.compile(r"[,;:.!?\n|•·()]+(?=\s|$)|\s[-–—/]\s")


def is_prose(text: str) -> bool:
    """Whether `text` is made of sentences, in French or in English."""
    words = _TOKEN.findall(text.casefold())
    bits = [bit for bit in _CUT.split(text) if _TOKEN.search(bit)]
    linked = sum(word in _LINKS for word in words)
    return bool(words) and linked >= _LEAST_LINKED * len(words) and len(words) >= _LEAST_LENGTH * len(bits)
