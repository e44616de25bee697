"""What the command line says."""

from crm_course.foundations.language import Text

APP = Text(
    fr="La relation client, par le calcul : le cours, ses données, ses outils de décision.",
    en="Customer relationships, computed: the course, its data, its decision tools.",
)
EPILOG = Text(
    fr="Exemples : crm-course lab · crm-course lab --lang en --dir ~/crm · crm-course doctor",
    en="Examples: crm-course lab · crm-course lab --lang en --dir ~/crm · crm-course doctor",
)
LANG = Text(fr="Langue : fr ou en.", en="Language: fr or en.")
VERSION = Text(fr="Affiche la version.", en="Show the version.")
HELP = Text(fr="Affiche cette aide.", en="Show this help.")
OPTIONS = Text(fr="Options", en="Options")
COMMANDS = Text(fr="Commandes", en="Commands")
SHOW_HELP = Text(fr="Montre cette aide et s’arrête.", en="Show this help and stop.")
ARGUMENTS = Text(fr="Arguments", en="Arguments")

LAB = Text(
    fr="Ouvre le cours dans JupyterLab.\n\nLe dossier de travail est créé ou mis à jour ; un fichier que vous avez modifié n’est jamais touché.",
    en="Open the course in JupyterLab.\n\nThe working folder is made or brought up to date; a file that you changed is never touched.",
)
LAB_EXAMPLES = Text(
    fr="Exemples : crm-course lab · crm-course lab --dir ~/crm --no-browser --port 8899",
    en="Examples: crm-course lab · crm-course lab --dir ~/crm --no-browser --port 8899",
)
DIR = Text(fr="Votre dossier de travail.", en="Your working folder.")
BROWSER = Text(fr="Ouvrir le navigateur.", en="Open the browser.")
PORT = Text(fr="Port d’écoute ; par défaut le premier libre.", en="Port to listen on; by default the first that is free.")
PREPARING = Text(fr="Préparation du cours…", en="Preparing the course…")
READY = Text(
    fr="Cours prêt dans {path} : {created:number} fichier(s) créé(s), {updated:number} mis à jour, {kept:number} gardé(s) tel(s) quel(s).",
    en="Course ready in {path}: {created:number} file(s) made, {updated:number} updated, {kept:number} kept as you left them.",
)
BESIDE = Text(
    fr="Vous avez modifié « {file} » : il est intact, la nouvelle version est à côté : {beside}",
    en='You changed "{file}": it is untouched, the new version lies beside it: {beside}',
)
ADDRESS = Text(fr="Adresse du cours (Ctrl+C pour arrêter) :", en="Address of the course (Ctrl+C to stop):")
PORT_TAKEN = Text(
    fr="Le port {port} est déjà pris. Fermez l’autre programme, ou choisissez-en un autre, par exemple --port {other}.",
    en="Port {port} is already in use. Close the other program, or choose another one, for example --port {other}.",
)
LAB_FAILED = Text(
    fr="JupyterLab s’est arrêté (code {code}). Vos fichiers sont intacts. « crm-course doctor » dit ce qui manque.",
    en='JupyterLab stopped (code {code}). Your files are untouched. "crm-course doctor" says what is missing.',
)

PAGES = Text(
    fr="Ouvre les outils de décision dans le navigateur, sans notebook.\n\nSans nom : la page d’accueil. Avec un nom : cette page, prête plus vite.",
    en="Open the decision tools in the browser, without a notebook.\n\nWithout a name: the start page. With a name: that page, ready sooner.",
)
PAGES_EXAMPLES = Text(
    fr="Exemples : crm-course app · crm-course app roi · crm-course app roi --lang en --port 8900 --no-browser",
    en="Examples: crm-course app · crm-course app roi · crm-course app roi --lang en --port 8900 --no-browser",
)
PAGE = Text(fr="Page à ouvrir : roi, experience, staffing…", en="Page to open: roi, experience, staffing…")
PAGES_ADDRESS = Text(fr="Adresse de la page (Ctrl+C pour arrêter) :", en="Address of the page (Ctrl+C to stop):")

REPORT = Text(
    fr="Écrit le rapport d’une étude : classeur à recalculer, page à lire, PDF.\n\n"
    "L’étude est un fichier enregistré par la page « roi », ou le modèle XLSX ou CSV rempli.",
    en="Write the report of a study: workbook to recalculate, page to read, PDF.\n\n"
    "The study is a file saved by the page “roi”, or the filled-in XLSX or CSV template.",
)
REPORT_EXAMPLES = Text(
    fr="Exemples : crm-course report roi etude.json · crm-course report roi mes-chiffres.xlsx --format xlsx --dir ~/banque",
    en="Examples: crm-course report roi study.json · crm-course report roi my-figures.xlsx --format xlsx --dir ~/bank",
)
REPORT_KIND = Text(fr="Le chapitre : roi.", en="The chapter: roi.")
REPORT_STUDY = Text(fr="Le fichier de l’étude.", en="The file of the study.")
REPORT_DIR = Text(fr="Dossier où écrire ; par défaut celui de l’étude.", en="Folder to write to; by default that of the study.")
REPORT_FORMAT = Text(
    fr="xlsx, html ou pdf ; peut être répété. Par défaut les trois.", en="xlsx, html or pdf; may be repeated. By default all three."
)
REPORT_FILE = Text(fr="rapport", en="report")
REPORT_MAKING = Text(fr="Préparation de {name}…", en="Preparing {name}…")
REPORT_READY = Text(fr="Écrit : {path}", en="Written: {path}")
REPORT_UNREADABLE = Text(
    fr="L’étude « {path} » ne peut pas être lue : {why}. Vérifiez son nom et son dossier.",
    en='The study "{path}" cannot be read: {why}. Check its name and its folder.',
)
REPORT_UNWRITABLE = Text(
    fr="Le rapport n’a pas pu être écrit dans « {path} » : {why}. L’étude est intacte : choisissez un autre dossier avec --dir.",
    en='The report could not be written to "{path}": {why}. The study is untouched: choose another folder with --dir.',
)

DOCTOR = Text(
    fr="Dit ce qui est installé, ce qui manque et comment l’obtenir.", en="Say what is installed, what is missing and how to get it."
)
FINE = Text(fr="en ordre", en="fine")
MISSING = Text(fr="manque", en="missing")
OPTIONAL = Text(fr="facultatif", en="optional")
PYTHON = Text(fr="Python 3.11 ou plus", en="Python 3.11 or later")
CHARTS = Text(fr="Graphiques sans réseau", en="Charts without a network")
CHARTS_HOW = Text(
    fr="réinstallez JupyterLab : pip install --force-reinstall jupyterlab",
    en="reinstall JupyterLab: pip install --force-reinstall jupyterlab",
)
APART = Text(fr="Isolement des copies à noter", en="Copies to grade kept apart by")
APART_HOW = Text(fr="sous Linux : apt install bubblewrap", en="on Linux: apt install bubblewrap")
FOLDER = Text(fr="Dossier accessible en écriture", en="Folder that can be written")
FOLDER_HOW = Text(fr="choisissez un autre dossier avec --dir", en="choose another folder with --dir")
GET = Text(fr='pip install "{requirement}"', en='pip install "{requirement}"')
ALL_WELL = Text(fr="Tout ce qu’il faut est là : crm-course lab", en="All that is needed is there: crm-course lab")
NOT_WELL = Text(fr="Il manque de quoi ouvrir le cours : voyez la dernière colonne.", en="Something needed is missing: see the last column.")
WHAT, STATE, HOW = Text(fr="Élément", en="Item"), Text(fr="État", en="State"), Text(fr="Comment l’obtenir", en="How to get it")

ERROR = Text(fr="Erreur", en="Error")
