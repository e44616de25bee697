"""The exercises on the law: may we call her on that date, an access request, an erasure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crm_course import crm
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

__all__ = ["QUESTIONS"]

BEFORE, SINCE, RECEIVED = dt.date(2026, 8, 10), dt.date(2026, 8, 11), dt.date(2027, 1, 31)


def _callable(shop: Any, on: dt.date, channel: str = "phone") -> int:
    return len(shop.store.contactable(channel, "marketing", on=on))


def _reason(shop: Any, name: str, on: dt.date) -> str:
    return str(shop.store.may_contact(shop.number(name), "phone", on=on).reason)


def _with_phone(shop: Any) -> int:
    points = shop.store.table("contact_points")
    return int(points.loc[points["kind"] != "email", "customer_id"].nunique())


_REASON = {
    "consent": Text(fr="oui : elle a donné son accord", en="yes: there is consent"),
    "contract": Text(fr="oui : un contrat est en cours", en="yes: a contract is in progress"),
    "no-objection": Text(fr="oui : elle ne s’y est pas opposée", en="yes: there was no objection"),
    "no-consent": Text(fr="non : il manque son accord", en="no: consent is missing"),
    "withdrawn": Text(fr="non : elle a retiré son accord", en="no: consent was withdrawn"),
    "retention": Text(fr="non : plus de trois ans sans signe de sa part", en="no: more than three years without a sign"),
}

QUESTIONS = (
    Question(
        id="crm.call-her",
        competences=("crm.privacy", "ndrc.target"),
        kind="choice",
        title=Text(fr="Peut-on l’appeler ce jour-là ? Katell", en="May we call her on that day? Katell"),
        statement=Text(
            fr="Katell Le Roux a téléphoné en juillet pour une panne ; elle n’a rien acheté. Peut-on l’appeler le {day:date} pour lui proposer un contrat ?",
            en="Katell Le Roux called in July about a breakdown; she bought nothing. May we call her on {day:date} to offer a contract?",
        ),
        facts=lambda shop: {"day": SINCE, "before": BEFORE},
        options=_REASON,
        answer=lambda shop: _reason(shop, "katell", SINCE),
        solution='store.may_contact(shop.number("katell"), "phone", on=date(2026, 8, 11)).reason',
        mistakes=(
            Mistake(
                name="yesterdays-law",
                value=lambda shop: _reason(shop, "katell", BEFORE),
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
                message=Text(fr="Une demande n’est pas un contrat en cours d’exécution.", en="A request is not a contract in progress."),
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
        competences=("crm.privacy", "ndrc.target"),
        kind="number",
        title=Text(fr="La liste du vendeur", en="The salesman’s list"),
        statement=Text(
            fr="Combien de fiches le vendeur peut-il appeler le {day:date} pour proposer une offre (cas général, sans règle de secteur) ?",
            en="How many cards may the salesman call on {day:date} with an offer (general case, no rule of a trade)?",
        ),
        facts=lambda shop: {"day": SINCE, "before": BEFORE, "was": _callable(shop, BEFORE), "may": _callable(shop, SINCE)},
        answer=lambda shop: _callable(shop, SINCE),
        solution='len(store.contactable("phone", "marketing", on=date(2026, 8, 11)))',
        mistakes=(
            Mistake(
                name="list-of-the-day-before",
                value=lambda shop: _callable(shop, BEFORE),
                credit=0.25,
                message=Text(
                    fr="C’est la liste du {before:date}, sous l’ancienne règle. Changez la date.",
                    en="That is the list of {before:date}, under the old rule. Change the date.",
                ),
            ),
            Mistake(
                name="everyone-with-a-phone",
                value=lambda shop: _with_phone(shop),
                message=Text(
                    fr="Ce sont toutes les fiches qui ont un numéro. Avoir un numéro n’est pas avoir un accord.",
                    en="Those are all cards with a number. Having a number is not having consent.",
                ),
            ),
            Mistake(
                name="rule-of-emails",
                value=lambda shop: _callable(shop, SINCE, "email"),
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
        competences=("crm.privacy",),
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
        competences=("crm.privacy", "ndrc.accompany"),
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
)
