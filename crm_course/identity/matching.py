"""How likely is it that two records are one person? Fellegi and Sunter's weights, learned without an answer.

Each field gives a weight: how much more often it agrees like this in two records of one person
(``m``) than in records of two people (``u``). Splink finds the pairs that share one of the
:data:`BLOCKS`, compares them, and counts ``u`` on random pairs; how often people who are alike agree
(``m``) and how many pairs are one person are then learned by expectation and maximisation. Street,
postcode and town are one comparison, because who shares a street shares its town; a first and a last
name that were exchanged are no disagreement.

Source: Fellegi, Sunter (1969), A theory for record linkage, JASA 64; Winkler (1988) for the EM;
Splink 5 for blocks and comparisons.
"""

from __future__ import annotations

import tempfile
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.errors import MissingPart
from crm_course.foundations.integers import as_counts

from .gathering import COMPARED
from .texts import MISSING

__all__ = ["BLOCKS", "LEVELS", "compare", "household", "levels_of", "rarity"]

BLOCKS = (
    ("email",), ("phone",), ("birth_date", "first_name"), ("birth_date", "last_name"),
    ("first_name", "last_name", "postcode"), ("first_name", "last_name", "town"),
    ("street", "first_name"), ("street", "birth_date"), ("street", "last_name"), ("street", "postcode", "substr(first_name, 1, 3)"),
    ("last_name", "town", "substr(first_name, 1, 1)"), ("last_name", "postcode", "substr(first_name, 1, 1)"),
    ("first_name", "town", "substr(last_name, 1, 3)"), ("first_name", "postcode", "substr(last_name, 1, 3)"),
)  # fmt: skip
"""A pair is compared if all fields of one of these agree."""

_SWAPPED = "first_name_l = last_name_r AND first_name_r = last_name_l"
_HALF = "first_name_l = last_name_r OR first_name_r = last_name_l"
_AREA = "(postcode_l = postcode_r OR town_l = town_r)"


def _initial(name: str) -> str:
    return f"least(length({name}_l), length({name}_r)) = 1 AND substr({name}_l, 1, 1) = substr({name}_r, 1, 1)"


def _near(name: str, least: float) -> str:
    return f"jaro_winkler_similarity({name}_l, {name}_r) >= {least}"


LEVELS: dict[str, tuple[tuple[str, str, float, float], ...]] = {
    "first_name": (("same", "first_name_l = first_name_r", 0.86, 0.01), ("swapped", _SWAPPED, 0.01, 0.0005), ("half", _HALF, 0.01, 0.002),
                   ("initial", _initial("first_name"), 0.05, 0.01), ("near", _near("first_name", 0.9), 0.03, 0.01), ("other", "", 0.04, 0.9675)),
    "last_name": (("same", "last_name_l = last_name_r", 0.70, 0.003), ("near", _near("last_name", 0.9), 0.14, 0.008),
                  ("initial", _initial("last_name"), 0.05, 0.003), ("other", "", 0.11, 0.986)),
    "birth_date": (("same", "birth_date_l = birth_date_r", 0.95, 0.0001), ("near", "hamming(birth_date_l, birth_date_r) <= 2", 0.02, 0.005),
                   ("other", "", 0.03, 0.9949)),
    "email": (("same", "email_l = email_r", 0.90, 0.00001),
              ("near", f"split_part(email_l, '@', 1) = split_part(email_r, '@', 1) OR {_near('email', 0.97)}", 0.06, 0.001), ("other", "", 0.04, 0.99899)),
    "phone": (("same", "phone_l = phone_r", 0.75, 0.0001), ("near", _near("phone", 0.97), 0.03, 0.0005), ("other", "", 0.22, 0.9994)),
    "place": (("street", f"street_l = street_r AND {_AREA}", 0.85, 0.0005), ("near", f"{_near('street', 0.92)} AND {_AREA}", 0.08, 0.0005),
              ("area", _AREA, 0.04, 0.03), ("other", "", 0.03, 0.969)),
}  # fmt: skip
"""How a field can agree, best first: the name of the level, its condition, and how often people who are one, and two people,
agree like this, before anything is learned."""

_HOME = {
    "last_name": (0.75, 0.02, 0.01, 0.22), "email": (0.05, 0.01, 0.94), "phone": (0.30, 0.01, 0.69), "place": (0.94, 0.04, 0.01, 0.01),
}  # fmt: skip
"""How two people of one household agree: they share a door and often a name, sometimes a telephone; not the day of birth."""
_HOUSEMATES = 0.1
"""How many others of his household a record finds in the file, before anything is learned."""

_NAMES = ("first_name", "last_name")
"""Fields of which one value is a hundred times more common than another."""

_MISSING = {
    "place": "(postcode_l IS NULL OR postcode_r IS NULL) AND (town_l IS NULL OR town_r IS NULL)",
}
_NO_STREET = (("area", _AREA, 0.93, 0.03), ("other", "", 0.07, 0.97))
_BELIEF = 20.0
"""How many pairs that are one person the level's share before learning counts for."""
_PAIRS = 500.0
"""How many pairs of two people it counts for: a file of ten lines does not know how rare a telephone is."""
_LEAST_WEIGHT = -12.0
"""Pairs below are not kept."""
_FEW = 3000
"""Up to so many records every pair of a block is kept."""


def _blocks(present: set[str]) -> list[tuple[str, ...]]:
    """The blocks whose fields somebody filled; where nobody tells where he lives, the whole name is one."""
    known: list[tuple[str, ...]] = [fields for fields in BLOCKS if all(any(name in field for name in present) for field in fields)]
    named = {"first_name", "last_name"} <= present and not present & {"postcode", "town"}
    return known + [("first_name", "last_name")] * named


def _levels(present: set[str]) -> dict[str, tuple[tuple[str, str, float, float], ...]]:
    """The comparisons of the fields that somebody filled."""
    made = {name: levels for name, levels in LEVELS.items() if name in present or name == "place"}
    if "street" not in present:
        made["place"] = _NO_STREET
    return made if present & {"postcode", "town"} else {name: levels for name, levels in made.items() if name != "place"}


def compare(seen: pd.DataFrame, *, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pairs of records with the probability that they are one person, and the weights it is made of.

    Parameters
    ----------
    seen : DataFrame
        What :func:`~crm_course.identity.gathering.normalise` returned.

    Returns
    -------
    pairs : DataFrame
        ``left, right`` (places of the records in `seen`), ``probability``, and for each field its level (−1 where one
        of the two does not tell).
    weights : DataFrame
        ``field, level, m, u, weight`` (in bits).
    """
    present = {name for name in COMPARED if seen[name].notna().any()}
    levels = _levels(present)
    weights = pd.DataFrame(
        [(f, n, name, m) for f, each in levels.items() for n, (name, _, m, _) in enumerate(each)], columns=["field", "place", "level", "m"]
    )
    if len(seen) < 2 or not _blocks(present):
        return pd.DataFrame({"left": [], "right": [], "probability": [], **{name: [] for name in levels}}), weights.drop(
            columns="place"
        ).assign(u=np.nan, weight=np.nan)
    found, u = _by_splink(seen, present, levels, seed)
    gammas = {name: len(each) - 1 - found[f"gamma_{name}"].to_numpy(np.int64) for name, each in levels.items()}
    for name, each in levels.items():
        gammas[name][found[f"gamma_{name}"].to_numpy() < 0] = -1
        u[name] = _exact(seen, name, u[name], each)
    totals = {name: u[name] * _told_pairs(seen, name) for name in levels}
    m, u, share, mates = _learn(gammas, totals, {name: np.array([level[2] for level in each]) for name, each in levels.items()}, len(seen))
    rare = {name: rarity(seen[name], float(u[name][0])) for name in _NAMES if name in u}
    probability = _posterior(gammas, m, u, share, mates, {name: each[found["left"].to_numpy()] for name, each in rare.items()})
    pairs = pd.DataFrame({"left": found["left"], "right": found["right"], "probability": probability, **gammas})
    weights["m"], weights["u"] = np.concatenate(list(m.values())), np.concatenate([u[name] for name in m])
    weights = weights.assign(weight=np.log2(weights["m"] / weights["u"])).drop(columns="place")
    weights.attrs |= {"share": share, "mates": mates}
    return pairs, weights


# -- Splink: pairs, comparisons, u ----------------------------------------------------------


def _by_splink(
    seen: pd.DataFrame, present: set[str], levels: dict[str, Any], seed: int
) -> tuple[pd.DataFrame, dict[str, NDArray[np.float64]]]:
    try:
        import duckdb
        import pyarrow as pa
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError as error:
        raise MissingPart(MISSING, module=error.name or "splink") from None
    columns = {name: pa.array(seen[name].tolist(), pa.string()) for name in COMPARED} | {
        "unique_id": pa.array(np.arange(len(seen)), pa.int64())
    }
    blocks: list[Any] = [block_on(*fields) for fields in _blocks(present)]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=[_comparison(name, each) for name, each in levels.items()], max_iterations=1,
        blocking_rules_to_generate_predictions=blocks, retain_matching_columns=True, retain_intermediate_calculation_columns=True,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        for setting in ("disabled_optimizers='join_order'", "memory_limit='1GB'", "max_temp_directory_size='1GB'", f"temp_directory='{folder}'",
                        "threads=2", "enable_progress_bar=false"):  # fmt: skip
            connection.execute(f"SET {setting}")
        api = DuckDBAPI(connection)
        linker = Linker(api.register(pa.table(columns)), settings, log_level="ERROR")
        linker.training.estimate_u_using_random_sampling(max_pairs=_SAMPLE, seed=seed, min_count_per_level=None)
        u = {each.output_column_name: np.array([_known(level.u_probability) for level in each.comparison_levels if not level.is_null_level])
             for each in linker._settings_obj.comparisons}  # fmt: skip
        least = _LEAST_WEIGHT if len(seen) > _FEW else None
        table = linker.inference.predict(threshold_match_weight=least).as_pyarrow_table()  # type: ignore[no-untyped-call]
    gammas = [f"gamma_{name}" for name in levels]
    found = (
        table.select(["unique_id_l", "unique_id_r", *gammas]).to_pandas().rename(columns={"unique_id_l": "left", "unique_id_r": "right"})
    )
    return found.sort_values(["left", "right"], ignore_index=True), u


_SAMPLE = 100_000


def _known(share: Any) -> float:
    return max(float(share), 0.5 / _SAMPLE) if isinstance(share, int | float) else 0.5 / _SAMPLE


def _told_pairs(seen: pd.DataFrame, name: str) -> float:
    """How many pairs of records both tell a field."""
    told = int((seen[["postcode", "town"]].notna().any(axis=1) if name == "place" else seen[name].notna()).sum())
    return told * (told - 1) / 2


def _comparison(name: str, levels: tuple[tuple[str, str, float, float], ...]) -> Any:
    import splink.comparison_level_library as level
    import splink.comparison_library as library

    missing = _MISSING.get(name, f"{name}_l IS NULL OR {name}_r IS NULL")
    made: list[Any] = [level.CustomLevel(missing, "missing").configure(is_null_level=True)]
    for label, condition, m, _ in levels:
        one: Any = level.CustomLevel(condition, label) if condition else level.ElseLevel()
        made.append(one.configure(m_probability=m, fix_m_probability=True))
    return library.CustomComparison(output_column_name=name, comparison_levels=made)


def _exact(seen: pd.DataFrame, name: str, u: NDArray[np.float64], levels: Any) -> NDArray[np.float64]:
    """The chance that two records agree by accident, counted over all pairs where a level is equality: a sample would not see it."""
    keys = ["street", "town"] if levels[0][0] == "street" else ["town"] if name == "place" else [name]
    told = seen[keys].dropna()
    if len(told) < 2:
        return u
    sizes = told.groupby(keys).size().to_numpy(np.float64)
    equal = max(float((sizes * (sizes - 1)).sum()), 1.0) / (len(told) * (len(told) - 1.0))
    people = seen[name].nunique() if name in seen else len(told)
    return np.append(max(min(equal, 0.9), 0.1 / max(people, 1) / len(told)), u[1:]) if name != "place" or len(u) > 2 else u


def levels_of(two: pd.DataFrame, fields: list[str]) -> list[int]:
    """The level that each field of two records reaches; −1 where one of them does not tell."""
    import duckdb

    if not fields:
        return []
    given = {f"{name}_{side}": two[name].iloc[n] for name in COMPARED for n, side in enumerate("lr")}
    known = _levels({name for name in COMPARED if name != "street" or two["street"].notna().any()} | {"town"})
    row = "SELECT " + ", ".join(f"CAST(${name} AS VARCHAR) AS {name}" for name in given)
    cases = []
    for name in fields:
        steps = " ".join(f"WHEN {condition} THEN {n}" if condition else f"ELSE {n}" for n, (_, condition, *_) in enumerate(known[name]))
        cases.append(f"CASE WHEN {_MISSING.get(name, f'{name}_l IS NULL OR {name}_r IS NULL')} THEN -1 {steps} END")
    with duckdb.connect() as connection:
        answer = connection.execute(f"SELECT {', '.join(cases)} FROM ({row})", given).fetchall()
    return [int(level) for level in answer[0]]


# -- m and the share of pairs that are one person -------------------------------------------


def _learn(
    gammas: dict[str, NDArray[np.int64]], totals: dict[str, NDArray[np.float64]], believed: dict[str, NDArray[np.float64]], records: int
) -> tuple[dict[str, NDArray[np.float64]], dict[str, NDArray[np.float64]], float, float]:
    """Expectation and maximisation on the patterns of agreement; what is rare stays near what was believed.

    `totals` counts the levels over *all* pairs. What is believed to be one person is taken out of it: a level's ``u`` is
    that of two people.
    """
    names, every = list(gammas), records * (records - 1) / 2
    patterns, counts = np.unique(np.column_stack([gammas[name] for name in names]), axis=0, return_counts=True)
    columns = {name: patterns[:, n] for n, name in enumerate(names)}
    m, share, mates = dict(believed), min(0.1 / records, 0.5), _HOUSEMATES * records / 2 / every
    u = {name: _unlike(name, totals[name], np.zeros(len(totals[name]), np.float64), belief=100 * _PAIRS) for name in names}
    for _ in range(200):
        sure = _posterior(columns, m, u, share, mates)
        expected, at_home = counts * sure, counts * (1 - sure) * -np.expm1(-household(columns, u, mates))
        before, share = share, max(float(expected.sum()), 0.5) / every
        mates = min((float(at_home.sum()) + _HOUSEMATES * records / 2) / every, 0.5)
        for name, column in columns.items():
            told = column >= 0
            seen = np.bincount(as_counts(column[told]), weights=expected[told], minlength=len(believed[name]))
            m[name] = (seen + _BELIEF * believed[name]) / (seen.sum() + _BELIEF)
            u[name] = _unlike(name, totals[name], seen.astype(np.float64))
        if abs(share / before - 1) < 1e-6:
            break
    return m, u, share, mates


def _unlike(name: str, totals: NDArray[np.float64], alike: NDArray[np.float64], belief: float = _PAIRS) -> NDArray[np.float64]:
    """How often two people agree by accident: over all pairs without those that are one, and what is believed of any town."""
    levels: Any = LEVELS[name] if len(totals) == len(LEVELS[name]) else _NO_STREET
    left = np.maximum(totals - alike, 0.0)
    made: NDArray[np.float64] = (left + belief * np.array([level[3] for level in levels])) / (left.sum() + belief)
    return made


def _posterior(
    gammas: dict[str, Any], m: dict[str, Any], u: dict[str, Any], share: float, mates: float, rare: dict[str, Any] | None = None
) -> NDArray[np.float64]:
    """The probability that a pair is one person, given how its fields agree: against any two people, and two of one household."""
    share, special = min(share, 0.999), rare or {}
    odds: Any = np.log(share) - np.log1p(-share)
    for name, column in gammas.items():
        odds = odds + np.append(np.log(m[name] / u[name]), 0.0)[column]  # −1: the last, no weight
        odds = odds + (special[name] * (column == 0) if name in special else 0.0)
    return np.asarray(1 / (1 + np.exp(-odds + household(gammas, u, mates, special))), np.float64)


def rarity(values: pd.Series, u: float) -> NDArray[np.float64]:
    """What a rare name weighs more than names in general, and a common one less (a logarithm): its own frequency in the place of the mean one.

    The record itself does not count, and what is believed of any town stands in for what a short file cannot say.
    """
    counts = values.map(values.value_counts()).to_numpy(float, na_value=1.0)
    own = (counts - 1 + _PAIRS * u) / (float(values.notna().sum()) - 1 + _PAIRS)
    return np.asarray(np.clip(np.log(u / own), -3.0, 3.0), np.float64)


def household(gammas: dict[str, Any], u: dict[str, Any], mates: float, rare: dict[str, Any] | None = None) -> Any:
    """By how much two people of one household are likelier to agree like this than any two people (a logarithm).

    Who shares a door shares a name and a telephone: these do not speak for one person three times.
    """
    odds: Any = np.log(mates)
    for name, column in gammas.items():
        odds = odds + np.append(np.log(_at_home(name, u[name]) / u[name]), 0.0)[column]
        odds = odds + (rare[name] * (column == 0) if rare and name in rare and name in _HOME else 0.0)
    return np.logaddexp(0.0, odds)


def _at_home(name: str, u: NDArray[np.float64]) -> NDArray[np.float64]:
    if name not in _HOME:
        return u
    return np.array(_HOME[name] if len(u) == len(LEVELS[name]) else (0.98, 0.02))
