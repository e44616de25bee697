"""Question 1: six comments, six problems, and what would answer them."""

from crm_course.cases.sens_confort_facts import PROBLEMS, REMEDIES
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

__all__ = ["QUESTIONS"]

QUESTIONS = (
    Question(
        id="sens-confort.problems",
        competences=("omni.remedies", "ndrc.omnichannel"),
        kind="table",
        points=3,
        title=Text(fr="Q1a. Six commentaires, six problèmes", en="Q1a. Six comments, six problems"),
        statement=Text(
            fr="Lisez les six commentaires (`case.comments`) et donnez à chacun la lettre de son problème.",
            en="Read the six comments (`case.comments`) and give each the letter of its problem.",
        ),
        starter="case.comments",
        options=PROBLEMS,
        answer=lambda case: {comment.number: comment.problem for comment in case.comments},
        solution="{comment.number: comment.problem for comment in case.comments}",
        mistakes=(
            Mistake(
                name="two-trainings-swapped",
                value=lambda case: {c.number: {"B": "D", "D": "B"}.get(c.problem, c.problem) for c in case.comments},
                credit=0.5,
                message=Text(
                    fr="Vous avez échangé deux manques de formation : l’un porte sur les produits nouveaux, l’autre sur l’application.",
                    en="You swapped two gaps in training: one is about the new products, the other about the app.",
                ),
            ),
            Mistake(
                name="in-the-order-of-the-list",
                value=lambda case: dict(zip(range(1, 7), PROBLEMS, strict=True)),
                message=Text(
                    fr="Les lettres suivent l’ordre de la liste, pas celui des commentaires. Relisez chaque commentaire.",
                    en="The letters follow the order of the list, not that of the comments. Read each comment again.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Demandez-vous où se trouve le client : sur le site, au téléphone, dans le magasin ?",
                en="Ask where the customer is: on the site, on the phone, in the shop?",
            ),
            Text(
                fr="Deux commentaires parlent d’une formation qui manque ; un seul nomme l’application.",
                en="Two comments speak of missing training; only one names the app.",
            ),
        ),
        why=Text(
            fr="Chaque problème est une rupture entre deux canaux, ou un canal qui laisse le client seul.",
            en="Each problem is a break between two channels, or a channel that leaves the customer alone.",
        ),
    ),
    Question(
        id="sens-confort.remedies",
        competences=("omni.remedies", "ndrc.digital"),
        kind="choices",
        points=2,
        title=Text(fr="Q1b. Quelles réponses sont omnicanales ?", en="Q1b. Which answers are omnichannel?"),
        statement=Text(
            fr="Parmi ces propositions, lesquelles répondent aux six problèmes ?",
            en="Which of these proposals answer the six problems?",
        ),
        options=REMEDIES,
        answer=lambda case: set(REMEDIES) - {"leaflets", "prices"},
        solution='[key for key in ["search", "community", "chatbot", "faq", "training", "shop-account", "chat", "kiosk"]]',
        mistakes=(
            Mistake(
                name="everything-chosen",
                value=lambda case: set(REMEDIES),
                credit=0.25,
                message=Text(
                    fr="Tout cocher n’est pas choisir : deux propositions ne relient aucun canal à un autre.",
                    en="Ticking everything is not choosing: two proposals link no channel to another.",
                ),
            ),
            Mistake(
                name="web-only",
                value=lambda case: {"search", "community", "chatbot", "faq", "shop-account", "chat"},
                credit=0.5,
                message=Text(
                    fr="Vous n’avez retenu que le web. L’omnicanal équipe aussi le magasin et ceux qui y travaillent.",
                    en="You kept the web only. Omnichannel equips the shop too, and those who work in it.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Pour chaque proposition : quel commentaire n’aurait pas été écrit ?",
                en="For each proposal: which comment would not have been written?",
            ),
            Text(fr="Deux propositions ne répondent à aucun des six commentaires.", en="Two proposals answer none of the six comments."),
        ),
        why=Text(
            fr="Huit réponses relient les canaux ou y forment l’équipe ; prospectus et prix ne réparent aucune rupture.",
            en="Eight answers link the channels or train the staff for them; leaflets and prices mend no break.",
        ),
    ),
    Question(
        id="sens-confort.proposal",
        competences=("omni.remedies", "ndrc.accompany"),
        kind="open",
        points=2,
        title=Text(fr="Q1c. Votre priorité", en="Q1c. Your priority"),
        statement=Text(
            fr="Choisissez le commentaire le plus grave pour l’entreprise. Nommez le problème, proposez une réponse omnicanale, et dites comment vous saurez qu’elle agit.",
            en="Choose the comment that is gravest for the company. Name the problem, propose an omnichannel answer, and say how you will know that it works.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="un problème précis est nommé", en="a precise problem is named"),
                words=(r"satur", r"référence", r"reference", r"format|train", r"à jour|out of date", r"command|contact|order", r"autonom"),
            ),
            Criterion(
                text=Text(fr="deux canaux au moins sont reliés", en="at least two channels are linked"),
                words=(
                    r"(site|web|appli|chat|app).*(magasin|boutique|showroom|vendeur|télépho|shop|staff|phone)",
                    r"(magasin|boutique|télépho|shop|phone).*(site|web|appli|chat|app)",
                ),
            ),
            Criterion(
                text=Text(fr="un indicateur permettra de juger", en="an indicator will tell"),
                words=(r"NPS", r"CSAT", r"CES", r"taux|rate", r"indicateur|indicator|mesur|measure", r"délai|waiting|attente"),
            ),
            Criterion(
                text=Text(
                    fr="la priorité est défendue par ses effets sur le client et sur l’entreprise",
                    en="the priority is defended by its effects on customer and company",
                )
            ),
        ),
        model=Text(
            fr="Le plus grave est le service après-vente saturé : le client attend au téléphone, puis il s’en va. Une FAQ et un chatbot sur le site "
            "prennent les demandes simples, les vendeurs du magasin voient la même fiche. Je suivrai le taux de décroché et le CES chaque mois.",
            en="The gravest is the saturated after-sales desk: the customer waits on the phone, then leaves. An FAQ and a chatbot on the site "
            "take the simple requests, the staff in the shop sees the same record. I will follow the answer rate and the CES every month.",
        ),
        hints=(
            Text(
                fr="Trois phrases suffisent : le problème, la réponse, la mesure.",
                en="Three sentences are enough: the problem, the answer, the measure.",
            ),
            Text(
                fr="Une mesure se lit avant et après : laquelle avez-vous déjà dans l’enquête ?",
                en="A measure is read before and after: which do you already have in the survey?",
            ),
        ),
    ),
)
