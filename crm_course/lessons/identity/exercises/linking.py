"""Linking: precision, recall over true pairs, the threshold that costs least, a couple, how many customers."""

# %%
from crm_course.identity.linkage import cost_threshold
from crm_course.lessons.identity.given import Desk
from crm_course.workbook.precision import TENTH_OF_A_PERCENT, TENTH
from crm_course.workbook.script import question


def _found(desk: Desk, at: float = 0.9) -> tuple[int, int]:
    """Pairs put together at a threshold, and those of them that are one person."""
    put = desk.pairs[desk.pairs["probability"] >= at]
    return len(put), int(put["one_person"].sum())


def _facts(desk: Desk) -> dict[str, object]:
    put, right = _found(desk)
    return {
        "put": put, "right": right, "true": desk.true_pairs, "compared": int(desk.pairs["one_person"].sum()), "precision": right / put,
        "recall": right / desk.true_pairs, "merge": desk.false_merge, "split": desk.false_split,
        "threshold": cost_threshold(false_merge=desk.false_merge, false_split=desk.false_split), "till": desk.till, "web": desk.web, "both": desk.both,
        "people": desk.till + desk.web - desk.both,
    }  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## La précision
# Dix paires ont été comparées (`desk.pairs`). À partir de 0,9, la machine réunit sans demander. Quelle part des paires réunies est bien une seule personne ?
# - Indice : Gardez les paires dont `probability` vaut au moins 0,9.
# - Erreur all-pairs : Vous avez divisé par toutes les paires comparées, réunies ou non.
# - Erreur recall : C’est le rappel : vous avez divisé par les vraies paires.
# - Pourquoi : {right:number} sur {put:number} : la précision est de {precision:percent}.

# %% [markdown] tags=["lang-en"] of="50edb49f"
# ## Precision
# Ten pairs were compared (`desk.pairs`). From 0.9 on, the machine merges without asking. What share of the merged pairs really is one person?
# - Hint: Keep the pairs whose `probability` is at least 0.9.
# - Mistake all-pairs: You divided by all compared pairs, merged or not.
# - Mistake recall: That is recall: you divided by the true pairs.
# - Why: {right:number} of {put:number}: precision is {precision:percent}.

# %%
question(
    "identity.precision", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.card", "crm.quality"), facts=_facts,
    answer=lambda desk: _found(desk)[1] / _found(desk)[0],
    solution='desk.pairs[desk.pairs["probability"] >= 0.9]["one_person"].mean()',
    mistakes={"all-pairs": lambda desk: _found(desk)[0] / len(desk.pairs), "recall": (lambda desk: _found(desk)[1] / desk.true_pairs, 0.25)},
)

# %% [markdown] tags=["lang-fr"]
# ## Le rappel, sur les vraies paires
# En vérité, {true:number} paires sont une seule personne (`desk.true_pairs`), dont certaines n’ont jamais été comparées. Quel est le rappel à 0,9 ?
# - Indice : Une vraie paire que personne n’a comparée est manquée aussi.
# - Erreur over-candidates : Vous avez divisé par les vraies paires *comparées* : celles que les blocs n’ont pas rapprochées comptent aussi.
# - Erreur precision : C’est la précision : vous avez divisé par les paires réunies.
# - Pourquoi : {right:number} sur {true:number}, et non sur les {compared:number} qui ont été comparées : {recall:percent}.

# %% [markdown] tags=["lang-en"] of="2ce0ed84"
# ## Recall, over true pairs
# In truth {true:number} pairs are one person (`desk.true_pairs`), some of which were never compared. What is recall at 0.9?
# - Hint: A true pair that nobody compared is missed too.
# - Mistake over-candidates: You divided by the true pairs that were *compared*: those that no block brought together count too.
# - Mistake precision: That is precision: you divided by the merged pairs.
# - Why: {right:number} of {true:number}, and not of the {compared:number} that were compared: {recall:percent}.

# %%
question(
    "identity.recall", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.card", "crm.quality"), facts=_facts,
    answer=lambda desk: _found(desk)[1] / desk.true_pairs,
    solution='desk.pairs[desk.pairs["probability"] >= 0.9]["one_person"].sum() / desk.true_pairs',
    mistakes={
        "over-candidates": (lambda desk: _found(desk)[1] / int(desk.pairs["one_person"].sum()), 0.5),
        "precision": (lambda desk: _found(desk)[1] / _found(desk)[0], 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le seuil qui coûte le moins
# Réunir à tort deux clients coûte {merge:money} (un colis, une facture au mauvais nom), en laisser un en double {split:money} (deux catalogues). À partir de quelle probabilité faut-il réunir ?
# - Indice : Réunir coûte en moyenne (1 − p) × {merge:money}, laisser séparées p × {split:money}.
# - Indice : Cherchez le p où les deux sont égaux.
# - Erreur half : 0,5 ne vaut que si les deux erreurs coûtent autant.
# - Erreur inverted : Vous avez échangé les deux coûts.
# - Pourquoi : {merge:money} / ({merge:money} + {split:money}) = {threshold:percent} : plus une réunion à tort est chère, plus il faut être sûr.

# %% [markdown] tags=["lang-en"] of="c1cb829c"
# ## The threshold that costs least
# Merging two customers wrongly costs {merge:money} (a parcel, an invoice in the wrong name), leaving one twice {split:money} (two catalogues). From which probability on should one merge?
# - Hint: Merging costs (1 − p) × {merge:money} on average, leaving apart p × {split:money}.
# - Hint: Look for the p where both are equal.
# - Mistake half: 0.5 holds only if both mistakes cost the same.
# - Mistake inverted: You exchanged the two costs.
# - Why: {merge:money} / ({merge:money} + {split:money}) = {threshold:percent}: the dearer a false merge, the surer one must be.

# %%
question(
    "identity.threshold", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.card", "crm.decide"), facts=_facts,
    answer=lambda desk: cost_threshold(false_merge=desk.false_merge, false_split=desk.false_split),
    solution="identity.cost_threshold(false_merge=desk.false_merge, false_split=desk.false_split)",
    mistakes={"half": lambda desk: 0.5, "inverted": (lambda desk: desk.false_split / (desk.false_merge + desk.false_split), 0.25)},
)

# %% [markdown] tags=["lang-fr"]
# ## Un couple, un téléphone
# Deux fiches (`desk.couple`) : même nom, même téléphone, même rue. Une seule personne ?
# - Indice : Qui partage une porte partage aussi un nom et un téléphone : ces trois accords n’en font qu’un.
# - Indice : Regardez ce qui n’appartient qu’à une personne.
# - Choix one : Une seule personne : trois rubriques rares sont d’accord
# - Choix two : Deux personnes d’un même foyer
# - Choix unknown : On ne peut rien dire
# - Pourquoi : Prénoms et naissances diffèrent, et rien de ce qui est d’accord n’appartient à une seule personne. Multiplier trois accords qui viennent d’une même cause est l’erreur classique du calcul.

# %% [markdown] tags=["lang-en"] of="af77f9d1"
# ## A couple, one telephone
# Two records (`desk.couple`): same name, same telephone, same street. One person?
# - Hint: Who shares a door shares a name and a telephone too: these three agreements are but one.
# - Hint: Look at what belongs to one person only.
# - Option one: One person: three rare fields agree
# - Option two: Two people of one household
# - Option unknown: Nothing can be said
# - Why: First names and births differ, and nothing that agrees belongs to one person only. Multiplying three agreements that have one cause is the classic mistake of this reckoning.

# %%
question("identity.couple", "choice", competences=("crm.card",), answer=lambda desk: "two", solution='"two"')

# %% [markdown] tags=["lang-fr"]
# ## Combien de clients ?
# La caisse connaît {till:number} personnes, la boutique en ligne {web:number}, et {both:number} sont dans les deux. Combien y a-t-il de clients ?
# - Indice : Qui est dans les deux ne compte qu’une fois.
# - Erreur summed : Vous avez additionné les deux outils : qui est dans les deux compte deux fois.
# - Erreur largest : Vous avez pris le plus grand outil.
# - Pourquoi : {till:number} + {web:number} − {both:number} = {people:number} clients.

# %% [markdown] tags=["lang-en"] of="e754e3fa"
# ## How many customers?
# The till knows {till:number} people, the web shop {web:number}, and {both:number} are in both. How many customers are there?
# - Hint: Who is in both counts once.
# - Mistake summed: You added the two tools: who is in both counts twice.
# - Mistake largest: You took the largest tool.
# - Why: {till:number} + {web:number} − {both:number} = {people:number} customers.

# %%
question(
    "identity.count", "number", precision=TENTH, competences=("crm.card",), facts=_facts,
    answer=lambda desk: desk.till + desk.web - desk.both,
    solution="desk.till + desk.web - desk.both",
    mistakes={"summed": lambda desk: desk.till + desk.web, "largest": lambda desk: max(desk.till, desk.web)},
)
