"""What the site says."""

from crm_course.foundations.language import Text

TITLE = Text(fr="La relation client, par le calcul", en="Customer relationships, computed")
ABOUT = Text(
    fr="Le cours à lire, à chercher, à imprimer, et à travailler dans le navigateur, sans rien installer.",
    en="The course to read, to search, to print, and to work in the browser, with nothing to install.",
)
START = Text(fr="Ouvrir le cahier dans le navigateur", en="Open the workbook in the browser")
KEPT = Text(
    fr="La première ouverture charge une cinquantaine de mégaoctets ; ensuite, tout se passe dans votre navigateur. Vos réponses et votre progression y restent : "
    "pour les rendre ou changer d’ordinateur, la page d’accueil du cahier les donne en un fichier. Ne s’y font pas : les mondes de millions de lignes, Spark, la notation des copies.",
    en="The first opening loads some fifty megabytes; from then on all happens in your browser. Your answers and your progress stay there: "
    "to hand them in or to change computers, the home page of the workbook gives them as one file. Not done there: worlds of millions of rows, Spark, the grading of copies.",
)
PRACTICE = Text(
    fr="Dans le navigateur, les réponses servent à s’entraîner : un élève curieux peut les y trouver. Les notes se donnent avec le correcteur ordinaire.",
    en="In the browser the answers are for practice: a curious student can find them there. Marks are given by the ordinary grader.",
)
WORK = Text(fr="Travailler cette leçon", en="Work this lesson")
EXERCISE = Text(fr="Ses exercices", en="Its exercises")
LESSON, EXERCISES = Text(fr="Leçon", en="Lesson"), Text(fr="Exercices", en="Exercises")
BEFORE, AFTER = Text(fr="← Leçon précédente", en="← Previous lesson"), Text(fr="Leçon suivante →", en="Next lesson →")
REFERENCE = Text(fr="Référence", en="Reference")
OTHER_LANGUAGE = Text(fr="English", en="Français")
SEARCH = Text(fr="Chercher dans les leçons :", en="Search the lessons:")
NONE = Text(fr="Rien n’a été trouvé.", en="Nothing was found.")
LAB = Text(fr="Le cahier dans le navigateur…", en="The workbook in the browser…")
NOT_EMPTY = Text(
    fr="Le dossier « {path} » contient autre chose qu’un site ({name}). Rien n’a été touché : choisissez un dossier vide.",
    en='The folder "{path}" holds something else than a site ({name}). Nothing was touched: choose an empty folder.',
)
UNWRITABLE = Text(
    fr="Le site ne peut pas être écrit dans « {path} » : {why}. Choisissez un autre dossier.",
    en='The site cannot be written to "{path}": {why}. Choose another folder.',
)
STOPPED = Text(
    fr="La leçon « {lesson} » s’est arrêtée : {why}. « crm-course doctor » dit ce qui manque.",
    en='The lesson "{lesson}" stopped: {why}. "crm-course doctor" says what is missing.',
)
HERE_PRACTICE = Text(
    fr="## Dans le navigateur\n\nCe cahier tourne dans votre navigateur : rien n’est installé, rien n’est envoyé. Les réponses y servent à s’entraîner. "
    "Vos carnets et votre progression restent dans ce navigateur, sur cet ordinateur : pour les garder, les rendre ou continuer ailleurs, enregistrez (Ctrl + S), "
    "puis exécutez la cellule ci-dessous. Ne se font pas ici : les mondes de millions de lignes, Spark, la notation des copies.",
    en="## In the browser\n\nThis workbook runs in your browser: nothing is installed, nothing is sent. The answers are for practice here. "
    "Your notebooks and your progress stay in this browser, on this computer: to keep them, hand them in or go on elsewhere, save (Ctrl + S), "
    "then run the cell below. Not done here: worlds of millions of rows, Spark, the grading of copies.",
)
TOOLS = Text(fr="Trois outils", en="Three tools")
TOOLS_NOTE = Text(
    fr="Chacun tient dans un fichier : enregistrez-le, il s’ouvre depuis le disque ou une pièce jointe, sans réseau.",
    en="Each is one file: save it, and it opens from disk or from an attachment, without a network.",
)
ENGLISH_ONLY = Text(fr="Les noms publics, tels que le code les documente, en anglais.", en="The public names, as the code documents them.")
