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
FIELDS |= {
    "silo_till": Text(fr="Caisse", en="Till"),
    "silo_web_shop": Text(fr="Boutique en ligne", en="Web shop"),
    "silo_call_centre": Text(fr="Centre d’appels", en="Call centre"),
    "silo_social": Text(fr="Page sociale", en="Social page"),
}
LEVELS = {
    "same": Text(fr="identique", en="the same"), "near": Text(fr="presque", en="nearly"), "other": Text(fr="autre", en="other"),
    "swapped": Text(fr="nom et prénom échangés", en="names exchanged"), "half": Text(fr="un nom à la place de l’autre", en="one name for the other"),
    "initial": Text(fr="initiale", en="initial"), "street": Text(fr="même rue", en="same street"), "area": Text(fr="même commune", en="same town"),
    "missing": Text(fr="non dit", en="not told"), "any two records": Text(fr="avant de comparer", en="before comparing"),
    "two people, one door": Text(fr="deux personnes, une porte", en="two people, one door"), "not-same": Text(fr="deux personnes", en="two people"),
    "undo": Text(fr="annulée", en="undone"), "withdrawn": Text(fr="retiré", en="withdrawn"), "granted": Text(fr="donné", en="granted"),
}  # fmt: skip
"""How fields agree, and what was decided."""

TITLE = Text(fr="Une personne ou deux ?", en="One person or two?")
SPEAKS_FOR, SPEAKS_AGAINST = (
    Text(fr="parle pour une seule personne", en="speaks for one person"),
    Text(fr="parle contre", en="speaks against"),
)
BITS = Text(fr="Poids (bits : un bit double les chances)", en="Weight (bits: a bit doubles the odds)")
WEIGHTS_TITLE = Text(
    fr="{probability:percent} de chances que ce soit une seule personne ({total:number1} bits)",
    en="{probability:percent} likely to be one person ({total:number1} bits)",
)
WEIGHTS_SUBTITLE = Text(
    fr="Ce que pèse chaque rubrique ; un nom rare pèse plus qu’un nom courant", en="What each field weighs; agreement by chance weighs less"
)
RECALL, PRECISION = Text(fr="Rappel", en="Recall"), Text(fr="Précision", en="Precision")
FILLED_AXIS = Text(fr="Part des fiches où la rubrique est remplie", en="Share of records with the field filled")
FIELD_TITLE = Text(
    fr="Demander cette rubrique fait passer le rappel de {first:percent} à {last:percent}",
    en="Asking for this field takes recall from {first:percent} to {last:percent}",
)
FIELD_SUBTITLE = Text(
    fr="Sur toutes les vraies paires, celles que personne ne compare comprises",
    en="Over all true pairs, those that nobody compares included",
)
WHICH_PAIR = Text(fr="Paire douteuse n°", en="Doubtful pair no.")
MERGE_COST = Text(fr="Coût d’une réunion à tort", en="Cost of a false merge")
SPLIT_COST = Text(fr="Coût d’une séparation à tort", en="Cost of a false split")
BLIND = Text(fr="Avis de la machine", en="What the machine thinks")
BLIND_CHOICES = {False: Text(fr="visible", en="in view"), True: Text(fr="caché (à l’aveugle)", en="hidden (blind)")}
NO_DOUBT = Text(fr="Aucune paire à comparer dans ces fiches.", en="No pair to compare in these records.")
PUT_TOGETHER = Text(
    fr="Réunissez : {probability:percent} de chances que ce soit une seule personne, et réunir se justifie à partir de {least:percent}.",
    en="Put together: {probability:percent} likely to be one person, and merging is justified from {least:percent} on.",
)
LEAVE_APART = Text(
    fr="Laissez séparées : {probability:percent} de chances que ce soit une seule personne, et il en faudrait {least:percent}.",
    en="Leave apart: {probability:percent} likely to be one person, and {least:percent} would be needed.",
)
COST_MEANING = Text(
    fr="En moyenne, réunir à tort coûterait ici {merge:money}, laisser séparées {split:money} : la moins chère des deux erreurs est de {risk:money}.",
    en="On average merging would cost {merge:money} here, leaving apart {split:money}: the cheaper of the two mistakes is {risk:money}.",
)
BLIND_SENTENCE = Text(fr="À vous de juger : {pair}", en="You judge: {pair}")
BLIND_MEANING = Text(
    fr="Décidez avant de voir l’avis de la machine ; réunir se justifie à partir de {least:percent}.",
    en="Decide before you see what the machine thinks; merging is justified from {least:percent} on.",
)
THRESHOLD, RISK = Text(fr="Seuil", en="Threshold"), Text(fr="Coût attendu", en="Expected cost")
SAME, NOT_SAME = Text(fr="Une seule personne", en="One person"), Text(fr="Deux personnes", en="Two people")
PASS, UNDO_LAST = Text(fr="Je ne sais pas", en="I do not know"), Text(fr="Annuler la dernière", en="Undo the last")
REVIEWED = Text(fr="relecture à l’aveugle", en="blind review")
REVIEW_OVER = Text(fr="Toutes les paires ont été vues.", en="All pairs were seen.")
REVIEW_DONE = Text(fr="{done:number} paires vues sur {count:number}.", en="{done:number} of {count:number} pairs seen.")
