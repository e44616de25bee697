"""``crm-course class``: make a class's folders, read its answers over, check a pack of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text as Words

from crm_course.foundations.language import Text, current, percent, use

__all__ = ["app"]

HELP = Text(
    fr="Une classe, de la liste au carnet de notes.\n\nLes copies se notent avec : pytest --submissions=DOSSIER --gradebook notes.csv",
    en="A class, from the roster to the gradebook.\n\nCopies are graded with: pytest --submissions=FOLDER --gradebook marks.csv",
)
EXAMPLES = Text(
    fr="Exemple : crm-course class make --roster classe.csv --secret-file secret.txt --out classe",
    en="Example: crm-course class make --roster class.csv --secret-file secret.txt --out class",
)
MAKE = Text(
    fr="Fabrique un dossier par élève : ses carnets, ses données, son nom.",
    en="Make a folder for each student: his notebooks, his data, his name.",
)
SOLUTIONS = Text(
    fr="Écrit le corrigé : les réponses de chacun et les carnets résolus.", en="Write the key: everyone’s answers and the notebooks solved."
)
WHO = Text(
    fr="Montre de qui est chaque copie, avant de noter ; prend vos corrections.",
    en="Show whose each copy is, before grading; take your corrections.",
)
SUBMISSIONS = Text(fr="Les copies : un dossier, ou le ZIP de Moodle.", en="The copies: a folder, or Moodle’s ZIP.")
WORKSHEET = Text(fr="La feuille d’évaluation de Moodle (CSV).", en="Moodle’s grading worksheet (CSV).")
IS = Text(
    fr="De qui est une copie (à répéter) : « fichier=élève » ; sans élève, la correction est oubliée.",
    en='Whose a copy is (repeat it): "file=student"; without a student, the correction is forgotten.',
)
REPORT = Text(fr="Dit où la classe bute et quelle erreur est fréquente.", en="Say where the class is stuck and which mistake is common.")
MARKS = Text(
    fr="Reprend les points donnés à la main dans le classeur des réponses ouvertes.",
    en="Take in the points given by hand in the workbook of open answers.",
)
CHECK = Text(
    fr="Vérifie un dossier de questions avant de le donner à une classe.", en="Check a pack of questions before it is given to a class."
)

ROSTER = Text(fr="Liste de la classe : CSV ou XLSX avec une colonne « nom ».", en='Class list: CSV or XLSX with a column "name".')
SECRET = Text(
    fr="Fichier avec une phrase à garder pour vous : elle décide des données de chacun.",
    en="File with a phrase to keep: it decides on everyone’s data.",
)
OUT = Text(fr="Le dossier à créer.", en="The folder to make.")
EXERCISE = Text(fr="Exercice à donner (à répéter) ; par défaut tous.", en="Exercise to give (repeat it); by default all.")
PACK_CHECKED = Text(fr="Dossier de questions à vérifier : un seul à la fois.", en="Folder of questions to check: one at a time.")
PACK = Text(fr="Dossier de questions à vous (à répéter).", en="Folder of questions of your own (repeat it).")
EDITION = Text(fr="Nom de l’édition : une autre donne d’autres données.", en="Name of the edition: another one gives other data.")
EXAM = Text(fr="Examen : check note la réponse sans la corriger.", en="Exam: check notes the answer without marking it.")
ANSWERS = Text(
    fr="Comment répondre : box (dans un champ) ou code (en Python) ; par défaut comme le dit chaque exercice.",
    en="How to answer: box (in a field) or code (in Python); by default as each exercise says.",
)
CLASS = Text(fr="Le dossier teacher/ de la classe.", en="The teacher/ folder of the class.")
GRADEBOOK = Text(fr="Le carnet de notes (CSV) fait par pytest.", en="The gradebook (CSV) made by pytest.")
WORKBOOK = Text(fr="Le classeur XLSX écrit à côté du carnet de notes.", en="The XLSX workbook written beside the gradebook.")
LANG = Text(fr="Langue : fr ou en.", en="Language: fr or en.")

_DOING = Text(fr="Dossiers", en="Folders")
_MADE = Text(
    fr="{count:number} dossier(s) dans {students}. Gardez {teacher} et le secret : ils servent à noter.",
    en="{count:number} folders in {students}. Keep {teacher} and the secret: they are needed for grading.",
)
_KEY = Text(
    fr="{count:number} réponse(s) dans {path}, et les carnets résolus à côté.",
    en="{count:number} answers in {path}, and the notebooks solved beside it.",
)
_TAKEN = Text(fr="{count:number} note(s) à la main reprise(s) dans {path}.", en="{count:number} marks by hand taken into {path}.")
_FIT = Text(fr="{exercise} : {count:number} question(s), tout est en ordre.", en="{exercise}: {count:number} questions, all is well.")
_QUESTION, _EARNED = Text(fr="Question", en="Question"), Text(fr="Points obtenus", en="Points earned")
_MISSING, _MISTAKE = Text(fr="Sans réponse", en="No answer"), Text(fr="Erreur la plus fréquente", en="Commonest mistake")
_COMPETENCE, _QUESTIONS = Text(fr="Compétence", en="Competence"), Text(fr="Questions", en="Questions")
_STUDENT, _STUCK = Text(fr="Élève", en="Student"), Text(fr="Bute sur", en="Stuck on")
_COPY, _HOW = Text(fr="Copie", en="Copy"), Text(fr="Reconnue", en="Known")
_ABSENT = Text(fr="N’ont rien rendu : {names}", en="Handed in nothing: {names}")
_UNKNOWN = Text(
    fr='{count:number} copie(s) à qui ? Elles ne seront pas notées. Dites-le : --is "fichier=élève"',
    en='Whose are {count:number} copies? They will not be marked. Say it: --is "file=student"',
)
_TRYING = Text(fr="Les carnets sont exécutés, vides et résolus, et notés", en="The notebooks are run, empty and solved, and graded")
_TO_MEND = Text(fr="À corriger", en="To mend")

app = typer.Typer(
    name="class", help=HELP.say(), epilog=EXAMPLES.say(), no_args_is_help=True, context_settings={"help_option_names": ["--help", "-h"]}
)
Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help=LANG.say())]
Exercises = Annotated[list[str] | None, typer.Option("--exercise", metavar="ID", help=EXERCISE.say())]
Packs = Annotated[list[Path] | None, typer.Option("--pack", metavar="DIR", help=PACK.say())]
SecretFile = Annotated[Path, typer.Option("--secret-file", help=SECRET.say())]


@app.command(help=MAKE.say(), epilog=EXAMPLES.say())
def make(
    roster: Annotated[Path, typer.Option(help=ROSTER.say())],
    secret_file: SecretFile,
    out: Annotated[Path, typer.Option("--out", help=OUT.say())] = Path("class"),
    exercise: Exercises = None,
    pack: Packs = None,
    edition: Annotated[str, typer.Option(help=EDITION.say())] = "1",
    exam: Annotated[bool, typer.Option("--exam", help=EXAM.say())] = False,
    answers: Annotated[Literal["box", "code"] | None, typer.Option("--answers", help=ANSWERS.say())] = None,
    lang: Lang = current(),
) -> int:
    """Make the folders of a class."""
    from crm_course.grading import distribution
    from crm_course.synthetic.delivery.roster import students

    use(lang)
    names = students(roster)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(_DOING.say(), total=len(names))
        distribution.make_class(
            roster, out, secret_file=secret_file, exercises=exercise or (), packs=pack or (), edition=edition, language=lang, exam=exam, answers=answers,
            told=lambda name: progress.update(task, advance=1, description=name),
        )  # fmt: skip
    where = {"students": out / distribution.STUDENTS, "teacher": out / distribution.TEACHER}
    Console().print(_MADE.say(count=len(names), **where), highlight=False)
    return 0


@app.command(help=WHO.say())
def who(
    class_folder: Annotated[Path, typer.Option("--class", help=CLASS.say())],
    submissions: Annotated[Path, typer.Option("--submissions", help=SUBMISSIONS.say())],
    worksheet: Annotated[Path | None, typer.Option("--worksheet", help=WORKSHEET.say())] = None,
    said: Annotated[list[str] | None, typer.Option("--is", metavar="COPY=STUDENT", help=IS.say())] = None,
    lang: Lang = current(),
) -> int:
    """Show whose copies are; the exit status is 1 while one is nobody's."""
    from crm_course.grading.pairing import shown_pairing

    use(lang)
    pairing, rows = shown_pairing(class_folder, submissions, worksheet, said or ())
    table = Table(_COPY.say(), _STUDENT.say(), _HOW.say(), highlight=False)
    for row in rows:
        table.add_row(*map(Words, row))
    console = Console()
    console.print(table)
    if pairing.absent:
        console.print(_ABSENT.say(names=", ".join(each.name for each in pairing.absent)), highlight=False)
    if pairing.unknown:
        console.print(_UNKNOWN.say(count=len(pairing.unknown)), style="bold", highlight=False)
    return 1 if pairing.unknown else 0


@app.command(help=SOLUTIONS.say())
def solutions(
    class_folder: Annotated[Path, typer.Option("--class", help=CLASS.say())],
    secret_file: SecretFile,
    out: Annotated[Path, typer.Option("--out", help=OUT.say())] = Path("solutions"),
    pack: Packs = None,
    lang: Lang = current(),
) -> int:
    """Write the key of a class."""
    from crm_course.grading import key
    from crm_course.grading.catalogue import Catalogue
    from crm_course.grading.classroom import Classroom, read_secret

    use(lang)
    room = Classroom.read(class_folder, read_secret(secret_file))
    with Console(stderr=True).status(SOLUTIONS.say()):
        count = key.write(out.expanduser(), room, Catalogue.of(pack or ()), lang)
    Console().print(_KEY.say(count=count, path=out / "answers.csv"), highlight=False)
    return 0


@app.command(help=REPORT.say())
def report(
    gradebook: Annotated[Path, typer.Argument(metavar="FILE", help=GRADEBOOK.say())], pack: Packs = None, lang: Lang = current()
) -> int:
    """Say where a class is stuck."""
    from crm_course.grading.catalogue import Catalogue
    from crm_course.grading.report import read
    from crm_course.grading.tables import said_of, title_of

    use(lang)
    own = Catalogue.of(pack or ()).own
    found, console = read(gradebook, own), Console()
    table = Table(_QUESTION.say(), _EARNED.say(), _MISSING.say(), _MISTAKE.say(), highlight=False)
    for row in found.questions:
        mistake = f"{said_of(row.question, row.mistake, own)} (× {row.times})" if row.mistake else ""
        table.add_row(Words(title_of(row.question, own)), percent(row.earned, 0), str(row.missing), Words(mistake))
    console.print(table)
    if found.competences:
        table = Table(_COMPETENCE.say(), _EARNED.say(), _QUESTIONS.say(), highlight=False)
        for about in found.competences:
            table.add_row(Words(about.competence.label.say()), percent(about.earned, 0), str(len(about.questions)))
        console.print(table)
    table = Table(_STUDENT.say(), _EARNED.say(), _STUCK.say(), highlight=False)
    for each in found.students:
        table.add_row(Words(each.student), percent(each.earned, 0), Words(", ".join(title_of(name, own) for name in each.stuck)))
    console.print(table)
    if found.remark:
        console.print(found.remark, highlight=False)
    return 0


@app.command(help=MARKS.say())
def marks(
    workbook: Annotated[Path, typer.Argument(metavar="FILE", help=WORKBOOK.say())],
    gradebook: Annotated[Path | None, typer.Option("--gradebook", help=GRADEBOOK.say())] = None,
    pack: Packs = None,
    lang: Lang = current(),
) -> int:
    """Take in marks given by hand."""
    from crm_course.grading import Gradebook

    use(lang)
    book = gradebook or workbook.with_suffix(".csv")
    count = Gradebook(book.absolute(), packs=tuple(pack or ())).take(workbook)
    Console().print(_TAKEN.say(count=count, path=book), highlight=False)
    return 0


@app.command(help=CHECK.say())
def check(pack: Annotated[Path, typer.Argument(metavar="DIR", help=PACK_CHECKED.say())], lang: Lang = current()) -> int:
    """Check a pack; the exit status is 1 when something is to be mended."""
    from crm_course.grading.catalogue import read_pack
    from crm_course.grading.packcheck import findings
    from crm_course.grading.packrun import tried

    use(lang)
    console, well = Console(), True
    exercises = read_pack(pack)
    read = {exercise.id: findings(exercise) for exercise in exercises}
    fit = [exercise for exercise in exercises if not read[exercise.id]]
    with Console(stderr=True).status(_TRYING.say()):
        ran = tried(fit, [pack]) if fit else []
    for exercise in exercises:
        found = read[exercise.id] + [each for each in ran if each.question.partition(".")[0] == exercise.id]
        well = well and not found
        if not found:
            console.print(_FIT.say(exercise=exercise.id, count=len(exercise.questions)), style="green", highlight=False)
            continue
        table = Table(_QUESTION.say(), _TO_MEND.say(), highlight=False)
        for each in found:
            table.add_row(Words(each.question), Words(each.say()))
        console.print(table)
    return 0 if well else 1
