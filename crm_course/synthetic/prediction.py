"""Who will buy again? A file to learn from, one to be judged on, and columns that know too much.

Everything stands as on one day, some months before the last; the target is what happened since.
A column *leaks* when it was written after that day: a model that uses it is right on file and
wrong in life. Levels of difficulty say how well the leaks hide.

>>> from crm_course import synthetic
>>> asked = prediction(synthetic.world("chez-vous", customers=300), level=2)
>>> sorted(asked.leaks["column"])
['days_since_visit', 'last_order_on', 'tickets']
>>> set(asked.train) - set(asked.holdout)
{'bought_again'}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.language import Text

from .dataset import Dataset
from .streams import Draws

__all__ = ["LEVELS", "Prediction", "prediction"]

LEVELS = {
    0: Text(fr="aucun piège", en="no trap"),
    1: Text(fr="une colonne qui se trahit par son nom", en="a column that its name gives away"),
    2: Text(fr="des compteurs arrêtés trop tard", en="counters that were stopped too late"),
    3: Text(fr="un vide qui en dit long", en="a gap that says it all"),
}
"""The levels, each with the traps of those before it."""

_LEAKS = {
    "last_order_on": (1, Text(fr="la dernière commande de tout le fichier, même après le jour dit", en="the last order of the whole file, after the day as well")),
    "tickets": (2, Text(fr="les demandes jusqu’au dernier jour", en="tickets up to the last day")),
    "days_since_visit": (2, Text(fr="comptés depuis la dernière visite du fichier", en="counted from the last visit in the file")),
    "card_renewed_on": (3, Text(fr="remplie au passage en caisse suivant : vide, elle dit qu’on n’est pas revenu",
                                en="filled in at the next purchase: empty, it says that nobody came")),
}  # fmt: skip
_FEWEST_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prediction:
    """An exercise in prediction.

    Attributes
    ----------
    train, holdout : DataFrame
        Customers with their features on `day`; only `train` has the target ``bought_again``.
    answers : DataFrame
        For the teacher: the target of the holdout.
    leaks : DataFrame
        For the teacher: the columns that know the future, from which level on, and how.
    day : datetime64
        The day as of which the features are meant to stand.
    """

    train: pd.DataFrame
    holdout: pd.DataFrame
    answers: pd.DataFrame
    leaks: pd.DataFrame
    day: np.datetime64


def prediction(made: Dataset, *, horizon_days: int = 180, level: int = 1, holdout: float = 0.3) -> Prediction:
    """The customers who were there on a day, what was known of them, and whether they bought in the days that followed.

    Parameters
    ----------
    made : Made
        A world.
    horizon_days : int
        Length of the time to predict; it ends on the last day of the data.
    level : int
        0 to 3: how many traps there are, and how well they hide (``LEVELS``).
    holdout : float
        Share of the customers whose target is kept back, drawn by lot.
    """
    checks.whole("horizon_days", horizon_days, least=_FEWEST_DAYS)
    checks.choice("level", level, LEVELS)
    checks.share("holdout", holdout)
    day = made.end - np.timedelta64(horizon_days, "D")
    people = _known(made.clean, day)
    orders = _kept(made.clean["orders"])
    later = orders.loc[orders["ordered_at"] >= day, "customer_id"]
    people = _with_leaks(people, made, level, day).assign(bought_again=people["customer_id"].isin(later))
    kept = Draws(made.plan.key).chance("prediction.holdout", holdout, len(people))
    found = [(column, told, text.say()) for column, (told, text) in _LEAKS.items() if told <= level]
    return Prediction(
        train=people[~kept].reset_index(drop=True), holdout=people[kept].drop(columns="bought_again").reset_index(drop=True),
        answers=people.loc[kept, ["customer_id", "bought_again"]].reset_index(drop=True),
        leaks=pd.DataFrame(found, columns=["column", "level", "why"]), day=day,
    )  # fmt: skip


def _kept(orders: pd.DataFrame) -> pd.DataFrame:
    """Orders of customers that were not cancelled."""
    return orders[orders["customer_id"].notna() & (orders["status"] != "cancelled")]


def _known(tables: dict[str, pd.DataFrame], day: np.datetime64) -> pd.DataFrame:
    """What was known of each customer on the day, all of it written before."""
    people = tables["customers"].loc[tables["customers"]["created_on"] < day, ["customer_id", "created_on", "acquisition_channel"]]
    orders = _kept(tables["orders"])
    orders = orders[orders["ordered_at"] < day]
    by = orders.groupby("customer_id").agg(orders=("order_id", "size"), spent_cents=("total_cents", "sum"), last=("ordered_at", "max"))
    scores = tables["surveys"][tables["surveys"]["answered_at"] < day].groupby("customer_id")["recommend"].last()
    made = people.join(by, on="customer_id").join(scores.rename("last_score"), on="customer_id")
    made["orders"], made["spent_cents"] = made["orders"].fillna(0).astype(np.int64), made["spent_cents"].fillna(0).astype(np.int64)
    made["days_since_order"] = (pd.Timestamp(day) - made.pop("last")).dt.days
    return made.reset_index(drop=True)


def _with_leaks(people: pd.DataFrame, made: Dataset, level: int, day: np.datetime64) -> pd.DataFrame:
    """The columns that were written too late, of this level and those below."""
    tables, who = made.clean, people["customer_id"]
    last = _kept(tables["orders"]).groupby("customer_id")["ordered_at"].max()
    columns: dict[str, Callable[[], pd.Series[Any]]] = {
        "last_order_on": lambda: who.map(last).dt.normalize(),
        "tickets": lambda: who.map(tables["tickets"].groupby("customer_id").size()).fillna(0).astype(np.int64),
        "days_since_visit": lambda: (pd.Timestamp(made.end) - who.map(tables["interactions"].groupby("customer_id")["ts"].max())).dt.days,
        "card_renewed_on": lambda: who.map(last[last >= day]).dt.normalize(),
    }
    return people.assign(**{name: columns[name]() for name, (told, _) in _LEAKS.items() if told <= level})
