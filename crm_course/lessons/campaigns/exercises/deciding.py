"""Deciding: stop or wait, whom to mail, how far a referral goes, who gets what today, a report with a fault, a list that grew."""

# %%

from crm_course.campaigns.automation import SCENARIOS, due
from crm_course.campaigns.looks import boundaries
from crm_course.campaigns.referrals import referral
from crm_course.lessons.campaigns.given import Nursery
from crm_course.workbook.precision import TENTH, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question


def _break_even(shop: Nursery) -> float:
    return shop.catalogue_cost / (shop.order * shop.margin_share * (1 - shop.returned))


def _sent(shop: Nursery) -> int:
    return int(due(SCENARIOS, shop.facts, on=shop.today, may=shop.may, cap=shop.cap)["sent"].sum())


def _facts(shop: Nursery) -> dict[str, object]:
    return {
        "looks": shop.looks, "look": shop.look, "z": shop.z, "limit": float(boundaries(shop.looks)[shop.look - 1]), "cost": shop.catalogue_cost,
        "order": shop.order, "margin": shop.margin_share, "returned": shop.returned, "break_even": _break_even(shop), "start": shop.start,
        "invitations": shop.invitations, "joining": shop.joining, "total": referral(shop.invitations * shop.joining, shop.start).total,
        "sent": _sent(shop), "cap": shop.cap, "due": len(due(SCENARIOS, shop.facts, on=shop.today, may=shop.may, cap=shop.cap)),
    }  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## S’arrêter ou attendre ?
# Au regard {look} sur {looks}, le nouvel objet gagne avec z = {z:number2}. La règle choisie avant l’envoi est O’Brien–Fleming. Que faites-vous ?
# - Indice : `campaigns.boundaries(…)` donne le z à dépasser à chaque regard.
# - Choix stop : Je m’arrête : z dépasse 1,96.
# - Choix wait : J’attends le regard suivant.
# - Choix give-up : J’abandonne : le test a échoué.
# - Pourquoi : À ce regard il faut dépasser {limit:number2} : la règle demande beaucoup au début, et n’a rien refusé encore.

# %% [markdown] tags=["lang-en"] of="a9b3d277"
# ## Stop or wait?
# At look {look} of {looks} the new subject line wins with z = {z:number2}. The rule chosen before sending is O’Brien–Fleming. What do you do?
# - Hint: `campaigns.boundaries(…)` gives the z to be passed at each look.
# - Option stop: I stop: z is beyond 1.96.
# - Option wait: I wait for the next look.
# - Option give-up: I give up: the test has failed.
# - Why: At this look it takes more than {limit:number2}: the rule asks for much at first, and has refused nothing yet.

# %%
question(
    "campaigns.stop", "choice", competences=("crm.decide",), facts=_facts,
    answer=lambda shop: "stop" if shop.z > boundaries(shop.looks)[shop.look - 1] else "wait",
    solution='"stop" if nursery.z > campaigns.boundaries(nursery.looks)[nursery.look - 1] else "wait"',
)

# %% [markdown] tags=["lang-fr"]
# ## Le catalogue
# Un catalogue coûte {cost:money}. Une commande est de {order:money}, avec {margin:percent} de marge ; {returned:percent} des commandes reviennent. Quelle part de réponses faut-il pour ne rien perdre ?
# - Indice : Une commande rendue ne laisse pas de marge.
# - Erreur no-returns : Vous avez oublié les retours.
# - Erreur turnover : Vous avez compté la commande entière : le client paie aussi la marchandise.
# - Pourquoi : {break_even:percent} : coût / (marge × ce qui est gardé).

# %% [markdown] tags=["lang-en"] of="b111a13f"
# ## The catalogue
# A catalogue costs {cost:money}. An order is {order:money}, with a margin of {margin:percent}; {returned:percent} of the orders come back. What share of responses does it take to lose nothing?
# - Hint: An order sent back leaves no margin.
# - Mistake no-returns: You forgot the returns.
# - Mistake turnover: You counted the whole order: the customer also pays for the goods.
# - Why: {break_even:percent}: cost / (margin × what is kept).

# %%
question(
    "campaigns.break-even", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("ndrc.target", "crm.benefit"), facts=_facts, answer=_break_even,
    solution="nursery.catalogue_cost / (nursery.order * nursery.margin_share * (1 - nursery.returned))",
    mistakes={
        "no-returns": (lambda shop: shop.catalogue_cost / (shop.order * shop.margin_share), 0.5),
        "turnover": (lambda shop: shop.catalogue_cost / (shop.order * (1 - shop.returned)), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le parrainage
# {start} clients envoient chacun {invitations:number} invitations ; {joining:percent} de ceux qui en reçoivent deviennent clients, et invitent à leur tour. Combien de clients en tout, ceux du départ compris ?
# - Indice : K = invitations × part qui s’inscrit.
# - Indice : Une somme géométrique.
# - Erreur first-only : Vous avez compté les filleuls directs, pas ceux qu’ils amènent.
# - Erreur without-start : Vous avez oublié les clients du départ.
# - Pourquoi : {total:number0} en tout : K est au-dessous de un, la chaîne s’éteint.

# %% [markdown] tags=["lang-en"] of="46882bf3"
# ## The referral
# {start} customers each send {invitations:number} invitations; {joining:percent} of those who get one become customers, and invite in turn. How many customers in all, those of the start included?
# - Hint: K = invitations × share that joins.
# - Hint: A geometric sum.
# - Mistake first-only: You counted those directly brought, not those whom they bring.
# - Mistake without-start: You forgot the customers of the start.
# - Why: {total:number0} in all: K is below one, the chain dies out.

# %%
question(
    "campaigns.referral", "number", precision=TENTH, competences=("ndrc.digital",), facts=_facts,
    answer=lambda shop: referral(shop.invitations * shop.joining, shop.start).total,
    solution="campaigns.referral(nursery.invitations * nursery.joining, nursery.start).total",
    mistakes={
        "first-only": (lambda shop: shop.start * (1 + shop.invitations * shop.joining), 0.25),
        "without-start": (lambda shop: referral(shop.invitations * shop.joining, shop.start).total - shop.start, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Les messages du jour
# Les scénarios du cours tournent sur `nursery.facts` le `nursery.today`, avec les accords de `nursery.may` et au plus {cap} message publicitaire par personne. Combien de messages **partent** ?
# - Indice : `campaigns.due(campaigns.SCENARIOS, …)` dit qui reçoit quoi, qui non, et pourquoi.
# - Erreur all-due : C’est tout ce qui est dû : certains sont retenus.
# - Erreur without-consent : Vous avez écrit aussi à ceux qui n’ont pas donné leur accord.
# - Pourquoi : {sent} sur {due} : l’accord, la confirmation, le plafond et la priorité retiennent les autres.

# %% [markdown] tags=["lang-en"] of="7eace10f"
# ## The messages of the day
# The course’s scenarios run on `nursery.facts` on `nursery.today`, with the consents of `nursery.may` and at most {cap} advertising message per person. How many messages **go out**?
# - Hint: `campaigns.due(campaigns.SCENARIOS, …)` says who gets what, who not, and why.
# - Mistake all-due: That is all that is due: some are held back.
# - Mistake without-consent: You also wrote to those who gave no consent.
# - Why: {sent} of {due}: consent, confirmation, cap and priority hold the others back.

# %%
question(
    "campaigns.due", "number", precision=TENTH, competences=("crm.privacy", "ndrc.digital"), facts=_facts, answer=_sent,
    solution='int(campaigns.due(campaigns.SCENARIOS, nursery.facts, on=nursery.today, may=nursery.may, cap=nursery.cap)["sent"].sum())',
    mistakes={
        "all-due": lambda shop: len(due(SCENARIOS, shop.facts, on=shop.today, may=shop.may, cap=shop.cap)),
        "without-consent": (
            lambda shop: int(due(SCENARIOS, shop.facts, on=shop.today, may={"email": list(shop.facts["customer_id"])}, cap=shop.cap)["sent"].sum()), 0.25
        ),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouver l’erreur
# « Notre test : {looks} regards, arrêt dès que p < 5 %, groupes de 820 et 1 180 personnes tirées à parts égales, +2,5 points. Le message rapporte donc 2,5 points. » Quelles erreurs voyez-vous ?
# - Indice : Comparez la taille des groupes au tirage.
# - Indice : Combien de fois a-t-on regardé ?
# - Choix split : Les groupes n’ont pas la taille du tirage : quelque chose a choisi qui y entre.
# - Choix looks : Regarder sans règle multiplie les fausses alertes.
# - Choix curse : Un petit test qui gagne exagère l’effet.
# - Choix points : Un écart ne se dit jamais en points.
# - Pourquoi : Le partage se vérifie d’abord ; les regards se règlent avant ; et l’effet d’un petit test gagnant est surestimé. Les points, eux, sont le bon mot.

# %% [markdown] tags=["lang-en"] of="6bbd5634"
# ## Find the error
# "Our test: {looks} looks, stopped as soon as p < 5%, arms of 820 and 1,180 people drawn in equal parts, +2.5 points. So the message earns 2.5 points." Which errors do you see?
# - Hint: Compare the size of the arms with the draw.
# - Hint: How many times did they look?
# - Option split: The arms are not as they were drawn: something chose who came in.
# - Option looks: Looking without a rule multiplies false alarms.
# - Option curse: A small test that wins exaggerates the effect.
# - Option points: A difference is never told in points.
# - Why: The split is checked first; looks are settled before; and the effect of a small winning test is overstated. Points are the right word.

# %%
question(
    "campaigns.fault", "choices", competences=("crm.decide", "ndrc.information"), facts=_facts, answer=lambda shop: {"split", "looks", "curse"},
    solution='{"split", "looks", "curse"}',
)

# %% [markdown] tags=["lang-fr"]
# ## Une liste qui grandit vite
# Une base passe de quelques milliers à 75 000 contacts en un mois. Quelle question posez-vous avant d’écrire, et que gardez-vous pour savoir ce que la lettre rapporte ? Deux phrases au moins.
# - Indice : D’où viennent les adresses ?
# - Critère : L’accord : qui l’a donné, quand, pour quoi, confirmé ou non.
# - Critère : Un groupe témoin tiré au sort, sans message.
# - Critère : Une décision : ce que l’on envoie, à qui, ou non.
# - Modèle : Je demande pour chaque adresse la source et la date de l’accord, confirmé par la personne ; sans accord, je n’écris pas. Je tire au sort un dixième de la liste comme témoin et je compare les ventes. Je décide d’écrire seulement aux inscrits confirmés.

# %% [markdown] tags=["lang-en"] of="4fe8af3b"
# ## A list that grows fast
# A base goes from a few thousand to 75,000 contacts in a month. Which question do you ask before writing, and what do you keep to know what the letter earns? At least two sentences.
# - Hint: Where do the addresses come from?
# - Criterion: Consent: who gave it, when, for what, confirmed or not.
# - Criterion: A held-out group drawn by lot, without a message.
# - Criterion: A decision: what is sent, to whom, or not.
# - Model: For each address I ask for the source and the date of the consent, confirmed by the person; without consent I do not write. I draw a tenth of the list by lot as a held-out group, a control, and compare the sales. I decide to write only to those who confirmed.

# %%
question(
    "campaigns.consent", "open", competences=("crm.privacy", "omni.argument"), facts=_facts,
    rubric=[{"words": ("accord", "consent")}, {"words": ("témoin", "held-out", "control")}, {}],
)
