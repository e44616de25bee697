"""What the chapter's frames hold: label and kind of every column and outcome, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.language import Text
from crm_course.foundations.shown import Kind, Shown, column

from .texts import label

__all__ = ["COLUMNS", "OUTCOMES", "kind_of", "readable", "show"]

AS_PLANNED = Text(fr="Prévision", en="Forecast")


def named(name: object) -> str:
    """What an input, a cost or a scenario is called; the study itself is the forecast."""
    return label(str(name)).say() if name else AS_PLANNED.say()


OUTCOMES: dict[str, Shown] = {
    "gain": column("money", "Gain annuel", "Yearly gain"),
    "result": column("money", "Résultat", "Result"),
    "contribution_margin": column("money", "Marge sur coût variable", "Contribution margin"),
    "break_even_turnover": column("money", "Seuil de rentabilité", "Break-even turnover"),
    "safety_margin": column("money", "Marge de sécurité", "Safety margin"),
    "required_turnover": column("money", "Chiffre d’affaires nécessaire", "Turnover needed"),
    "npv": column("money", "Valeur actuelle nette", "Net present value"),
    "irr": column("share", "Taux de rentabilité interne", "Internal rate of return"),
    "payback": column("years", "Délai de récupération (ans)", "Payback (years)"),
    "discounted_payback": column("years", "Délai de récupération actualisé (ans)", "Discounted payback (years)"),
    "peak_need": column("money", "Argent à trouver", "Money to be found"),
}
"""What a study leads to."""

COLUMNS: dict[str, Shown] = {
    **OUTCOMES,
    "input": column("text", "Grandeur", "Input", say=named),
    "outcome": column("text", "Ce que l’on obtient", "Outcome", say=named),
    "present": column("number", "Prévu", "Planned", by_row=True),
    "critical": column("number", "Valeur critique", "Critical value", by_row=True),
    "change": column("number", "Écart", "Change", by_row=True, change=True),
    "relative_change": column("share", "Écart relatif", "Relative change"),
    "low": column("number", "Bas", "Low", by_row=True),
    "high": column("number", "Haut", "High", by_row=True),
    "at_low": column("money", "Résultat si bas", "Outcome at low", by_frame=True),
    "at_high": column("money", "Résultat si haut", "Outcome at high", by_frame=True),
    "base": column("money", "Prévision", "Forecast", by_frame=True),
    "swing": column("money", "Amplitude", "Swing", by_frame=True),
    "information_value": column("money", "Valeur de l’information", "Value of information", by_frame=True),
    "explained": column("share", "Part du doute", "Share of the doubt"),
    "first": column("share", "Indice de 1er ordre", "First-order index"),
    "total": column("share", "Indice total", "Total index"),
    "year": column("code", "Année", "Year"),
    "extra_turnover": column("money", "Ventes en plus", "Extra sales"),
    "depreciation": column("money", "Amortissement", "Depreciation"),
    "tax": column("money", "Impôt", "Tax"),
    "working_capital": column("money", "Fonds de roulement", "Working capital"),
    "investment": column("money", "Investissement", "Investment"),
    "project": column("money", "Flux du projet", "Project’s flow"),
    "loan": column("money", "Emprunt", "Loan"),
    "interest": column("money", "Intérêts", "Interest"),
    "tax_relief": column("money", "Économie d’impôt", "Tax relief"),
    "owner": column("money", "Flux après emprunt", "Flow after the loan"),
    "integration": column("money", "Intégration", "Integration"),
    "licences": column("money", "Licences", "Licences"),
    "training": column("money", "Formation", "Training"),
    "support": column("money", "Maintenance", "Support"),
    "benefit": column("money", "Gain", "Benefit"),
    "net": column("money", "Solde", "Net"),
    "active_users": column("count", "Utilisateurs actifs", "Active users"),
}
"""What the columns of the chapter's frames are called, and what they hold."""


def kind_of(outcome: str) -> Kind:
    """What an outcome is: euros, a share, years."""
    return OUTCOMES[outcome].kind


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of this chapter with labels and figures in the language in force, to look at."""
    return shown.words(frame, COLUMNS, name=named, rows={name: one.kind for name, one in OUTCOMES.items()})


def show(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force."""
    return shown.show(frame, COLUMNS, name=named, rows={name: one.kind for name, one in OUTCOMES.items()})
