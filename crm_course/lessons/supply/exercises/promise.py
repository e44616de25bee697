"""The promise, the queue, the cost to serve: what is free, who waits, what an inquiry costs, what to decide."""

# %%
from typing import Any

from crm_course.supply.allocation import Allocation, allocate
from crm_course.supply.available import availability
from crm_course.supply.houses import House
from crm_course.supply.promising import promise
from crm_course.supply.safety import safety_stock, spread
from crm_course.supply.segments import ways_out
from crm_course.supply.serving import cost_to_serve
from crm_course.workbook.precision import CENT, TENTH, TENTH_OF_A_POINT
from crm_course.workbook.script import question

_ASKED = 35.0
_AMOUNT_PAID = 560_000
"""Euros of the quarter that the teams cost, as the statement says: minutes paid for × cost per minute."""


def _free(shop: House, week: int) -> float:
    return float(availability(shop.on_hand, shop.receipts, shop.orders)["available_to_promise"].iloc[week - 1])


def _projected(shop: House, week: int) -> float:
    return float(availability(shop.on_hand, shop.receipts, shop.orders)["projected"].iloc[week - 1])


def _date(shop: House) -> int:
    return int(promise({"product": "rosier", "quantity": _ASKED}, availability(shop.on_hand, shop.receipts, shop.orders)).date)


def _first_projected(shop: House) -> int:
    """The first week in which so much lies in stock, whoever owns it."""
    return next(week for week in range(1, 7) if _projected(shop, week) >= _ASKED)


def _shared(shop: House, rule: str, *, substitutes: bool = True) -> Allocation:
    return allocate(shop.queue, shop.shelf, value="value", substitutes=shop.substitutes if substitutes else None, rule=rule)


def _of_best(shop: House, rule: str, *, substitutes: bool = True) -> float:
    return _shared(shop, rule, substitutes=substitutes).value / _shared(shop, "best").value


def _classic(shop: House) -> float:
    """An inquiry when all that is paid is spread over the minutes that were worked."""
    return shop.minutes["inquiry"] * _AMOUNT_PAID / float(cost_to_serve(shop.activities, shop.minutes, shop.cost_per_minute, shop.capacity).used)


def _facts(shop: House) -> dict[str, Any]:
    served = cost_to_serve(shop.activities, shop.minutes, shop.cost_per_minute, shop.capacity)
    ways = ways_out(shop.segment).set_index("way")
    best, greedy = _shared(shop, "best"), _shared(shop, "first come")
    return {
        "on_hand": shop.on_hand, "free": _free(shop, 3), "projected": _projected(shop, 3), "asked": _ASKED, "date": _date(shop),
        "early": _first_projected(shop), "queue": len(shop.queue), "shelf": sum(shop.shelf.values()), "best": best.value,
        "greedy": greedy.share_of_best, "none": _of_best(shop, "first come", substitutes=False), "ranked": _of_best(shop, "priority"),
        "waiting": best.waiting["order"].nunique(), "vip": int((shop.queue["priority"] == "VIP").sum()),
        "paid": _AMOUNT_PAID, "capacity": shop.capacity, "minutes": shop.minutes["inquiry"], "rate": shop.cost_per_minute,
        "inquiry": shop.minutes["inquiry"] * shop.cost_per_minute, "unused": served.unused_cost, "used": served.used / shop.capacity,
        "keep": ways["capacity_stays"]["keep"], "gone": ways["capacity_stays"]["let go"], "steer": ways["capacity_follows"]["steer"],
        "lost": shop.segment.lost_to_fee, "fee": shop.segment.fee,
    }  # fmt: skip

# %% [markdown] tags=["lang-fr"]
# ## La promesse de la semaine 3
# Rosiers : {on_hand:number} en stock. `shop.receipts` et `shop.orders` donnent, semaine par semaine, les réceptions annoncées et les commandes déjà promises. Combien de rosiers peut-on encore promettre pour la semaine 3 ?
# - Indice : Ce qui est promis à un client pour la semaine 5 ne peut pas partir en semaine 3.
# - Indice : `supply.availability(…)`, colonne `available_to_promise`.
# - Erreur projected : C’est le stock projeté de la semaine 3 : une commande plus tardive en possède déjà une partie.
# - Erreur receipt-alone : C’est la réception seule : elle a déjà des preneurs.
# - Erreur on-hand : C’est le stock d’aujourd’hui : les commandes des trois premières semaines y puisent.
# - Pourquoi : {free:number} et non {projected:number} : le reste attend des clients servis plus tard.

# %% [markdown] tags=["lang-en"] of="8e6aa3cf"
# ## The promise for week 3
# Roses: {on_hand:number} in stock. `shop.receipts` and `shop.orders` give, week by week, the receipts announced and the orders promised already. How many roses can still be promised for week 3?
# - Hint: What is promised to a customer for week 5 cannot leave in week 3.
# - Hint: `supply.availability(…)`, column `available_to_promise`.
# - Mistake projected: That is the projected stock of week 3: a later order owns a part of it already.
# - Mistake receipt-alone: That is the receipt alone: it has takers already.
# - Mistake on-hand: That is today’s stock: the orders of the first three weeks draw on it.
# - Why: {free:number} and not {projected:number}: the rest waits for customers who are served later.

# %%
question(
    "supply.promise", "number", points=2, precision=TENTH, competences=("orders.promise",),
    facts=_facts,
    answer=lambda shop: _free(shop, 3),
    solution="supply.availability(shop.on_hand, shop.receipts, shop.orders)['available_to_promise'][2]",
    mistakes={
        "projected": (lambda shop: _projected(shop, 3), 0.25),
        "receipt-alone": lambda shop: shop.receipts[2],
        "on-hand": lambda shop: shop.on_hand,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Une grosse commande
# Une mairie veut {asked:number} rosiers d’un coup, le plus tôt possible. Quelle semaine lui promettre ?
# - Indice : La première semaine où autant d’unités sont libres.
# - Indice : Essayez `supply.promise({{'product': 'rosier', 'quantity': …}}, supply.availability(…)).date`.
# - Erreur first-in-stock : En semaine {early:number}, le stock projeté suffit, mais d’autres commandes le possèdent : cette promesse-là casserait une autre.
# - Pourquoi : La semaine {date:number} : avant, les rosiers en stock sont déjà à d’autres.

# %% [markdown] tags=["lang-en"] of="82c2c61d"
# ## A large order
# A town hall wants {asked:number} roses at once, as early as possible. Which week can be promised?
# - Hint: The first week in which so many units are free.
# - Hint: Try `supply.promise({{'product': 'rosier', 'quantity': …}}, supply.availability(…)).date`.
# - Mistake first-in-stock: In week {early:number} the projected stock is enough, but other orders own it: that promise would break another.
# - Why: Week {date:number}: before that, the roses in stock belong to others.

# %%
question(
    "supply.date", "number", precision=TENTH, competences=("orders.promise",),
    facts=_facts,
    answer=_date,
    solution="supply.promise({'product': 'rosier', 'quantity': 35}, supply.availability(shop.on_hand, shop.receipts, shop.orders)).date",
    mistakes={"first-in-stock": (_first_projected, 0.25)},
)

# %% [markdown] tags=["lang-fr"]
# ## Remplacer pour faire plaisir
# `shop.queue` : {queue:number} commandes pour {shelf:number} plants (`shop.shelf`). Premier arrivé, premier servi ; à qui n’a plus ce qu’il voulait, on propose aussitôt autre chose (`shop.substitutes` donne les chances qu’il accepte). Quelle part de la meilleure répartition sert-on ainsi ?
# - Indice : Essayez `supply.allocate(shop.queue, shop.shelf, value='value', substitutes=…, rule='first come')`.
# - Indice : Lisez `share_of_best`.
# - Erreur no-substitute-at-all : C’est la part sans rien remplacer : regardez, elle est plus haute.
# - Erreur ranked : C’est la règle des priorités (`rule='priority'`), qui sert les VIP d’abord.
# - Pourquoi : {greedy:percent}, contre {none:percent} sans rien remplacer : le plant donné en remplacement était celui que le client suivant voulait vraiment.

# %% [markdown] tags=["lang-en"] of="0fc01e9f"
# ## Substituting to please
# `shop.queue`: {queue:number} orders for {shelf:number} plants (`shop.shelf`). First come, first served; whoever no longer finds what he wanted is offered something else at once (`shop.substitutes` gives the chance that he accepts). What share of the best allocation is served in that way?
# - Hint: Try `supply.allocate(shop.queue, shop.shelf, value='value', substitutes=…, rule='first come')`.
# - Hint: Read `share_of_best`.
# - Mistake no-substitute-at-all: That is the share without any substitute: look, it is higher.
# - Mistake ranked: That is the rule of priorities (`rule='priority'`), which serves VIPs first.
# - Why: {greedy:percent}, against {none:percent} without any substitute: the plant given instead was the one that the next customer really wanted.

# %%
question(
    "supply.greedy", "share", unit="%", points=2, precision=TENTH_OF_A_POINT.within(0.0005), competences=("orders.promise", "crm.decide"),
    facts=_facts,
    answer=lambda shop: _of_best(shop, "first come"),
    solution="supply.allocate(shop.queue, shop.shelf, value='value', substitutes=shop.substitutes, rule='first come').share_of_best",
    mistakes={
        "no-substitute-at-all": (lambda shop: _of_best(shop, "first come", substitutes=False), 0.25),
        "ranked": (lambda shop: _of_best(shop, "priority"), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Quatre dépôts, ou un seul ?
# Quatre dépôts tiennent chacun le stock de sécurité de leur région : {sd:number} d’écart-type pendant le délai, indépendants, 95 % des cycles sans rupture. Réunis en un seul, quel stock de sécurité suffit à la même promesse ?
# - Indice : Les variances s’additionnent ; les écarts-types, non.
# - Erreur four-times : Vous avez additionné quatre stocks. Réunis, le hasard d’une région compense celui d’une autre.
# - Erreur one-depot : C’est le stock d’un seul dépôt : quatre régions varient plus qu’une.
# - Pourquoi : {pooled:number1}, la moitié de {four:number1} : quatre fois plus de demande ne varie que deux fois plus.

# %% [markdown] tags=["lang-en"] of="c4bcfa31"
# ## Four depots, or one?
# Four depots each keep the safety stock of their region: a standard deviation of {sd:number} over the lead time, independent, 95% of cycles without a stock-out. Brought into one, which safety stock is enough for the same promise?
# - Hint: Variances add up; standard deviations do not.
# - Mistake four-times: You added four stocks. Together, the chances of one region make up for those of another.
# - Mistake one-depot: That is the stock of a single depot: four regions vary more than one.
# - Why: {pooled:number1}, half of {four:number1}: four times the demand varies only twice as much.

# %%
def _region(shop: House) -> float:
    return float(spread(shop.mean, shop.sd, shop.lead))


def _depot(shop: House, factor: float) -> float:
    return float(safety_stock(0, factor * _region(shop), 1, in_stock=0.95))


question(
    "supply.pooled", "number", precision=TENTH, competences=("orders.stock",),
    facts=lambda shop: {"sd": _region(shop), "pooled": _depot(shop, 2), "four": _depot(shop, 4)},
    answer=lambda shop: _depot(shop, 2),
    solution="supply.safety_stock(0, 2 * supply.spread(shop.mean, shop.sd, shop.lead), 1, in_stock=0.95)",
    mistakes={"four-times": (lambda shop: _depot(shop, 4), 0.25), "one-depot": lambda shop: _depot(shop, 1)},
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que coûte une demande de renseignement
# L’équipe coûte {paid:money} par trimestre pour {capacity:number0} minutes de travail possibles. Une demande de renseignement prend {minutes:number} minutes. Les minutes que personne n’a utilisées ne se facturent à aucun client. Que coûte une demande ?
# - Indice : D’abord le coût d’une minute.
# - Indice : Rapportez ce qui est payé à toutes les minutes possibles, et non aux minutes travaillées.
# - Erreur idle-charged : Vous avez réparti tout ce qui est payé sur le travail fait : les clients paieraient aussi le temps où personne ne demandait rien.
# - Erreur minute-alone : C’est le coût d’une seule minute.
# - Pourquoi : {inquiry:money}. Les {unused:money} de capacité inutilisée ({used:percent} seulement est utilisée) se montrent à part : c’est une décision de la maison, pas de ses clients.

# %% [markdown] tags=["lang-en"] of="abe7426d"
# ## What an inquiry costs
# The team costs {paid:money} a quarter for {capacity:number0} minutes that can be worked. An inquiry takes {minutes:number} minutes. Minutes that nobody used are charged to no customer. What does an inquiry cost?
# - Hint: First the cost of a minute.
# - Hint: Divide what is paid by all the minutes that can be worked, not by those that were.
# - Mistake idle-charged: You spread all that is paid over the work done: customers would also pay for the time in which nobody asked for anything.
# - Mistake minute-alone: That is the cost of a single minute.
# - Why: {inquiry:money}. The {unused:money} of unused capacity (only {used:percent} is used) are shown apart: a decision of the house, not of its customers.

# %%
question(
    "supply.inquiry", "money", unit="€", precision=CENT, competences=("orders.serve", "crm.benefit"),
    facts=_facts,
    answer=lambda shop: shop.minutes["inquiry"] * shop.cost_per_minute,
    mistakes={"idle-charged": (_classic, 0.25), "minute-alone": lambda shop: shop.cost_per_minute},
)

# %% [markdown] tags=["lang-fr"]
# ## Laisser partir les petits paniers ?
# `shop.segment` : un segment qui coûte plus qu’il ne rapporte. L’équipe est engagée pour l’année : ses minutes seront payées, utilisées ou non. Quelle décision laisse le meilleur résultat **cette année** ?
# - Choix keep : garder tel quel, orienter vers un canal léger ou demander un panier minimum : aucune ne fait mieux que les autres
# - Choix price : facturer le service
# - Choix let-go : laisser partir le segment
# - Choix steer : orienter vers un canal léger
# - Indice : `supply.ways_out(shop.segment)` compte les deux façons.
# - Indice : Lisez `capacity_stays` : la capacité reste payée.
# - Erreur cost-thought-saved : Laisser partir ne rend aucune minute tant que l’équipe est payée : on perd toute la marge, {gone:money}.
# - Erreur capacity-thought-to-follow : Orienter rapporte {steer:money} si les minutes libérées cessent d’être payées ; cette année, elles le restent.
# - Erreur fee-thought-free : Facturer {fee:money} fait partir {lost:percent} des commandes : leur marge perdue dépasse ce que rapporte le prix du service.
# - Pourquoi : Tant que la capacité est payée, rien ne fait mieux que {keep:money}. L’an prochain, orienter vers un canal léger rapporterait {steer:money} : la décision est d’abord celle de la capacité.

# %% [markdown] tags=["lang-en"] of="21f90027"
# ## Let the small baskets go?
# `shop.segment`: a segment that costs more than it brings. The team is hired for the year: its minutes will be paid, used or not. Which decision leaves the best result **this year**?
# - Option keep: keep as it is, steer to a light channel or ask for a minimum basket: none does better than the others
# - Option price: charge for the service
# - Option let-go: let the segment go
# - Option steer: steer to a light channel
# - Hint: `supply.ways_out(shop.segment)` counts both ways.
# - Hint: Read `capacity_stays`: the capacity stays paid.
# - Mistake cost-thought-saved: Letting go gives no minute back while the team is paid: the whole margin is lost, {gone:money}.
# - Mistake capacity-thought-to-follow: Steering brings {steer:money} if minutes set free cease to be paid; this year they stay so.
# - Mistake fee-thought-free: Charging {fee:money} makes {lost:percent} of orders leave: the margin lost exceeds what the fee brings.
# - Why: While the capacity is paid, nothing does better than {keep:money}. Next year, steering to a light channel would bring {steer:money}: the decision is first of all about capacity.

# %%
question(
    "supply.segment", "choice", points=2, competences=("orders.serve", "crm.decide"),
    facts=_facts,
    answer=lambda shop: "keep",
    mistakes={
        "cost-thought-saved": lambda shop: "let-go",
        "capacity-thought-to-follow": (lambda shop: "steer", 0.25),
        "fee-thought-free": lambda shop: "price",
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Qui attend, et que lui dit-on ?
# Un rayon de {shelf:number} plants, {queue:number} commandes. Choisissez une règle (`best`, `priority` ou `first come`), dites qui attend, et écrivez ce que vous lui annoncez. Chiffres à l’appui : la valeur servie, le nombre de clients qui attendent, et une promesse que vous pourrez tenir.
# - Indice : Dites à chacun la date, la raison et ce qu’il peut choisir.
# - Critère : La règle est nommée, et comparée à une autre.
# - Critère : La valeur servie ou la part du mieux possible est donnée, juste.
# - Critère : Le nombre de commandes qui attendent est donné, juste.
# - Critère : Ce que l’on dit à ceux qui attendent contient une date, un autre article ou la liberté d’annuler.
# - Modèle : Je retiens la meilleure répartition (`best`) : elle sert {best:number0} €, contre {ranked:percent} de cette valeur par priorité et {greedy:percent} au premier arrivé avec remplacement. Les {vip:number} VIP sont servis ; {waiting:number} commandes attendent. À chacune, j’annonce une date que la prochaine réception permet de tenir, un autre plant s’il le veut, et la liberté d’annuler sans frais. Je n’annonce aucune date que le stock projeté seul justifierait.
# - Pourquoi : Une règle se défend par ce qu’elle sert et par ce que l’on peut dire à ceux qui attendent.

# %% [markdown] tags=["lang-en"] of="482f1400"
# ## Who waits, and what is he told?
# A shelf of {shelf:number} plants, {queue:number} orders. Choose a rule (`best`, `priority` or `first come`), say who waits, and write what you tell them. With figures: the value served, how many customers wait, and a promise that you can keep.
# - Hint: Tell each the date, the reason and what there is to choose.
# - Criterion: The rule is named, and compared with another.
# - Criterion: The value served or the share of the best is given, and right.
# - Criterion: The number of orders that wait is given, and right.
# - Criterion: What those who wait are told holds a date, another item or the freedom to cancel.
# - Model: I take the best allocation (`best`): it serves {best:number0} €, against {ranked:percent} of that value by priority and {greedy:percent} first come with substitutes. The {vip:number} VIPs are served; {waiting:number} orders wait. Each of them is told a date that the next receipt lets us keep, another plant if he likes, and that he is free to cancel at no cost. I announce no date that the projected stock alone would justify.
# - Why: A rule is defended by what it serves and by what can be said to those who wait.

# %%
question(
    "supply.waiting", "open", points=4, competences=("orders.promise", "ndrc.accompany", "omni.argument"),
    facts=_facts,
    rubric=[
        {"words": ("best", "priorit", "first come", "premier", "meilleur", "mieux")},
        {"numbers": lambda shop: [_shared(shop, "best").value, 100 * _of_best(shop, "first come"), 100 * _of_best(shop, "priority")]},
        {"numbers": lambda shop: [_shared(shop, "best").waiting["order"].nunique()]},
        {"words": ("date", "semaine", "week", "annul", "cancel", "autre", "another", "instead")},
    ],
)
