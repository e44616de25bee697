# %% [markdown] tags=["lang-fr"]
# # Combien valent-ils ?
#
# Une caisse sait qui a acheté, et quand. Que dit-elle de ceux qui reviendront, de ce que chacun vaut, et de ceux qui s’éloignent ?
#
# Deux parcours : les **tableaux** (BTS), puis les **modèles** (ingénieur). Le premier se suffit à lui-même.

# %% [markdown] tags=["lang-en"] of="2f630e87"
# # What are they worth?
#
# A till knows who bought, and when. What does it say of those who will come back, of what each is worth, and of those who fade?
#
# Two paths: the **tables** (BTS), then the **models** (engineer). The first stands by itself.

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Inès tient L’Épicerie du Port. Elle a deux ans et demi de tickets et une heure par jour, ce mois-ci, pour téléphoner : cinquante appels, pas un de plus.
# À qui ? Et combien de temps encore écrire à ceux qui ne viennent plus ?

# %% [markdown] tags=["lang-en"] of="6e31a2ad"
# ## A person, a decision
#
# Inès runs L’Épicerie du Port. She has two years and a half of tickets and, this month, an hour a day to telephone: fifty calls, not one more.
# To whom? And for how long still to write to those who no longer come?

# %%
import pandas as pd
from crm_course import cases, roi, value, workbook

workbook.begin()
shop = value.shop()
shop.orders.head()

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Le dixième des clients qui vaut le plus : quelle part de la valeur de tous porte-t-il, en % ? Remplacez la valeur par votre pari.

# %% [markdown] tags=["lang-en"] of="3bf2cffd"
# ## Your guess first
#
# The tenth of the customers worth most: what share of the value of all does it hold, in %? Replace the value with your guess.

# %%
guess = 20

# %% [markdown] tags=["lang-fr"]
# ## Parcours des tableaux
#
# Trois questions par client : achète-t-il **récemment** (R), **souvent** (F), **pour beaucoup** (M) ? Le plus petit exemple : quatre ventes, trois clients.

# %% [markdown] tags=["lang-en"] of="e9d1e48d"
# ## The path of tables
#
# Three questions for each customer: does he buy **lately** (R), **often** (F), **for much** (M)? The smallest example: four sales, three customers.

# %%
days = ["2026-03-01", "2026-01-05", "2026-02-01", "2025-06-01"]
four = pd.DataFrame({"customer_id": ["A", "A", "B", "C"], "ordered_at": days, "amount": [40.0, 20.0, 15.0, 90.0]})
value.table(value.rfm(four, on="2026-03-31", groups=3))

# %% [markdown] tags=["lang-fr"]
# Toute l’épicerie, en cinq notes. Lisez d’abord les **seuils** et les **effectifs** : les clients égaux ont la même note, et une note peut n’avoir personne.

# %% [markdown] tags=["lang-en"] of="16f96a77"
# The whole shop, in five scores. First read the **cut-offs** and the **counts**: equal customers have equal scores, and a score may have nobody.

# %%
scores = value.rfm(shop.orders, on=shop.until)
value.table(value.cut_offs(scores))

# %% [markdown] tags=["lang-fr"]
# ## Qui revient, mois après mois ?
#
# Une **cohorte** : tous ceux dont le premier achat tombe le même mois. Les cases blanches ne sont pas des zéros : ces mois ne sont pas finis.

# %% [markdown] tags=["lang-en"] of="4b4fca7c"
# ## Who comes back, month after month?
#
# A **cohort**: all those whose first purchase falls in the same month. White cells are not zeros: those months are not over.

# %%
cohorts = value.cohorts(shop.orders, until=shop.until)
value.cohorts_chart(cohorts, most=12)

# %%
workbook.ask("value.cohort")

# %% [markdown] tags=["lang-fr"]
# ## Où en est chacun ?
#
# Prospect, nouveau, actif, mûr, il s’éloigne : à chaque **étape** son moment de vérité et son action. Différencier ne veut pas dire traiter au cas par cas :
# on soigne des **catégories sensibles** (clients du web, nouveaux, bons clients qui s’éloignent) à des moments clés.
# Quels contacts vont avec un achat, `journeys.moments_of_truth` le trouve dans un journal de parcours.

# %% [markdown] tags=["lang-en"] of="0b389602"
# ## Where is each?
#
# Prospect, new, active, mature, fading: to each **stage** its moment of truth and its action. Differentiated does not mean case by case:
# one cares for **sensitive categories** (web customers, new ones, good ones who fade) at key moments.
# Which contacts go with a purchase, `journeys.moments_of_truth` finds in a log of journeys.

# %%
stages = value.stages(shop.orders, None, on=shop.until)
value.table(stages.groupby(["stage", "action"], as_index=False).agg(customers=("customer_id", "size")))

# %%
care = value.sensitive(shop.orders, None, on=shop.until)
value.table(care.groupby(["category", "moment"], as_index=False).agg(customers=("customer_id", "size"), spend=("spend", "sum")))

# %% [markdown] tags=["lang-fr"]
# ## Une formule qui tient sur un ticket
#
# Si une part $r$ des clients reste chaque année et que chacun rapporte $m$ par an, un client vaut, au taux $d$ :
#
# $$\frac{m \, r}{1 + d - r}$$

# %% [markdown] tags=["lang-en"] of="354c99ce"
# ## A formula that fits on a ticket
#
# If a share $r$ of the customers stays each year and each brings $m$ a year, a customer is worth, at the rate $d$:
#
# $$\frac{m \, r}{1 + d - r}$$

# %%
workbook.ask("value.loyal")

# %% [markdown] tags=["lang-fr"]
# Gagner un client coûterait six fois plus que d’en garder un. Le chiffre court partout, et personne n’en connaît la source : c’est une entrée, non une vérité.
# Le calcul dit à partir de quel facteur il cesse de compter.

# %% [markdown] tags=["lang-en"] of="26e1a4cd"
# Winning a customer is said to cost six times keeping one. The figure is everywhere, and nobody knows its source: it is an input, not a truth.
# The computation says from which factor on it stops mattering.

# %%
kept = roi.customer_value(120, 0.8)
roi.keep_or_win(2_000, 25, kept_value=kept, won_value=kept / 2)

# %% [markdown] tags=["lang-fr"]
# ## Parcours des modèles
#
# La formule suppose que tous se ressemblent, et que l’on voit partir un client. Or personne ne dit qu’il part. Un modèle d’achat ne demande que quatre
# chiffres par client : ses jours de rachat, son âge au dernier, son âge aujourd’hui, son panier moyen.

# %% [markdown] tags=["lang-en"] of="ca7515ab"
# ## The path of models
#
# The formula supposes that all are alike, and that one sees a customer leave. But nobody says that he leaves. A model of purchases asks for four
# figures a customer only: his repeat days, his age at the last, his age today, his mean basket.

# %%
table = value.summary(shop.orders, until=shop.until)
model = value.fit(table)
model

# %% [markdown] tags=["lang-fr"]
# ## Casser le modèle
#
# L’épicerie est inventée : nous savons qui est vraiment parti. Comparons ce que disent deux modèles, par groupe de clients. L’autre, le BG/NBD, est le plus connu.

# %% [markdown] tags=["lang-en"] of="659c6241"
# ## Break the model
#
# The shop is invented: we know who is really gone. Compare what two models say, by group of customers. The other, BG/NBD, is the best known.

# %%
there = shop.truth.set_index("customer_id")["there"].loc[table["customer_id"]]
first, second = (value.calibration(value.fit(table, name).alive(table), there.to_numpy()) for name in ("mbg-nbd", "bg-nbd"))
value.calibration_chart(first, second)

# %%
workbook.ask("value.find-the-error")

# %% [markdown] tags=["lang-fr"]
# ## Le modèle à l’épreuve du fichier
#
# Chez vous, la vérité n’est pas connue ; mais la fin du fichier l’est. On ajuste le modèle au début, on lui fait prévoir la suite.

# %% [markdown] tags=["lang-en"] of="991caa54"
# ## The model, tried on the file
#
# In your shop the truth is not known; but the end of the file is. Fit the model to the beginning, and let it predict the rest.

# %%
value.holdout_chart(value.validate(shop.orders, until="2025-08-31"))

# %% [markdown] tags=["lang-fr"]
# ## Ce que chacun vaut, et votre pari
#
# Achats attendus × panier attendu × marge, actualisés sur trois ans. La valeur d’un client seul est très incertaine ; celle de la base l’est bien moins.

# %% [markdown] tags=["lang-en"] of="1cda589e"
# ## What each is worth, and your guess
#
# Expected purchases × expected basket × margin, discounted over three years. The value of one customer alone is very uncertain; that of the base far less.

# %%
base = value.appraise(shop.orders, margin=shop.margin, until=shop.until)
print(guess, round(100 * base.capital.top_decile_share))
value.capital_chart(base.capital)

# %%
value.position_chart(base)

# %% [markdown] tags=["lang-fr"]
# En jeu avec un client : sa valeur, fois la chance qu’il soit parti. Ni les plus sûrs, ni les perdus : ceux du milieu.

# %% [markdown] tags=["lang-en"] of="34b85452"
# At stake with a customer: his value, times the chance that he has left. Neither the surest nor the lost: those in between.

# %%
value.table(base.call(8))

# %% [markdown] tags=["lang-fr"]
# ## Quand cesser d’écrire ?
#
# Un client silencieux rachète de moins en moins. Une lettre vaut plus que la marge du trimestre, car qui revient rachètera ; mais pas pour toujours.

# %% [markdown] tags=["lang-en"] of="33b62cad"
# ## When to stop writing?
#
# A silent customer buys less and less. A letter is worth more than the margin of the quarter, for who comes back will buy again; but not for ever.

# %%
value.mailing_chart(value.migration([0.3, 0.2, 0.15, 0.05], margin=40, cost=4, discount_rate=0.2))

# %% [markdown] tags=["lang-fr"]
# ## Qui servir comment ?
#
# Un groupe de vente à distance a six marques (inventées). Piloter la relation demande deux choses : des clients qui le valent, et des canaux où l’on se parle.

# %% [markdown] tags=["lang-en"] of="9cd04bfe"
# ## Whom to serve how?
#
# A home-shopping group has six brands (invented). Steering the relation asks for two things: customers who are worth it, and channels on which one talks.

# %%
group = cases.home_shopping()
value.strategy_chart(value.strategy(group.brands))

# %%
value.table(value.service_offer(group.segments, group.menu, budget=group.budget))

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Déposez un fichier de caisse : client, date, montant. Qui appeler ?

# %% [markdown] tags=["lang-en"] of="3cda17f3"
# ## Explore
#
# Drop a till file: customer, date, amount. Whom to call?

# %%
value.explorer(shop.orders)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Écrivez à Inès : qui appeler, pourquoi eux, et ce qui peut être faux.

# %% [markdown] tags=["lang-en"] of="c76d1c90"
# ## Decide
#
# Write to Inès: whom to call, why them, and what may be wrong.

# %%
workbook.ask("value.calls")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Un mois qui n’est pas fini n’est pas un zéro ; la moyenne des cohortes n’est pas le taux d’un client.
# - Personne ne dit qu’il part : un modèle donne une probabilité, et on la vérifie sur la fin du fichier.
# - Le taux et la période vont ensemble ; on compte la marge, non le chiffre d’affaires.
# - La base est bien connue, chaque client très peu : une liste d’appels s’essaie sur une moitié tirée au hasard.
#
# La suite : le cahier d’exercices *L’Épicerie du Port*.

# %% [markdown] tags=["lang-en"] of="157670e2"
# ## Take away
#
# - A month that is not over is not a zero; the mean of cohorts is not the rate of a customer.
# - Nobody says that he leaves: a model gives a probability, and one checks it on the end of the file.
# - The rate and the period go together; one counts margin, not turnover.
# - The base is well known, each customer very little: a list of calls is tried on a half drawn at random.
#
# Next: the exercise book *L’Épicerie du Port*.
