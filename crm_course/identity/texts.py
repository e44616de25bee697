"""What identity says, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__: list[str] = []

TABLES_RULE = Text(fr="un monde, ou des tables par leur nom ({tables})", en="a world, or tables by name ({tables})")
FRAME_RULE = Text(
    fr="une table dont la colonne « {column} » existe et ne se répète pas", en='a table with a column "{column}" without repeats'
)
MISSING = Text(
    fr='Rapprocher des fiches demande la partie « link » (Splink) : pip install "crm-course[link]".',
    en='Linking records needs the part "link" (Splink): pip install "crm-course[link]".',
)
RECORD_RULE = Text(fr="le numéro d’une fiche de ces données (« silo_till:12 »)", en='the number of a record of these data ("silo_till:12")')
TRUTH_RULE = Text(
    fr="un monde avec sa vérité, sa table des identités, ou une personne par record_id",
    en="a world with its truth, its table of identities, or a person for each record_id",
)
WORLD_RULE = Text(fr="un monde avec sa vérité (synthetic.world)", en="a world with its truth (synthetic.world)")
COUNT = Text(
    fr="{count:number} clients, entre {low:number} et {high:number}.",
    en="{count:number} customers, between {low:number} and {high:number}.",
)
SURE_RULE = Text(fr="True (la même personne) ou False (deux personnes)", en="True (one person) or False (two people)")
WHY_RULE = Text(fr="une raison, en quelques mots", en="a reason, in a few words")
PAIR_RULE = Text(fr="une autre fiche que la première", en="another record than the first")
DECISION_RULE = Text(
    fr="le numéro d’une décision prise (il y en a {count:number})", en="the number of a decision that was taken (there are {count:number})"
)
CUSTOMER_RULE = Text(
    fr="un client de ce rapprochement (colonne customer_id de .frame)", en="a customer of this linkage (column customer_id of .frame)"
)
