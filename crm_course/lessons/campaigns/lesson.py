# %% [markdown] tags=["lang-fr"]
# # Le message marche-t-il ?
#
# Les ouvertures baissent, la moitié sont des machines, et tous ceux qui ont acheté sont attribués à la lettre. Qu’a-t-elle **causé** ?
#
# ## Une personne, une décision
#
# Le patron d’un magasin de bricolage écrit chaque mois à ses clients. Son outil d’envoi lui montre de beaux chiffres. Faut-il continuer, écrire plus souvent, à qui ?
#
# Deux parcours : le **BTS** lit les images, répond aux boîtes et décide ; l’**ingénieur** ouvre aussi les cellules marquées *méthode*.

# %% [markdown] tags=["lang-en"] of="990012e9"
# # Does the message work?
#
# Opens fall, half of them are machines, and everyone who bought is credited to the letter. What did it **cause**?
#
# ## A person, a decision
#
# The owner of a DIY shop writes to his customers each month. His sending tool shows him fine figures. Should he go on, write more often, to whom?
#
# Two paths: **BTS** reads the pictures, answers the boxes and decides; the **engineer** also opens the cells marked *method*.

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# La lettre est partie à dix mille personnes ; cinq cents ont acheté, vingt euros de marge chacune ; un message coûte cinq centimes. Combien rapporte un euro de messages ? Remplacez le nombre.

# %% [markdown] tags=["lang-en"] of="9a1097cf"
# ## Your guess first
#
# The letter went to ten thousand people; five hundred bought, twenty euros of margin each; a message costs five cents. How much does a euro of messages earn? Replace the number.

# %%
from crm_course import campaigns, cases, workbook

workbook.begin()
found = campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05, clicked=200)
guess = 19

# %% [markdown] tags=["lang-fr"]
# ## Un cas publié, et ce qu’il ne dit pas
#
# Un fabricant de matériel électrique (2004) bâtit en un mois une base de ses installateurs et publie ses taux. Taux de quoi ? Prenons les messages arrivés pour base.

# %% [markdown] tags=["lang-en"] of="b6d3b366"
# ## A published case, and what it leaves unsaid
#
# A maker of electrical equipment (2004) builds a base of its installers within a month and publishes its rates. Rates of what? Let us take the messages delivered as the base.

# %%
hager = cases.hager()
arrived = hager.contacts * hager.delivery
counts = {"sent": hager.contacts, "delivered": arrived, "opened": hager.opening * arrived, "clicked": hager.click * arrived}
print(round(hager.opening * hager.contacts), round(hager.opening * arrived))
print(round(hager.contacts * 12 * hager.leaving_a_month), round(hager.contacts * campaigns.leaving(hager.leaving_a_month)))
campaigns.funnel_chart(campaigns.funnel(counts))

# %% [markdown] tags=["lang-fr"]
# Rapportées aux envois, les ouvertures font quelques centaines de messages de plus. Et le désabonnement « par mois » : de la base, ou des messages ? Sur un an, une part mensuelle se compose ; elle ne se multiplie pas. De quelques milliers à tout ce monde en un mois : qui avait donné son accord, et quand ?

# %% [markdown] tags=["lang-en"] of="aabecbf6"
# Related to the messages sent, the opens are some hundreds more. And the unsubscription "a month": of the base, or of the messages? Over a year a monthly share compounds; it does not multiply. From a few thousand to all these within a month: who had given consent, and when?

# %%
workbook.ask("campaigns.click-to-open")

# %% [markdown] tags=["lang-fr"]
# ## L’intérêt a-t-il baissé ?
#
# Un rapport (2010) : les ouvertures tombent d’un cinquième à un huitième environ, les clics de moitié. Mais parmi ceux qui **ouvrent** ? (Cet entonnoir est celui d’un envoi ; les quatre phases d’une relation sont dans la leçon sur les parcours.)

# %% [markdown] tags=["lang-en"] of="af1b6102"
# ## Did interest fall?
#
# A report (2010): opens fall from a fifth to about an eighth, clicks by half. But among those who **open**? (This funnel is that of a mailing; the four phases of a relation are in the lesson on journeys.)

# %%
from datetime import date, datetime

import pandas as pd
from crm_course import crm, value

before = campaigns.funnel({"sent": 1000, "delivered": 1000, "opened": 200, "clicked": 50})
after = campaigns.funnel({"sent": 1000, "delivered": 1000, "opened": 120, "clicked": 30})
campaigns.show(pd.concat([before, after]))

# %% [markdown] tags=["lang-fr"]
# La même part de ceux qui ouvrent clique : l’intérêt n’a pas forcément baissé. Et aujourd’hui des programmes ouvrent tout, lu ou non : on les défait, si l’on connaît leur part.

# %% [markdown] tags=["lang-en"] of="3e413dbd"
# The same share of those who open clicks: interest did not necessarily fall. And today programmes open everything, read or not: they are undone, if their share is known.

# %%
seen = {"sent": 1000, "delivered": 1000, "opened": 520, "clicked": 25}
campaigns.show(campaigns.funnel(seen, machine_share=0.4))

# %% [markdown] tags=["lang-fr"]
# ## Le plus petit exemple vrai
#
# Dix personnes reçoivent la lettre, quatre achètent. Dix autres, tirées au sort, ne la reçoivent pas : trois achètent. La lettre a causé une commande, pas quatre ; et avec si peu de monde, peut-être aucune.

# %% [markdown] tags=["lang-en"] of="9c5386bf"
# ## The smallest true example
#
# Ten people get the letter, four buy. Ten others, drawn by lot, do not: three buy. The letter caused one order, not four; and with so few people, perhaps none.

# %%
campaigns.incrementality((4, 10), (3, 10), margin=20, cost=0.05)

# %% [markdown] tags=["lang-fr"]
# ## La règle
#
# $$\text{causé} = n_1 \left(\frac{x_1}{n_1} - \frac{x_0}{n_0}\right) \qquad \text{gain par euro} = \frac{\text{causé} \times \text{marge} - \text{coût}}{\text{coût}}$$

# %% [markdown] tags=["lang-en"] of="a2cb3121"
# ## The rule
#
# $$\text{caused} = n_1 \left(\frac{x_1}{n_1} - \frac{x_0}{n_0}\right) \qquad \text{gain per euro} = \frac{\text{caused} \times \text{margin} - \text{cost}}{\text{cost}}$$

# %%
print(guess, "·", found.sentence())
campaigns.credit_chart(found)

# %%
workbook.ask("campaigns.roi")

# %% [markdown] tags=["lang-fr"]
# ## Une maison où l’on connaît la vérité
#
# *Méthode.* Dans une maison inventée, on sait combien de commandes les messages ont vraiment causées. Les commandes « de campagne » de son fichier (un clic dans le mois) en comptent bien plus.

# %% [markdown] tags=["lang-en"] of="acd6419d"
# ## A house whose truth is known
#
# *Method.* In an invented house we know how many orders the messages really caused. The "campaign" orders of its file (a click within the month) are far more.

# %%
from crm_course import synthetic

house = synthetic.world("mail-order", customers=600, months=12, seed=3)
members = house.tables["campaign_members"].merge(house.tables["campaigns"], on="campaign_id")
treated = members.query("arm == 'treated' and channel == 'email'").shape[0]
print(int(house.tables["orders"]["campaign_id"].notna().sum()), round(house.uplift * treated))

# %% [markdown] tags=["lang-fr"]
# ## Combien pour être sûr ?
#
# Le patron veut essayer un nouvel objet, et voir un point de plus. S’il n’attend pas, un résultat « significatif » sera un coup de chance, et il exagérera. Et d’abord : les groupes ont-ils la taille du tirage ? Sinon, rien ne se lit.

# %% [markdown] tags=["lang-en"] of="4f576e1d"
# ## How many to be sure?
#
# The owner wants to try a new subject line, and to see one point more. If he does not wait, a "significant" result will be a stroke of luck, and exaggerate. And first: are the arms as they were drawn? If not, nothing can be read.

# %%
print(campaigns.sample_size(0.12, 0.01).sentence())
print(campaigns.winners_curse(0.12, 0.01, 2000).sentence())
print(campaigns.test((50_000, 821_588), (49_000, 815_482)).sentence())

# %%
workbook.ask("campaigns.size")

# %% [markdown] tags=["lang-fr"]
# ## Quand puis-je m’arrêter ?
#
# Chaque regard est une chance de se tromper.

# %% [markdown] tags=["lang-en"] of="0426f801"
# ## When may I stop?
#
# Each look is a chance to be fooled.

# %%
campaigns.peeking_chart(20)

# %%
campaigns.boundaries_chart(5)

# %% [markdown] tags=["lang-fr"]
# *Méthode.* Et pour regarder sans cesse, une suite de limites qui tiennent toutes à la fois.

# %% [markdown] tags=["lang-en"] of="c85912ed"
# *Method.* And to look all the time, a sequence of limits that all hold at once.

# %%
import numpy as np

rng, arm = np.random.default_rng(1), np.arange(4000) % 2 == 0
campaigns.sequence_chart(campaigns.always_valid(rng.normal(0.2 * arm, 1), arm))

# %%
workbook.ask("campaigns.stop")

# %% [markdown] tags=["lang-fr"]
# ## À qui écrire ?
#
# Des cellules de clients, leurs réponses passées, un catalogue. La meilleure petite cellule a surtout eu de la chance : on la rapproche de la moyenne.

# %% [markdown] tags=["lang-en"] of="4c884261"
# ## Whom to write to?
#
# Cells of customers, their past responses, a catalogue. The best small cell was mostly lucky: it is drawn toward the mean.

# %%
past = pd.DataFrame({"cell": list("ABCDEF"), "mailed": [900, 700, 800, 60, 500, 40], "orders": [96, 52, 41, 8, 14, 0]})
mailing = campaigns.mail(campaigns.response_cells(past, "cell"), margin=15, cost=0.80, returns=0.30)
campaigns.cells_chart(mailing, "cell")

# %% [markdown] tags=["lang-fr"]
# *Méthode.* Répondre n’est pas être changé : les acheteurs sûrs répondent sans le message, et certains partent à cause de lui. On classe par **effet** ; `campaigns.uplift` l’estime (`pip install "crm-course[scoring]"`), le Qini juge le classement et dit qui laisser tranquille.

# %% [markdown] tags=["lang-en"] of="bb3fcdfd"
# *Method.* Responding is not being changed: sure buyers respond without the message, and some leave because of it. One ranks by **effect**; `campaigns.uplift` estimates it (`pip install "crm-course[scoring]"`), the Qini judges the ranking and says whom to leave alone.

# %%
effect = rng.choice([0.0, 0.12, -0.08], 4000, p=[0.4, 0.35, 0.25])
bought = rng.random(4000) < 0.15 + effect * arm
campaigns.qini_chart(campaigns.qini(effect, arm, bought))

# %% [markdown] tags=["lang-fr"]
# ## Parrainer, automatiser
#
# Chaque client en amène d’autres, jusqu’à ce que tout le monde soit connu. Et des scénarios écrivent tout seuls : bienvenue après confirmation, panier, anniversaire, silence, après une réclamation, club, jeu, enquête.

# %% [markdown] tags=["lang-en"] of="f5ccb211"
# ## Refer, automate
#
# Each customer brings others, until everybody is known. And scenarios write by themselves: welcome after confirmation, basket, birthday, silence, after a complaint, club, game, survey.

# %%
campaigns.referral_chart(campaigns.referral(1.4, 50, pool=5000))

# %%
shop = workbook.given("campaigns")
campaigns.show(campaigns.due(campaigns.SCENARIOS, shop.facts, on=shop.today, may=shop.may, cap=2))

# %% [markdown] tags=["lang-fr"]
# **L’accord change avec la date.** La base clients garde chaque oui et chaque non avec son moment ; `contactable(canal, on=…)` dit qui l’on peut solliciter ce jour-là. Le même jeu, deux jours : qui le reçoit ?
#
# Et automatiser rend du temps : une banque a libéré un dixième de celui de ses conseillers.

# %% [markdown] tags=["lang-en"] of="5ccc4345"
# **Consent changes with the date.** The customer base keeps each yes and each no with its moment; `contactable(channel, on=…)` says who may be solicited on that day. The same game, two days: who gets it?
#
# And automation gives time back: a bank freed a tenth of its advisers’ time.

# %%
base, days = crm.open("sqlite://"), [date(2026, 11, 27), date(2026, 11, 30)]
base.import_file(crm.FILES["newsletter"])
given = [base.record_consent(person, "email", at=datetime(2026, 11, day, 9)) for person, day in ((1, 20), (2, 25), (3, 29))]
taken = base.record_consent(1, "email", status="withdrawn", at=datetime(2026, 11, 28, 18))
people = pd.DataFrame({"customer_id": [1, 2, 3, 4], "recent_messages": 0})
game = [one for one in campaigns.SCENARIOS if one.key == "game"]
may = {day: {"email": base.contactable("email", on=day)} for day in days}
told = [campaigns.due(game, people.assign(game_on=str(day)), on=day, may=may[day], cap=1).assign(day=day) for day in days]
campaigns.show(pd.concat(told, ignore_index=True))

# %%
tasks = pd.DataFrame({"task": ["statements", "appointments"], "count": [600, 900], "minutes": [6, 4], "automated": [0.75, 0.5]})
campaigns.freed_time(tasks, hours=750)

# %% [markdown] tags=["lang-fr"]
# ## Analyser, connaître, prévoir
#
# Un seul fichier de clients, tout au long de leur vie. Une entreprise cliente se reconnaît à son numéro. Un extrait (fictif) du registre dit son activité et sa taille : de quoi viser. Ses numéros échouent exprès au contrôle des vrais, et se joignent quand même. Combien sont trouvées, et pourquoi pas les autres ?

# %% [markdown] tags=["lang-en"] of="f988158a"
# ## Analyse, know, predict
#
# One customer file, along their whole life. A company among the customers is known by its number. A (fictitious) extract of the register tells its activity and size: something to aim by. Its numbers fail the check of real ones on purpose, and join all the same. How many are found, and why not the others?

# %%
wholesale = synthetic.world("b2b-wholesale", customers=300, months=6, seed=3).tables
known = campaigns.enrich(wholesale["customers"], wholesale["establishments"])
campaigns.show(known.groupby(["match", "reason"], as_index=False).agg(companies=("customer_id", "size")))

# %%
bought = wholesale["orders"].query("status != 'cancelled'").assign(amount=lambda orders: orders["total_cents"] / 100)
print(value.appraise(bought, margin=0.25).sentence())
known = known.assign(ordered=known["customer_id"].isin(bought["customer_id"]).astype(int))
campaigns.show(campaigns.response_cells(known[known["match"] != ""], "staff_band"))

# %% [markdown] tags=["lang-fr"]
# Analyser (combien commandent), connaître (lesquels, d’après leur taille), prévoir (ce qu’ils rapporteront) : comment l’on prévoit, et avec quelle sûreté, est dans la leçon *Combien valent-ils ?*.
#
# ## Converser
#
# Réseaux sociaux, chat, rappel : des canaux de campagne et de service, où l’on commande aussi. Le taux d’occupation vient du centre de contacts : autant de conseillers qu’il en faut pour répondre à temps.

# %% [markdown] tags=["lang-en"] of="b0dc03a7"
# Analyse (how many order), know (which, by their size), predict (what they will bring): how one predicts, and how surely, is in the lesson *What are they worth?*.
#
# ## Converse
#
# Social networks, chat, call-back: channels of campaigns and of service, where one also orders. The occupancy comes from the contact centre: as many advisers as it takes to answer in time.

# %%
from crm_course import contact_center as cc

busy = cc.queue(60, 300, cc.agents_needed(60, 300)).occupancy
channels = pd.DataFrame({"channel": ["phone", "callback", "chat", "social"], "minutes": [5, 5, 12, 15], "concurrency": [1, 1, 2, 3]})
channels = channels.assign(occupancy=[busy, 0.85, busy, busy], ordered=[0.12, 0.15, 0.10, 0.03])
campaigns.show(campaigns.conversations(channels, hourly_cost=24, margin=20))

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Combien pour être sûr ? Quand s’arrêter ? Et votre propre rapport d’envoi.

# %% [markdown] tags=["lang-en"] of="65df4b88"
# ## Explore
#
# How many to be sure? When to stop? And your own send report.

# %%
campaigns.explorer()

# %% [markdown] tags=["lang-fr"]
# ## Décider, emporter
#
# - Un taux se dit avec sa base ; les ouvertures ne sont plus une mesure.
# - Ce qu’une lettre rapporte se lit sur un groupe témoin, tiré au sort, à qui l’on n’écrit pas.
# - La taille du test et les regards se fixent **avant** ; un petit test qui gagne exagère.
# - On écrit à ceux que le message change, avec leur accord, et pas plus souvent qu’il ne faut.
#
# L’exercice *La pépinière écrit à ses clients* vous fait tout refaire.

# %% [markdown] tags=["lang-en"] of="023547a4"
# ## Decide, take away
#
# - A rate is told with its base; opens are no measure any more.
# - What a letter earns is read on a held-out group, drawn by lot, to whom nothing is written.
# - The size of the test and the looks are fixed **before**; a small test that wins exaggerates.
# - One writes to those whom the message changes, with their consent, and no more often than it takes.
#
# The exercise *The nursery writes to its customers* has you redo it all.
