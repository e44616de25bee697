"""What this part of the course says to people."""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__ = ["SUMMARY"]

SUMMARY = Text(
    fr="**{title}** : {customers:number0} clients sur {months} mois, {rows:number0} lignes dans {tables} tables, {errors:number0} erreurs semées.",
    en="**{title}**: {customers:number0} customers over {months} months, {rows:number0} rows in {tables} tables, {errors:number0} planted errors.",
)
