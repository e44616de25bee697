"""The exercises: what four files hold once imported, what an import refused, what a ticked box is worth."""

# %%
from typing import Any

from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise, question

from ..given import given, read, tables

def _lines(shop: Any) -> int:
    return sum(report.lines for report in shop.reports.values())


def _bad_till_line(shop: Any) -> int:
    return int(shop.reports["caisse"].rejected["line"].iloc[0])


def _boxes(shop: Any, column: str) -> int:
    """How many newsletter lines have something in a column."""
    head, *lines = (line.split(";") for line in shop.lines["newsletter"])
    return sum(line[head.index(column)] not in ("", "0") for line in lines)

# %% [markdown] tags=["lang-fr"]
# # Exercices : la base clients
# La boutique de la leçon, ses quatre fichiers déjà importés. `shop.store` est la base, `shop.reports` les rapports d’import, `shop.lines` les lignes des fichiers.

# %% [markdown] tags=["lang-en"] of="7108cb63"
# # Exercises: the customer base
# The shop of the lesson, its four files imported. `shop.store` is the base, `shop.reports` the reports of the imports, `shop.lines` the lines of the files.

# %%
exercise(
    "crm", given=given, personal=Personal(tables=tables, read=read), minutes=40, scripts=("law",),
    setup="""
from datetime import date

from crm_course import crm

shop = workbook.given("crm")
store = shop.store
""",
)

# %% [markdown] tags=["lang-fr"]
# ## Combien de fiches ?
# Les quatre fichiers comptent ensemble {lines:number} lignes. Combien de fiches clients la base contient-elle ?
# - Indice : Une fiche est une ligne d’une table de la base.
# - Indice : Regardez store.table("customers").
# - Erreur lines-for-people : Ce sont les lignes des fichiers. La même personne figure dans plusieurs : comptez les fiches.
# - Erreur accepted-lines : Vous avez ôté les lignes refusées, mais pas réuni les personnes présentes dans plusieurs fichiers.
# - Erreur addresses-for-people : Ce sont les coordonnées : une personne peut avoir un e-mail et un téléphone.
# - Pourquoi : {lines:number} lignes, {cards:number} fiches : l’e-mail et le téléphone relient les fichiers.

# %% [markdown] tags=["lang-en"] of="56c6a6a9"
# ## How many cards?
# Together the four files have {lines:number} lines. How many customer cards does the base hold?
# - Hint: A card is a row of a table of the base.
# - Hint: Look at store.table("customers").
# - Mistake lines-for-people: Those are the lines of the files. The same person is in several of them: count the cards.
# - Mistake accepted-lines: You took off the rejected lines, but did not bring together the people who are in several files.
# - Mistake addresses-for-people: Those are the contact points: a person may have an e-mail and a phone.
# - Why: {lines:number} lines, {cards:number} cards: e-mail and phone link the files.

# %%
question(
    "crm.cards", "number", competences=("crm.card", "ndrc.information"),
    facts=lambda shop: {"lines": _lines(shop), "cards": len(shop.store.table("customers"))},
    answer=lambda shop: len(shop.store.table("customers")),
    solution='len(store.table("customers"))',
    mistakes={
        "lines-for-people": lambda shop: _lines(shop),
        "accepted-lines": (lambda shop: _lines(shop) - sum(report.rejected["line"].nunique() for report in shop.reports.values()), 0.25),
        "addresses-for-people": lambda shop: len(shop.store.table("contact_points")),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que l’import a refusé
# L’import de la caisse a refusé une ligne. À quel numéro de ligne du fichier faut-il aller la corriger ?
# - Indice : Chaque import a son rapport.
# - Indice : shop.reports["caisse"].rejected dit la ligne, le champ et la raison.
# - Erreur header-not-counted : Vous avez compté sans l’en-tête. Un tableur numérote l’en-tête : elle est la ligne 1.
# - Erreur counted-from-zero : Vous avez compté à partir de zéro et sans l’en-tête, comme un programme ; un tableur part de 1.
# - Pourquoi : Ligne {line:number} : il manque des cellules. Le rapport donne la ligne sans répéter la donnée personnelle.

# %% [markdown] tags=["lang-en"] of="d4b52e54"
# ## What the import rejected
# The import of the till rejected a line. At which line of the file is it to be corrected?
# - Hint: Each import has its report.
# - Hint: shop.reports["caisse"].rejected tells line, field and reason.
# - Mistake header-not-counted: You counted without the header. A spreadsheet numbers the header: it is line 1.
# - Mistake counted-from-zero: You counted from zero and without the header, as a program does; a spreadsheet begins at 1.
# - Why: Line {line:number}: cells are missing. The report gives the line without repeating personal data.

# %%
question(
    "crm.broken-line", "number", competences=("crm.quality",),
    facts=lambda shop: {"line": _bad_till_line(shop)},
    answer=lambda shop: _bad_till_line(shop),
    solution='shop.reports["caisse"].rejected["line"].iloc[0]',
    mistakes={
        "header-not-counted": (lambda shop: _bad_till_line(shop) - 1, 0.5),
        "counted-from-zero": (lambda shop: _bad_till_line(shop) - 2, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouvez l’erreur : combien d’abonnés ?
# Un collègue écrit : « {boxes:number} cases OPT_IN cochées dans la lettre d’information, donc {boxes:number} abonnés. » Combien d’accords l’import a-t-il vraiment inscrits au journal ?
# - Indice : Une case cochée hier peut avoir été décochée depuis.
# - Indice : Le rapport shop.reports["newsletter"] compte les accords inscrits.
# - Erreur boxes-for-consents : C’est le compte du collègue. Regardez la colonne UNSUB_TIME, et l’adresse laissée de côté.
# - Erreur unsubscribed-kept : L’adresse illisible est ôtée, mais vous comptez encore qui s’est désinscrit depuis.
# - Erreur rejected-kept : Les désinscrits sont ôtés, mais une ligne cochée n’a pas d’adresse lisible : sans elle, pas d’accord.
# - Pourquoi : {subscribed:number} accords : une adresse était illisible, et un désinscrit le reste quoi que dise la case.

# %% [markdown] tags=["lang-en"] of="df0b8d19"
# ## Find the error: how many subscribers?
# A colleague writes: “{boxes:number} OPT_IN boxes ticked in the newsletter, hence {boxes:number} subscribers.” How many consents did the import really write to the log?
# - Hint: A box ticked yesterday may have been unticked since.
# - Hint: The report shop.reports["newsletter"] counts the consents written.
# - Mistake boxes-for-consents: That is the colleague’s count. Look at the column UNSUB_TIME, and at the address left out.
# - Mistake unsubscribed-kept: The unreadable address is off, but you still count who has unsubscribed since.
# - Mistake rejected-kept: Those who unsubscribed are off, but a ticked line has no readable address: without one, no consent.
# - Why: {subscribed:number} consents: one address was unreadable, and who unsubscribed stays so whatever the box says.

# %%
question(
    "crm.subscribed", "number", competences=("crm.privacy", "crm.quality"),
    facts=lambda shop: {
        "boxes": _boxes(shop, "OPT_IN"),
        "subscribed": shop.reports["newsletter"].subscribed,
        "gone": _boxes(shop, "UNSUB_TIME"),
    },
    answer=lambda shop: shop.reports["newsletter"].subscribed,
    mistakes={
        "boxes-for-consents": lambda shop: _boxes(shop, "OPT_IN"),
        "unsubscribed-kept": (lambda shop: _boxes(shop, "OPT_IN") - shop.reports["newsletter"].left_out["line"].nunique(), 0.5),
        "rejected-kept": (lambda shop: _boxes(shop, "OPT_IN") - _boxes(shop, "UNSUB_TIME"), 0.5),
    },
)
