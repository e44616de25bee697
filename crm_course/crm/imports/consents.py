"""What does a file say of consent? Heard from every line, by address, before anybody is merged or refused.

A flag in a file proves nothing: a subscription is written to the log only if the importer
attests where the proof is. A refusal always counts, for every card that has the address, and on
every line, also one that brings nobody in. Of several words about one person the latest
counts where all carry a date, otherwise the most protective. Who has withdrawn stays so.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.integers import as_counts

from .. import keys, schema
from ..law import consent, opposition
from ..rows import among, raw
from .intake import Intake

__all__ = ["Words"]

_CHANNELS = ("email", "sms", "phone", "mail")
_ADDRESS = {"email": "emails", "sms": "phones", "phone": "phones"}
_KINDS = {"email": ("email",), "sms": ("mobile", "landline"), "phone": ("mobile", "landline")}
_FAR = 50_000
"""People looked up at once."""
_COLUMNS: dict[str, Any] = {"customer_id": "int64", "channel": object, "refused": bool, "ts": "datetime64[s]", "listed": bool}
_ORDERED = tuple(sorted(_CHANNELS))


class Words:
    """The words of consent of a file: gathered line by line, settled when all are heard."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self._objections = opposition.listed(intake.connection)
        self._heard: list[pd.DataFrame] = []
        self._refused: dict[str, dict[str, Any]] = {}
        """Channel → address → when it refused (the latest, NaT where a line does not say)."""

    def hear(self, fields: pd.DataFrame) -> pd.DataFrame:
        """What some lines say, with the places of the lines; their refusals are noted by address."""
        found = []
        for channel in _CHANNELS:
            agree, refuse, at = _said(fields, channel)
            if channel in _ADDRESS and _ADDRESS[channel] in fields:  # one agrees for an address, and none can be read
                agree &= fields[_ADDRESS[channel]].notna().to_numpy()
            for mask, status in ((refuse, True), (agree & ~refuse, False)):
                if mask.any():
                    place = np.flatnonzero(mask)
                    found.append(
                        pd.DataFrame({"place": place, "channel": channel, "refused": status, "ts": at[status][place], "listed": False})
                    )
            if refuse.any() and channel in _ADDRESS:
                self._note(fields, channel, refuse, at[True])
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["place", *list(_COLUMNS)[1:]])

    def take(self, fields: pd.DataFrame, words: pd.DataFrame) -> None:
        """Give the words of some lines to their cards; `words` has the ``customer_id`` of those that came in."""
        if len(words):
            self._heard.append(words[list(_COLUMNS)])
        for channel, name in _ADDRESS.items():
            prints = self._objections.get(channel, set())
            if prints and name in fields:
                hit = [any(keys.print_of(self.intake.secret, one) in prints for one in found or ()) for found in fields[name].tolist()]
                if any(hit):
                    numbers = fields["customer_id"].to_numpy()[np.array(hit)]
                    self._heard.append(
                        pd.DataFrame({"customer_id": numbers, "channel": channel, "refused": True, "ts": pd.NaT, "listed": True})
                    )

    def settle(self) -> None:
        """Write what holds to the log, and the addresses of those who refused to the opposition list."""
        if not self._heard and not self._refused:
            return
        self._note_cards(self._settled(self._heard))
        last = self._settled([*self._heard, *self._by_address()])
        self._write(last, *self._before(last))
        for channel in _ADDRESS:
            self._oppose(channel, last)

    # -- private --------------------------------------------------------------------------

    def _note(self, fields: pd.DataFrame, channel: str, refuse: np.ndarray[Any, Any], at: np.ndarray[Any, Any]) -> None:
        name = _ADDRESS[channel]
        if name not in fields:
            return
        known, cells, moments = self._refused.setdefault(channel, {}), fields[name].tolist(), list(at)
        for place in np.flatnonzero(refuse).tolist():
            for address in cells[place] or ():
                if address not in known or not known[address] > moments[place]:
                    known[address] = moments[place]

    def _by_address(self) -> list[pd.DataFrame]:
        """The refusals of an address, for every card that has it."""
        points, found = schema.table("contact_points").c, []
        for channel, known in self._refused.items():
            listed = sorted(known)
            for start in range(0, len(listed), _FAR):
                part = listed[start : start + _FAR]
                query = sa.select(points.customer_id, points.normalised).where(
                    points.kind.in_(_KINDS[channel]), among(self.intake.connection, points.normalised, part)
                )
                rows = self.intake.connection.execute(query).all()
                found.append(pd.DataFrame({"customer_id": [number for number, _ in rows], "channel": channel, "refused": True,
                                           "ts": np.array([known[address] for _, address in rows], dtype="datetime64[s]"), "listed": False}))  # fmt: skip
        return found

    def _note_cards(self, last: pd.DataFrame) -> None:
        """Whoever refuses does so for every address of the card."""
        for channel in _ADDRESS:
            refused = last[(last["channel"] == channel) & last["own"] & ~last["granted"]]
            known = self._refused.setdefault(channel, {})
            when = dict(zip(refused["customer_id"].tolist(), refused["no"].to_numpy().astype("datetime64[s]"), strict=True))
            numbers = list(when)
            for start in range(0, len(numbers), _FAR):
                for number, address in self._addresses(numbers[start : start + _FAR], channel):
                    known.setdefault(address, when[number])

    def _settled(self, heard: list[pd.DataFrame]) -> pd.DataFrame:
        """One line for each person and channel: refused and granted at all, when last, and what holds."""
        columns = [
            np.concatenate([part[name].to_numpy(dtype=kind) for part in heard]) if heard else np.array([], dtype=kind)
            for name, kind in _COLUMNS.items()
        ]
        number, channel, refused, ts, listed = columns
        who, place = np.unique(number * len(_CHANNELS) + _places(channel), return_inverse=True)
        count = len(who)

        def some(mask: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            return np.bincount(as_counts(place[mask]), minlength=count) > 0

        def latest(mask: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
            made = np.full(count, np.iinfo(np.int64).min)
            np.maximum.at(made, place[mask], ts[mask].view(np.int64))
            return made.view(ts.dtype)

        no, yes, any_refused = latest(refused), latest(~refused), some(refused)
        every, dated = ~some(~refused), ~some(np.isnat(ts) | listed)
        granted = ~every & (~any_refused | (dated & (yes > no)))
        return pd.DataFrame({
            "customer_id": who // len(_CHANNELS), "channel": np.array(_ORDERED, dtype=object)[who % len(_CHANNELS)], "refused": any_refused, "every": every,
            "no": no, "yes": yes, "listed": some(listed), "own": some(refused & ~listed), "granted": granted,
        })  # fmt: skip

    def _before(self, last: pd.DataFrame) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """The last word of the log for each, before this import, and whether it has a date of its own, not only that of its import."""
        log, came, connection = schema.table("consents").c, schema.table("imports"), self.intake.connection
        known = np.unique(last.loc[last["customer_id"] < self.intake.first["customers"], "customer_id"].to_numpy())
        found: dict[tuple[int, str], tuple[str, bool]] = {}
        for start in range(0, len(known), _FAR):
            here = among(connection, log.customer_id, known[start : start + _FAR].tolist())
            query = consent.last_words(consent.FOREVER, log.purpose == "marketing", here)
            words = sa.select(*query.c["customer_id", "channel", "status", "ts"], came.c.ts.label("came"))
            rows = connection.execute(words.outerjoin_from(query, came, query.c.import_id == came.c.import_id)).all()
            found |= {(row[0], row[1]): (row[2], row[3] != row[4]) for row in map(tuple, rows)}
        said = [found.get(key, ("", True)) for key in zip(last["customer_id"].tolist(), last["channel"].tolist(), strict=True)]
        return np.array([status for status, _ in said], dtype=object), np.array([dated for _, dated in said], dtype=bool)

    def _write(self, last: pd.DataFrame, before: np.ndarray[Any, Any], dated: np.ndarray[Any, Any]) -> None:
        last = last.assign(
            no=last["no"].mask((before == "granted") & ~dated)
        )  # nobody knows when that was said: the refusal is the later word
        intake, granted = self.intake, last["granted"].to_numpy(bool)
        withdraw = last["refused"].to_numpy(bool) & (before != "withdrawn") & ~(granted & (before == "granted"))
        wish = granted & (before != "granted")
        kept_out = ~last["every"].to_numpy(bool) & (before == "withdrawn") & (granted | ~last["own"].to_numpy(bool))
        subscribe = wish & ~kept_out if intake.attested is not None else np.zeros(len(last), bool)
        intake.kept_out += int(kept_out.sum())
        intake.unattested += int((wish & ~kept_out).sum()) if intake.attested is None else 0
        intake.withdrawn += int(withdraw.sum())
        intake.subscribed += int(subscribe.sum())
        parts = [
            last[mask].assign(status=status, ts=last.loc[mask, at], order=order)
            for mask, status, at, order in ((withdraw, "withdrawn", "no", 0), (subscribe, "granted", "yes", 1))
        ]
        lines = pd.concat(parts).sort_values(["customer_id", "channel", "order"], ignore_index=True)
        if lines.empty:
            return
        now = pd.Timestamp(intake.moment)
        proof = np.where(lines["listed"] & (lines["order"] == 0), "opposition-list", "file-import")
        frame = lines[["customer_id", "channel", "status"]].assign(
            consent_id=intake.numbers("consents", len(lines)), ts=lines["ts"].where(lines["ts"] <= now, now), proof=proof, purpose="marketing",
            evidence=intake.attested, import_id=intake.import_id,
        )  # fmt: skip
        intake.add("consents", frame)
        intake.changed.update(frame.loc[frame["customer_id"] < intake.first["customers"], "customer_id"].tolist())

    def _oppose(self, channel: str, last: pd.DataFrame) -> None:
        """List the addresses that refused, but for those of somebody who agreed since."""
        granted = last.loc[(last["channel"] == channel) & last["granted"], "customer_id"].tolist()
        addresses = set(self._refused.get(channel, {}))
        for start in range(0, len(granted) if addresses else 0, _FAR):
            addresses -= {address for _, address in self._addresses(granted[start : start + _FAR], channel)}
        if addresses:
            intake = self.intake
            opposition.write(
                intake.connection, intake.secret, sorted(addresses), channel=channel, reason="objection", since=intake.moment,
                import_id=intake.import_id,
            )  # fmt: skip

    def _addresses(self, numbers: list[int], channel: str) -> list[tuple[Any, ...]]:
        """The number and each address of some cards."""
        points = schema.table("contact_points").c
        query = sa.select(points.customer_id, points.normalised).where(
            points.kind.in_(_KINDS[channel]), points.normalised.is_not(None), among(self.intake.connection, points.customer_id, numbers)
        )
        return raw(self.intake.connection, query)


def _said(fields: pd.DataFrame, channel: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], dict[bool, np.ndarray[Any, Any]]]:
    """Which lines agree, which refuse, and when each was said."""
    yes, no = _flags(fields, f"{channel}_ok"), _flags(fields, f"{channel}_no")
    yes_at, no_at = _moments(fields, f"{channel}_ok_at"), _moments(fields, f"{channel}_no_at")
    every = _flags(fields, "contact_no") == 1
    refuse = (no == 1) | every | ~np.isnat(no_at) | (yes == 0)
    agree = (yes == 1) | (~np.isnat(yes_at) & (yes != 0))
    return agree, refuse, {True: np.where(np.isnat(no_at), yes_at, no_at), False: yes_at}


def _places(channels: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """The place of each channel in the alphabet of channels."""
    made = np.zeros(len(channels), dtype=np.int64)
    for place, name in enumerate(_ORDERED):
        made[channels == name] = place
    return made


def _flags(fields: pd.DataFrame, name: str) -> np.ndarray[Any, Any]:
    """1 yes, 0 no, −1 nothing said."""
    if name not in fields:
        return np.full(len(fields), -1, dtype=np.int8)
    return np.fromiter(
        (1 if value is True else 0 if value is False else -1 for value in fields[name].tolist()), dtype=np.int8, count=len(fields)
    )


def _moments(fields: pd.DataFrame, name: str) -> np.ndarray[Any, Any]:
    if name not in fields:
        return np.full(len(fields), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    return pd.to_datetime(fields[name]).to_numpy().astype("datetime64[s]")
