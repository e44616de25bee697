"""The words of the levers of customer relations."""

from __future__ import annotations

from crm_course.foundations.language import Text

QUESTION = Text(fr="Que change une meilleure relation client ?", en="What does a better customer relationship change?")
IDLE = Text(
    fr="Aucun levier n’est encore tiré : gagnez un point de fidélité, répondez plus vite, déplacez des contacts.",
    en="No lever is pulled yet: win a point of retention, answer faster, move contacts.",
)
ADDS = Text(fr="Ces leviers ajoutent {gain:money} par an à votre projet.", en="These levers add {gain:money} a year to your project.")
TAKES = Text(
    fr="Ces leviers coûtent {gain:money} par an de plus qu’ils ne rapportent.",
    en="These levers cost {gain:money} a year more than they bring.",
)
MEANING = Text(
    fr="Ventes en plus : {sales:money} ; contacts : {saved:money} d’économie ; outil : {cost:money} par an, et {investment:money} d’investissement.",
    en="More sales: {sales:money}; contacts: {saved:money} saved; tool: {cost:money} a year, and {investment:money} invested.",
)
ASSUMED = Text(
    fr="Les ventes en plus portent les charges variables de votre plan. La fidélité est comptée sur une seule année : la suivante s’y ajouterait.",
    en="The sales in addition bear your plan’s variable costs. Retention is counted for one year only: the next would add to it.",
)
LEVERS = {
    "retention": Text(fr="Fidélité", en="Retention"),
    "contacts": Text(fr="Coût des contacts", en="Cost of contacts"),
    "answer": Text(fr="Réponse plus rapide", en="Faster answer"),
    "crm": Text(fr="Outil de CRM", en="CRM tool"),
}
AXIS = Text(fr="Gain annuel ajouté", en="Yearly gain added")
BEST = Text(fr="« {lever} » apporte le plus : {gain:money} par an", en="“{lever}” brings most: {gain:money} a year")
NONE = Text(fr="Aucun levier n’apporte encore de gain", en="No lever brings a gain yet")
SUBTITLE = Text(fr="Chaque levier seul, les autres au repos, en euros par an.", en="Each lever alone, the others at rest, euros a year.")
CUSTOMERS = Text(fr="Clients par an", en="Customers a year")
SALES = Text(fr="Achats d’un client par an, HT", en="What a customer buys a year, excl. tax")
POINTS = Text(fr="Points de fidélité gagnés (clients sur cent)", en="Points of retention won (customers in a hundred)")
CONTACTS = Text(fr="Appels et messages par an", en="Calls and messages a year")
CONTACT_COST = Text(fr="Coût d’un contact", en="Cost of a contact")
CHEAPER_COST = Text(fr="Coût sur un canal moins cher", en="Cost on a cheaper channel")
MOVED = Text(fr="Part des contacts qui y passent", en="Share of contacts that move there")
ABANDONED = Text(fr="Contacts abandonnés aujourd’hui", en="Contacts given up today")
ABANDONED_AFTER = Text(fr="Contacts abandonnés avec une réponse plus rapide", en="Contacts given up with a faster answer")
ORDER_SHARE = Text(fr="Part de ceux qui voulaient commander", en="Share of those who wanted to order")
BASKET = Text(fr="Panier moyen HT", en="Mean basket excl. tax")
LOST = Text(fr="Part de ceux qui ne rappellent pas", en="Share of those who do not call again")
USERS = Text(fr="Utilisateurs d’un outil de CRM", en="Users of a CRM tool")
LICENCE = Text(fr="Licence, par utilisateur et par an", en="Licence, per user and year")
TRAINING = Text(fr="Formation, par utilisateur", en="Training, per user")
INTEGRATION = Text(fr="Mise en place et reprise des données", en="Set-up and data")
