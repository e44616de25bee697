"""Measuring: the funnel, machines, leaving, what the message caused, the size of a test, looks on the way."""

# %%

from crm_course.campaigns.caused import Incrementality, incrementality
from crm_course.campaigns.looks import peeking
from crm_course.campaigns.messages import leaving
from crm_course.campaigns.sizing import sample_size
from crm_course.foundations.intervals import z_value
from crm_course.lessons.campaigns.given import Nursery
from crm_course.workbook.precision import TENTH, TENTH_OF_A_PERCENT, Precision
from crm_course.workbook.script import question

PEOPLE = Precision(1.0, TENTH.reason)


def _caused(shop: Nursery) -> Incrementality:
    return incrementality(shop.mailed, shop.held_out, margin=shop.margin, cost=shop.message_cost, clicked=shop.last_clicks)


def _true_opens(shop: Nursery) -> float:
    return (shop.opened / shop.delivered - shop.machine_share) / (1 - shop.machine_share)


def _famous(shop: Nursery) -> float:
    """A formula of the web that takes the variance of the base for both arms."""
    spread = (z_value(0.95) + z_value(0.6)) ** 2
    return spread * 2 * shop.base * (1 - shop.base) / shop.lift**2


def _facts(shop: Nursery) -> dict[str, object]:
    found = _caused(shop)
    return {
        "sent": shop.sent, "delivered": shop.delivered, "opened": shop.opened, "clicked": shop.clicked, "machines": shop.machine_share,
        "true": _true_opens(shop), "leaving": shop.leaving_a_month, "year": leaving(shop.leaving_a_month), "bought": shop.mailed[0], "mailed": shop.mailed[1],
        "others": shop.held_out[0], "held": shop.held_out[1], "margin": shop.margin, "cost": shop.message_cost, "caused": found.caused, "low": found.low,
        "high": found.high, "roi": found.roi, "naive": found.naive_roi, "base": shop.base, "end": shop.base + shop.lift,
        "size": sample_size(shop.base, shop.lift).per_arm, "looks": shop.looks, "alarms": peeking(shop.looks), "clicks": shop.last_clicks,
        "interest": shop.clicked / shop.opened,
    }  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## Les clics parmi les ouverts
# Sur {sent:number} messages envoyés, {delivered:number} sont arrivés, {opened:number} ont été ouverts, {clicked:number} cliqués. Quelle part de ceux qui ont **ouvert** a cliqué ?
# - Indice : La base est dite dans la question.
# - Erreur over-delivered : Vous avez divisé par les messages arrivés.
# - Erreur over-sent : Vous avez divisé par les messages envoyés.
# - Pourquoi : {interest:percent} de ceux qui ont ouvert : une part sans sa base ne se compare à rien.

# %% [markdown] tags=["lang-en"] of="e1f18329"
# ## Clicks among those opened
# Of {sent:number} messages sent, {delivered:number} were delivered, {opened:number} opened, {clicked:number} clicked. What share of those who **opened** clicked?
# - Hint: The base is said in the question.
# - Mistake over-delivered: You divided by the messages delivered.
# - Mistake over-sent: You divided by the messages sent.
# - Why: {interest:percent} of those who opened: a share without its base compares with nothing.

# %%
question(
    "campaigns.click-to-open", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("ndrc.digital", "ndrc.information"), facts=_facts,
    answer=lambda shop: shop.clicked / shop.opened, solution="nursery.clicked / nursery.opened",
    mistakes={"over-delivered": (lambda shop: shop.clicked / shop.delivered, 0.5), "over-sent": (lambda shop: shop.clicked / shop.sent, 0.5)},
)

# %% [markdown] tags=["lang-fr"]
# ## Sans les machines
# {machines:percent} des messages arrivés vont à des programmes qui ouvrent tout, lu ou non. Quelle part des personnes a **vraiment** ouvert ?
# - Indice : Ouvertures vues = part des machines + (1 − part des machines) × vraies ouvertures.
# - Erreur as-seen : C’est ce que le rapport affiche, machines comprises.
# - Erreur subtracted : Vous avez ôté les machines du haut, pas du bas : il reste à rapporter aux autres personnes.
# - Pourquoi : {true:percent} : à peine plus de la moitié de ce qui s’affiche ; ne jugez rien sur les ouvertures.

# %% [markdown] tags=["lang-en"] of="3efd39b6"
# ## Without the machines
# {machines:percent} of the messages delivered go to programmes that open everything, read or not. What share of the people **really** opened?
# - Hint: Opens seen = share of machines + (1 − share of machines) × true opens.
# - Mistake as-seen: That is what the report shows, machines included.
# - Mistake subtracted: You took the machines off the top, not off the bottom: relate it to the other people.
# - Why: {true:percent}: hardly more than half of what is shown; judge nothing by opens.

# %%
question(
    "campaigns.true-opens", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.quality", "ndrc.digital"), facts=_facts,
    answer=_true_opens, solution="(nursery.opened / nursery.delivered - nursery.machine_share) / (1 - nursery.machine_share)",
    mistakes={
        "as-seen": lambda shop: shop.opened / shop.delivered,
        "subtracted": (lambda shop: shop.opened / shop.delivered - shop.machine_share, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ceux qui partent
# {leaving:percent} de la liste se désabonne chaque mois. Quelle part est partie au bout d’un an ?
# - Indice : Qui est parti en janvier ne peut pas repartir en février.
# - Indice : Que reste-t-il de la liste après un mois, puis après deux ?
# - Erreur times-twelve : Vous avez multiplié par douze : la liste rétrécit, et la même part en est moins.
# - Pourquoi : {year:percent} : un moins ce qui reste, douze fois de suite.

# %% [markdown] tags=["lang-en"] of="ba7bd7e9"
# ## Those who leave
# {leaving:percent} of the list unsubscribes each month. What share has left after a year?
# - Hint: Who left in January cannot leave in February.
# - Hint: What stays of the list after a month, then after two?
# - Mistake times-twelve: You multiplied by twelve: the list shrinks, and the same share of it is less.
# - Why: {year:percent}: one less what stays, twelve times over.

# %%
question(
    "campaigns.leaving", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("ndrc.digital",), facts=_facts,
    answer=lambda shop: leaving(shop.leaving_a_month), solution="1 - (1 - nursery.leaving_a_month) ** 12",
    mistakes={"times-twelve": (lambda shop: 12 * shop.leaving_a_month, 0.5)},
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que le message a causé
# {mailed:number} personnes ont reçu la lettre, {bought:number} ont acheté, dont {clicks} après un clic. {held:number} personnes, tirées au sort, ne l’ont pas reçue : {others:number} ont acheté. Une commande laisse {margin:money}, un message coûte {cost:money}. Combien rapporte **vraiment** un euro de messages (gain net par euro dépensé) ?
# - Indice : Combien auraient acheté sans la lettre ?
# - Indice : (marge des commandes causées − coût) / coût.
# - Erreur all-buyers : Vous avez crédité tous ceux qui ont acheté : les témoins ont acheté aussi.
# - Erreur last-click : Vous avez crédité le dernier clic : il couronne ceux qui venaient de toute façon.
# - Erreur gross : Vous avez oublié d’ôter le coût.
# - Pourquoi : {caused:number0} commandes causées (entre {low:number0} et {high:number0}) : {roi:number1}, quand on lui attribuait {naive:number1}.

# %% [markdown] tags=["lang-en"] of="d5e8fb6c"
# ## What the message caused
# {mailed:number} people got the letter, {bought:number} bought, {clicks} of them after a click. {held:number} people, drawn by lot, did not get it: {others:number} bought. An order leaves {margin:money}, a message costs {cost:money}. How much does a euro of messages **really** earn (net gain per euro spent)?
# - Hint: How many would have bought without the letter?
# - Hint: (margin of the orders caused − cost) / cost.
# - Mistake all-buyers: You credited all who bought: those held out bought too.
# - Mistake last-click: You credited the last click: it crowns those who came anyway.
# - Mistake gross: You forgot to take the cost away.
# - Why: {caused:number0} orders caused (between {low:number0} and {high:number0}): {roi:number1}, where it was credited with {naive:number1}.

# %%
question(
    "campaigns.roi", "number", precision=TENTH, competences=("crm.benefit", "crm.decide"), facts=_facts,
    answer=lambda shop: _caused(shop).roi,
    solution="campaigns.incrementality(nursery.mailed, nursery.held_out, margin=nursery.margin, cost=nursery.message_cost).roi",
    mistakes={
        "all-buyers": lambda shop: _caused(shop).naive_roi, "last-click": lambda shop: _caused(shop).last_click_roi,
        "gross": (lambda shop: _caused(shop).roi + 1, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Combien pour être sûr ?
# Un nouvel objet doit faire passer les clics de {base:percent} à {end:percent}. Combien de personnes faut-il dans **chaque** groupe, avec 80 % de chances de le voir et un seuil de 5 % ?
# - Indice : `campaigns.sample_size(…)` ; l’écart est une part, pas un pourcentage.
# - Erreur both-arms : C’est le total des deux groupes.
# - Erreur relative : Vous avez pris l’écart pour un pourcentage du taux de départ.
# - Erreur base-variance : Une formule du web : elle prend la variance du taux de départ pour les deux groupes, et promet trop peu de monde.
# - Pourquoi : {size:number} par groupe ; avec moins, seul un coup de chance est « significatif », et il exagère.

# %% [markdown] tags=["lang-en"] of="e1d85582"
# ## How many to be sure?
# A new subject line should lift clicks from {base:percent} to {end:percent}. How many people does it take in **each** arm, with a chance of 80% to see it and a level of 5%?
# - Hint: `campaigns.sample_size(…)`; the lift is a share, not a percentage.
# - Mistake both-arms: That is both arms together.
# - Mistake relative: You took the lift for a percentage of the base.
# - Mistake base-variance: A formula of the web: it takes the base’s variance for both arms, and promises too few people.
# - Why: {size:number} per arm; with fewer, only a stroke of luck is "significant", and it exaggerates.

# %%
question(
    "campaigns.size", "number", precision=PEOPLE, competences=("crm.decide", "ndrc.target"), facts=_facts,
    answer=lambda shop: sample_size(shop.base, shop.lift).per_arm, solution="campaigns.sample_size(nursery.base, nursery.lift).per_arm",
    mistakes={
        "both-arms": (lambda shop: 2 * sample_size(shop.base, shop.lift).per_arm, 0.5),
        "relative": (lambda shop: sample_size(shop.base, shop.base * shop.lift).per_arm, 0.25),
        "base-variance": (_famous, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Regarder en route
# La gérante regarde {looks} fois, à intervalles égaux, et s’arrête dès que p < 5 %. S’il n’y a aucun effet, quelle est la part de fausses alertes ?
# - Indice : Essayez `campaigns.peeking(…)`.
# - Erreur unchanged : 5 %, c’est pour un seul regard, à la fin.
# - Erreur independent : Les regards ne sont pas indépendants : chacun revoit les données d’avant.
# - Pourquoi : {alarms:percent} au lieu de 5 % : chaque regard est une chance de se tromper.

# %% [markdown] tags=["lang-en"] of="c81dc9b8"
# ## Looking on the way
# The owner looks {looks} times, at equal distances, and stops as soon as p < 5%. If there is no effect, what is the share of false alarms?
# - Hint: Try `campaigns.peeking(…)`.
# - Mistake unchanged: 5% is for one look, at the end.
# - Mistake independent: Looks are not independent: each sees the earlier data again.
# - Why: {alarms:percent} instead of 5%: each look is a chance to be fooled.

# %%
question(
    "campaigns.peeking", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.decide",), facts=_facts,
    answer=lambda shop: peeking(shop.looks), solution="campaigns.peeking(nursery.looks)",
    mistakes={"unchanged": lambda shop: 0.05, "independent": (lambda shop: 1 - 0.95**shop.looks, 0.5)},
)
