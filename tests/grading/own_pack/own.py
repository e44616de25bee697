"""A pack with data of each student's own: a sum and a share, different for each."""

import numpy as np
import pandas as pd

from crm_course.foundations.language import Text
from crm_course.workbook import Exercise, Mistake, Personal, Question

WHY = Text(fr="Voilà.", en="There.")
LOOK = Text(fr="Relisez l’énoncé.", en="Read the statement again.")


def said(words: str) -> Text:
    return Text(fr=words, en=f"{words} (en)")


def orders(seed: int) -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(seed)
    return {"orders": pd.DataFrame({"channel": rng.choice(["web", "shop"], 40), "amount": rng.integers(10, 500, 40)})}


EXERCISE = Exercise(
    id="own",
    title=said("Vos commandes"),
    introduction=said("Répondez."),
    given=lambda: orders(0)["orders"],
    personal=Personal(tables=orders, read=lambda tables: tables["orders"]),
    setup='from crm_course import workbook\norders = workbook.own_tables("own")["orders"]',
    questions=(
        Question(
            id="own.total", kind="money", points=2, title=said("Le total"), statement=said("Combien ?"), unit="€", why=WHY, hints=(LOOK,),
            answer=lambda orders: float(orders["amount"].sum()), solution='float(orders["amount"].sum())',
            mistakes=(Mistake(name="mean", value=lambda orders: float(orders["amount"].mean()), message=said("C’est la moyenne.")),),
        ),
        Question(
            id="own.web", kind="share", title=said("La part du site"), statement=said("Combien ?"), unit="%", why=WHY, hints=(LOOK,),
            answer=lambda orders: float((orders["channel"] == "web").mean()), solution='float((orders["channel"] == "web").mean())',
            mistakes=(Mistake(name="rest", value=lambda orders: float((orders["channel"] != "web").mean()), message=said("C’est le reste.")),),
        ),
    ),
)  # fmt: skip
