"""Whose line is it? People recognised by what a file knows of them, with a look at what contradicts it.

A key (the number in the other tool, an e-mail address, a telephone number) finds the cards
that bear it. A card is the line's person if nothing else contradicts: another first name or
date of birth, another surname or company where no first name is known, for a telephone also another
e-mail address, for a number of a tool another name without anything that agrees, for a name another street. What contradicts is a person of their own, and the
pair is listed for the owner. A key that many different people bear (a switchboard, one address
for all) tells nobody apart, and is no key. Where several cards fit and none fits wholly,
nothing is decided: the line gets a card, and the pair is listed.

Who has no key at all is known by name, company, postcode and date of birth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.integers import as_counts

from .. import keys, schema
from ..rows import among

__all__ = ["FOLDED", "MANY", "Crowd", "Matcher", "Person", "Source", "folded", "source_of"]

_OURS = ("id:", "who:")
_KINDS = {"id": 0x1D, "email": 0xE3A11, "phone": 0xF0E5, "who": 0x3B0}
_MIX = np.uint64(0x9E3779B97F4A7C15)
FOLDED = {"first_name": "~first", "last_name": "~last", "company": "~company"}
"""The columns that hold the folded names of some lines."""
MANY = 3
"""Different surnames on one key from which on it is nobody's."""


@dataclass(slots=True)
class Person:
    """What tells a person apart: folded names, date of birth (ISO), title, e-mail addresses."""

    number: int
    first: str = ""
    last: str = ""
    company: str = ""
    born: str = ""
    title: str = ""
    emails: frozenset[str] = frozenset()
    street: str = ""

    def fill(self, other: Person) -> None:
        """Learn what was not known."""
        self.first, self.last, self.company = self.first or other.first, self.last or other.last, self.company or other.company
        self.born, self.title, self.street = self.born or other.born, self.title or other.title, self.street or other.street
        if other.emails and not other.emails <= self.emails:
            self.emails |= other.emails

    @property
    def named(self) -> bool:
        """Whether it bears any name."""
        return bool(self.first or self.last or self.company)


def alike(one: str, other: str) -> bool:
    """Whether two folded first names may be one person's: equal, the beginning of one another, or an initial.

    >>> alike("jean", "jean marc"), alike("j", "jean"), alike("jean marc", "jean paul"), alike("marie", "lea")
    (True, True, False, False)
    """
    few, many = sorted((one.split(), other.split()), key=len)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(few, many, strict=False))


def contradiction(kind: str, line: Person, card: Person) -> str:
    """The field that speaks against one person, or none."""
    both_first = bool(line.first and card.first)
    agree = both_first and alike(line.first, card.first)
    if both_first and not agree and not _swapped(line, card):
        return "first_name"
    if line.born and card.born and line.born != card.born:
        return "birth_date"
    if line.title and card.title and line.title != card.title and not both_first:
        return "title"
    elsewhere = bool(line.emails and card.emails and line.emails.isdisjoint(card.emails))
    others = bool(line.last and card.last and line.last != card.last and not _swapped(line, card))
    firms = bool(line.company and card.company and line.company != card.company and not (line.last and card.last))
    if kind == "phone":
        return "last_name" if others else "company" if firms else "email" if elsewhere and not agree else ""
    if kind == "email" and (others or firms) and not (line.first or card.first):  # one address, two families or two firms
        return "last_name" if others else "company"
    if kind == "who" and line.street and card.street and line.street != card.street:
        return "street"
    if kind == "id":
        if others and (elsewhere or not agree):
            return "last_name"
        return "company" if firms else "email" if elsewhere and not (agree or (line.last and line.last == card.last)) else ""
    return ""


def _swapped(line: Person, card: Person) -> bool:
    """Whether first and last name stand in each other's place."""
    return bool(line.last and card.last) and sorted(f"{line.first} {line.last}".split()) == sorted(f"{card.first} {card.last}".split())


def fits_wholly(line: Person, card: Person) -> bool:
    """Whether a card says of names and birth just what the line says."""
    return (line.first, line.last, line.company, line.born) == (card.first, card.last, card.company, card.born)


# -- keys that are nobody's ---------------------------------------------------------------


class Crowd:
    """The keys of a file that many different people bear; told from all of its lines before the first is taken."""

    def __init__(self) -> None:
        self._pairs: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []

    def look(self, fields: pd.DataFrame) -> None:
        """Note who bears which key in some lines."""
        last = pd.util.hash_array(np.array(_list(fields, FOLDED["last_name"]), dtype=object)) if FOLDED["last_name"] in fields else None
        if last is None:
            return
        empty = pd.util.hash_array(np.array([""], dtype=object))[0]
        for name, kind in (("id", "id"), ("emails", "email"), ("phones", "phone")):
            flat, places = flattened(fields, name)
            if len(flat):
                key, whose = _hashed(kind, flat), last[places]
                key, whose = key[whose != empty], whose[whose != empty]
                pair, first = np.unique(key * _MIX + whose, return_index=True)
                self._pairs.append((pair, key[first]))

    def keys(self) -> np.ndarray[Any, Any]:
        """Hashes of the keys that at least :data:`MANY` surnames share."""
        if not self._pairs:
            return np.array([], dtype=np.uint64)
        pair, key = (np.concatenate(column) for column in zip(*self._pairs, strict=True))
        key, count = np.unique(key[np.unique(pair, return_index=True)[1]], return_counts=True)
        return np.asarray(key[count >= MANY])


def flattened(fields: pd.DataFrame, name: str) -> tuple[list[str], np.ndarray[Any, Any]]:
    """All that stands in a column, one or several in a cell, and the place of each."""
    values = _list(fields, name) if name in fields else []
    if name == "id":
        there = [n for n, value in enumerate(values) if value]
        return [values[n] for n in there], np.array(there, dtype=np.int64)
    count = np.fromiter((len(value) if value else 0 for value in values), dtype=np.int64, count=len(values))
    return [one for value in values if value for one in value], np.repeat(np.arange(len(values)), as_counts(count))


def _hashed(kind: str, values: Sequence[str]) -> np.ndarray[Any, Any]:
    """Keys of a kind as numbers."""
    return np.asarray(pd.util.hash_array(np.array(values, dtype=object)) ^ np.uint64(_KINDS[kind]))


# -- the matcher --------------------------------------------------------------------------


@dataclass
class Matcher:
    """Finds or makes the person of each line; knows the store and the lines before."""

    connection: sa.Connection
    source: str
    """Whose numbers the numbers of the file are: a tool, a shop."""
    secret: str
    first: int
    """The number of the first new card."""
    crowd: np.ndarray[Any, Any]
    doubts: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Pairs that share a key and are contradicted: line, card, key, field."""

    def __post_init__(self) -> None:
        self.next = self.first
        self._crowded = set[str]()

    def people_of(self, fields: pd.DataFrame) -> list[Person]:
        """What each line says of its person."""
        columns = [_list(fields, name) if name in fields else [""] * len(fields) for name in FOLDED.values()]
        born = [str(value)[:10] if value is not None and value == value else "" for value in _list(fields, "birth_date")]
        titles, emails, streets = _list(fields, "title"), _list(fields, "emails"), _list(fields, "street")
        rows = zip(*columns, born, titles, emails, streets, strict=True)
        return [
            Person(0, first, last, company, day, title or "", frozenset(mails or ()), keys.fold(street or ""))
            for first, last, company, day, title, mails, street in rows
        ]

    def keys_of(self, fields: pd.DataFrame) -> list[list[str]]:
        """What each line is recognised by, strongest first."""
        rows = zip(_list(fields, "id"), _list(fields, "emails"), _list(fields, "phones"), strict=True)
        return [
            [*([f"id:{number}"] if number else ()), *(f"email:{mail}" for mail in mails or ()), *(f"phone:{tel}" for tel in phones or ())]
            for number, mails, phones in rows
        ]

    def numbers(self, fields: pd.DataFrame) -> tuple[list[int], list[tuple[str, int]]]:
        """The card of each line, and the numbers and names by which the new ones are found again.

        Only lines that share a key with the store or with another line are looked at one by one.
        """
        found = self._with_names(fields, self.keys_of(fields))
        index, cards = self._known(found)
        told = Counter(key for wanted in found for key in wanted)
        again = {key for key, count in told.items() if count > 1}
        live = again | index.keys()
        alone = np.array([live.isdisjoint(wanted) for wanted in found], dtype=bool) if live else np.ones(len(found), dtype=bool)
        chosen = np.zeros(len(fields), dtype=np.int64)
        people = iter(self.people_of(fields[~alone]))
        made: list[tuple[str, int]] = []
        lines = fields.index.tolist()
        for n, wanted in enumerate(found):
            if alone[n]:
                chosen[n], self.next = self.next, self.next + 1
                made += [(key, chosen[n]) for key in wanted if key.startswith(_OURS)]
                continue
            person = next(people)
            number = self._find(lines[n], wanted, person, index, cards)
            if number:
                cards[number].fill(person)
            else:
                number, self.next = self.next, self.next + 1
                cards[number] = person
            for key in wanted:
                bearers = index.setdefault(key, [])
                if number not in bearers:
                    bearers.append(number)
                    if key.startswith(_OURS):
                        made.append((key, number))
            chosen[n] = number
        return chosen.tolist(), made

    def _with_names(self, fields: pd.DataFrame, borne: list[list[str]]) -> list[list[str]]:
        """The keys that tell apart; a line that has none is known by its names."""
        found = self._usable(borne)
        bare = [n for n, wanted in enumerate(found) if not wanted or (len(wanted) == 1 and wanted[0].startswith("id:"))]
        if bare:
            some = fields.iloc[bare]
            for n, person, postcode in zip(bare, self.people_of(some), _list(some, "postcode"), strict=True):
                if not found[n] or person.named:
                    found[n] = [*found[n], self._who(person, postcode, borne[n])]
        return found

    # -- private --------------------------------------------------------------------------

    def _who(self, person: Person, postcode: Any, borne: list[str]) -> str:
        """What a person is recognised by who bears no key of their own: all that is known, hashed."""
        who = " ".join(filter(None, (person.first, person.last, person.company)))
        return "who:" + keys.print_of(self.secret, who, postcode or "", f"{person.born} 00:00:00" if person.born else "", *sorted(borne))

    def _usable(self, found: list[list[str]]) -> list[list[str]]:
        """Without the keys that a crowd shares."""
        if not len(self.crowd):
            return found
        kinds = {key: key.partition(":") for wanted in found for key in wanted}
        common = {key for key, (kind, _, value) in kinds.items() if np.isin(_hashed(kind, [value]), self.crowd)[0]}
        return [[key for key in wanted if key not in common] for wanted in found]

    def _find(self, line: int, wanted: list[str], person: Person, index: dict[str, list[int]], cards: dict[int, Person]) -> int:
        for key in wanted:
            borne = index.get(key)
            if borne is None:
                continue
            kind = key.partition(":")[0]
            fitting = []
            for number in borne:
                field_ = contradiction(kind, person, cards[number])
                if field_:
                    self.doubts.append((line, number, kind, field_))
                else:
                    fitting.append(number)
            if key in self._crowded or (kind == "phone" and person.named):
                fitting = [number for number in fitting if not cards[number].named or _shares_a_name(person, cards[number])]
            if number := self._one(line, kind, fitting, person, cards):
                return number
        return 0

    def _one(self, line: int, kind: str, fitting: list[int], person: Person, cards: dict[int, Person]) -> int:
        if len(fitting) == 1:
            return fitting[0]
        whole = [number for number in fitting if fits_wholly(person, cards[number])]
        if whole or not fitting:
            return whole[0] if whole else 0
        first = [number for number in fitting if person.first and person.first == cards[number].first]
        if len(first) == 1:
            return first[0]
        self.doubts += [(line, number, kind, "") for number in fitting[:MANY]]
        return 0 if person.named else fitting[0]

    def _known(self, found: list[list[str]]) -> tuple[dict[str, list[int]], dict[int, Person]]:
        """Who bears these keys in the store."""
        wanted = {key for line in found for key in line}
        index: dict[str, list[int]] = {}
        if not wanted or self.connection.scalar(sa.select(sa.func.max(schema.table("customers").c.customer_id))) is None:
            return index, {}
        points, external = schema.table("contact_points").c, schema.table("external_ids").c
        addresses = sorted(key.partition(":")[2] for key in wanted if key.startswith(("email:", "phone:")))
        query = sa.select(points.normalised, points.customer_id).where(among(self.connection, points.normalised, addresses))
        for value, number in self.connection.execute(query.order_by(points.customer_id)).all() if addresses else ():
            index.setdefault(f"email:{value}" if "@" in value else f"phone:{value}", []).append(number)
        foreign = {key.partition(":")[2]: key for key in wanted if key.startswith(("id:", "who:"))}
        query = sa.select(external.external_id, external.customer_id).where(
            sa.or_(external.kind == "who", sa.and_(external.kind == "person", external.source == self.source)),
            among(self.connection, external.external_id, sorted(foreign)),
        )
        for value, number in self.connection.execute(query.order_by(external.customer_id)).all() if foreign else ():
            index.setdefault(foreign[value], []).append(number)
        cards = self._cards({number for numbers in index.values() for number in numbers})
        self._crowded = {key for key, numbers in index.items() if len({cards[number].last for number in numbers} - {""}) >= MANY}
        return index, cards

    def _cards(self, numbers: Iterable[int]) -> dict[int, Person]:
        """What the store says of some people."""
        wanted = sorted(numbers)
        if not wanted:
            return {}
        c, points = schema.table("customers").c, schema.table("contact_points").c
        query = sa.select(c.customer_id, c.first_name, c.last_name, c.company, c.birth_date, c.title, c.street).where(
            among(self.connection, c.customer_id, wanted)
        )
        fold = keys.fold
        cards = {
            number: Person(
                number,
                fold(first or ""),
                fold(last or ""),
                fold(company or ""),
                str(born or "")[:10],
                title or "",
                street=fold(street or ""),
            )
            for number, first, last, company, born, title, street in self.connection.execute(query).all()
        }
        mails = sa.select(points.customer_id, points.normalised).where(
            points.kind == "email", among(self.connection, points.customer_id, wanted)
        )
        for number, value in self.connection.execute(mails).all():
            cards[number].emails |= {value}
        return cards


def _shares_a_name(line: Person, card: Person) -> bool:
    if (line.last and line.last == card.last) or (line.company and line.company == card.company) or _swapped(line, card):
        return True
    return bool(line.first and card.first and not (line.last and card.last) and alike(line.first, card.first))


def _list(fields: pd.DataFrame, name: str) -> list[Any]:
    return fields[name].tolist() if name in fields else [None] * len(fields)


def folded(fields: pd.DataFrame) -> pd.DataFrame:
    """`fields` with its names folded beside them, worked out once for all that compares and searches."""
    return fields.assign(**{into: keys.fold_many(fields[name]) for name, into in FOLDED.items() if name in fields})


# -- whose numbers are these? -------------------------------------------------------------


@dataclass(slots=True)
class Source:
    """Whose numbers a file's numbers are, and what made it so."""

    name: str
    agree: int = 0
    """Numbers whose card agrees with the line."""
    against: int = 0
    """Numbers whose card is somebody else."""
    known: int = 0
    asked: tuple[str, ...] = ()
    """Sources that know these numbers, where nothing tells which of them is meant."""


def source_of(connection: sa.Connection, tool: str, file: str, ids: Sequence[Any], people: Sequence[Person], secret: str) -> Source:
    """The source that a file's numbers belong to: the one whose cards agree; a new one where they are other people's.

    Two shops that both number from 1 are told apart by their names and addresses. Numbers with
    nothing beside them belong to the only source that knows them; where several do, it is asked.
    """
    external = schema.table("external_ids").c
    own = f"{tool}:{keys.fold(file)}"
    wanted: dict[str, list[Person]] = {}
    for number, person in zip(ids, people, strict=True):
        if number:
            wanted.setdefault(str(number), []).append(person)
    query = sa.select(external.source, external.external_id, external.customer_id).where(
        external.kind == "person", among(connection, external.external_id, sorted(wanted))
    )
    rows = [row for row in connection.execute(query).all() if row[0] == tool or row[0].startswith(f"{tool}:")]
    if not rows:
        return Source(tool)
    matcher = Matcher(connection, tool, secret, 0, np.array([], dtype=np.uint64))
    cards = matcher._cards({number for *_, number in rows})
    found: dict[str, Source] = {}
    for name, number, card in rows:
        seen, same = (
            found.setdefault(name, Source(name)),
            [person for person in wanted[number] if not contradiction("id", person, cards[card])],
        )
        seen.known += 1
        seen.against += not same
        seen.agree += any(_shares_a_name(person, cards[card]) or person.emails & cards[card].emails for person in same)
    if own in found and found[own].agree >= found[own].against:
        return found[own]
    fitting = [each for each in found.values() if each.against <= each.agree]
    if not fitting:
        return Source(own, against=max(each.against for each in found.values()))
    best = max(fitting, key=lambda each: (each.agree - each.against, each.known))
    if not best.agree and len(fitting) > 1:
        best.asked = tuple(sorted(each.name for each in fitting))
    return best
