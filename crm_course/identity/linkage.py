"""Who is who, how sure is it, and how many customers are there?

>>> round(cost_threshold(false_merge=40, false_split=5), 3)
0.889
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.said import Said

from . import counting, matching
from .gathering import FIELDS, normalise
from .grouping import group
from .texts import COUNT, KNOWN_RULE, RECORD_RULE, TRUTH_RULE

__all__ = ["Count", "Linkage", "Score", "cost_threshold", "link"]

NO_DECISIONS = pd.DataFrame({
    "decision": pd.Series(dtype=np.int64), "kind": pd.Series(dtype=object), "a": pd.Series(dtype=object), "b": pd.Series(dtype=object),
    "undoes": pd.Series(dtype="Int64"), "who": pd.Series(dtype=object), "at": pd.Series(dtype="datetime64[s]"), "why": pd.Series(dtype=object),
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How well pairs were found, beside the truth: shares of pairs that are one person."""

    threshold: float
    precision: float
    """Of the pairs put together, how many are one person."""
    recall: float
    """Of all pairs that are one person, how many were put together; not only of those that were compared."""
    true_pairs: int
    found_pairs: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Said):
    """How many customers: as linked, and between which bounds."""

    count: int
    low: int
    """The fewest people whom the systems can hold, given how many each two seem to share."""
    high: int
    """The most."""

    def sentence(self) -> str:
        """The count and its bounds."""
        return COUNT.say(count=self.count, low=self.low, high=self.high)

    def __int__(self) -> int:
        return self.count


@dataclass(frozen=True, kw_only=True, eq=False)
class Linkage:
    """Records put together into customers.

    Attributes
    ----------
    records : DataFrame
        As they came; nothing is ever changed in them.
    threshold : float
        From which probability a pair is put together without asking.
    decisions : DataFrame
        What people decided, a row each, only ever added to: ``decision, kind`` (``same``, ``not-same``, ``undo``)``, a, b, undoes, who, at, why``.
    weights : DataFrame
        What agreement is worth: ``field, level, m, u, weight`` (bits).
    """

    records: pd.DataFrame
    threshold: float
    one_each: str | None
    weights: pd.DataFrame
    decisions: pd.DataFrame = field(default_factory=lambda: NO_DECISIONS)
    _compared: pd.DataFrame
    _seen: pd.DataFrame

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one: n for n, one in enumerate(self.records["record_id"].astype(str))}

    def place(self, record_id: object) -> int:
        """The row of a record; an unknown one gets a sentence."""
        if str(record_id) not in self._places:
            raise InvalidValue("record_id", RECORD_RULE, record_id)
        return self._places[str(record_id)]

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every pair that was compared: ``a, b, probability``, the surest first."""
        names = self.records["record_id"].to_numpy(dtype=object)
        found = pd.DataFrame({"a": names[self._left], "b": names[self._right], "probability": self._compared["probability"]})
        return found.sort_values(["probability", "a", "b"], ascending=[False, True, True], ignore_index=True)

    @property
    def _left(self) -> NDArray[np.int64]:
        return self._compared["left"].to_numpy(np.int64)

    @property
    def _right(self) -> NDArray[np.int64]:
        return self._compared["right"].to_numpy(np.int64)

    def groups(self, at: float | None = None) -> NDArray[np.int64]:
        """The customer of each record at a threshold, as the row of its first record."""
        least, probability = self.threshold if at is None else checks.share("at", at), self._compared["probability"].to_numpy(float)
        order = np.lexsort((self._right, self._left, -probability))
        order = order[probability[order] >= least]
        once = None if self.one_each is None else [object() if pd.isna(one) else one for one in self.records[self.one_each]]
        return group(len(self.records), self._left[order], self._right[order], decided=list(self._decided()), once=once)

    def _decided(self) -> list[tuple[int, int, bool]]:
        """Decisions in force, the latest first."""
        undone: set[int] = set()
        found: list[tuple[int, int, bool]] = []
        row: Any
        for row in self.decisions.iloc[::-1].itertuples(index=False):
            if row.decision in undone:
                continue
            if row.kind == "undo":
                undone.add(int(row.undoes))
            else:
                found.append((self._places[str(row.a)], self._places[str(row.b)], bool(row.kind == "same")))
        return found

    @cached_property
    def frame(self) -> pd.DataFrame:
        """A record a row: ``record_id, customer_id, probability``.

        ``customer_id`` is the lowest number among a customer's own cards; where records are of silos, customers
        are numbered in the order of their first record. ``probability`` is how sure the record is where it is:
        that of its surest pair inside, or for a record alone, that no pair of it is one.
        """
        groups, probability = self.groups(), self._compared["probability"].to_numpy(float)
        inside = groups[self._left] == groups[self._right]
        strongest, refused = np.zeros(len(groups)), np.zeros(len(groups))
        for ends in (self._left, self._right):
            np.maximum.at(strongest, ends[inside], probability[inside])
            np.maximum.at(refused, ends[~inside], probability[~inside])
        alone = np.bincount(as_counts(groups), minlength=len(groups))[groups] == 1
        sure = np.where(alone, 1 - refused, np.where(strongest > 0, strongest, 1.0))
        return pd.DataFrame({"record_id": self.records["record_id"], "customer_id": self._numbers(groups), "probability": sure})

    def _numbers(self, groups: NDArray[np.int64]) -> NDArray[np.int64]:
        if "record" in self.records and (self.records["silo"] == "customers").all():
            own = pd.to_numeric(self.records["record"]).to_numpy(np.int64)
            return pd.Series(own).groupby(groups).transform("min").to_numpy(np.int64)
        return (pd.factorize(groups)[0] + 1).astype(np.int64)

    def doubtful(self, n: int = 20, *, blind: bool = False) -> pd.DataFrame:
        """The pairs that the machine doubts most, what both say side by side; `blind` hides what it thinks."""
        checks.whole("n", n, least=1)
        decided = {frozenset((a, b)) for a, b, _ in self._decided()}
        doubt = (self._compared["probability"] - 0.5).abs().sort_values(kind="stable")
        rows = [row for row in doubt.index if frozenset((int(self._left[row]), int(self._right[row]))) not in decided][:n]
        left, right = (self.records.iloc[ends[rows]].reset_index(drop=True) for ends in (self._left, self._right))
        shown = {"a": left["record_id"], "b": right["record_id"]}
        for name in FIELDS:
            if name in self.records and (left[name].notna() | right[name].notna()).any():
                shown |= {f"{name}_a": left[name], f"{name}_b": right[name]}
        made = pd.DataFrame(shown)
        return made if blind else made.assign(probability=self._compared["probability"].to_numpy(float)[rows])

    def explain(self, a: str, b: str) -> pd.DataFrame:
        """Why two records are one or two people: ``field, a, b, level, weight`` (bits; what does not tell weighs 0), their sum last.

        ``household`` takes back what two people of one household agree on anyway.
        """
        one, other = sorted((self.place(a), self.place(b)))
        fields = list(dict.fromkeys(self.weights["field"]))
        row = self._compared[(self._compared["left"] == one) & (self._compared["right"] == other)]
        reached = row.iloc[0][fields].astype(int).tolist() if len(row) else matching.levels_of(self._seen.iloc[[one, other]], fields)
        u = {str(name): rows["u"].to_numpy(float) for name, rows in self.weights.groupby("field")}
        rare: dict[str, Any] = {
            name: float(matching.rarity(self._seen[name], float(u[name][0]))[one]) for name in ("first_name", "last_name") if name in u
        }
        one, other = self.place(a), self.place(b)
        lines = []
        for name, level in zip(fields, reached, strict=True):
            known = self.weights[self.weights["field"] == name]
            told = ("missing", 0.0) if level < 0 else (known["level"].iloc[level], float(known["weight"].iloc[level]))
            more = rare[name] / float(np.log(2)) if level == 0 and name in rare else 0.0
            lines.append((name, self._say(one, name), self._say(other, name), told[0], told[1] + more))
        share = min(self.share, 0.999)
        lines.insert(0, ("prior", None, None, "any two records", float(np.log2(share / (1 - share)))))
        home = matching.household(dict(zip(fields, reached, strict=True)), u, self.weights.attrs.get("mates", 0.01), rare)
        lines.append(("household", None, None, "two people, one door", -float(home) / float(np.log(2))))
        lines.append(("sum", None, None, "", sum(line[4] for line in lines)))
        return pd.DataFrame(lines, columns=["field", "a", "b", "level", "weight"])

    def _say(self, place: int, name: str) -> str | None:
        parts = ["street", "postcode", "town"] if name == "place" else [name]
        told = [str(self._seen[part].iloc[place]) for part in parts if self._seen[part].iloc[place] is not None]
        return ", ".join(told) or None

    @property
    def share(self) -> float:
        """The share of all pairs of records that are one person, as learned."""
        return float(self.weights.attrs.get("share", 0.5))

    def score(self, truth: Any, at: float | None = None) -> Score:
        """Precision, recall and F1 over pairs.

        Parameters
        ----------
        truth : world, mapping, DataFrame or Series
            A world with its truth, its ``truth``, its table of identities, or who each record is (``record_id`` → person).
        at : float, optional
            A threshold other than the linkage's own.
        """
        who = _who(truth)
        person = pd.Series([who(one) for one in self.records["record_id"].astype(str)], dtype=object)
        groups = pd.Series(self.groups(at))
        known = person.notna()
        if len(known) and not known.any():
            raise InvalidValue("truth", KNOWN_RULE, len(known))
        true, found = _pairs(person[known]), _pairs(groups[known])
        both = _pairs(pd.Series(list(zip(groups[known], person[known], strict=True)), dtype=object))
        return Score(threshold=self.threshold if at is None else float(at), precision=both / found if found else 1.0,
                     recall=both / true if true else 1.0, true_pairs=true, found_pairs=found)  # fmt: skip

    @cached_property
    def customers(self) -> Count:
        """How many customers there are, with bounds that allow for pairs that no block holds (:mod:`.counting`)."""
        groups = self.groups()
        count = len(np.unique(groups))
        low, high = counting.bounds(self._seen, self._compared, self.weights, groups)
        return Count(count=count, low=min(low, count), high=max(min(high, len(groups)), count))


def _pairs(labels: pd.Series) -> int:
    sizes = labels.value_counts().to_numpy(np.int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _who(truth: Any) -> Any:
    """Who a record is, from any form of the truth."""
    truth = getattr(truth, "truth", truth)
    if isinstance(truth, pd.Series):
        return truth.rename(index=str).to_dict().get
    if isinstance(truth, Mapping) and not {"identities", "errors"} & set(truth):
        return {str(key): person for key, person in truth.items()}.get
    if isinstance(truth, Mapping):
        known = _identified(truth["identities"]) if "identities" in truth else {}
        cards = _second_cards(truth["errors"]) if "errors" in truth else {}
        return lambda one: cards.get(one, one) if one.startswith("customers:") else known.get(one)
    columns = set(getattr(truth, "columns", ()))
    if {"table", "record", "customer_id"} <= columns:
        return _identified(truth).get
    if {"error", "clean", "dirty"} <= columns:
        cards = _second_cards(truth)
        return lambda one: cards.get(one, one)
    if {"record_id", "customer_id"} <= columns:
        return dict(zip(truth["record_id"].astype(str), truth["customer_id"], strict=True)).get
    raise InvalidValue("truth", TRUTH_RULE, type(truth).__name__)


def _identified(identities: pd.DataFrame) -> dict[str, Any]:
    return dict(zip(identities["table"].astype(str) + ":" + identities["record"].astype(str), identities["customer_id"], strict=True))


def _second_cards(errors: pd.DataFrame) -> dict[str, str]:
    """Second card → first card, both as record numbers."""
    twice = errors[errors["error"] == "duplicates"]
    return {f"customers:{second}": f"customers:{first}" for first, second in zip(twice["clean"], twice["dirty"], strict=True)}


def link(records: pd.DataFrame, *, threshold: float = 0.9, one_each: str | None = None) -> Linkage:
    """Put records of the same person together, without ever having seen an answer.

    Parameters
    ----------
    records : DataFrame
        As :func:`~crm_course.identity.gathering.records` makes them: ``record_id`` and fields of a person.
    threshold : float
        From which probability a pair is put together; see :func:`cost_threshold`.
    one_each : str, optional
        A column (``"silo"``) of whose values a customer has at most one record.

    Raises
    ------
    MissingPart
        If Splink is not installed.
    """
    checks.share("threshold", threshold)
    seen = normalise(records)
    if one_each is not None:
        checks.choice("one_each", one_each, list(records.columns))
    compared, weights = matching.compare(seen)
    return Linkage(records=records.reset_index(drop=True), threshold=float(threshold), one_each=one_each, weights=weights,
                   _compared=compared, _seen=seen.reset_index(drop=True))  # fmt: skip


def cost_threshold(*, false_merge: float, false_split: float) -> float:
    """From which probability putting two records together costs less than leaving them apart.

    A merge costs ``(1 − p) × false_merge`` on average, leaving apart ``p × false_split``.
    """
    merge, split = checks.non_negative("false_merge", false_merge), checks.positive("false_split", false_split)
    return merge / (merge + split)
