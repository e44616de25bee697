# %% [markdown] tags=["lang-fr"]
# # Sens Confort : faut-il passer à l’omnicanal ?
#
# Une entreprise de chauffage perd des clients. Un plan promet un résultat meilleur. Faut-il y croire ?

# %% [markdown] tags=["lang-en"] of="5617c333"
# # Sens Confort: should it go omnichannel?
#
# A heating company loses customers. A plan promises a better result. Do you believe it?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# La nouvelle directrice commerciale réunit les associés vendredi. Elle veut leur proposer un site marchand, une personne pour l’animer
# et une salle d’exposition où le client est autonome. Vous êtes son stagiaire : elle attend de vous un diagnostic, des mesures, un avis.
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="e815508c"
# ## A person, a decision
#
# The new sales director meets the shareholders on Friday. She wants to propose an e-commerce site, a person to run it,
# and a showroom where customers find their own way. You are her trainee: she expects a diagnosis, measures, advice.
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, experience, roi, workbook

workbook.begin()
case = cases.sens_confort()
case.company

# %% [markdown] tags=["lang-fr"]
# Une donnée se lit avec méfiance. La fiche de l’entreprise et le plan ne disent pas la même chose :

# %% [markdown] tags=["lang-en"] of="cdb4d219"
# Data are read with suspicion. The company sheet and the plan do not say the same:

# %%
case.doubt

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quelle part des clients recommande vraiment l’entreprise ? Remplacez la valeur par votre pari, sans rien calculer (0.30 pour 30 %).

# %% [markdown] tags=["lang-en"] of="b7c56ba2"
# ## Your guess first
#
# Which share of the customers really recommends the company? Replace the value with your guess, without computing anything (0.30 for 30%).

# %%
guess = 0.30

# %% [markdown] tags=["lang-fr"]
# ## Ce que disent les clients
#
# Derrière chaque phrase, un problème : l’exercice vous demandera lequel.

# %% [markdown] tags=["lang-en"] of="7ac41332"
# ## What the customers say
#
# Behind each sentence, a problem: the exercise will ask you which one.

# %%
case.comments

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Le **Net Promoter Score** part d’une seule question : « Nous recommanderiez-vous ? » Six personnes répondent.
# Celles qui donnent 9 ou 10 sont des *promoteurs*, celles qui donnent 6 ou moins des *détracteurs*, les autres des *passifs*.

# %% [markdown] tags=["lang-en"] of="e5fc69ff"
# ## The smallest true example
#
# The **Net Promoter Score** starts from one question: “Would you recommend us?” Six people answer.
# Those who give 9 or 10 are *promoters*, those who give 6 or less *detractors*, the others *passives*.

# %%
six = experience.nps([10, 9, 9, 8, 7, 3])
six

# %% [markdown] tags=["lang-fr"]
# $$\text{NPS} = 100 \times \left(\frac{\text{promoteurs}}{\text{réponses}} - \frac{\text{détracteurs}}{\text{réponses}}\right)$$
#
# Les passifs ne comptent que dans le total. Avec si peu de réponses, voyez la largeur de l’intervalle : presque tout reste possible.
#
# ## L’enquête de Sens Confort
#
# Voici les réponses de ses clients, sur une échelle de 1 à 10. Calculez le NPS, sur papier ou ici, et tapez-le.
# Une copie corrigée de cet exercice circule avec une autre valeur : si vous la recopiez, la correction vous dira d’où vient l’erreur.

# %% [markdown] tags=["lang-en"] of="7b091aa9"
# $$\text{NPS} = 100 \times \left(\frac{\text{promoters}}{\text{answers}} - \frac{\text{detractors}}{\text{answers}}\right)$$
#
# Passives count only in the total. With so few answers, see how wide the interval is: almost anything remains possible.
#
# ## The survey of Sens Confort
#
# Here are the answers of its customers, on a scale from 1 to 10. Compute the NPS, on paper or here, and type it.
# A worked copy of this exercise is in circulation with another value: if you copy it, the marking will tell you where the mistake comes from.

# %%
nps = experience.nps(case.survey.recommend, scale=(1, 10))
experience.answers_chart(nps)

# %%
workbook.ask("sens-confort.nps")

# %% [markdown] tags=["lang-fr"]
# Et votre pari ? Comparez-le à la part des promoteurs.

# %% [markdown] tags=["lang-en"] of="48a2c4b6"
# And your guess? Compare it with the share of promoters.

# %%
workbook.bet(guess, nps.promoter_share, "share")

# %% [markdown] tags=["lang-fr"]
# ## Casser la mesure
#
# Le site demande-t-il trop d’effort ? Le **CES** retranche la part d’effort élevé de la part d’effort faible.
# Mais où commence l’effort élevé ? Vingt visiteurs d’un autre site, deux conventions :

# %% [markdown] tags=["lang-en"] of="32635a2f"
# ## Break the measure
#
# Does the site ask too much effort? The **CES** subtracts the share of high effort from the share of low effort.
# But where does high effort begin? Twenty visitors of another site, two conventions:

# %%
twenty = {1: 3, 2: 5, 3: 3, 4: 5, 5: 4}
experience.ces(twenty, low={1, 2}, high={4, 5})

# %%
experience.ces(twenty, low={1, 2}, high={5})

# %% [markdown] tags=["lang-fr"]
# Le signe a changé, pas les clients. Un score sans sa convention ne veut rien dire. À vous, avec les clients de Sens Confort :

# %% [markdown] tags=["lang-en"] of="d3782ffb"
# The sign has changed, the customers have not. A score without its convention means nothing. Your turn, with the customers of Sens Confort:

# %%
workbook.ask("sens-confort.ces")

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Changez les effectifs : à partir de combien de réponses peut-on être sûr ?

# %% [markdown] tags=["lang-en"] of="6d43f66e"
# ## Explore
#
# Change the counts: from how many answers on can one be sure?

# %%
survey = case.survey
experience.explorer(survey.recommend, survey.welcome, survey.site, scale=(1, 10), satisfied=(3, 4))

# %% [markdown] tags=["lang-fr"]
# ## Le plan
#
# Le comptable a préparé deux années : sans le projet, avec le projet. D’abord la marge du projet, puis ce qu’il rapporte.

# %% [markdown] tags=["lang-en"] of="c85d063f"
# ## The plan
#
# The accountant prepared two years: without the project, with the project. First the margin of the project, then what it earns.

# %%
workbook.ask("sens-confort.margin")

# %%
workbook.ask("sens-confort.gain")

# %% [markdown] tags=["lang-fr"]
# Le gain est petit. Et il dépend d’une phrase que le plan ne dit pas :
# les frais d’emballage, de livraison et de retour portent-ils sur *toutes* les ventes, ou sur les seules ventes en plus ?

# %% [markdown] tags=["lang-en"] of="8d598dfc"
# The gain is small. And it hangs on a sentence that the plan does not say:
# do packaging, delivery and returns bear on *all* sales, or on the extra sales only?

# %%
roi.compare(case.shop_only, roi.on_extra_sales(case.shop_only, case.omnichannel))

# %% [markdown] tags=["lang-fr"]
# ## Ce qui doit être vrai
#
# Bougez les curseurs. À partir de quelle hausse du chiffre d’affaires le projet vaut-il mieux que rien ?

# %% [markdown] tags=["lang-en"] of="62c4614b"
# ## What must be true
#
# Move the sliders. How much must turnover grow before the project is better than nothing?

# %%
roi.explorer(case.study)

# %% [markdown] tags=["lang-fr"]
# Cette hausse est-elle plausible ? Beaucoup d’achats en magasin commencent sur un écran : c’est l’effet **ROPO**
# (*research online, purchase offline*). Une enquête de 2016 le chiffre, de neuf façons ; elle ne parle pas de votre ville.

# %% [markdown] tags=["lang-en"] of="8869bab7"
# Is this growth plausible? Many purchases in shops begin on a screen: this is the **ROPO** effect
# (*research online, purchase offline*). A survey of 2016 puts nine figures on it; it does not speak of your town.

# %%
case.ropo

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Écrivez votre avis aux associés. La correction cherche les chiffres ; l’argument, c’est un lecteur qui en juge : relisez-vous à deux.

# %% [markdown] tags=["lang-en"] of="2980dca0"
# ## Decide
#
# Write your advice to the shareholders. The marking looks for the figures; whether the argument holds is for a reader: swap with a neighbour.

# %%
workbook.ask("sens-confort.argument")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Une moyenne n’est pas une part, une part n’est pas un NPS.
# - Un score va avec sa convention et son intervalle.
# - « Le résultat augmente » ne suffit pas : demandez ce qui doit être vrai, et sur quoi porte chaque coût.
#
# La suite : le cahier d’exercices *Sens Confort*, avec les six questions du cas.

# %% [markdown] tags=["lang-en"] of="d0969b59"
# ## Take away
#
# - A mean is not a share, a share is not an NPS.
# - A score goes with its convention and its interval.
# - “The result rises” is not enough: ask what must be true, and what each cost bears on.
#
# Next: the exercise book *Sens Confort*, with the six questions of the case.
