"""The exercises on the law: may we call her on that date, an access request, an erasure."""

# %%
import datetime as dt
from typing import Any

from crm_course import crm
from crm_course.foundations.language import Text
from crm_course.workbook.script import question

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

# %% [markdown] tags=["lang-fr"]
# ## Peut-on l’appeler ce jour-là ? Katell
# Katell Le Roux a téléphoné en juillet pour une panne ; elle n’a rien acheté. Peut-on l’appeler le {day:date} pour lui proposer un contrat ?
# - Indice : Quelle règle vaut ce jour-là, et la veille ?
# - Indice : store.may_contact(…) donne la raison et la règle.
# - Erreur yesterdays-law : C’était vrai la veille, le {before:date}. Depuis, ne pas s’être opposé ne suffit plus.
# - Erreur calling-is-consenting : Téléphoner pour une panne n’est pas accepter la prospection : l’accord est un acte clair et spécifique.
# - Erreur request-is-no-contract : Une demande n’est pas un contrat en cours d’exécution.
# - Pourquoi : Depuis le {day:date}, l’appel commercial à un consommateur demande un accord préalable ou un contrat en cours.

# %% [markdown] tags=["lang-en"] of="d947dd96"
# ## May we call her on that day? Katell
# Katell Le Roux called in July about a breakdown; she bought nothing. May we call her on {day:date} to offer a contract?
# - Hint: Which rule holds on that day, and the day before?
# - Hint: store.may_contact(…) gives the reason and the rule.
# - Mistake yesterdays-law: That was true the day before, on {before:date}. Since then, not having objected is not enough.
# - Mistake calling-is-consenting: Calling about a breakdown is not agreeing to marketing: consent is a clear and specific act.
# - Mistake request-is-no-contract: A request is not a contract in progress.
# - Why: Since {day:date}, a marketing call to a consumer takes prior consent or a contract in progress.

# %%
question(
    "crm.call-her", "choice", competences=("crm.privacy", "ndrc.target"), options=_REASON,
    facts=lambda shop: {"day": SINCE, "before": BEFORE},
    answer=lambda shop: _reason(shop, "katell", SINCE),
    solution='store.may_contact(shop.number("katell"), "phone", on=date(2026, 8, 11)).reason',
    mistakes={
        "yesterdays-law": (lambda shop: _reason(shop, "katell", BEFORE), 0.25),
        "calling-is-consenting": lambda shop: "consent",
        "request-is-no-contract": lambda shop: "contract",
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La liste du vendeur
# Combien de fiches le vendeur peut-il appeler le {day:date} pour proposer une offre (cas général, sans règle de secteur) ?
# - Indice : Le canal, la finalité, la date : trois choses à dire.
# - Indice : store.contactable(canal, finalité, on=…) rend un tableau.
# - Erreur list-of-the-day-before : C’est la liste du {before:date}, sous l’ancienne règle. Changez la date.
# - Erreur everyone-with-a-phone : Ce sont toutes les fiches qui ont un numéro. Avoir un numéro n’est pas avoir un accord.
# - Erreur rule-of-emails : C’est la réponse pour l’e-mail : l’exception du client existant n’y vaut pas pour le téléphone.
# - Pourquoi : {was:number} fiches la veille, {may:number} ce jour-là : un accord enregistré, et un contrat en cours.

# %% [markdown] tags=["lang-en"] of="34e315d4"
# ## The salesman’s list
# How many cards may the salesman call on {day:date} with an offer (general case, no rule of a trade)?
# - Hint: The channel, the purpose, the date: three things to say.
# - Hint: store.contactable(channel, purpose, on=…) returns a frame.
# - Mistake list-of-the-day-before: That is the list of {before:date}, under the old rule. Change the date.
# - Mistake everyone-with-a-phone: Those are all cards with a number. Having a number is not having consent.
# - Mistake rule-of-emails: That is the answer for e-mail: its exception for existing customers does not hold on the phone.
# - Why: {was:number} cards the day before, {may:number} on the day: one recorded consent, and one contract in progress.

# %%
question(
    "crm.callable", "number", competences=("crm.privacy", "ndrc.target"),
    facts=lambda shop: {"day": SINCE, "before": BEFORE, "was": _callable(shop, BEFORE), "may": _callable(shop, SINCE)},
    answer=lambda shop: _callable(shop, SINCE),
    solution='len(store.contactable("phone", "marketing", on=date(2026, 8, 11)))',
    mistakes={
        "list-of-the-day-before": (lambda shop: _callable(shop, BEFORE), 0.25),
        "everyone-with-a-phone": lambda shop: _with_phone(shop),
        "rule-of-emails": lambda shop: _callable(shop, SINCE, "email"),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Une demande d’accès
# Le {received:date}, Odile Ropars demande copie de ses données. Quel est le dernier jour pour répondre ?
# - Indice : L’article 12 du RGPD compte en mois.
# - Indice : Février est court, et un délai ne finit pas un jour où personne ne travaille.
# - Erreur thirty-days : Vous avez compté trente jours. Le délai est d’un mois, de quantième à quantième, ou la fin du mois quand le jour n’existe pas.
# - Erreur a-sunday : Le bon jour du calendrier, mais c’est un dimanche : le délai court jusqu’au premier jour ouvrable qui suit.
# - Erreur three-months : Trois mois, c’est le délai prolongé d’une demande complexe, et il faut en prévenir la personne pendant le premier mois.
# - Pourquoi : Un mois après le {received:date}, c’est un dimanche ; le délai finit donc le {due:date}. Enregistrer la demande fixe l’échéance, et la fiche la rappelle.

# %% [markdown] tags=["lang-en"] of="f027757a"
# ## An access request
# On {received:date}, Odile Ropars asks for a copy of her data. Which is the last day to answer?
# - Hint: Article 12 of the GDPR counts in months.
# - Hint: February is short, and a term does not end on a day when nobody works.
# - Mistake thirty-days: You counted thirty days. The term is a month, from date to date, or the end of the month where the day does not exist.
# - Mistake a-sunday: The right day of the calendar, but it is a Sunday: the term runs to the next working day.
# - Mistake three-months: Three months is the extended term of a complex request, and the person must be told within the first month.
# - Why: One month after {received:date} is a Sunday, so the term ends on {due:date}. Recording the request sets the due date, and the card reminds of it.

# %%
question(
    "crm.answer-due", "text", competences=("crm.privacy",),
    facts=lambda shop: {"received": RECEIVED, "due": crm.answer_due(RECEIVED)},
    answer=lambda shop: crm.answer_due(RECEIVED).isoformat(),
    solution="crm.answer_due(date(2027, 1, 31)).isoformat()",
    mistakes={
        "thirty-days": (lambda shop: (RECEIVED + dt.timedelta(30)).isoformat(), 0.5),
        "a-sunday": (lambda shop: dt.date(2027, 2, 28).isoformat(), 0.5),
        "three-months": lambda shop: dt.date(2027, 4, 30).isoformat(),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décidez et défendez
# Anne Le Goff écrit : « Effacez tout ce que vous avez sur moi. » Elle a acheté chez vous l’an dernier. Répondez-lui en quelques phrases : ce que vous effacez, ce que vous gardez et pourquoi, dans quel délai, et comment vous éviterez qu’elle revienne par un vieux fichier.
# - Indice : Une loi oblige à garder certaines pièces.
# - Indice : Comment reconnaître quelqu’un que l’on a oublié ?
# - Critère : Les factures sont gardées, par obligation légale
# - Critère : Le délai d’un mois est tenu
# - Critère : Une empreinte évite son retour par un vieux fichier
# - Critère : L’identité de la demandeuse est vérifiée
# - Modèle : Après avoir vérifié votre identité, nous effaçons sous un mois votre nom, vos coordonnées, nos notes et vos réponses. Nous devons garder les factures, pour la comptabilité, mais sous un numéro qui ne désigne plus personne. Une empreinte illisible de votre adresse reste sur la liste d’opposition, pour qu’un ancien fichier ne vous fasse pas revenir.

# %% [markdown] tags=["lang-en"] of="e73e0c4f"
# ## Decide and defend
# Anne Le Goff writes: “Erase all that you have about me.” She bought from you last year. Answer her in a few sentences: what you erase, what you keep and why, by when, and how you will prevent an old file from bringing her back.
# - Hint: A law requires that some records be kept.
# - Hint: How does one recognise somebody one has forgotten?
# - Criterion: Invoices are kept, as the law requires
# - Criterion: The term of one month is kept
# - Criterion: A hash prevents a return through an old file
# - Criterion: The identity of the person is checked
# - Model: Once we have checked your identity, we erase within one month your name, your contact details, our notes and your answers. We must keep the invoices for the accounts, but under a number that no longer means anybody. An unreadable hash of your address stays on the opposition list, so that an old file does not bring you back.

# %%
question(
    "crm.erase", "open", points=3, competences=("crm.privacy", "ndrc.accompany"),
    rubric=[
        {"words": (r"factur", r"compt", r"invoice", r"account")},
        {"words": (r"un mois", r"one month", r"a month")},
        {"words": (r"empreinte", r"liste d.opposition", r"hash", r"opposition list")},
        {"words": (r"identit", r"vérifi", r"check", r"verif")},
    ],
)
