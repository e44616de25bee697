"""What the grader says."""

from crm_course.foundations.language import Text

SANDBOX_LOST = Text(
    fr="Le processus isolé ({level}) n’a pas démarré ou s’est arrêté : rien n’a été noté de cette copie. Relancez ; « crm-course doctor » dit ce qui manque.",
    en='The isolated process ({level}) did not start or has ended: nothing of this copy was graded. Run again; "crm-course doctor" says what is missing.',
)
SANDBOX_BROKEN = Text(
    fr="L’isolement ({level}) n’a pas pu être mis en place ({why}) : rien de cette copie n’a été exécuté. Installez bubblewrap (apt install bubblewrap).",
    en="The isolation ({level}) could not be put up ({why}): nothing of this copy was run. Install bubblewrap (apt install bubblewrap).",
)
NO_LEVEL = Text(
    fr="L’isolement « {level} » ne fonctionne pas sur cette machine. Installez bubblewrap (apt install bubblewrap), ou lancez la notation sous un compte ordinaire, dont le Python est lisible.",
    en='The isolation "{level}" does not work on this machine. Install bubblewrap (apt install bubblewrap), or grade from an ordinary account whose Python can be read.',
)

SETTINGS = Text(
    fr="« {path} » est un réglage de pytest parmi les copies : pytest l’a lu avant toute chose, et il peut avoir fait exécuter du code hors de tout isolement. Rien n’a été noté. Regardez qui l’a rendu, retirez-le, puis écrivez --submissions=DOSSIER, avec le signe égal : pytest ne cherche alors pas de réglages parmi les copies.",
    en='"{path}" is a settings file of pytest among the copies: pytest read it before all else, and it may have had code run outside all isolation. Nothing was graded. See who handed it in, take it out, then write --submissions=FOLDER, with the equals sign: pytest then looks for no settings among the copies.',
)

NO_ROOM = Text(
    fr="Le dossier temporaire « {path} » ne peut être écrit ({why}) : rien n’a été exécuté. Faites de la place, ou donnez un autre dossier par la variable TMPDIR.",
    en='The temporary folder "{path}" cannot be written ({why}): nothing was run. Make room, or give another folder by the variable TMPDIR.',
)

# -- copies -------------------------------------------------------------------------------

NO_FOLDER = Text(
    fr="« {path} » n’est pas un dossier. Donnez celui qui contient les copies : un dossier ou un carnet par élève.",
    en='"{path}" is no folder. Give the one that holds the copies: a folder or a notebook for each student.',
)
NO_COPIES = Text(
    fr="« {path} » ne contient aucune copie. On attend un dossier ou un carnet .ipynb par élève.",
    en='"{path}" holds no copy. One folder or one .ipynb notebook for each student is expected.',
)
LEFT_OUT = Text(
    fr="Laissé de côté, car le nom est celui d’un fichier caché : {names}. Renommez pour noter.",
    en="Left out, for the name is that of a hidden file: {names}. Rename to have it graded.",
)
NO_COPY_OF = Text(
    fr="Laissé de côté, car ce n’est ni un carnet .ipynb ni un dossier : {names}.",
    en="Left out, for it is neither an .ipynb notebook nor a folder: {names}.",
)
A_LINK = Text(
    fr="C’est un lien vers un autre fichier, non un fichier : il n’a pas été suivi. Demandez la copie elle-même.",
    en="It is a link to another file, not a file: it was not followed. Ask for the copy itself.",
)
NO_NOTEBOOK = Text(fr="Le dossier ne contient aucun carnet .ipynb.", en="The folder holds no .ipynb notebook.")
NO_NOTEBOOK_FILE = Text(
    fr="Ce fichier n’est pas un carnet .ipynb : rien n’a pu en être noté. Décompressez une archive dans un dossier au nom de l’élève, ou demandez le carnet.",
    en="This file is no .ipynb notebook: nothing of it could be graded. Unpack an archive into a folder with the student’s name, or ask for the notebook.",
)
BAD_ZIP = Text(
    fr="L’archive « {path} » est abîmée ou protégée par un mot de passe : rien n’a pu en être noté. Demandez-la de nouveau.",
    en='The archive "{path}" is damaged or locked by a password: nothing of it could be graded. Ask for it again.',
)
UNSAFE_ZIP = Text(
    fr="L’archive « {path} » veut écrire hors de son dossier : elle n’a pas été ouverte. Demandez le carnet lui-même.",
    en='The archive "{path}" would write outside its folder: it was not opened. Ask for the notebook itself.',
)
TOO_MUCH_IN_ZIP = Text(
    fr="L’archive « {path} » contient plus de {megabytes:number0} Mo ou de {files:number0} fichiers : elle n’a pas été ouverte. Demandez le carnet seul.",
    en='The archive "{path}" holds more than {megabytes:number0} MB or {files:number0} files: it was not opened. Ask for the notebook alone.',
)
NOT_A_FILE = Text(
    fr="« {path} » n’est pas un fichier ordinaire : il n’a pas été ouvert.", en='"{path}" is no ordinary file: it was not opened.'
)
TOO_LARGE = Text(
    fr="« {path} » pèse {size:number0} Mo ; la limite est de {limit:number0} Mo. Videz les sorties du carnet et rendez-le de nouveau.",
    en='"{path}" is {size:number0} MB; the limit is {limit:number0} MB. Clear the outputs of the notebook and hand it in again.',
)
NOT_JSON = Text(fr="Le fichier n’est pas un carnet : son contenu est abîmé.", en="The file is no notebook: its content is damaged.")
IN_FILE = Text(fr="{why} Fichier : {path}.", en="{why} File: {path}.")
NOT_PYTHON = Text(
    fr="Le carnet est écrit pour un autre langage que Python ({language}) : {path}.",
    en="The notebook is written for a language other than Python ({language}): {path}.",
)
NO_EXERCISE = Text(
    fr="Aucun carnet de cette copie ne parle d’un exercice à noter.", en="No notebook of this copy speaks of an exercise to grade."
)
SEVERAL = Text(
    fr="{count} carnets parlent du même exercice ; celui qui répond au plus de questions (à égalité le plus récent) est noté : {chosen}. Non notés : {others}.",
    en="{count} notebooks speak of the same exercise; the one that answers most questions (of equals the newest) is graded: {chosen}. Not graded: {others}.",
)
EMPTY_FILE = Text(
    fr="« {path} » est vide : le dépôt a sans doute échoué. Demandez-le de nouveau.",
    en='"{path}" is empty: its upload has probably failed. Ask for it again.',
)
CELL_TIME = Text(
    fr="Une cellule ne finissait pas (calcul ou attente) ; elle a été laissée de côté et les autres notées.",
    en="A cell did not end (computing or waiting); it was left out and the others graded.",
)
IN_TEXT = Text(fr="Réponse trouvée dans une cellule de texte : {questions}.", en="Answer found in a text cell: {questions}.")
NOT_RUN = Text(
    fr="Le temps alloué est dépassé ; n’ont pas été exécutés : {names}. Relancez pour qu’ils le soient.",
    en="The time allowed was passed; not run: {names}. Run again to have them run.",
)
NOT_ASKED = Text(fr="Exercice(s) rendu(s) mais non demandé(s) : {exercises}.", en="Exercise(s) handed in but not asked for: {exercises}.")
ENDED = {
    "stopped": Text(
        fr="Une cellule a arrêté Python ; elle a été laissée de côté et les autres notées.",
        en="A cell ended Python; it was left out and the others graded.",
    ),
    "time": Text(
        fr="Le temps alloué est dépassé ; ce qui était répondu est noté.", en="The time allowed was passed; what was answered is graded."
    ),
    "memory": Text(
        fr="La mémoire allouée est dépassée ; la cellule a été laissée de côté.", en="The memory allowed was passed; the cell was left out."
    ),
    "processes": Text(
        fr="Une cellule a lancé trop de processus ; elle a été laissée de côté.", en="A cell started too many processes; it was left out."
    ),
    "answers": Text(
        fr="Les réponses dépassent la taille permise ; la cellule a été laissée de côté.",
        en="The answers are larger than allowed; the cell was left out.",
    ),
    "machine": Text(
        fr="La machine manquait de mémoire ; relancez cette copie seule.",
        en="The machine was short of memory; grade this copy again alone.",
    ),
}

GRADER_FAILS = Text(
    fr="La notation de cette copie a échoué ({why}) : elle n’a pas de note, les autres en ont une. Relancez ; si cela se répète, lisez-la vous-même.",
    en="The grading of this copy failed ({why}): it has no mark, the others have theirs. Run again; if it happens again, read it yourself.",
)
CANNOT_WRITE = Text(
    fr="Impossible d’écrire dans « {path} » ({why}). Faites de la place ou donnez un autre --gradebook, puis relancez : ce qui est déjà noté est gardé.",
    en='"{path}" cannot be written ({why}). Make room or give another --gradebook, then run again: what was graded already is kept.',
)
NOT_CSV = Text(
    fr="Le carnet de notes est un fichier CSV, et « {path} » n’en a pas le nom : donnez par exemple --gradebook {other}. Le classeur XLSX est écrit à côté.",
    en='The gradebook is a CSV file, and "{path}" is not called one: give for example --gradebook {other}. The XLSX workbook is written beside it.',
)
AMONG_COPIES = Text(
    fr="Le carnet de notes « {path} » serait parmi les copies, et ce qui est écrit à côté y passerait pour des élèves. Donnez par exemple --gradebook {other}.",
    en='The gradebook "{path}" would lie among the copies, and what is written beside it would pass for students. Give for example --gradebook {other}.',
)
TOLD_ABOVE = Text(fr="copie non notée : la raison est dite une fois", en="copy not graded: the reason is told once")

# -- packs and classes --------------------------------------------------------------------

NO_PACK = Text(
    fr="« {path} » n’est pas un dossier de questions : on attend au moins un fichier .py avec un EXERCISE.",
    en='"{path}" is no question pack: at least one .py file with an EXERCISE is expected.',
)
PACK_FAILS = Text(
    fr="Le fichier « {path} » du dossier de questions échoue : {why}", en='The file "{path}" of the question pack fails: {why}'
)
NO_CLASS = Text(
    fr="La classe « {path} » est illisible : {why}. Donnez le dossier teacher/ fait par « crm-course class make ».",
    en='The class "{path}" cannot be read: {why}. Give the teacher/ folder made by "crm-course class make".',
)
OTHER_SECRET = Text(
    fr="Ce secret n’est pas celui de la classe « {path} » : les données des élèves ne peuvent être recalculées.",
    en='This secret is not the one of the class "{path}": the students’ data cannot be drawn again.',
)
NO_SECRET = Text(
    fr="Le fichier du secret « {path} » est introuvable. Écrivez-y une phrase que vous gardez pour vous.",
    en='The secret file "{path}" cannot be found. Write into it a phrase that you keep to yourself.',
)
SHORT_SECRET = Text(
    fr="Le secret de « {path} » est trop court : au moins huit caractères.",
    en='The secret in "{path}" is too short: at least eight characters.',
)
WHOSE = Text(
    fr="À qui est la copie « {name} » ? Personne de ce nom n’est dans la classe, elle n’est donc pas notée. Les plus proches : {nearest}. "
    'Dites-le : crm-course class who --class teacher --submissions DOSSIER --is "{name}=ÉLÈVE"',
    en='Whose is the copy "{name}"? Nobody of that name is in the class, so it is not marked. The nearest: {nearest}. '
    'Say it: crm-course class who --class teacher --submissions DIR --is "{name}=STUDENT"',
)
BY_LAST_NAME = Text(fr="Reconnu à son seul nom de famille : « {file} ».", en='Known by the last name alone: "{file}".')
TOGETHER = Text(
    fr="Rendu sous plusieurs noms, réunis en une copie : {names}.", en="Handed in under several names, taken as one copy: {names}."
)
COPY = Text(fr="copie", en="copy")
BAD_RECORD = Text(fr="« {path} » est illisible : {why}", en='"{path}" cannot be read: {why}')
NO_WORKSHEET = Text(
    fr="« {path} » n’est pas une feuille d’évaluation de Moodle : on attend un CSV avec les colonnes « Identifiant » et « Note ».",
    en='"{path}" is no grading worksheet of Moodle: a CSV with the columns "Identifier" and "Grade" is expected.',
)
FOR_MOODLE = Text(
    fr="Pour Moodle : {moodle} (notes), {worksheet} (feuille d’évaluation remplie), {feedback} (retours à déposer)",
    en="For Moodle: {moodle} (marks), {worksheet} (worksheet filled), {feedback} (feedback to upload)",
)
PROVISIONAL = Text(
    fr="Note provisoire : {count:number} réponse(s) ouverte(s) à relire.", en="Provisional mark: {count:number} open answers to be read."
)
LATE = Text(fr="Rendu en retard : {penalty:percent0} des points en moins.", en="Handed in late: {penalty:percent0} of the points less.")
SHARED = Text(fr="Copie du groupe, rendue par {name}.", en="The group’s copy, handed in by {name}.")
ABSENT = Text(fr="{count:number} élève(s) n’ont rien rendu : {names}", en="{count:number} students handed in nothing: {names}")
UNKNOWN_COPIES = Text(
    fr="{count:number} copie(s) à qui ? Voir : crm-course class who",
    en="{count:number} copies are nobody’s known. See: crm-course class who",
)
OTHER_IDENTITY = Text(
    fr="Le dossier rendu par « {name} » est celui de « {owner} ».", en='The folder handed in by "{name}" is that of "{owner}".'
)
SWAPPED = Text(fr="Le fichier {file} est celui de « {owner} ».", en='The file {file} is that of "{owner}".')
CHANGED = Text(fr="Le fichier {file} n’est pas celui qui a été donné.", en="The file {file} is not the one that was given.")

# -- the session --------------------------------------------------------------------------

SECRET_NEEDED = Text(
    fr="--class demande aussi --secret-file : le secret avec lequel la classe a été faite.",
    en="--class also needs --secret-file: the secret that the class was made with.",
)
ISOLATION = Text(fr="Isolement des copies : {level} ({what})", en="Copies kept apart by: {level} ({what})")
LEVELS = {
    "bubblewrap": Text(
        fr="ni réseau, ni autre fichier, ni autre processus ; temps, mémoire et taille limités",
        en="no network, no other file, no other process; time, memory and size limited",
    ),
    "namespaces": Text(
        fr="ni réseau, ni écriture au dehors, ni autre processus ; les copies et les réponses sont cachées, d’autres fichiers restent lisibles",
        en="no network, no writing outside, no other process; copies and answers are hidden, other files can still be read",
    ),
    "process": Text(
        fr="un processus à part, temps et mémoire limités, sans réseau sous Linux ; les fichiers restent lisibles. Installez bubblewrap pour mieux",
        en="a process apart, time and memory limited, no network on Linux; files can still be read. Install bubblewrap for better",
    ),
}
GRADING = Text(fr="{count:number} copie(s), exercice(s) : {exercises}", en="{count:number} copies, exercises: {exercises}")
STATUSES = {
    "right": Text(fr="juste", en="right"),
    "partly": Text(fr="en partie", en="partly"),
    "wrong": Text(fr="faux", en="wrong"),
    "missing": Text(fr="sans réponse", en="missing"),
    "unreadable": Text(fr="illisible", en="unreadable"),
    "to-read": Text(fr="à relire", en="to read"),
    "read": Text(fr="relu", en="read"),
    "error": Text(fr="non noté", en="not graded"),
}
LETTERS = {"right": "✓", "partly": "½", "wrong": "✗", "missing": "–", "unreadable": "?", "to-read": "…", "read": "✓", "error": "!"}
WRITTEN = Text(fr="{count:number} copie(s) notée(s) dans {path}", en="{count:number} copies graded in {path}")
REFUSED = Text(
    fr="{count:number} copie(s) n’ont pas pu être notées : la raison est ci-dessous et dans le carnet (« error »)",
    en='{count:number} copies could not be graded: the reason is below and in the gradebook ("error")',
)
BESIDE = Text(
    fr="À côté : {students} (une ligne par élève), {workbook} (classeur), {feedback}/ (un retour par élève)",
    en="Beside it: {students} (one line a student), {workbook} (workbook), {feedback}/ (feedback for each student)",
)
TO_READ = Text(
    fr="{count:number} réponse(s) ouverte(s) à relire dans {workbook}, puis : crm-course class marks {workbook}",
    en="{count:number} open answers to read in {workbook}, then: crm-course class marks {workbook}",
)
UNTAKEN = Text(
    fr="{workbook} n’a pas été récrit, car ce qui s’y trouve n’a pu être repris : {why} Corrigez ou renommez ce classeur, puis relancez.",
    en="{workbook} was not written anew, for what it holds could not be taken in: {why} Mend or rename that workbook, then run again.",
)
ABOUT = Text(fr="• {student} : {notice}", en="• {student}: {notice}")
ALIKE = Text(
    fr="{count:number} paire(s) de copies à comparer : {path}. C’est un indice, pas une preuve.",
    en="{count:number} pairs of copies to compare: {path}. It is a hint, not a proof.",
)

# -- gradebook and feedback ---------------------------------------------------------------

STUDENT = Text(fr="Élève", en="Student")
QUESTION = Text(fr="Question", en="Question")
MANNER = Text(fr="Ce que fait sa copie", en="What the copy does")
CLASS_HEAD = Text(fr="| Élève | Dossier | Fichiers de données | Empreinte |", en="| Student | Folder | Files of data | Fingerprint |")
ANSWER, RUBRIC = Text(fr="Réponse", en="Answer"), Text(fr="Barème", en="Rubric")
PROPOSED, POINTS = Text(fr="Points proposés", en="Points proposed"), Text(fr="Points", en="Points")
OUT_OF, COMMENT = Text(fr="Sur", en="Out of"), Text(fr="Commentaire", en="Comment")
MARK_20 = Text(fr="Note sur 20", en="Mark out of 20")
SHEET_OPEN = Text(fr="Réponses ouvertes", en="Open answers")
SHEET_STUDENTS, SHEET_MARKS = Text(fr="Élèves", en="Students"), Text(fr="Questions", en="Questions")
NOT_OURS = Text(
    fr="« {path} » n’est pas le classeur des réponses ouvertes : gardez sa première feuille et ses colonnes.",
    en='"{path}" is not the workbook of the open answers: keep its first sheet and its columns.',
)
SAID = Text(fr="Commentaire du correcteur : {comment}", en="The reader’s comment: {comment}")
TITLE = Text(fr="Votre copie, {student}", en="Your work, {student}")
TOTAL = Text(fr="Points : {points:number} sur {out_of:number}", en="Points: {points:number} of {out_of:number}")
OF = Text(fr="{points:number} / {out_of:number}", en="{points:number} / {out_of:number}")
NO_ANSWER = Text(fr="Aucune réponse n’a été trouvée.", en="No answer was found.")
NOT_READ = Text(
    fr="Aucune réponse n’a été trouvée, car Python n’a pas pu lire toutes les cellules de ce carnet (numéro de cellule · erreur) :\n{lines}",
    en="No answer was found, for Python could not read every cell of this notebook (number of cell · error):\n{lines}",
)
YOUR_ANSWER = Text(fr="Votre réponse", en="Your answer")
NOTICES = Text(fr="À savoir", en="To know")
CELL_ENDED = {
    "CellTime": Text(
        fr="la cellule ne finissait pas : elle a été arrêtée, les autres notées",
        en="the cell did not end: it was stopped, the others graded",
    ),
    "SystemExit": Text(
        fr="la cellule arrêtait Python : elle a été laissée de côté, les autres notées",
        en="the cell ended Python: it was left out, the others graded",
    ),
}
YOUR_ERRORS = Text(fr="Cellules qui ont échoué", en="Cells that failed")

# -- packs checked, classes made ----------------------------------------------------------

OTHER_CLASS = Text(
    fr="« {path} » contient une autre classe (édition ou exercices différents) : rien n’y a été changé. Choisissez un autre dossier.",
    en='"{path}" holds another class (another edition or other exercises): nothing in it was changed. Choose another folder.',
)
NO_OUT = Text(
    fr="Impossible d’écrire dans « {path} » ({why}). Donnez par --out un dossier à créer ou à compléter.",
    en='"{path}" cannot be written ({why}). Give by --out a folder to make or to complete.',
)
ONE_FOLDER = Text(
    fr="« {other} » et « {name} » auraient le même dossier ({path}) : rien n’a été fait. Distinguez-les dans la liste.",
    en='"{other}" and "{name}" would have the same folder ({path}): nothing was made. Tell them apart in the list.',
)
GIVEN_FAILS = Text(fr="Les données de l’exercice échouent : {why}", en="The exercise's data fail: {why}")
NO_MODEL = Text(fr="Question ouverte sans réponse modèle.", en="Open question without a model answer.")
RIGHT_REFUSED = Text(fr="La bonne réponse est refusée : {message}", en="The right answer is refused: {message}")
CHECK_NOT_RIGHT = Text(
    fr="Copie résolue, exécutée et notée : « {status} » au lieu de « juste ». {message}",
    en='A solved copy, run and graded: "{status}" instead of "right". {message}',
)
CHECK_NOT_EMPTY = Text(
    fr="Copie rendue vide, exécutée et notée : « {status} » au lieu de « sans réponse ». {message}",
    en='A copy handed in empty, run and graded: "{status}" instead of "missing". {message}',
)
CHECK_CELL = Text(fr="La cellule {cell} du carnet échoue : {why}", en="Cell {cell} of the notebook fails: {why}")
CHECK_FAILS = Text(fr="La copie d’essai n’a pas pu être notée : {why}", en="The trial copy could not be graded: {why}")
MISTAKE_MISSED = Text(
    fr="L’erreur « {name} » n’est pas reconnue : elle est lue comme « {caught} ».",
    en='The mistake "{name}" is not caught: it is read as "{caught}".',
)
QUESTION_FAILS = Text(fr="La question échoue : {why}", en="The question fails: {why}")
WORDS_FAIL = Text(fr="Le texte « {quoted} » ne peut être dit : {why}", en='The text "{quoted}" cannot be said: {why}')
SAME_WORDS = Text(fr="Le texte « {quoted} » est le même dans les deux langues.", en='The text "{quoted}" is the same in both languages.')
NO_HINTS = Text(fr="Aucun indice.", en="No hint.")
NO_WHY = Text(fr="Aucune explication de la bonne réponse (why).", en="No explanation of the right answer (why).")
LEAK = Text(
    fr="La solution « {solution} » figure dans le carnet de l’élève.", en='The solution "{solution}" stands in the student’s notebook.'
)
SHADOW = Text(
    fr="La variable « {name} » de la réponse porte le nom d’une donnée de l’exercice.",
    en='The answer’s variable "{name}" has the name of something that the exercise gives.',
)
NOT_A_GRADEBOOK = Text(
    fr="« {path} » n’est pas un carnet de notes fait par « pytest --submissions=… --gradebook … ».",
    en='"{path}" is no gradebook made by "pytest --submissions=… --gradebook …".',
)
NO_FEEDBACK = Text(
    fr="« {student} » n’a pas de retour dans « {path} ». Donnez le nom de son dossier tel qu’il est dans le carnet de notes.",
    en='"{student}" has no feedback in "{path}". Give the name of the folder as it stands in the gradebook.',
)
GRADING_MISSING = Text(
    fr="Pour noter, il manque pytest. Installez-le : pip install pytest pytest-xdist",
    en="Grading needs pytest. Install it: pip install pytest pytest-xdist",
)
GRADING_FAILED = Text(
    fr="La notation s’est arrêtée avant la fin ; les copies sont intactes. Ce qu’elle a dit :\n{why}",
    en="Grading ended before its end; the copies are untouched. What it said:\n{why}",
)

# -- the marks as a picture ---------------------------------------------------------------

HARDEST = Text(
    fr="« {question} » arrête la classe : {earned:percent0} des points",
    en="“{question}” stops the class: {earned:percent0} of the points",
)
MARKS_DETAIL = Text(
    fr="{students} copies. Part des points de chaque question : ✓ juste, ½ en partie, ✗ faux, – sans réponse, … à relire, ! non noté.",
    en="{students} copies. Share of each question’s points: ✓ right, ½ partly, ✗ wrong, – missing, … to read, ! not graded.",
)
SHARE_OF_POINTS = Text(fr="Part des points", en="Share of points")

# -- marks as tables ----------------------------------------------------------------------

COLUMNS = {
    "student": STUDENT, "question": QUESTION, "points": POINTS, "out_of": OUT_OF, "mark_20": MARK_20,
    "to_read": Text(fr="À relire", en="To be read"),
    "mistake": Text(fr="Erreur reconnue", en="Named mistake"), "status": Text(fr="Verdict", en="Verdict"),
    "other": Text(fr="Et", en="And"), "same_wrong_answers": Text(fr="Mêmes réponses fausses", en="Same wrong answers"),
    "same_cells": Text(fr="Mêmes cellules", en="Same cells"), "questions": Text(fr="Questions", en="Questions"),
}  # fmt: skip
"""The columns of a gradebook's files, as a reader calls them."""
REPORT_QUESTIONS = Text(
    fr="| Question | Points obtenus | Sans réponse | Erreur la plus fréquente |",
    en="| Question | Points earned | No answer | Commonest mistake |",
)
REPORT_COMPETENCES = Text(fr="| Compétence | Points obtenus | Questions |", en="| Competence | Points earned | Questions |")
REPORT_STUDENTS = Text(fr="| Élève | Points obtenus | Bute sur |", en="| Student | Points earned | Stuck on |")
REPORT_TO_READ = Text(
    fr="Provisoire : {count:number} réponse(s) ouverte(s) à relire.", en="Provisional: {count:number} open answers to be read."
)
REPORT_ERRORS = Text(
    fr="{count:number} copie(s) non notée(s), hors de ces parts.", en="{count:number} copies not graded, left out of these shares."
)
MISTAKE_TIMES = Text(fr="{said} (× {times:number})", en="{said} (×{times:number})")
