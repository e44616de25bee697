"""The exercises: what an import broke, may we call her on that date, an access request within the law."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from crm_course import crm
from crm_course.foundations import reading
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Exercise, Mistake, Question

__all__ = ["EXERCISE"]

BEFORE, SINCE, RECEIVED = dt.date(2026, 8, 10), dt.date(2026, 8, 11), dt.date(2027, 1, 31)


@lru_cache
def _shop() -> Any:
    return crm.practice()


def _lines() -> int:
    return sum(report.lines for report in _shop().reports.values())


def _callable(on: dt.date, channel: str = "phone") -> int:
    return len(_shop().store.contactable(channel, "marketing", on=on))


def _reason(name: str, on: dt.date) -> str:
    return str(_shop().store.may_contact(_shop().number(name), "phone", on=on).reason)


def _with_phone() -> int:
    points = _shop().store.table("contact_points")
    return int(points.loc[points["kind"] != "email", "customer_id"].nunique())


def _bad_till_line() -> int:
    return int(_shop().reports["caisse"].rejected["line"].iloc[0])


def _boxes(column: str) -> int:
    """How many newsletter lines have something in a column."""
    frame = reading.table(crm.FILES["newsletter"])
    return int((frame[column].replace("0", "") != "").sum())


_REASON = {
    "consent": Text(fr="oui : elle a donné son accord", en="yes: there is consent"),
    "contract": Text(fr="oui : un contrat est en cours", en="yes: a contract is in progress"),
    "no-objection": Text(fr="oui : elle ne s’y est pas opposée", en="yes: there was no objection"),
    "no-consent": Text(fr="non : il manque son accord", en="no: consent is missing"),
    "withdrawn": Text(fr="non : elle a retiré son accord", en="no: consent was withdrawn"),
    "retention": Text(fr="non : plus de trois ans sans signe de sa part", en="no: more than three years without a sign"),
}

EXERCISE = Exercise(
    id="crm",
    title=Text(fr="Exercices : la base clients", en="Exercises: the customer base"),
    introduction=Text(
        fr="La boutique de la leçon, ses quatre fichiers déjà importés. `shop.store` est la base, `shop.reports` les rapports d’import.",
        en="The shop of the lesson, its four files imported. `shop.store` is the base, `shop.reports` the reports of the imports.",
    ),
    given=_shop,
    setup="from datetime import date\n\nfrom crm_course import crm\n\nshop = crm.practice()\nstore = shop.store",
    minutes=40,
    questions=(
        Question(
            id="crm.cards",
            kind="number",
            title=Text(fr="Combien de fiches ?", en="How many cards?"),
            statement=Text(
                fr="Les quatre fichiers comptent ensemble {lines:number} lignes. Combien de fiches clients la base contient-elle ?",
                en="Together the four files have {lines:number} lines. How many customer cards does the base hold?",
            ),
            facts=lambda shop: {"lines": _lines(), "cards": len(shop.store.table("customers"))},
            answer=lambda shop: len(shop.store.table("customers")),
            solution='len(store.table("customers"))',
            mistakes=(
                Mistake(
                    name="lines-for-people",
                    value=lambda shop: _lines(),
                    message=Text(
                        fr="Ce sont les lignes des fichiers. La même personne figure dans plusieurs : comptez les fiches.",
                        en="Those are the lines of the files. The same person is in several of them: count the cards.",
                    ),
                ),
                Mistake(
                    name="accepted-lines",
                    value=lambda shop: _lines() - sum(report.rejected["line"].nunique() for report in shop.reports.values()),
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
            kind="number",
            title=Text(fr="Ce que l’import a refusé", en="What the import rejected"),
            statement=Text(
                fr="L’import de la caisse a refusé une ligne. À quel numéro de ligne du fichier faut-il aller la corriger ?",
                en="The import of the till rejected a line. At which line of the file is it to be corrected?",
            ),
            facts=lambda shop: {"line": _bad_till_line()},
            answer=lambda shop: _bad_till_line(),
            solution='shop.reports["caisse"].rejected["line"].iloc[0]',
            mistakes=(
                Mistake(
                    name="header-not-counted",
                    value=lambda shop: _bad_till_line() - 1,
                    credit=0.5,
                    message=Text(
                        fr="Vous avez compté sans l’en-tête. Un tableur numérote l’en-tête : elle est la ligne 1.",
                        en="You counted without the header. A spreadsheet numbers the header: it is line 1.",
                    ),
                ),
                Mistake(
                    name="counted-from-zero",
                    value=lambda shop: _bad_till_line() - 2,
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
            kind="number",
            title=Text(fr="Trouvez l’erreur : combien d’abonnés ?", en="Find the error: how many subscribers?"),
            statement=Text(
                fr="Un collègue écrit : « {boxes:number} cases OPT_IN cochées dans la lettre d’information, donc {boxes:number} abonnés. » "
                "Combien d’accords l’import a-t-il vraiment inscrits au journal ?",
                en="A colleague writes: “{boxes:number} OPT_IN boxes ticked in the newsletter, hence {boxes:number} subscribers.” "
                "How many consents did the import really write to the log?",
            ),
            facts=lambda shop: {
                "boxes": _boxes("OPT_IN"),
                "subscribed": shop.reports["newsletter"].subscribed,
                "gone": _boxes("UNSUB_TIME"),
            },
            answer=lambda shop: shop.reports["newsletter"].subscribed,
            solution='shop.reports["newsletter"].subscribed',
            mistakes=(
                Mistake(
                    name="boxes-for-consents",
                    value=lambda shop: _boxes("OPT_IN"),
                    message=Text(
                        fr="C’est le compte du collègue. Regardez la colonne UNSUB_TIME, et la ligne refusée.",
                        en="That is the colleague’s count. Look at the column UNSUB_TIME, and at the rejected line.",
                    ),
                ),
                Mistake(
                    name="unsubscribed-kept",
                    value=lambda shop: _boxes("OPT_IN") - shop.reports["newsletter"].rejected["line"].nunique(),
                    credit=0.5,
                    message=Text(
                        fr="La ligne refusée est ôtée, mais vous comptez encore qui s’est désinscrit depuis.",
                        en="The rejected line is off, but you still count who has unsubscribed since.",
                    ),
                ),
                Mistake(
                    name="rejected-kept",
                    value=lambda shop: _boxes("OPT_IN") - _boxes("UNSUB_TIME"),
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
        Question(
            id="crm.call-her",
            kind="choice",
            title=Text(fr="Peut-on l’appeler ce jour-là ? Katell", en="May we call her on that day? Katell"),
            statement=Text(
                fr="Katell Le Roux a téléphoné en juillet pour une panne ; elle n’a rien acheté. Peut-on l’appeler le {day:date} pour lui proposer un contrat ?",
                en="Katell Le Roux called in July about a breakdown; she bought nothing. May we call her on {day:date} to offer a contract?",
            ),
            facts=lambda shop: {"day": SINCE, "before": BEFORE},
            options=_REASON,
            answer=lambda shop: _reason("katell", SINCE),
            solution='store.may_contact(shop.number("katell"), "phone", on=date(2026, 8, 11)).reason',
            mistakes=(
                Mistake(
                    name="yesterdays-law",
                    value=lambda shop: _reason("katell", BEFORE),
                    credit=0.25,
                    message=Text(
                        fr="C’était vrai la veille, le {before:date}. Depuis, ne pas s’être opposé ne suffit plus.",
                        en="That was true the day before, on {before:date}. Since then, not having objected is not enough.",
                    ),
                ),
                Mistake(
                    name="calling-is-consenting",
                    value=lambda shop: "consent",
                    message=Text(
                        fr="Téléphoner pour une panne n’est pas accepter la prospection : l’accord est un acte clair et spécifique.",
                        en="Calling about a breakdown is not agreeing to marketing: consent is a clear and specific act.",
                    ),
                ),
                Mistake(
                    name="request-is-no-contract",
                    value=lambda shop: "contract",
                    message=Text(
                        fr="Une demande n’est pas un contrat en cours d’exécution.", en="A request is not a contract in progress."
                    ),
                ),
            ),
            hints=(
                Text(fr="Quelle règle vaut ce jour-là, et la veille ?", en="Which rule holds on that day, and the day before?"),
                Text(fr="store.may_contact(…) donne la raison et la règle.", en="store.may_contact(…) gives the reason and the rule."),
            ),
            why=Text(
                fr="Depuis le {day:date}, l’appel commercial à un consommateur demande un accord préalable ou un contrat en cours.",
                en="Since {day:date}, a marketing call to a consumer takes prior consent or a contract in progress.",
            ),
        ),
        Question(
            id="crm.callable",
            kind="number",
            title=Text(fr="La liste du vendeur", en="The salesman’s list"),
            statement=Text(
                fr="Combien de fiches le vendeur peut-il appeler le {day:date} pour proposer une offre (cas général, sans règle de secteur) ?",
                en="How many cards may the salesman call on {day:date} with an offer (general case, no rule of a trade)?",
            ),
            facts=lambda shop: {"day": SINCE, "before": BEFORE, "was": _callable(BEFORE), "may": _callable(SINCE)},
            answer=lambda shop: _callable(SINCE),
            solution='len(store.contactable("phone", "marketing", on=date(2026, 8, 11)))',
            mistakes=(
                Mistake(
                    name="list-of-the-day-before",
                    value=lambda shop: _callable(BEFORE),
                    credit=0.25,
                    message=Text(
                        fr="C’est la liste du {before:date}, sous l’ancienne règle. Changez la date.",
                        en="That is the list of {before:date}, under the old rule. Change the date.",
                    ),
                ),
                Mistake(
                    name="everyone-with-a-phone",
                    value=lambda shop: _with_phone(),
                    message=Text(
                        fr="Ce sont toutes les fiches qui ont un numéro. Avoir un numéro n’est pas avoir un accord.",
                        en="Those are all cards with a number. Having a number is not having consent.",
                    ),
                ),
                Mistake(
                    name="rule-of-emails",
                    value=lambda shop: _callable(SINCE, "email"),
                    message=Text(
                        fr="C’est la réponse pour l’e-mail : l’exception du client existant n’y vaut pas pour le téléphone.",
                        en="That is the answer for e-mail: its exception for existing customers does not hold on the phone.",
                    ),
                ),
            ),
            hints=(
                Text(
                    fr="Le canal, la finalité, la date : trois choses à dire.",
                    en="The channel, the purpose, the date: three things to say.",
                ),
                Text(
                    fr="store.contactable(canal, finalité, on=…) rend un tableau.",
                    en="store.contactable(channel, purpose, on=…) returns a frame.",
                ),
            ),
            why=Text(
                fr="{was:number} fiches la veille, {may:number} ce jour-là : un accord enregistré, et un contrat en cours.",
                en="{was:number} cards the day before, {may:number} on the day: one recorded consent, and one contract in progress.",
            ),
        ),
        Question(
            id="crm.answer-due",
            kind="text",
            title=Text(fr="Une demande d’accès", en="An access request"),
            statement=Text(
                fr="Le {received:date}, Odile Ropars demande copie de ses données. Quel est le dernier jour pour répondre ? Écrivez-le AAAA-MM-JJ.",
                en="On {received:date}, Odile Ropars asks for a copy of her data. Which is the last day to answer? Write it YYYY-MM-DD.",
            ),
            facts=lambda shop: {"received": RECEIVED, "due": crm.answer_due(RECEIVED)},
            answer=lambda shop: crm.answer_due(RECEIVED).isoformat(),
            solution="crm.answer_due(date(2027, 1, 31)).isoformat()",
            mistakes=(
                Mistake(
                    name="thirty-days",
                    value=lambda shop: (RECEIVED + dt.timedelta(30)).isoformat(),
                    credit=0.5,
                    message=Text(
                        fr="Vous avez compté trente jours. Le délai est d’un mois, de quantième à quantième, ou la fin du mois quand le jour n’existe pas.",
                        en="You counted thirty days. The term is a month, from date to date, or the end of the month where the day does not exist.",
                    ),
                ),
                Mistake(
                    name="three-months",
                    value=lambda shop: (dt.date(2027, 4, 30)).isoformat(),
                    message=Text(
                        fr="Trois mois, c’est le délai prolongé d’une demande complexe, et il faut en prévenir la personne pendant le premier mois.",
                        en="Three months is the extended term of a complex request, and the person must be told within the first month.",
                    ),
                ),
            ),
            hints=(
                Text(fr="L’article 12 du RGPD compte en mois.", en="Article 12 of the GDPR counts in months."),
                Text(fr="Février est court.", en="February is short."),
            ),
            why=Text(
                fr="Un mois après le {received:date} : le {due:date}. Enregistrer la demande fixe l’échéance, et la fiche la rappelle.",
                en="One month after {received:date}: {due:date}. Recording the request sets the due date, and the card reminds of it.",
            ),
        ),
        Question(
            id="crm.erase",
            kind="open",
            points=3,
            title=Text(fr="Décidez et défendez", en="Decide and defend"),
            statement=Text(
                fr="Anne Le Goff écrit : « Effacez tout ce que vous avez sur moi. » Elle a acheté chez vous l’an dernier. "
                "Répondez-lui en quelques phrases : ce que vous effacez, ce que vous gardez et pourquoi, dans quel délai, et comment vous éviterez qu’elle revienne par un vieux fichier.",
                en="Anne Le Goff writes: “Erase all that you have about me.” She bought from you last year. "
                "Answer her in a few sentences: what you erase, what you keep and why, by when, and how you will prevent an old file from bringing her back.",
            ),
            rubric=(
                Criterion(
                    text=Text(fr="Les factures sont gardées, par obligation légale", en="Invoices are kept, as the law requires"),
                    words=(r"factur", r"compt", r"invoice", r"account"),
                ),
                Criterion(
                    text=Text(fr="Le délai d’un mois est tenu", en="The term of one month is kept"),
                    words=(r"un mois", r"one month", r"a month"),
                ),
                Criterion(
                    text=Text(fr="Une empreinte évite son retour par un vieux fichier", en="A hash prevents a return through an old file"),
                    words=(r"empreinte", r"liste d.opposition", r"hash", r"opposition list"),
                ),
                Criterion(
                    text=Text(fr="L’identité de la demandeuse est vérifiée", en="The identity of the person is checked"),
                    words=(r"identit", r"vérifi", r"check", r"verif"),
                ),
            ),
            model=Text(
                fr="Après avoir vérifié votre identité, nous effaçons sous un mois votre nom, vos coordonnées, nos notes et vos réponses. Nous devons garder les factures, "
                "pour la comptabilité, mais sous un numéro qui ne désigne plus personne. Une empreinte illisible de votre adresse reste sur la liste d’opposition, "
                "pour qu’un ancien fichier ne vous fasse pas revenir.",
                en="Once we have checked your identity, we erase within one month your name, your contact details, our notes and your answers. We must keep the invoices "
                "for the accounts, but under a number that no longer means anybody. An unreadable hash of your address stays on the opposition list, "
                "so that an old file does not bring you back.",
            ),
            hints=(
                Text(fr="Une loi oblige à garder certaines pièces.", en="A law requires that some records be kept."),
                Text(fr="Comment reconnaître quelqu’un que l’on a oublié ?", en="How does one recognise somebody one has forgotten?"),
            ),
        ),
    ),
)
