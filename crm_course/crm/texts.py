"""The words of the chapter, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- the store ----------------------------------------------------------------------------

URL_RULE = Text(
    fr="l’adresse d’une base, par exemple sqlite:///magasin.db ou postgresql+psycopg://…",
    en="the address of a database, for example sqlite:///shop.db or postgresql+psycopg://…",
)
NO_FOLDER = Text(
    fr="Le dossier « {path} » n’existe pas : créez-le, ou donnez un autre chemin à la base. Rien n’a été écrit.",
    en='The folder "{path}" does not exist: create it, or give the store another path. Nothing was written.',
)
NO_DRIVER = Text(
    fr="Pour PostgreSQL il manque « {module} » : pip install 'crm-course[postgres]'.",
    en='For PostgreSQL "{module}" is missing: pip install "crm-course[postgres]".',
)
NEWER = Text(
    fr="La base « {name} » vient d’une version plus récente (schéma {version}, celle-ci connaît le {known}). "
    "Mettez crm-course à jour ; la base n’a pas été modifiée.",
    en='The store "{name}" was made by a newer version (schema {version}, this one knows {known}). '
    "Update crm-course; the store was not changed.",
)
NOT_A_STORE = Text(
    fr="« {name} » est une base de données, mais pas une base clients de ce cours. Donnez un autre nom de fichier ; elle n’a pas été modifiée.",
    en='"{name}" is a database, but not a customer base of this course. Give another file name; it was not changed.',
)
LOCKED = Text(
    fr="La base « {name} » est occupée par un autre programme. Rien n’a été modifié : fermez-le, ou attendez un instant et recommencez.",
    en='The store "{name}" is in use by another program. Nothing was changed: close it, or wait a moment and try again.',
)
FULL = Text(
    fr="Le disque de la base « {name} » est plein ou ne répond plus. Rien n’a été modifié : libérez de la place et recommencez.",
    en='The disk of the store "{name}" is full or does not answer. Nothing was changed: free some space and try again.',
)
CORRUPT = Text(
    fr="Le fichier « {name} » est abîmé ou n’est pas une base. Il n’a pas été modifié : reprenez votre dernière sauvegarde.",
    en='The file "{name}" is damaged or no database. It was not changed: take your latest backup.',
)
READ_ONLY = Text(
    fr="La base « {name} » est en lecture seule. Rien n’a été modifié : vérifiez les droits du fichier et de son dossier.",
    en='The store "{name}" is read-only. Nothing was changed: check the rights of the file and of its folder.',
)
UNOPENABLE = Text(
    fr="La base « {name} » ne peut pas être ouverte : vérifiez son chemin et vos droits sur le dossier.",
    en='The store "{name}" cannot be opened: check its path and your rights on the folder.',
)
UNREACHABLE = Text(
    fr="Le serveur de la base « {name} » ne répond pas. Rien n’a été modifié : vérifiez son adresse et qu’il est démarré.",
    en='The server of the store "{name}" does not answer. Nothing was changed: check its address and that it is running.',
)
APPEND_ONLY = Text(
    fr="Le journal des consentements et le journal d’audit ne se réécrivent pas : ajoutez une ligne. Rien n’a été modifié.",
    en="The log of consents and the audit log are not rewritten: add a line. Nothing was changed.",
)
BROKEN_KEY = Text(
    fr="La base « {name} » a refusé une ligne qui romprait une clé ({where}). Rien n’a été modifié.",
    en='The store "{name}" refused a row that would break a key ({where}). Nothing was changed.',
)
FAILED = Text(
    fr="La base « {name} » a refusé l’opération ({kind}). Rien n’a été modifié.",
    en='The store "{name}" refused the operation ({kind}). Nothing was changed.',
)
ORPHANS = Text(
    fr="Table « {table} », colonne « {column} » : des numéros absents de « {parent} » ({count:number}). Rien n’a été chargé.",
    en='Table "{table}", column "{column}": numbers that are not in "{parent}" ({count:number}). Nothing was loaded.',
)
TABLES_RULE = Text(fr="un monde, ou tout objet avec des tables (« .tables »)", en='a world, or any object with tables (".tables")')
KEY_RULE = Text(
    fr="une table avec sa clé « {column} » remplie et sans doublon", en='a table with its key "{column}" filled in and without duplicates'
)
LOADED = Text(
    fr="Lignes chargées : {added:number}, dans {tables:number} tables. Déjà connues : {known:number}.",
    en="Rows loaded: {added:number}, into {tables:number} tables. Known already: {known:number}.",
)
LOADED_UNREADABLE = Text(
    fr="Valeurs illisibles, laissées vides : {count:number}.",
    en="Unreadable values, left empty: {count:number}.",
)
NO_CUSTOMER = Text(
    fr="Aucune fiche ne porte le n° {customer}. Cherchez-la par son nom, son e-mail ou son téléphone.",
    en="No card has the number {customer}. Search it by name, e-mail or phone.",
)
NUMBER_RULE = Text(fr="le numéro d’une fiche, un nombre entier", en="the number of a card, a whole number")
HEALTHY = Text(
    fr="La base est saine : {tables:number} tables, toutes les clés tiennent.",
    en="The store is sound: {tables:number} tables, all keys hold.",
)
UNREADABLE_VALUE = Text(fr="valeur illisible", en="unreadable value")
KEY_AGAIN = Text(fr="clé vide ou déjà employée plus haut : ligne laissée de côté", en="key empty or used above: row left out")

PARTS = {"title": Text(fr="Question", en="Question"), "body": Text(fr="Réponse", en="Answer")}
FILLED_RULE = Text(fr="renseignée", en="filled in")
