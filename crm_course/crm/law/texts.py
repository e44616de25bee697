"""The words of consent, law and rights."""

from __future__ import annotations

from crm_course.foundations.language import Text

SOURCES = {
    "liberties": Text(fr="loi n° 78-17 du 6 janvier 1978, droit d’opposition", en="Act 78-17 of 6 January 1978, right to object"),
    "bloctel": Text(fr="Code de la consommation, art. L223-1 : Bloctel, depuis le 1er juin 2016", en="Consumer Code, art. L223-1: Bloctel, since 1 June 2016"),
    "hours": Text(fr="Code de la consommation, art. L223-1 ; décret n° 2022-1313, depuis le 1er mars 2023", en="Consumer Code, art. L223-1; decree 2022-1313, since 1 March 2023"),
    "fraud": Text(fr="Code de la consommation, art. L223-1 ; loi n° 2025-594 du 30 juin 2025, depuis le 11 août 2026", en="Consumer Code, art. L223-1; Act 2025-594 of 30 June 2025, since 11 August 2026"),
    "fraud-energy": Text(fr="Code de la consommation, art. L223-1 ; loi n° 2025-594, rénovation énergétique, depuis le 2 juillet 2025", en="Consumer Code, art. L223-1; Act 2025-594, home energy works, since 2 July 2025"),
    "naegelen": Text(fr="Code de la consommation, art. L223-1 ; loi n° 2020-901 du 24 juillet 2020, rénovation énergétique", en="Consumer Code, art. L223-1; Act 2020-901 of 24 July 2020, home energy works"),
    "lcen": Text(fr="Code des postes et des communications électroniques, art. L34-5, depuis le 22 juin 2004", en="Post and Electronic Communications Code, art. L34-5, since 22 June 2004"),
    "b2b": Text(fr="entre professionnels : information et droit d’opposition (RGPD, art. 21 ; CNIL)", en="between professionals: information and right to object (GDPR, art. 21; CNIL)"),
}  # fmt: skip

CONDITIONS = {
    "bloctel": Text(fr="Consultez d’abord la liste Bloctel.", en="Check the Bloctel list first."),
    "hours": Text(
        fr="Du lundi au vendredi hors jours fériés, de 10 h à 13 h et de 14 h à 20 h, quatre fois par mois au plus.",
        en="Monday to Friday, public holidays excepted, 10:00–13:00 and 14:00–20:00, at most four times a month.",
    ),
    "link": Text(fr="Chaque message porte un lien de désinscription.", en="Each message carries a link to unsubscribe."),
    "stop": Text(fr="Chaque message dit comment s’opposer (STOP).", en="Each message says how to object (STOP)."),
    "b2b": Text(fr="Le message doit concerner son métier et dire comment s’opposer.", en="The message must concern the person’s trade and say how to object."),
}  # fmt: skip

REGIMES = {
    "opt-out": Text(
        fr="on peut solliciter qui ne s’y est pas opposé (*opt-out*)", en="one may approach whoever did not object (*opt-out*)"
    ),
    "opt-in or customer": Text(
        fr="il faut un accord préalable (*opt-in*), sauf pour proposer à un client des produits semblables",
        en="prior consent is needed (*opt-in*), except to propose similar products to a customer",
    ),
    "opt-in or contract": Text(
        fr="il faut un accord préalable (*opt-in*), ou un contrat en cours auquel le message se rapporte",
        en="prior consent is needed (*opt-in*), or a contract in progress to which the message relates",
    ),
    "contract": Text(
        fr="seul un contrat en cours permet de solliciter, même avec un accord",
        en="only a contract in progress allows it, even with consent",
    ),
}
RULE = Text(fr="{source} : {regime}.", en="{source}: {regime}.")

ALLOWED = {
    "email": Text(fr="Oui, un e-mail est possible le {day:date}.", en="Yes, an e-mail is possible on {day:date}."),
    "sms": Text(fr="Oui, un SMS est possible le {day:date}.", en="Yes, a text message is possible on {day:date}."),
    "phone": Text(fr="Oui, un appel est possible le {day:date}.", en="Yes, a call is possible on {day:date}."),
    "mail": Text(fr="Oui, un courrier est possible le {day:date}.", en="Yes, a letter is possible on {day:date}."),
}
REFUSED = {
    "email": Text(fr="Non, pas d’e-mail le {day:date}.", en="No e-mail on {day:date}."),
    "sms": Text(fr="Non, pas de SMS le {day:date}.", en="No text message on {day:date}."),
    "phone": Text(fr="Non, pas d’appel le {day:date}.", en="No call on {day:date}."),
    "mail": Text(fr="Non, pas de courrier le {day:date}.", en="No letter on {day:date}."),
}
REASONS = {
    "consent": Text(fr="La personne a donné son accord, et la preuve est au journal.", en="The person agreed, and the proof is in the log."),
    "customer": Text(fr="C’est un client : la loi permet de lui proposer des produits semblables.", en="A customer: the law lets you propose similar products."),
    "contract": Text(fr="Un contrat est en cours, et le message doit s’y rapporter.", en="A contract is in progress, and the message must relate to it."),
    "no-objection": Text(fr="La personne ne s’y est pas opposée, et cela suffit ici.", en="The person did not object, and that is enough here."),
    "service": Text(fr="Le message sert une commande ou une demande de la personne.", en="The message serves an order or a request of the person."),
    "no-consent": Text(fr="Il faudrait son accord préalable, et le journal n’en contient pas.", en="Prior consent is needed, and the log holds none."),
    "sector": Text(fr="Dans ce secteur, seul un contrat en cours permet de la solliciter, même avec son accord.", en="In this trade only a contract in progress allows it, even with consent."),
    "withdrawn": Text(fr="La personne a retiré son accord ou s’est opposée.", en="The person withdrew or objected."),
    "retention": Text(fr="Plus de trois ans sans signe de sa part : la fiche est à purger.", en="More than three years without a sign from the person: the card is to be purged."),
    "unreachable": Text(fr="Aucune coordonnée pour ce canal.", en="No address or number for this channel."),
    "erased": Text(fr="Cette fiche a été effacée.", en="This card was erased."),
    "restricted": Text(fr="La personne a demandé la limitation de l’usage de ses données.", en="The person asked that the use of the data be restricted."),
    "no-service": Text(fr="Ni commande ni demande en cours ne justifie un message de service.", en="No order or request in progress justifies a service message."),
}  # fmt: skip
"""Why yes, or why not."""

PROOF_RULE = Text(fr="une preuve parmi {proofs}", en="one of the proofs {proofs}")
FUTURE_RULE = Text(fr="un moment passé : on ne consent pas d’avance", en="a moment in the past: nobody consents ahead of time")

PEOPLE = Text(
    fr="On peut contacter {allowed:number} des {all:number} fiches ({share:percent0}).",
    en="{allowed:number} of {all:number} cards may be contacted ({share:percent0}).",
)

# -- rights -------------------------------------------------------------------------------

EXPORTED = Text(
    fr="Tout ce que nous savons de la personne : {rows:number} lignes dans {tables:number} tables. Remettez ce fichier à elle seule.",
    en="All that we know of the person: {rows:number} rows in {tables:number} tables. Hand this file to nobody else.",
)
EXPORT_TITLE = Text(fr="Vos données, fiche n° {number}, le {day:date}", en="Your data, card {number}, on {day:date}")
ERASED_COPIES = Text(
    fr="{count:number} entrepôts de cette base réécrits sans eux.", en="{count:number} warehouses of this base written again without them."
)
ERASED_PEOPLE = Text(
    fr="Fiches effacées : {count:number}. Commandes gardées sous un numéro de substitution : {orders:number}. Lignes vidées ou supprimées : {rows:number}.",
    en="Cards erased: {count:number}. Orders kept under a surrogate number: {orders:number}. Rows emptied or removed: {rows:number}.",
)
NOTHING_TO_ERASE = Text(fr="Rien à effacer.", en="Nothing to erase.")
NOT_SCRUBBED = Text(
    fr="Le fichier doit encore être nettoyé de ses traces (base occupée ou disque plein) : ce sera fait à la prochaine ouverture.",
    en="The file is still to be cleaned of traces (store in use or disk full): this is done when it is next opened.",
)
REDACTED = Text(fr="[effacé]", en="[erased]")
REQUEST_RULE = Text(fr="un droit parmi {rights}", en="one of the rights {rights}")
