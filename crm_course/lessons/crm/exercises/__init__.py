"""The exercises: what four files hold once imported, what an import refused, what a ticked box is worth."""

from __future__ import annotations

from typing import Any

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise, Mistake, Personal, Question

from ..given import given, read, tables
from . import law

__all__ = ["EXERCISE"]


def _lines(shop: Any) -> int:
    return sum(report.lines for report in shop.reports.values())


def _bad_till_line(shop: Any) -> int:
    return int(shop.reports["caisse"].rejected["line"].iloc[0])


def _boxes(shop: Any, column: str) -> int:
    """How many newsletter lines have something in a column."""
    head, *lines = (line.split(";") for line in shop.lines["newsletter"])
    return sum(line[head.index(column)] not in ("", "0") for line in lines)


EXERCISE = Exercise(
    id="crm",
    title=Text(fr="Exercices : la base clients", en="Exercises: the customer base"),
    introduction=Text(
        fr="La boutique de la leçon, ses quatre fichiers déjà importés. `shop.store` est la base, `shop.reports` les rapports d’import, `shop.lines` les lignes des fichiers.",
        en="The shop of the lesson, its four files imported. `shop.store` is the base, `shop.reports` the reports of the imports, `shop.lines` the lines of the files.",
    ),
    given=given,
    personal=Personal(tables=tables, read=read),
    setup='from datetime import date\n\nfrom crm_course import crm\n\nshop = workbook.given("crm")\nstore = shop.store',
    minutes=40,
    questions=(
        Question(
            id="crm.cards",
            competences=("crm.card", "ndrc.information"),
            kind="number",
            title=Text(fr="Combien de fiches ?", en="How many cards?"),
            statement=Text(
                fr="Les quatre fichiers comptent ensemble {lines:number} lignes. Combien de fiches clients la base contient-elle ?",
                en="Together the four files have {lines:number} lines. How many customer cards does the base hold?",
            ),
            facts=lambda shop: {"lines": _lines(shop), "cards": len(shop.store.table("customers"))},
            answer=lambda shop: len(shop.store.table("customers")),
            solution='len(store.table("customers"))',
            mistakes=(
                Mistake(
                    name="lines-for-people",
                    value=lambda shop: _lines(shop),
                    message=Text(
                        fr="Ce sont les lignes des fichiers. La même personne figure dans plusieurs : comptez les fiches.",
                        en="Those are the lines of the files. The same person is in several of them: count the cards.",
                    ),
                ),
                Mistake(
                    name="accepted-lines",
                    value=lambda shop: _lines(shop) - sum(report.rejected["line"].nunique() for report in shop.reports.values()),
                    credit=0.25,
                    message=Text(
                        fr="Vous avez ôté les lignes refusées, mais pas réuni les personnes présentes dans plusieurs fichiers.",
                        en="You took off the rejected lines, but did not bring together the people who are in several files.",
                    ),
                ),
                Mistake(
                    name="addresses-for-people",
                    value=lambda shop: len(shop.store.table("contact_points")),
                    message=Text(
                        fr="Ce sont les coordonnées : une personne peut avoir un e-mail et un téléphone.",
                        en="Those are the contact points: a person may have an e-mail and a phone.",
                    ),
                ),
            ),
            hints=(
                Text(fr="Une fiche est une ligne d’une table de la base.", en="A card is a row of a table of the base."),
                Text(fr='Regardez store.table("customers").', en='Look at store.table("customers").'),
            ),
            why=Text(
                fr="{lines:number} lignes, {cards:number} fiches : l’e-mail et le téléphone relient les fichiers.",
                en="{lines:number} lines, {cards:number} cards: e-mail and phone link the files.",
            ),
        ),
        Question(
            id="crm.broken-line",
            competences=("crm.quality",),
            kind="number",
            title=Text(fr="Ce que l’import a refusé", en="What the import rejected"),
            statement=Text(
                fr="L’import de la caisse a refusé une ligne. À quel numéro de ligne du fichier faut-il aller la corriger ?",
                en="The import of the till rejected a line. At which line of the file is it to be corrected?",
            ),
            facts=lambda shop: {"line": _bad_till_line(shop)},
            answer=lambda shop: _bad_till_line(shop),
            solution='shop.reports["caisse"].rejected["line"].iloc[0]',
            mistakes=(
                Mistake(
                    name="header-not-counted",
                    value=lambda shop: _bad_till_line(shop) - 1,
                    credit=0.5,
                    message=Text(
                        fr="Vous avez compté sans l’en-tête. Un tableur numérote l’en-tête : elle est la ligne 1.",
                        en="You counted without the header. A spreadsheet numbers the header: it is line 1.",
                    ),
                ),
                Mistake(
                    name="counted-from-zero",
                    value=lambda shop: _bad_till_line(shop) - 2,
                    credit=0.25,
                    message=Text(
                        fr="Vous avez compté à partir de zéro et sans l’en-tête, comme un programme ; un tableur part de 1.",
                        en="You counted from zero and without the header, as a program does; a spreadsheet begins at 1.",
                    ),
                ),
            ),
            hints=(
                Text(fr="Chaque import a son rapport.", en="Each import has its report."),
                Text(
                    fr='shop.reports["caisse"].rejected dit la ligne, le champ et la raison.',
                    en='shop.reports["caisse"].rejected tells line, field and reason.',
                ),
            ),
            why=Text(
                fr="Ligne {line:number} : il manque des cellules. Le rapport donne la ligne sans répéter la donnée personnelle.",
                en="Line {line:number}: cells are missing. The report gives the line without repeating personal data.",
            ),
        ),
        Question(
            id="crm.subscribed",
            competences=("crm.privacy", "crm.quality"),
            kind="number",
            title=Text(fr="Trouvez l’erreur : combien d’abonnés ?", en="Find the error: how many subscribers?"),
            statement=Text(
                fr="Un collègue écrit : « {boxes:number} cases OPT_IN cochées dans la lettre d’information, donc {boxes:number} abonnés. » "
                "Combien d’accords l’import a-t-il vraiment inscrits au journal ?",
                en="A colleague writes: “{boxes:number} OPT_IN boxes ticked in the newsletter, hence {boxes:number} subscribers.” "
                "How many consents did the import really write to the log?",
            ),
            facts=lambda shop: {
                "boxes": _boxes(shop, "OPT_IN"),
                "subscribed": shop.reports["newsletter"].subscribed,
                "gone": _boxes(shop, "UNSUB_TIME"),
            },
            answer=lambda shop: shop.reports["newsletter"].subscribed,
            solution='shop.reports["newsletter"].subscribed',
            mistakes=(
                Mistake(
                    name="boxes-for-consents",
                    value=lambda shop: _boxes(shop, "OPT_IN"),
                    message=Text(
                        fr="C’est le compte du collègue. Regardez la colonne UNSUB_TIME, et la ligne refusée.",
                        en="That is the colleague’s count. Look at the column UNSUB_TIME, and at the rejected line.",
                    ),
                ),
                Mistake(
                    name="unsubscribed-kept",
                    value=lambda shop: _boxes(shop, "OPT_IN") - shop.reports["newsletter"].rejected["line"].nunique(),
                    credit=0.5,
                    message=Text(
                        fr="La ligne refusée est ôtée, mais vous comptez encore qui s’est désinscrit depuis.",
                        en="The rejected line is off, but you still count who has unsubscribed since.",
                    ),
                ),
                Mistake(
                    name="rejected-kept",
                    value=lambda shop: _boxes(shop, "OPT_IN") - _boxes(shop, "UNSUB_TIME"),
                    credit=0.5,
                    message=Text(
                        fr="Les désinscrits sont ôtés, mais une ligne cochée n’a pas d’adresse lisible : elle a été refusée.",
                        en="Those who unsubscribed are off, but a ticked line has no readable address: it was rejected.",
                    ),
                ),
            ),
            hints=(
                Text(fr="Une case cochée hier peut avoir été décochée depuis.", en="A box ticked yesterday may have been unticked since."),
                Text(
                    fr='Le rapport shop.reports["newsletter"] compte les accords inscrits.',
                    en='The report shop.reports["newsletter"] counts the consents written.',
                ),
            ),
            why=Text(
                fr="{subscribed:number} accords : une adresse était illisible, et un désinscrit le reste quoi que dise la case.",
                en="{subscribed:number} consents: one address was unreadable, and who unsubscribed stays so whatever the box says.",
            ),
        ),
        *law.QUESTIONS,
    ),
)
