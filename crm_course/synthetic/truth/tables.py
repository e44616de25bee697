"""What only the teacher knows: who they are, what was planted, what is right.

====================  =====================================================================
``parameters``        every parameter of the world, by name
``customers``         latent segment, day of leaving, margin so far, expected yearly margin
``effects``           name, chapter, cause, consequence, value, unit, size as it is said, where it can be found
``attribution``       what each channel truly adds to purchases
``uplift``            true effect of each campaign, by segment
``identities``        which customer each record of the four silos is
``silo_errors``       what is wrong in the silos, value by value, where their errors are parameters
``themes``            what each comment is about
``errors``            the dirt, cell by cell
``key``               questions, answers, tolerances and their reasons
``leaks``             which columns of the exercise of prediction know the future, and how, where there is one
``holdout``           who of those kept back bought again
``gate``              the effects that the learner must find, and what his data show
``adoption``          when each user of a new CRM begins, in a company that introduces one
``volumes``           calls to be expected on each day, where the data have all calls of the firm
``provenance``        edition, world, size, seed, attempt, versions
====================  =====================================================================
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts
from crm_course.foundations.vocabulary import TABLES

from ..comments import topics
from ..commerce import LONGEST, SHORTEST, fair_days
from ..dataset import Dataset
from ..effects.causal_diagram import size
from ..firm import adoption_weeks, daily_volumes
from ..marketing import member_uplift
from ..plan import NEVER, Columns, Plan
from ..prediction import Prediction
from ..silos import SILO_ERRORS, SILOS
from ..streams import Draws
from ..verbatim import THEMES
from .answer_key import answer_key

__all__ = ["truth"]


def truth(made: Dataset, blocks: list[dict[str, Columns]], asked: Prediction | None = None) -> dict[str, Any]:
    """Everything about a world that its tables do not say; `asked` is the exercise of prediction that goes with it."""
    plan = made.plan
    return (
        _of_the_firm(plan)
        | ({"leaks": asked.leaks, "holdout": asked.answers} if asked else {})
        | {
            "parameters": pd.DataFrame(list(_flat("", plan.world)), columns=["name", "value"]).astype({"value": object}),
            "customers": customers(plan, blocks, made.clean["products"]),
            "effects": effect_table(made),
            "attribution": attribution(plan, blocks),
            "uplift": uplift(plan, blocks),
            "identities": identities(blocks),
            **({"silo_errors": silo_errors(blocks)} if plan.world.silos else {}),
            "themes": themes(blocks),
            "errors": made.errors,
            "key": answer_key(made, asked),
            "gate": made.gate,
            "provenance": provenance(made),
        }
    )


def _of_the_firm(plan: Plan) -> dict[str, Any]:
    """When each user of the CRM begins; the calls that were to be expected on each day."""
    made: dict[str, Any] = {}
    world, draws = plan.world, Draws(plan.key)
    if world.rollout is not None:
        made["adoption"] = pd.DataFrame(
            {"user_id": np.arange(world.rollout.users) + 1, "begins_in_week": adoption_weeks(plan, draws, world.rollout)}
        )
    if world.volumes is not None:
        day = plan.calendar.start + np.arange(plan.calendar.days)
        made["volumes"] = pd.DataFrame({"day": day, "expected_calls": daily_volumes(world, plan, world.volumes).round(1)})
    return made


def _flat(prefix: str, record: Any) -> Any:
    """Name and value of every parameter of a record, records within it included."""
    for entry in fields(record):
        value, name = getattr(record, entry.name), f"{prefix}{entry.name}"
        if is_dataclass(value) and entry.name not in ("title", "label"):
            yield from _flat(f"{name}.", value)
        elif isinstance(value, tuple) and value and is_dataclass(value[0]):
            for place, one in enumerate(value):
                yield from _flat(f"{name}[{getattr(one, 'channel', None) or str(getattr(one, 'name', place))}].", one)
        else:
            yield name, str(value) if not isinstance(value, int | float) else value


def _joined(blocks: list[dict[str, Columns]], table: str, column: str) -> NDArray[Any]:
    return np.concatenate([part[table][column] for part in blocks])


def conversion(plan: Plan) -> float:
    """Share of purchase projects that end in an order; few have a fair on their way."""
    world, starts = plan.world, np.diff(plan.calendar.cumulated)[: plan.calendar.days]
    on_way = [fair_days(plan.calendar, np.arange(len(starts), dtype=np.int64), wait)[1] > 0 for wait in range(SHORTEST, LONGEST + 1)]
    fair = float(np.average(np.mean(on_way, axis=0), weights=starts))
    return world.conversion + sum(touch.share * touch.effect * (fair if touch.channel == "fair" else 1) for touch in world.touches)


def customers(plan: Plan, blocks: list[dict[str, Columns]], products: pd.DataFrame) -> pd.DataFrame:
    """The hidden side of each customer; money in cents.

    ``left_at`` is when he is gone: he has decided to begin nothing more, and what he had begun has
    been ordered (up to some three weeks later). The margin is that of his orders, less that of
    what he sent back.
    """
    ids, segment = _joined(blocks, "customers", "customer_id"), _joined(blocks, "customers", "_segment")
    left = _joined(blocks, "customers", "_left")
    cost = products["cost_cents"].to_numpy()
    margin, last = np.zeros(len(ids), np.int64), np.full(len(ids), NEVER, np.int64)
    for part in blocks:
        lines, orders = part["order_lines"], part["orders"]
        made = np.bincount(
            as_counts(lines["_order"]), lines["amount_cents"] - cost[lines["_product"]] * lines["quantity"], len(orders["order_id"])
        )
        kept = (orders["customer_id"] >= 0) & ~orders["_cancelled"]
        owner = np.searchsorted(ids, orders["customer_id"])
        np.add.at(margin, owner[kept], (made - orders["discount_cents"]).astype(np.int64)[kept])
        back, of = part["returns"]["_line"], lines["_order"][part["returns"]["_line"]]
        lost = part["returns"]["refund_cents"] - cost[lines["_product"][back]] * lines["quantity"][back]
        np.add.at(margin, owner[of][kept[of]], -lost[kept[of]])
        named = orders["customer_id"] >= 0
        np.maximum.at(last, owner[named], orders["ordered_at"][named])
    needs = np.array([one.needs_per_year for one in plan.world.segments])[segment] * _joined(blocks, "customers", "_keen")
    orders_made = _orders_made(blocks)
    yearly = needs * conversion(plan) * (margin.sum() / max(orders_made, 1)) * (left >= plan.calendar.end)
    when = np.where(left < plan.calendar.end, np.maximum(left, last), NEVER)
    moment = (plan.calendar.start.astype("datetime64[s]") + when.astype("timedelta64[s]")).astype("datetime64[s]")
    moment[when == NEVER] = np.datetime64("NaT")
    names = [one.name for one in plan.world.segments]
    return pd.DataFrame({
        "customer_id": ids, "segment": pd.Categorical.from_codes(segment.tolist(), pd.Index(names)), "left_at": moment, "margin_cents": margin,
        "expected_yearly_margin_cents": np.round(yearly).astype(np.int64),
        **_value_elsewhere(plan, blocks, ids, yearly),
        **({"needs_factor": _joined(blocks, "customers", "_keen").round(4), "leaving_factor": _joined(blocks, "customers", "_fickle").round(4)}
           if plan.world.mixed_needs or plan.world.mixed_churn else {}),
        **({"machine_opens": _joined(blocks, "customers", "_loaded"), "scanner": _joined(blocks, "customers", "_scanned")}
           if plan.world.campaigns.machine or plan.world.campaigns.scanner else {}),
    })  # fmt: skip


def _orders_made(blocks: list[dict[str, Columns]]) -> int:
    """Orders of customers that were not cancelled."""
    return int(sum(((part["orders"]["customer_id"] >= 0) & ~part["orders"]["_cancelled"]).sum() for part in blocks))


_OF_A_PARCEL, _OF_A_RETURN = 450, 600
"""What a parcel and a return cost the company, in cents."""


def _value_elsewhere(plan: Plan, blocks: list[dict[str, Columns]], ids: NDArray[np.int64], yearly: NDArray[np.float64]) -> dict[str, Any]:
    """What it cost to serve each customer (contacts, parcels, returns), and what share of his purchases of this kind the company has."""
    if plan.world.office is None:
        return {}
    cost = np.zeros(len(ids))
    for part in blocks:
        order, log, of = part["orders"], part["interactions"], part["order_lines"]["_order"][part["returns"]["_line"]]
        for owner, each in (
            (log["customer_id"], log["cost"] * 100),
            (order["customer_id"][of[order["customer_id"][of] >= 0]], _OF_A_RETURN),
        ):
            np.add.at(cost, np.searchsorted(ids, owner), each)
        parcel = np.searchsorted(order["order_id"], part["parcels"]["order_id"])
        np.add.at(cost, np.searchsorted(ids, order["customer_id"][parcel]), _OF_A_PARCEL)
    lots = [
        Draws(plan.key, number).uniform("customers.wallet", len(part["customers"]["customer_id"])) for number, part in enumerate(blocks)
    ]
    share = 0.15 + 0.7 * np.concatenate(lots)
    return {"cost_to_serve_cents": np.round(cost).astype(np.int64), "share_of_wallet": share.round(4)}


def effect_table(made: Dataset) -> pd.DataFrame:
    """The arrows of the story, in the language in force."""
    return pd.DataFrame([
        {"name": effect.name, "chapter": str(effect.chapter), "cause": effect.cause.say(), "consequence": effect.consequence.say(), "value": effect.value, "unit": effect.unit,
         "said": size(effect), "where": effect.where.say()}
        for effect in made.planted
    ])  # fmt: skip


def attribution(plan: Plan, blocks: list[dict[str, Columns]]) -> pd.DataFrame:
    """What each channel adds: projects that met it, purchases it caused, its share of all that channels caused.

    Only what the tables show is counted: channels met and decisions taken within the period.
    """
    world = plan.world
    met = sum((part["_projects"]["_met"] & part["_projects"]["_decided"]).sum(axis=1) for part in blocks)
    caused = met * np.array([touch.effect for touch in world.touches])
    bought = _orders_made(blocks)
    return pd.DataFrame({
        "channel": [touch.channel for touch in world.touches], "effect": [touch.effect for touch in world.touches], "projects": met,
        "purchases_caused": caused, "share": caused / caused.sum() if caused.sum() else caused, "share_of_purchases": caused / max(bought, 1),
    })  # fmt: skip


def uplift(plan: Plan, blocks: list[dict[str, Columns]]) -> pd.DataFrame:
    """True effect of each campaign on its members, by latent segment, in orders per person."""
    parts = [pd.DataFrame({
        "campaign_id": part["campaign_members"]["campaign_id"],
        "segment": part["customers"]["_segment"][part["campaign_members"]["_customer"]],
        "uplift": member_uplift(plan, part),
    }) for part in blocks]  # fmt: skip
    grouped = pd.concat(parts).groupby(["campaign_id", "segment"], as_index=False)["uplift"].agg(["mean", "size"])
    names = [one.name for one in plan.world.segments]
    return grouped.assign(segment=[names[k] for k in grouped["segment"]]).rename(columns={"mean": "uplift", "size": "members"})


def identities(blocks: list[dict[str, Columns]]) -> pd.DataFrame:
    """Who is whom: each record of the silos with its customer."""
    found = []
    for name in SILOS:
        (key,) = TABLES[name].primary
        found.append(
            pd.DataFrame(
                {"table": name, "record": _joined(blocks, name, key).astype(str), "customer_id": _joined(blocks, name, "_customer")}
            )
        )
    return pd.concat(found, ignore_index=True)


def silo_errors(blocks: list[dict[str, Columns]]) -> pd.DataFrame:
    """What is wrong in the silos, value by value: the record, the field, the kind of error, what is right, what stands there."""
    parts = []
    for part in blocks:
        log = part["_silo_errors"]
        keys = {code: part[name][TABLES[name].primary[0]].astype(str) for code, name in enumerate(SILOS)}
        record = [keys[code][row] for code, row in zip(log["silo"].tolist(), log["row"].tolist(), strict=True)]
        parts.append(pd.DataFrame({
            "table": np.array(list(SILOS), object)[log["silo"]], "record": np.array(record, object), "field": log["field"],
            "error": np.array(SILO_ERRORS, object)[log["error"]], "clean": log["clean"], "dirty": log["dirty"],
        }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def themes(blocks: list[dict[str, Columns]]) -> pd.DataFrame:
    """What each comment is about; where comments are composed, the second topic and whether it is ironic."""
    told = {"response_id": _joined(blocks, "surveys", "response_id"),
            "theme": pd.Categorical.from_codes(_joined(blocks, "surveys", "_theme").tolist(), pd.Index(THEMES))}  # fmt: skip
    if all("_second" in part["surveys"] for part in blocks):
        told |= {"second_topic": topics(_joined(blocks, "surveys", "_second")), "irony": _joined(blocks, "surveys", "_irony")}
    return pd.DataFrame(told)


def provenance(made: Dataset) -> dict[str, Any]:
    """Where the data come from; the course's secret is not in it."""
    plan = made.plan
    return {"edition": plan.world.edition, "world": plan.world.name, "customers": plan.customers, "months": plan.months, "seed": plan.seed,
            "student": plan.student.partition("|")[2], "attempt": plan.attempt, "found": bool(made.gate["found"].all()), **made.sources}  # fmt: skip
