"""What the warehouse says, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__: list[str] = []

MISSING = Text(
    fr='L’entrepôt demande la partie « warehouse » ({module} manque) : pip install "crm-course[warehouse]".',
    en='The warehouse needs the part "warehouse" ({module} is missing): pip install "crm-course[warehouse]".',
)
NO_WAREHOUSE = Text(
    fr="Il n’y a pas encore d’entrepôt dans « {folder} » : construisez-le d’abord, warehouse.build(base, dossier).",
    en='There is no warehouse in "{folder}" yet: build it first, warehouse.build(store, folder).',
)
NO_FOLDER = Text(
    fr="L’entrepôt ne peut pas s’écrire dans « {folder} » ({reason}) : choisissez un autre dossier.",
    en='The warehouse cannot be written in "{folder}" ({reason}): choose another folder.',
)
MOMENT_RULE = Text(fr="un moment (datetime), en UTC s’il n’a pas de fuseau", en="a moment (datetime), in UTC if it has no zone")
READING_RULE = Text(
    fr="une seule requête de lecture (SELECT, ou EXPLAIN d’un SELECT)", en="a single reading statement (SELECT, or EXPLAIN of a SELECT)"
)
READABLE_RULE = Text(fr="une requête que l’entrepôt comprend ({said})", en="a query that the warehouse understands ({said})")
STORE_RULE = Text(fr="une base de clients ouverte (crm.open)", en="an open customer base (crm.open)")
COLUMN_RULE = Text(fr="une colonne de l’entrepôt, écrite table.colonne", en="a column of the warehouse, written table.column")
BUILT = Text(
    fr="{rows:number} lignes dans {tables:number} tables : {new:number} nouvelles, dont {late:number} arrivées en retard, et {corrected:number} corrigées.",
    en="{rows:number} rows in {tables:number} tables: {new:number} new, {late:number} of them late, and {corrected:number} corrected.",
)
EMPTY = Text(fr="La base est vide : l’entrepôt l’est aussi.", en="The store is empty: so is the warehouse.")
STRANGE = Text(
    fr="Colonnes que le dictionnaire ne connaît pas, laissées dans la base : {columns}.",
    en="Columns that the dictionary does not know, left in the store: {columns}.",
)
BACKWARDS = Text(
    fr="L’horloge a reculé depuis la dernière construction ({before}) : les versions des clients restent dans l’ordre.",
    en="The clock went back since the last build ({before}): the customers’ versions stay in order.",
)
FORGOTTEN = Text(
    fr="{count:number} personnes ne sont plus dans la base : les versions précédentes de l’entrepôt ont été effacées.",
    en="{count:number} people are no longer in the store: earlier versions of the warehouse were erased.",
)
PICTURE = Text(
    fr="L’architecture du CRM : des sources à l’entrepôt, de la mission au support",
    en="The architecture of CRM: from the sources to the warehouse, from mission to support",
)
NAME_RULE = Text(
    fr="un nom en minuscules, chiffres et « _ », qui commence par une lettre",
    en='a name of lower-case letters, digits and "_", beginning with a letter',
)
TABLE_RULE = Text(fr="une table (DataFrame), ou le chemin d’un CSV ou d’un XLSX", en="a table (DataFrame), or the path of a CSV or XLSX")
RESULT_BARS = Text(fr="{label} : {figure} ({name}), la plus grande valeur", en="{label}: {figure} ({name}), the largest value")
RESULT_LINE = Text(fr="{figure} selon {label}, {count:number} points", en="{figure} by {label}, {count:number} points")
NO_CELL = Text(
    fr="Il n’y a pas de carnet ici : utilisez warehouse.query(dossier, sql).",
    en="There is no notebook here: use warehouse.query(folder, sql).",
)
SQL_READY = Text(
    fr="Écrivez %%sql en tête d’une cellule, puis une question en SQL ; elle ne peut que lire.",
    en="Write %%sql at the head of a cell, then a question in SQL; it can only read.",
)
OPENED = Text(fr="« {label} » ouvre {name}.", en='"{label}" opens {name}.')
BESIDE_BOX = Text(
    fr="« {label} » se tient à côté du CRM : ce cours ne le fait pas.", en='"{label}" stands beside the CRM: this course does not do it.'
)
