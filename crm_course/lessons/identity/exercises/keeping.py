"""Keeping: a refusal that a merge must not lose, channels that do not recognise the customer, a decision to defend."""

# %%
from crm_course.journeys.builder import build
from crm_course.journeys.omnichannel import integration
from crm_course.lessons.identity.given import Desk
from crm_course.workbook.precision import TENTH_OF_A_PERCENT
from crm_course.workbook.script import question


def _measured(desk: Desk) -> dict[str, object]:
    measured = integration(build(desk.contacts))
    return {"unknown": 1 - measured.recognition, "switches": measured.switches, "known": measured.recognition}


# %% [markdown] tags=["lang-fr"]
# ## La fusion qui a perdu un refus
# Les fiches 51 et 87 sont une seule personne (`desk.consents`). Après les avoir réunies, peut-on lui écrire par e-mail ?
# - Indice : Lisez le dernier état de **chaque** fiche.
# - Indice : Une case cochée sur une fiche n’annule pas un refus dit sur une autre.
# - Choix yes : Oui : le dernier état de tout le journal est « donné »
# - Choix no : Non : l’une des fiches porte un refus
# - Choix oldest : Oui : le premier accord suffit
# - Pourquoi : Le plus restrictif de toutes les fiches vaut pour la personne ; sinon, réunir deux fiches ferait écrire à qui a dit non. Pour reprendre, il faut un accord donné en connaissance du refus.

# %% [markdown] tags=["lang-en"] of="4e315813"
# ## The merge that lost a refusal
# Cards 51 and 87 are one person (`desk.consents`). Once they are merged, may one write to that person by e-mail?
# - Hint: Read the last state of **each** card.
# - Hint: A box ticked on one card does not undo a refusal told on another.
# - Option yes: Yes: the last state of the whole log is "granted"
# - Option no: No: one of the cards holds a refusal
# - Option oldest: Yes: the first consent is enough
# - Why: The most restrictive of all cards holds for the person; otherwise merging two cards would write to somebody who said no. To begin again, a consent given in knowledge of the refusal is needed.

# %%
question("identity.refusal", "choice", competences=("crm.privacy",), answer=lambda desk: "no", solution='"no"')

# %% [markdown] tags=["lang-fr"]
# ## Des canaux peu intégrés, mesurés
# Six décideurs sur dix jugent leurs canaux peu intégrés : c’est un avis. Mesurez-le sur une semaine de contacts (`desk.contacts`, `journeys.integration`). À quelle part des changements de canal le client n’est-il **pas** reconnu ?
# - Indice : `journeys.integration(journeys.build(desk.contacts)).recognition` donne la part reconnue.
# - Indice : Un contact qui suit un autre sur le même canal n’est pas un changement.
# - Erreur recognised : C’est la part des changements où il **est** reconnu.
# - Erreur contacts : Vous avez compté tous les contacts, pas les seuls changements de canal.
# - Pourquoi : Sur {switches:number} changements de canal, {unknown:percent} se font sans que le client soit reconnu. Un avis se discute ; une part mesurée se suit de mois en mois.

# %% [markdown] tags=["lang-en"] of="e120aa98"
# ## Weakly integrated channels, measured
# Six decision-makers of ten judge their channels weakly integrated: an opinion. Measure it over a week of contacts (`desk.contacts`, `journeys.integration`). At what share of changes of channel is the customer **not** recognised?
# - Hint: `journeys.integration(journeys.build(desk.contacts)).recognition` gives the share recognised.
# - Hint: A contact after another on the same channel is no change.
# - Mistake recognised: That is the share of changes at which he **is** recognised.
# - Mistake contacts: You counted all contacts, not the changes of channel only.
# - Why: Of {switches:number} changes of channel, {unknown:percent} happen without the customer being recognised. An opinion is argued about; a measured share is followed month after month.

# %%
question(
    "identity.integration", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("omni.journeys", "ndrc.omnichannel"), facts=_measured,
    answer=lambda desk: 1 - integration(build(desk.contacts)).recognition,
    solution="1 - journeys.integration(journeys.build(desk.contacts)).recognition",
    mistakes={
        "recognised": (lambda desk: integration(build(desk.contacts)).recognition, 0.5),
        "contacts": lambda desk: 1 - float(desk.contacts["identified"].mean()),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# Le patron peut demander **une** chose de plus : l’e-mail à la caisse, ou la date de naissance partout. Il craint de faire fuir les clients. Que lui conseillez-vous, et comment saura-t-il dans trois mois s’il a eu raison ?
# - Indice : Ce que le comptoir ne demande pas, aucun calcul ne le retrouve.
# - Indice : Ne demandez que ce dont on se sert.
# - Critère : Choisit une rubrique et dit ce qu’elle apporte au rapprochement
# - Critère : Pèse ce que le client y gagne ou y perd (accord, vie privée)
# - Critère : Propose une mesure pour vérifier
# - Critère : Le conseil est clair et tient en quelques phrases.
# - Modèle : Demander l’e-mail à la caisse, contre l’envoi du ticket : il est déjà dans la boutique en ligne, donc il relie les deux outils, et le client y gagne. La naissance partout est plus intime et ne sert qu’à cela. On suivra la part des tickets avec e-mail et le nombre de clients trouvés dans deux outils, et l’on s’arrêtera si moins d’un client sur trois le donne.
# - Pourquoi : Une fiche par personne se décide au comptoir plus que dans l’algorithme.

# %% [markdown] tags=["lang-en"] of="d605a7fb"
# ## Decide and defend
# The owner can ask for **one** more thing: the e-mail address at the till, or the date of birth everywhere. He fears to drive customers away. What do you advise, and how will he know in three months whether he was right?
# - Hint: What the counter does not ask, no reckoning finds again.
# - Hint: Ask only for what is used.
# - Criterion: Chooses a field and says what it brings to the linkage
# - Criterion: Weighs what the customer gains or loses by it (consent, privacy)
# - Criterion: Proposes a measure to check
# - Criterion: The advice is clear and takes a few sentences.
# - Model: Ask for the e-mail address at the till, in return for the receipt by e-mail: it is in the web shop already, so it links the two tools, and the customer gains by it. The birth everywhere is more intimate and serves nothing else. Follow the share of receipts with an address and the number of customers found in two tools, and stop if fewer than one in three gives it.
# - Why: One record a person is decided at the counter more than in the algorithm.

# %%
question(
    "identity.decide", "open", competences=("crm.card", "omni.argument"),
    rubric=[
        {"words": ("e-mail", "mail", "naissance", "birth")},
        {"words": ("accord", "consent", "vie privée", "privacy", "gagne", "gain", "intime", "intimate")},
        {"words": ("part", "share", "nombre", "number", "mesur", "measure", "suiv", "follow")},
        {},
    ],
)
