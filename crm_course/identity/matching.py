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

__all__ = ["BLOCKS", "LEVELS", "compare", "levels_of", "reach"]

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


LEVELS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "first_name": (("same", "first_name_l = first_name_r", 0.86), ("swapped", _SWAPPED, 0.01), ("half", _HALF, 0.01),
                   ("initial", _initial("first_name"), 0.05), ("near", _near("first_name", 0.9), 0.03), ("other", "", 0.04)),
    "last_name": (("same", "last_name_l = last_name_r", 0.70), ("near", _near("last_name", 0.9), 0.14), ("initial", _initial("last_name"), 0.05),
                  ("other", "", 0.11)),
    "birth_date": (("same", "birth_date_l = birth_date_r", 0.95), ("near", "hamming(birth_date_l, birth_date_r) <= 2", 0.02), ("other", "", 0.03)),
    "email": (("same", "email_l = email_r", 0.90), ("near", f"split_part(email_l, '@', 1) = split_part(email_r, '@', 1) OR {_near('email', 0.97)}", 0.06),
              ("other", "", 0.04)),
    "phone": (("same", "phone_l = phone_r", 0.75), ("near", _near("phone", 0.97), 0.03), ("other", "", 0.22)),
    "place": (("street", f"street_l = street_r AND {_AREA}", 0.85), ("near", f"{_near('street', 0.92)} AND {_AREA}", 0.08),
              ("area", _AREA, 0.04), ("other", "", 0.03)),
}  # fmt: skip
"""How a field can agree, best first: the name of the level, its condition, and how often people who are one agree like this, before anything is learned."""

_MISSING = {
    "place": "(postcode_l IS NULL OR postcode_r IS NULL) AND (town_l IS NULL OR town_r IS NULL)",
}
_NO_STREET = (("area", _AREA, 0.93), ("other", "", 0.07))
_BELIEF = 20.0
"""How many pairs the level's share before learning counts for."""
_LEAST_WEIGHT = -12.0


def _levels(present: set[str]) -> dict[str, tuple[tuple[str, str, float], ...]]:
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
        [(f, n, name, m) for f, each in levels.items() for n, (name, _, m) in enumerate(each)], columns=["field", "place", "level", "m"]
    )
    if len(seen) < 2:
        return pd.DataFrame({"left": [], "right": [], "probability": [], **{name: [] for name in levels}}), weights.drop(
            columns="place"
        ).assign(u=np.nan, weight=np.nan)
    found, u = _by_splink(seen, present, levels, seed)
    gammas = {name: len(each) - 1 - found[f"gamma_{name}"].to_numpy(np.int64) for name, each in levels.items()}
    for name, each in levels.items():
        gammas[name][found[f"gamma_{name}"].to_numpy() < 0] = -1
        u[name] = _exact(seen, name, u[name], each)
    m, share = _learn(gammas, u, {name: np.array([level[2] for level in each]) for name, each in levels.items()}, len(seen))
    probability = _posterior(gammas, m, u, share)
    pairs = pd.DataFrame({"left": found["left"], "right": found["right"], "probability": probability, **gammas})
    weights["m"], weights["u"] = np.concatenate(list(m.values())), np.concatenate([u[name] for name in m])
    weights = weights.assign(weight=np.log2(weights["m"] / weights["u"])).drop(columns="place")
    weights.attrs["share"] = share
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
    blocks: list[Any] = [block_on(*fields) for fields in BLOCKS if all(any(name in field for name in present) for field in fields)]
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
        table = linker.inference.predict(threshold_match_weight=_LEAST_WEIGHT).as_pyarrow_table()  # type: ignore[no-untyped-call]
    gammas = [f"gamma_{name}" for name in levels]
    found = (
        table.select(["unique_id_l", "unique_id_r", *gammas]).to_pandas().rename(columns={"unique_id_l": "left", "unique_id_r": "right"})
    )
    return found.sort_values(["left", "right"], ignore_index=True), u


_SAMPLE = 100_000


def _known(share: Any) -> float:
    return max(float(share), 0.5 / _SAMPLE) if isinstance(share, int | float) else 0.5 / _SAMPLE


def _comparison(name: str, levels: tuple[tuple[str, str, float], ...]) -> Any:
    import splink.comparison_level_library as level
    import splink.comparison_library as library

    missing = _MISSING.get(name, f"{name}_l IS NULL OR {name}_r IS NULL")
    made: list[Any] = [level.CustomLevel(missing, "missing").configure(is_null_level=True)]
    for label, condition, m in levels:
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

    given = {f"{name}_{side}": two[name].iloc[n] for name in COMPARED for n, side in enumerate("lr")}
    known = _levels({name for name in COMPARED if name != "street" or two["street"].notna().any()} | {"town"})
    row = "SELECT " + ", ".join(f"CAST(${name} AS VARCHAR) AS {name}" for name in given)
    cases = []
    for name in fields:
        steps = " ".join(f"WHEN {condition} THEN {n}" if condition else f"ELSE {n}" for n, (_, condition, _) in enumerate(known[name]))
        cases.append(f"CASE WHEN {_MISSING.get(name, f'{name}_l IS NULL OR {name}_r IS NULL')} THEN -1 {steps} END")
    with duckdb.connect() as connection:
        answer = connection.execute(f"SELECT {', '.join(cases)} FROM ({row})", given).fetchall()
    return [int(level) for level in answer[0]]


def reach(seen: pd.DataFrame, weights: pd.DataFrame, *, draws: int = 20_000) -> float:
    """The share of the pairs that are one person which share a block: how often both tell its fields, times how often these agree."""
    if len(seen) < 2 or weights["u"].isna().all():
        return 1.0
    rng = np.random.default_rng(2)
    one, other = rng.integers(0, len(seen), (2, draws))
    agree = weights.groupby("field")["m"].first().to_dict()
    agree |= dict.fromkeys(("street", "postcode", "town"), agree.get("place", 1.0))
    told = {name: seen[name].notna().to_numpy() for name in COMPARED}
    same = {name: told[name][one] & told[name][other] & (rng.random(draws) < agree.get(name, 1.0)) for name in COMPARED}
    held = np.zeros(draws, bool)
    for fields in BLOCKS:
        held |= np.logical_and.reduce([same[next(name for name in COMPARED if name in field)] for field in fields])
    return float(max(held.mean(), 0.05))


# -- m and the share of pairs that are one person -------------------------------------------


def _learn(
    gammas: dict[str, NDArray[np.int64]], u: dict[str, NDArray[np.float64]], believed: dict[str, NDArray[np.float64]], records: int
) -> tuple[dict[str, NDArray[np.float64]], float]:
    """Expectation and maximisation on the patterns of agreement, with ``u`` fixed; what is rare stays near what was believed."""
    names, every = list(gammas), records * (records - 1) / 2
    patterns, counts = np.unique(np.column_stack([gammas[name] for name in names]), axis=0, return_counts=True)
    columns = {name: patterns[:, n] for n, name in enumerate(names)}
    m, share = dict(believed), min(0.1 / records, 0.5)
    for _ in range(200):
        expected = counts * _posterior(columns, m, u, share)
        before, share = share, max(float(expected.sum()), 0.5) / every
        for name, column in columns.items():
            told = column >= 0
            seen = np.bincount(as_counts(column[told]), weights=expected[told], minlength=len(believed[name]))
            m[name] = (seen + _BELIEF * believed[name]) / (seen.sum() + _BELIEF)
        if abs(share / before - 1) < 1e-6:
            break
    return m, share


def _posterior(gammas: dict[str, Any], m: dict[str, Any], u: dict[str, Any], share: float) -> NDArray[np.float64]:
    """The probability that a pair is one person, given how its fields agree."""
    share = min(share, 0.999)
    odds: Any = np.log(share) - np.log1p(-share)
    for name, column in gammas.items():
        odds = odds + np.append(np.log(m[name] / u[name]), 0.0)[column]  # −1: the last, no weight
    return np.asarray(1 / (1 + np.exp(-odds)), np.float64)
