"""What identity says, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__: list[str] = []

TABLES_RULE = Text(fr="un monde, ou des tables par leur nom ({tables})", en="a world, or tables by name ({tables})")
FRAME_RULE = Text(
    fr="une table dont la colonne « {column} » existe et ne se répète pas", en='a table with a column "{column}" without repeats'
)
FULL_RULE = Text(
    fr="une table dont chaque ligne a un record_id (il en manque)", en="a table of which every row has a record_id (some are missing)"
)
ONCE_RULE = Text(fr="une table dont chaque colonne a un nom à elle", en="a table of which every column has a name of its own")
MISSING = Text(
    fr='Rapprocher des fiches demande la partie « link » (Splink) : pip install "crm-course[link]".',
    en='Linking records needs the part "link" (Splink): pip install "crm-course[link]".',
)
RECORD_RULE = Text(fr="le numéro d’une fiche de ces données (« silo_till:12 »)", en='the number of a record of these data ("silo_till:12")')
TRUTH_RULE = Text(
    fr="un monde avec sa vérité, sa table des identités, ou une personne par record_id",
    en="a world with its truth, its table of identities, or a person for each record_id",
)
KNOWN_RULE = Text(
    fr="une vérité qui connaît au moins une de ces fiches (par leur record_id)",
    en="a truth that knows at least one of these records (by its record_id)",
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
PEOPLE_RULE = Text(
    fr="une liste de personnes, avec un nom, un téléphone ou une adresse e-mail dans une colonne à ce titre",
    en="a list of people, with a name, a telephone or an e-mail address in a column of that title",
)
NO_FILES = Text(fr="Il n’y a ni CSV, ni XLSX, ni Parquet dans « {path} ».", en='There is no CSV, XLSX or Parquet file in "{path}".')
FIELDS = {
    "record": Text(fr="Numéro", en="Number"),
    "first_name": Text(fr="Prénom", en="First name"),
    "last_name": Text(fr="Nom", en="Last name"),
    "name": Text(fr="Nom complet", en="Full name"),
    "birth_date": Text(fr="Naissance", en="Birth"),
    "phone": Text(fr="Téléphone", en="Telephone"),
    "email": Text(fr="E-mail", en="E-mail"),
    "street": Text(fr="Rue", en="Street"),
    "postcode": Text(fr="Code postal", en="Postcode"),
    "town": Text(fr="Ville", en="Town"),
    "place": Text(fr="Adresse", en="Address"),
    "handle": Text(fr="Pseudonyme", en="Handle"),
    "since": Text(fr="Depuis", en="Since"),
    "prior": Text(fr="Deux fiches au hasard", en="Any two records"),
    "household": Text(fr="Un même foyer", en="One household"),
    "sum": Text(fr="Somme", en="Sum"),
}
"""What a field is called."""
STORE_RULE = Text(fr="une base de clients ouverte (crm.open)", en="an open customer base (crm.open)")
BEHIND_RULE = Text(
    fr="un rapprochement qui contient les {count:number} décisions que la base garde déjà (identity.kept)",
    en="a linkage that holds the {count:number} decisions that the base keeps already (identity.kept)",
)
FORGOTTEN = Text(
    fr="{cards:number} fiches effacées de la base, {decisions:number} décisions qui ne nomment plus personne ; à effacer dans les autres outils : {elsewhere}.",
    en="{cards:number} cards erased from the base, {decisions:number} decisions that name nobody any more; to be erased in the other tools: {elsewhere}.",
)
