"""Question 1: six comments, six problems, and what would answer them."""

# %%
from crm_course.cases.sens_confort_facts import PROBLEMS, REMEDIES
from crm_course.workbook.script import question

# %% [markdown] tags=["lang-fr"]
# ## Q1a. Six commentaires, six problèmes
# Lisez les six commentaires (`case.comments`) et donnez à chacun la lettre de son problème.
# - Indice : Demandez-vous où se trouve le client : sur le site, au téléphone, dans le magasin ?
# - Indice : Deux commentaires parlent d’une formation qui manque ; un seul nomme l’application.
# - Erreur two-trainings-swapped : Vous avez échangé deux manques de formation : l’un porte sur les produits nouveaux, l’autre sur l’application.
# - Erreur in-the-order-of-the-list : Les lettres suivent l’ordre de la liste, pas celui des commentaires. Relisez chaque commentaire.
# - Pourquoi : Chaque problème est une rupture entre deux canaux, ou un canal qui laisse le client seul.

# %% [markdown] tags=["lang-en"] of="79b21254"
# ## Q1a. Six comments, six problems
# Read the six comments (`case.comments`) and give each the letter of its problem.
# - Hint: Ask where the customer is: on the site, on the phone, in the shop?
# - Hint: Two comments speak of missing training; only one names the app.
# - Mistake two-trainings-swapped: You swapped two gaps in training: one is about the new products, the other about the app.
# - Mistake in-the-order-of-the-list: The letters follow the order of the list, not that of the comments. Read each comment again.
# - Why: Each problem is a break between two channels, or a channel that leaves the customer alone.

# %%
question(
    "sens-confort.problems", "table", points=3, competences=("omni.remedies", "ndrc.omnichannel"), options=PROBLEMS,
    starter="case.comments",
    answer=lambda case: {comment.number: comment.problem for comment in case.comments},
    mistakes={
        "two-trainings-swapped": (lambda case: {c.number: {"B": "D", "D": "B"}.get(c.problem, c.problem) for c in case.comments}, 0.5),
        "in-the-order-of-the-list": lambda case: dict(zip(range(1, 7), PROBLEMS, strict=True)),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q1b. Quelles réponses sont omnicanales ?
# Parmi ces propositions, lesquelles répondent aux six problèmes ?
# - Indice : Pour chaque proposition : quel commentaire n’aurait pas été écrit ?
# - Indice : Deux propositions ne répondent à aucun des six commentaires.
# - Erreur everything-chosen : Tout cocher n’est pas choisir : deux propositions ne relient aucun canal à un autre.
# - Erreur web-only : Vous n’avez retenu que le web. L’omnicanal équipe aussi le magasin et ceux qui y travaillent.
# - Pourquoi : Huit réponses relient les canaux ou y forment l’équipe ; prospectus et prix ne réparent aucune rupture.

# %% [markdown] tags=["lang-en"] of="0cc4a2d2"
# ## Q1b. Which answers are omnichannel?
# Which of these proposals answer the six problems?
# - Hint: For each proposal: which comment would not have been written?
# - Hint: Two proposals answer none of the six comments.
# - Mistake everything-chosen: Ticking everything is not choosing: two proposals link no channel to another.
# - Mistake web-only: You kept the web only. Omnichannel equips the shop too, and those who work in it.
# - Why: Eight answers link the channels or train the staff for them; leaflets and prices mend no break.

# %%
question(
    "sens-confort.remedies", "choices", points=2, competences=("omni.remedies", "ndrc.digital"), options=REMEDIES,
    answer=lambda case: set(REMEDIES) - {"leaflets", "prices"},
    solution='[key for key in ["search", "community", "chatbot", "faq", "training", "shop-account", "chat", "kiosk"]]',
    mistakes={
        "everything-chosen": (lambda case: set(REMEDIES), 0.25),
        "web-only": (lambda case: {"search", "community", "chatbot", "faq", "shop-account", "chat"}, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q1c. Votre priorité
# Choisissez le commentaire le plus grave pour l’entreprise. Nommez le problème, proposez une réponse omnicanale, et dites comment vous saurez qu’elle agit.
# - Indice : Trois phrases suffisent : le problème, la réponse, la mesure.
# - Indice : Une mesure se lit avant et après : laquelle avez-vous déjà dans l’enquête ?
# - Critère : un problème précis est nommé
# - Critère : deux canaux au moins sont reliés
# - Critère : un indicateur permettra de juger
# - Critère : la priorité est défendue par ses effets sur le client et sur l’entreprise
# - Modèle : Le plus grave est le service après-vente saturé : le client attend au téléphone, puis il s’en va. Une FAQ et un chatbot sur le site prennent les demandes simples, les vendeurs du magasin voient la même fiche. Je suivrai le taux de décroché et le CES chaque mois.

# %% [markdown] tags=["lang-en"] of="b518afc1"
# ## Q1c. Your priority
# Choose the comment that is gravest for the company. Name the problem, propose an omnichannel answer, and say how you will know that it works.
# - Hint: Three sentences are enough: the problem, the answer, the measure.
# - Hint: A measure is read before and after: which do you already have in the survey?
# - Criterion: a precise problem is named
# - Criterion: at least two channels are linked
# - Criterion: an indicator will tell
# - Criterion: the priority is defended by its effects on customer and company
# - Model: The gravest is the saturated after-sales desk: the customer waits on the phone, then leaves. An FAQ and a chatbot on the site take the simple requests, the staff in the shop sees the same record. I will follow the answer rate and the CES every month.

# %%
question(
    "sens-confort.proposal", "open", points=2, competences=("omni.remedies", "ndrc.accompany"),
    rubric=[
        {"words": (r"satur", r"référence", r"reference", r"format|train", r"à jour|out of date", r"command|contact|order", r"autonom")},
        {"words": (
        r"(site|web|appli|chat|app).*(magasin|boutique|showroom|vendeur|télépho|shop|staff|phone)",
        r"(magasin|boutique|télépho|shop|phone).*(site|web|appli|chat|app)",
    )},
        {"words": (r"NPS", r"CSAT", r"CES", r"taux|rate", r"indicateur|indicator|mesur|measure", r"délai|waiting|attente")},
        {},
    ],
)
