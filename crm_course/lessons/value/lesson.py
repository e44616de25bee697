# %% [markdown] tags=["lang-fr"]
# # Combien valent-ils ?
#
# Une caisse sait qui a acheté, et quand. Que dit-elle de ceux qui reviendront, de ce que chacun vaut, et de ceux qui s’éloignent ?
#
# Deux parcours : les **tableaux** (BTS), puis les **modèles** (ingénieur). Le premier se suffit à lui-même : il va jusqu’à *Gagner ou garder*, puis saute à *Ce que chacun vaut*.

# %% [markdown] tags=["lang-en"] of="dabf3df5"
# # What are they worth?
#
# A till knows who bought, and when. What does it say of those who will come back, of what each is worth, and of those who fade?
#
# Two paths: the **tables** (BTS), then the **models** (engineer). The first stands by itself: it goes as far as *Win or keep*, then jumps to *What each is worth*.

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
from crm_course import roi, synthetic, value, workbook

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
# ## Combien de temps restent-ils ?
#
# Qui a un **abonnement** dit qu’il part. Mais la plupart ne sont pas encore partis : ils ne comptent que jusqu’à leur dernier mois observé. La bande dit ce que l’on ne sait pas.

# %% [markdown] tags=["lang-en"] of="dda5a11d"
# ## How long do they stay?
#
# Who has a **subscription** says that he leaves. But most have not left yet: they count only until their last month observed. The band says what is not known.

# %%
boxes = shop.subscriptions
value.survival_chart(value.survival(boxes["months"], boxes["left"]))

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
# ### Gagner ou garder
#
# Gagner un client coûterait six fois plus que d’en garder un. Le chiffre court partout, et personne n’en connaît la source : c’est une entrée, non une vérité.
# Le calcul dit à partir de quel facteur il cesse de compter.

# %% [markdown] tags=["lang-en"] of="9f63a6cd"
# ### Win or keep
#
# Winning a customer is said to cost six times keeping one. The figure is everywhere, and nobody knows its source: it is an input, not a truth.
# The computation says from which factor on it stops mattering.

# %%
kept = roi.customer_value(120, 0.8)
print(round(roi.retention_value(2_000, 120, 0.8)))
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
# Le panier moyen a son modèle (Gamma–Gamma), qui suppose que le montant ne dépend pas de la fréquence : on le **vérifie**, on ne le croit pas.
# Et les contrats ont le leur (sBG) : ceux qui sont encore abonnés d’une année à l’autre, à partir de dix mille.

# %% [markdown] tags=["lang-en"] of="1a984a30"
# The mean basket has its model (Gamma–Gamma), which supposes that spend does not depend on frequency: one **checks** it, one does not believe it.
# And contracts have theirs (sBG): those still subscribed from one year to the next, out of ten thousand.

# %%
spend = value.fit_spend(table)
spend

# %%
contracts = value.fit_renewals([10_000, 8_000, 6_480, 5_307, 4_391])
contracts

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
value.calibration_chart(first, second, names=("MBG/NBD", "BG/NBD"))

# %%
workbook.ask("value.find-the-error")

# %% [markdown] tags=["lang-fr"]
# L’épicerie est tirée du modèle lui-même : il a beau jeu. Une maison où l’on part à tout moment, chacun à son rythme, le met à l’épreuve.

# %% [markdown] tags=["lang-en"] of="6f9b202a"
# The delicatessen is drawn from the model itself: that is easy. A house which people leave at any moment, each at his own rate, puts it to the test.

# %%
house = synthetic.world("mail-order", customers=1500, seed=3)
bought = house.tables["orders"].query("status != 'cancelled'").assign(amount=lambda orders: orders["total_cents"] / 100)
seen = value.summary(bought, until=str(bought["ordered_at"].max().date()))
stayed = house.truth["customers"].set_index("customer_id")["left_at"].isna().loc[seen["customer_id"]].to_numpy()
tried = [value.calibration(value.fit(seen, name).alive(seen), stayed) for name in ("mbg-nbd", "bg-nbd")]
value.calibration_chart(*tried, names=("MBG/NBD", "BG/NBD"))

# %% [markdown] tags=["lang-fr"]
# ## Le modèle à l’épreuve du fichier
#
# Chez vous, la vérité n’est pas connue ; mais la fin du fichier l’est. On ajuste le modèle au début, on lui fait prévoir la suite ; deux autres (BG/NBD, Pareto/NBD) à côté.

# %% [markdown] tags=["lang-en"] of="5bd5f4d3"
# ## The model, tried on the file
#
# In your shop the truth is not known; but the end of the file is. Fit the model to the beginning, and let it predict the rest; two others (BG/NBD, Pareto/NBD) beside it.

# %%
print(*[value.validate(shop.orders, until="2025-08-31", model=name).sentence() for name in ("bg-nbd", "pareto-nbd")], sep="\n")
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
# La suite : la leçon *Qui servir comment ?*, et le cahier d’exercices *L’Épicerie du Port*.

# %% [markdown] tags=["lang-en"] of="cc1360f1"
# ## Take away
#
# - A month that is not over is not a zero; the mean of cohorts is not the rate of a customer.
# - Nobody says that he leaves: a model gives a probability, and one checks it on the end of the file.
# - The rate and the period go together; one counts margin, not turnover.
# - The base is well known, each customer very little: a list of calls is tried on a half drawn at random.
#
# Next: the lesson *Whom to serve how?*, and the exercise book *L’Épicerie du Port*.
