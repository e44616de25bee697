"""The words of the explorer."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(fr="Que savons-nous de nos clients ?", en="What do we know of our customers?")
EXAMPLE = Text(
    fr="Exemple : la boutique d’exercice. Rien n’est gardé. Pour travailler avec vos clients, nommez votre base et ouvrez-la : "
    "elle sera gardée dans le dossier « {folder} ».",
    en="Example: the practice shop. Nothing is kept. To work with your customers, name your base and open it: "
    'it will be kept in the folder "{folder}".',
)
OWN = Text(fr="Base « {name} » : chaque changement est enregistré aussitôt.", en='Base "{name}": each change is saved at once.')
BASE = Text(fr="Votre base (fichier)", en="Your base (file)")
OPEN = Text(fr="Ouvrir", en="Open")
ROOMS = {
    "card": Text(fr="Chercher", en="Search"),
    "list": Text(fr="Clients", en="Customers"),
    "import": Text(fr="Importer", en="Import"),
    "desk": Text(fr="Demandes", en="Tickets"),
    "pipeline": Text(fr="Affaires", en="Sales"),
    "knowledge": Text(fr="Réponses", en="Answers"),
    "law": Text(fr="Qui contacter ?", en="Whom to contact?"),
    "rights": Text(fr="Droits", en="Rights"),
}

SEARCH = Text(fr="Nom, e-mail, téléphone, commune ou n°", en="Name, e-mail, phone, town or number")
FOUND = Text(fr="Fiches trouvées : {count:d}", en="Cards found: {count:d}")
FIRST_FOUND = Text(
    fr="Les {count:d} premières fiches ; un mot de plus en laisse moins.", en="The first {count:d} cards; one more word leaves fewer."
)
NONE_FOUND = Text(fr="Aucune fiche. Essayez le début d’un autre mot.", en="No card. Try the beginning of another word.")
WHAT = Text(fr="Noter", en="Record")
KINDS = {
    "call": Text(fr="un appel", en="a call"),
    "visit": Text(fr="une visite", en="a visit"),
    "note": Text(fr="une note", en="a note"),
    "task": Text(fr="une tâche", en="a task"),
    "ticket": Text(fr="une demande", en="a ticket"),
}
WORDS = Text(fr="En quelques mots", en="In a few words")
REASON = Text(fr="Motif", en="Reason")
SAVE = Text(fr="Enregistrer", en="Save")
SAVED = Text(fr="C’est noté.", en="Saved.")
PICK = Text(fr="Choisissez d’abord une fiche dans « Chercher ».", en="First choose a card under “Search”.")

FILE = Text(fr="Fichier CSV ou XLSX", en="CSV or XLSX file")
BRING = Text(
    fr="Déposez un fichier de votre caisse, de votre boutique en ligne ou de votre outil d’e-mailing. Rien n’est écrit avant votre accord.",
    en="Drop a file of your till, your web shop or your newsletter tool. Nothing is written before you agree.",
)
COLUMNS = Text(
    fr="Voici comment les colonnes sont comprises ; corrigez si besoin.", en="This is how the columns are read; correct them if need be."
)
ATTEST = Text(fr="Où est la preuve des consentements ? (vide : aucun)", en="Where is the proof of consent? (empty: none)")
IMPORT = Text(fr="Importer ce fichier", en="Import this file")
REJECTED = Text(fr="Lignes refusées", en="Rejected lines")
SHEET = Text(fr="Quelle feuille ?", en="Which sheet?")
SHOP = Text(
    fr="À quelle boutique sont ces numéros de client ? (vide : les mêmes)", en="Which shop’s customer numbers are these? (empty: the same)"
)
CHOOSE = Text(fr="– à préciser : refus ou non ? –", en="– to be said: a refusal or not? –")
CHANGES = Text(fr="Ce qui est remplacé, et un exemple", en="What is replaced, and an example")
DOUBTED = Text(
    fr="Même adresse ou même numéro, mais pas la même personne ? À vous d’en juger",
    en="The same address or number, but not the same person? For you to judge",
)
DONE = Text(fr="Imports faits", en="Imports made")
ONE_IMPORT = Text(fr="n° {number} · {file} · {lines:number} lignes", en="no. {number} · {file} · {lines:number} lines")
UNDO = Text(fr="Annuler cet import", en="Undo this import")
MODEL = Text(fr="modele-clients.csv", en="model-customers.csv")
LEFT_OUT_CELLS = Text(fr="Cellules laissées de côté (la ligne est gardée)", en="Cells left out (their line is kept)")

CLOSE = Text(fr="Clore la demande", en="Close the ticket")
TICKET = Text(fr="Demande", en="Ticket")
STAGE = Text(fr="Étape", en="Stage")
COLUMN = Text(fr="{count:number} · {amount:money}", en="{count:number} · {amount:money}")
MOVE_ONE = Text(fr="Étape de l’affaire n° {number}", en="Stage of sale no. {number}")
MOVED = Text(fr="Affaire n° {number} : « {stage} ».", en="Sale no. {number}: “{stage}”.")
NEW_SALE = Text(fr="Nouvelle affaire (pour la fiche choisie)", en="New sale (for the chosen card)")
AMOUNT = Text(fr="Montant (€)", en="Amount (€)")
ADD = Text(fr="Ajouter", en="Add")

CHANNEL = Text(fr="Canal", en="Channel")
ON = Text(fr="Date", en="Date")
SECTOR = Text(fr="Secteur", en="Trade")
SECTORS = {
    "": Text(fr="Cas général", en="General case"),
    "home-energy": Text(fr="Rénovation énergétique (pompes à chaleur…)", en="Home energy works (heat pumps…)"),
}
ONE = Text(fr="Pour {name} : {verdict}", en="For {name}: {verdict}")

RIGHT = Text(fr="Droit exercé", en="Right")
RECEIVED = Text(fr="Reçue le", en="Received on")
RECORD = Text(fr="Inscrire la demande", en="Record the request")
DUE = Text(fr="C’est noté : répondez avant le {day:date}.", en="Recorded: answer by {day:date}.")
COPY = Text(fr="Préparer la copie de ses données", en="Prepare the copy of the data")
ERASE = Text(fr="Effacer cette fiche", en="Erase this card")
SURE = Text(fr="J’ai vérifié l’identité ; c’est définitif.", en="I checked who it is; this is final.")
CONFIRM = Text(fr="Cochez d’abord la case.", en="Tick the box first.")
OVERDUE = Text(fr="Fiches gardées trop longtemps : {count:number}.", en="Cards kept for too long: {count:number}.")
PURGE = Text(fr="Purger ces fiches", en="Purge these cards")
NO_OVERDUE = Text(fr="Aucune fiche n’est gardée trop longtemps.", en="No card is kept for too long.")
CHOSEN = Text(fr="Fiche choisie : {name} (n° {number})", en="Chosen card: {name} (number {number})")

ANY = Text(fr="– tous –", en="– any –")
TOWN, WON_BY = Text(fr="Commune", en="Town"), Text(fr="Venus par", en="Came by")
SINCE, SILENT = Text(fr="Clients depuis le", en="Customers since"), Text(fr="Sans achat depuis le", en="No purchase since")
LISTED = Text(fr="Clients : {count:number}.", en="Customers: {count:number}.")
LISTED_FIRST = Text(
    fr="Clients : {count:number}. Les {shown:number} premiers sont affichés, tous sont dans le fichier.",
    en="Customers: {count:number}. The first {shown:number} are shown, all are in the file.",
)
LIST_FILE = Text(fr="clients.csv", en="customers.csv")
SEPARATOR = Text(fr=";", en=",")
HEADS = {
    "customer_id": Text(fr="N° de client", en="Customer"), "last_name": Text(fr="Nom", en="Last name"), "first_name": Text(fr="Prénom", en="First name"),
    "company": Text(fr="Entreprise", en="Company"), "postcode": Text(fr="Code postal", en="Postcode"), "town": Text(fr="Commune", en="Town"),
    "acquisition_channel": Text(fr="Venu par", en="Came by"), "created_on": Text(fr="Client depuis", en="Customer since"),
}  # fmt: skip
ARTICLE_SEARCH = Text(fr="Chercher une réponse", en="Look for an answer")
FAMILY, NEW_FAMILY = Text(fr="Sujet", en="Subject"), Text(fr="Sujet de la réponse", en="Subject of the answer")
ARTICLES = Text(fr="Réponses prêtes : {count:number}.", en="Ready answers: {count:number}.")
NO_ARTICLE = Text(
    fr="Aucune réponse prête. Écrivez ci-dessous celle que vous donnez le plus souvent.",
    en="No ready answer. Write below the one you give most often.",
)
NEW_ARTICLE = Text(fr="Une réponse de plus", en="One more answer")
ARTICLE_TITLE, ARTICLE_BODY = (
    Text(fr="La question, comme on la pose", en="The question, as it is asked"),
    Text(fr="La réponse", en="The answer"),
)
