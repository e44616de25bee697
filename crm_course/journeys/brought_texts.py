"""The words of the files that people bring to the journeys, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

PATH = Text(fr="Chemin (canaux séparés par >)", en="Path (channels separated by >)")
CONVERSIONS = Text(fr="Achats", en="Conversions")
NULLS = Text(fr="Parcours sans achat", en="Journeys without a purchase")
JOURNEYS = Text(fr="Parcours en tout", en="Journeys in all")
VALUE = Text(fr="Valeur des achats (€)", en="Value of the purchases (€)")

CUSTOMER = Text(fr="Client", en="Customer")
TIME = Text(fr="Date et heure du contact", en="Date and time of the contact")
CHANNEL = Text(fr="Canal", en="Channel")
CONVERTED = Text(fr="Achat (oui ou non)", en="Purchase (yes or no)")
AMOUNT = Text(fr="Montant de l’achat (€)", en="Amount of the purchase (€)")
COST = Text(fr="Coût du contact (€)", en="Cost of the contact (€)")
EVENT = Text(fr="Nom de l’événement", en="Name of the event")
CATEGORY = Text(fr="Catégorie de produit", en="Product category")
DEVICE = Text(fr="Appareil", en="Device")

YES_NO = Text(fr="oui ou non (ou 1 et 0)", en="yes or no (or 1 and 0)")
FILLED = Text(
    fr="« {column} » : une cellule remplie est lue comme un achat ; {count:number} achats.",
    en="“{column}”: a filled cell is read as a purchase; {count:number} purchases.",
)
BOUGHT = Text(
    fr="Achats reconnus dans « {column} » : {words} ; {count:number} achats.",
    en="Purchases recognised in “{column}”: {words}; {count:number} purchases.",
)
NO_PURCHASE = Text(fr="Aucune colonne ne dit les achats : choisissez-la.", en="No column tells the purchases: choose it.")
LEFT = Text(fr="Lignes laissées de côté : {count:number} ({where}).", en="Lines left out: {count:number} ({where}).")
AT_LINE = Text(fr="ligne {line:number} : {column} « {cell} »", en="line {line:number}: {column} “{cell}”")
UNREAD = Text(fr="une colonne dont presque toutes les cellules se lisent", en="a column nearly all of whose cells can be read")
NOT_RULED = Text(
    fr="Un tableau de chemins n’a pas d’horloge : les règles de pause, de mémoire et de canal ne s’y appliquent pas.",
    en="A path table has no clock: the rules of pause, memory and channel do not apply to it.",
)
