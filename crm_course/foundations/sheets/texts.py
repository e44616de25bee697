"""The words of the reader of sheets, French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

NO_FILE = Text(
    fr="Le fichier « {path} » est introuvable ou illisible : {why}. Vérifiez son nom et son dossier.",
    en='The file "{path}" cannot be found or read: {why}. Check its name and its folder.',
)
TOO_LARGE = Text(
    fr="« {path} » pèse {size:number0} Mo ; la limite est de {limit:number0} Mo. Gardez les colonnes utiles et recommencez.",
    en='"{path}" is {size:number0} MB; the limit is {limit:number0} MB. Keep the columns that matter and try again.',
)
NOT_A_TABLE = Text(
    fr="« {path} » n’est pas un tableau lisible : {why}. Enregistrez-le en CSV ou en XLSX.",
    en='"{path}" is not a readable table: {why}. Save it as CSV or XLSX.',
)
EMPTY = Text(fr="le fichier est vide", en="the file is empty")
BINARY = Text(fr="son contenu n’est pas du texte", en="its content is no text")
OLD_BOOK = Text(fr="c’est un ancien classeur (XLS)", en="it is an old workbook (XLS)")
OTHER_BOOK = Text(fr="c’est un document d’un autre logiciel", en="it is a document of another program")
BROKEN_BOOK = Text(fr="le classeur est abîmé", en="the workbook is damaged")
A_PAGE = Text(fr="c’est une page web", en="it is a web page")
A_RECORD = Text(fr="c’est un fichier JSON", en="it is a JSON file")
MACROS = Text(fr="le classeur contient des macros", en="the workbook holds macros")
NO_ROWS = Text(fr="aucune feuille n’a de lignes", en="no sheet has lines")
SHEET = Text(fr="feuille du classeur", en="sheet of the workbook")
ENCODING = Text(fr="codage", en="encoding")
UNEVEN = Text(fr="une ligne de {expected} cellules", en="a line of {expected} cells")

COLUMN = Text(fr="Colonne {n}", en="Column {n}")
LINE = Text(fr="ligne", en="line")

REASONS = {
    "cells": Text(fr="{found:number} cellules au lieu de {expected:number}", en="{found:number} cells instead of {expected:number}"),
    "quote": Text(fr="guillemet ouvert et jamais refermé", en="quotation mark opened and never closed"),
    "bytes": Text(fr="caractères illisibles dans cette ligne", en="characters in this line that cannot be read"),
    "header": Text(fr="l’en-tête, une seconde fois", en="the header, a second time"),
    "total": Text(fr="ligne de total ou de comptage, pas une donnée", en="a line of totals or of a count, no entry"),
    "note": Text(fr="remarque au pied du tableau, pas une donnée", en="a remark at the foot of the table, no entry"),
}  # fmt: skip
"""Why a line was set apart."""

CELL_REASONS = {
    "lost": Text(
        fr="identifiant perdu : le tableur n’en a gardé que les premiers chiffres ({cell}) ; reprenez-le dans l’outil d’origine, colonne en texte",
        en="lost identifier: the spreadsheet kept only its first digits ({cell}); export it again, the column as text",
    ),
    "error": Text(fr="erreur de formule ({cell})", en="formula error ({cell})"),
    "formula": Text(
        fr="formule sans résultat enregistré : ouvrez le classeur dans un tableur et enregistrez-le",
        en="formula without a saved result: open the workbook in a spreadsheet and save it",
    ),
}  # fmt: skip
"""Why a cell was left out of its line."""

READ = Text(fr="Lignes lues : {lines:number}.", en="Lines read: {lines:number}.")
SET_APART = Text(fr="Laissées de côté : {count:number} ({lines}).", en="Left out: {count:number} ({lines}).")
AT_LINE = Text(fr="ligne {line} : {reason}", en="line {line}: {reason}")
CELLS_APART = Text(fr="Cellules laissées vides : {count:number} ({lines}).", en="Cells left empty: {count:number} ({lines}).")
AT_CELL = Text(fr="ligne {line}, {field} : {reason}", en="line {line}, {field}: {reason}")
MIXED = Text(
    fr="Le fichier mêle deux codages de caractères ; chaque ligne a été lue selon le sien.",
    en="The file mixes two encodings; each line was read by its own.",
)
ABOVE = Text(fr="Lignes au-dessus de l’en-tête : {count:number}.", en="Lines above the header: {count:number}.")
