"""Which letters are meant? Bytes of a file as lines of text, whatever wrote it.

UTF-8 proves itself: text in another encoding is hardly ever valid UTF-8 by chance. What is
not UTF-8 was written by Windows, an old Mac or a DOS till: the encoding in which the most
letters stand where French and English put them. The lines that are no UTF-8 are decoded by it,
the others stay UTF-8, so that files put together from two sources are read right. Lines that
were taken for Windows once too often (« CrÃ©pin ») are put right.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from crm_course.foundations.errors import FileProblem

from . import texts

__all__ = ["Writing", "blocks", "opened", "writing"]

_BLOCK = 1 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
          codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
_OTHERS = ("cp1252", "mac_roman", "iso8859-15", "cp850")
_USUAL = frozenset("éèêëàâäçôöîïûüùœæÉÈÊÀÂÇÔÎÛŒñáíóúß’‘“”«»€°–—…\u00a0")
_SAMPLE = 2_000
"""Lines that are no UTF-8, at most, from which their encoding is told."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How a file is written: `codec` for all of it, or UTF-8 with the lines of an `other` codec between."""

    codec: str
    other: str = ""

    @property
    def name(self) -> str:
        """As reports say it: ``utf-8``, ``cp1252``, ``utf-8+cp1252`` …"""
        plain = self.codec.removesuffix("-sig")
        return f"{plain}+{self.other}" if self.other else plain


def opened(source: str | Path | bytes) -> BinaryIO:
    """A path or bytes, as a file to read from."""
    return io.BytesIO(source) if isinstance(source, bytes) else Path(source).open("rb")


def writing(file: BinaryIO, name: str) -> Writing:
    """How a file is written, told from all of it.

    Raises
    ------
    FileProblem
        If it is empty or no text.
    """
    head = file.read(4096)
    if not head.strip():
        raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.EMPTY)
    if marked := next((codec for mark, codec in _MARKS.items() if head.startswith(mark)), ""):
        return Writing("utf-8-sig", _other(file)[1]) if marked == "utf-8-sig" else Writing(marked)
    if 100 * head.count(b"\x00") > len(head):
        return Writing(_unmarked(head, name))
    valid, other = _other(file)
    return Writing("utf-8", other) if valid or not other else Writing(other)


def blocks(file: BinaryIO, written: Writing) -> Iterator[list[str]]:
    """The lines of a file, some ten thousand at a time, without their ends (LF, CR LF or CR)."""
    file.seek(0)
    if not written.other:
        text = io.TextIOWrapper(file, encoding=written.codec, errors="replace", newline=None)
        yield from _split(iter(lambda: text.read(_BLOCK), ""))
        text.detach()
        return
    yield from _split(_mixed(file, written))


# -- private ------------------------------------------------------------------------------


def _split(pieces: Iterator[str]) -> Iterator[list[str]]:
    rest = ""
    for piece in pieces:
        lines = (rest + piece).replace("\x00", "").split("\n")
        rest = lines.pop()
        if lines:
            yield _letters(lines, piece)
    if rest:
        yield _letters([rest], rest)


def _letters(lines: list[str], piece: str) -> list[str]:
    """Lines whose letters are what was meant."""
    if piece.isascii():
        return lines
    if _TWICE.search(piece):
        lines = [_once(line) if _TWICE.search(line) else line for line in lines]
    return lines


_TWICE = re.compile(
    "[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|\u00e2\u20ac"
)
"""UTF-8 that was read as Windows and written again: « Ã© », « â€™ »."""


def _once(line: str) -> str:
    """A line without one turn of UTF-8 too many; as it is, where that makes no sense."""
    try:
        return b"".join(_byte(letter) for letter in line).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return line


def _byte(letter: str) -> bytes:
    """What Windows read as this letter; its five holes stand for themselves."""
    return bytes([ord(letter)]) if ord(letter) in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else letter.encode("cp1252")


def _byte_lines(file: BinaryIO) -> Iterator[bytes]:
    """Blocks of whole lines, as bytes."""
    file.seek(0)
    rest = b""
    while block := file.read(_BLOCK):
        cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1  # a CR at the end may have its LF in the next
        if cut:
            yield rest + block[:cut]
            rest = block[cut:]
        else:
            rest += block
    if rest:
        yield rest


def _mixed(file: BinaryIO, written: Writing) -> Iterator[str]:
    for place, block in enumerate(_byte_lines(file)):
        if not place:
            block = block.removeprefix(codecs.BOM_UTF8)
        try:
            text = block.decode("utf-8")
        except UnicodeDecodeError:
            text = "".join(_line(line, written.other) for line in block.splitlines(keepends=True))
        yield text.replace("\r\n", "\n").replace("\r", "\n")


def _line(line: bytes, other: str) -> str:
    """A line of a mixed file; where both encodings meet in one line, each sequence is read by its own."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        if not _MANY_BYTES.search(line):
            return line.decode(other, "replace")
    return "".join(
        piece.decode("utf-8") if place % 2 else piece.decode(other, "replace") for place, piece in enumerate(_MANY_BYTES.split(line))
    )


_MANY_BYTES = re.compile(rb"((?:\xc2[\xa0-\xbf]|[\xc3-\xc5][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf])+)")
"""Letters in UTF-8, as they stand among bytes that are not."""


def _other(file: BinaryIO) -> tuple[bool, str]:
    """Whether a line has letters in UTF-8, and the encoding of the lines that are no UTF-8 (empty: all are)."""
    valid, strange = False, list[bytes]()
    for block in _byte_lines(file):
        try:
            block.decode("utf-8")
            valid = valid or not block.isascii()
        except UnicodeDecodeError:
            valid = valid or bool(_MANY_BYTES.search(block))
            if len(strange) < _SAMPLE:
                strange += [line for line in block.splitlines() if not line.isascii() and not _is_utf8(line)][:_SAMPLE]
    return valid, max(_OTHERS, key=lambda codec: _fits(strange, codec)) if strange else ""


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _fits(lines: list[bytes], codec: str) -> float:
    """How well the letters fit where they stand: usual ones count for, capitals inside a word and signs against."""
    found: Counter[str] = Counter()
    for line in lines:
        text = line.decode(codec, "replace")
        for place, letter in enumerate(text):
            if not letter.isascii():
                before = text[place - 1 : place]
                inside = before.isascii() and before.islower()
                found[
                    "usual" if letter in _USUAL and not (inside and letter.isupper()) else "odd" if not letter.isalpha() or inside else ""
                ] += 1
    return found["usual"] - 2 * found["odd"]


def _unmarked(head: bytes, name: str) -> str:
    """UTF-16 without its mark, told from where the zeros stand."""
    even, odd = (head[side::2].count(0) / max(len(head[side::2]), 1) for side in (0, 1))
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.BINARY)
