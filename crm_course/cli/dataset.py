"""``crm-course dataset``: make the data of a class, see what there is, check a folder."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from typer.core import TyperGroup

from crm_course.foundations.language import Text, current, use

__all__ = ["app"]

HELP = Text(
    fr="Fabrique les données d’une entreprise imaginaire, une par élève, avec le corrigé.\n\n"
       "crm-course dataset MONDE … · dataset list · dataset describe MONDE · dataset verify DOSSIER",
    en="Make the data of an imaginary company, one for each student, with the answer key.\n\n"
       "crm-course dataset WORLD … · dataset list · dataset describe WORLD · dataset verify FOLDER",
)  # fmt: skip
EXAMPLES = Text(
    fr="Exemple : crm-course dataset sens-confort --roster classe.csv --dirt light --out donnees",
    en="Example: crm-course dataset sens-confort --roster class.csv --dirt light --out data",
)
MAKE = Text(fr="Fabrique des données.", en="Make data.")
LIST = Text(fr="Les mondes du cours.", en="The worlds of the course.")
DESCRIBE = Text(
    fr="L’histoire d’un monde : ses effets plantés et leur taille.", en="The story of a world: its planted effects and their size."
)
VERIFY = Text(fr="Vérifie un dossier : empreintes, schéma, cohérence.", en="Check a folder: fingerprints, schema, coherence.")
WORLD = Text(fr="Le monde : voir « crm-course dataset list ».", en='The world: see "crm-course dataset list".')
CUSTOMERS = Text(fr="Nombre de clients, un million au plus.", en="Number of customers, a million at most.")
MONTHS = Text(fr="Nombre de mois, de 3 à 120.", en="Number of months, from 3 to 120.")
SEED = Text(fr="Graine : la même donne les mêmes données.", en="Seed: the same one gives the same data.")
ROSTER = Text(
    fr="Liste de la classe (CSV ou XLSX avec une colonne « nom ») : des données par élève.",
    en='Class list (CSV or XLSX with a column "name"): data for each student.',
)
STUDENT = Text(fr="Un seul élève, par son nom.", en="One student, by name.")
DIRT = Text(
    fr="none, light, heavy, ou des types d’erreurs séparés par des virgules.", en="none, light, heavy, or error types separated by commas."
)
FORMAT = Text(
    fr="csv, xlsx, parquet, sqlite, duckdb ; plusieurs séparés par des virgules.",
    en="csv, xlsx, parquet, sqlite, duckdb; several separated by commas.",
)
OUT = Text(fr="Le dossier à créer.", en="The folder to make.")
SECRET = Text(fr="Secret du cours, sans lequel nul ne refait les données d’un élève (ou CRM_COURSE_SECRET).",
              en="Secret of the course, without which nobody can make a student’s data again (or CRM_COURSE_SECRET).")  # fmt: skip
LOCALE = Text(
    fr="Prénoms, noms, rues et entreprises d’un autre pays, par Faker : de_DE, es_ES… ; communes et codes postaux restent ceux du monde.",
    en="First names, last names, streets and companies of another country, by Faker: de_DE, es_ES…; towns and postcodes stay those of the world.",
)
WORKERS = Text(fr="Processus en parallèle.", en="Parallel processes.")
EDITION = Text(
    fr="Une édition d’avant, pour refaire ses données : 2026.3 (sans cette option, celle du dossier commencé, sinon la dernière).",
    en="An earlier edition, to make its data again: 2026.3 (without this option, that of the folder begun, or else the newest).",
)
PREDICTION = Text(
    fr="Ajoute un exercice de prédiction (qui rachète ?) de ce niveau : 0 sans piège, 1 à 3 avec des colonnes qui connaissent l’avenir, de mieux en mieux cachées.",
    en="Adds an exercise of prediction (who buys again?) of this level: 0 without a trap, 1 to 3 with columns that know the future, hidden better and better.",
)
HOLDOUT = Text(
    fr="Part des clients dont la réponse est gardée pour le corrigé.", en="Share of the customers whose answer is kept for the key."
)
FOLDER = Text(fr="Le dossier à vérifier.", en="The folder to check.")
LANG = Text(fr="Langue : fr ou en.", en="Language: fr or en.")

TEACHER = Text(
    fr="Le dossier « teacher » de la classe : vérifie que chacun a bien ses données à lui (trouvé tout seul dans un dossier de classe).",
    en='The "teacher" folder of the class: checks that everyone has his own data (found by itself in a folder of a class).',
)

_DOING = Text(fr="Fabrication", en="Making")
_DONE = Text(
    fr="Jeux de données dans {path} : {sets:number}. Lignes écrites : {rows:number0}, erreurs semées : {errors:number0}, dossiers déjà complets : {kept:number}.",
    en="Data sets in {path}: {sets:number}. Rows written: {rows:number0}, planted errors: {errors:number0}, folders already complete: {kept:number}.",
)
_STOPPED = Text(
    fr="Arrêté. Les dossiers complets restent dans {path}, rien n’est à moitié écrit ; relancez la même commande pour finir.",
    en="Stopped. Complete folders stay in {path}, nothing is half written; run the same command again to finish.",
)
_KEEP = Text(
    fr="À distribuer : {students}   À garder pour vous (corrigé) : {teacher}",
    en="To hand out: {students}   To keep (answer key): {teacher}",
)
_WEAK = Text(
    fr="Attention : pour {names}, un effet au moins ne se voit pas dans les données. Demandez plus de clients (1 000 suffisent d’ordinaire).",
    en="Caution: for {names}, at least one effect cannot be seen in the data. Ask for more customers (1,000 are usually enough).",
)
_NO_SECRET = Text(
    fr="Sans --secret, un élève qui connaît la commande peut refaire ses données et leur corrigé.",
    en="Without --secret, a student who knows the command can make his data and their key again.",
)
_WELL = Text(
    fr="{folder} : tout est en ordre, {tables:number0} tables, {rows:number0} lignes.",
    en="{folder}: all is well, {tables:number0} tables, {rows:number0} rows.",
)


class _Worlds(TyperGroup):
    """``dataset sens-confort …`` is ``dataset make sens-confort …``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["make", *args]
        return list(super().parse_args(ctx, args))


app = typer.Typer(cls=_Worlds, name="dataset", help=HELP.say(), epilog=EXAMPLES.say(), no_args_is_help=True,
                  context_settings={"help_option_names": ["--help", "-h"]})  # fmt: skip
Lang = Annotated[Literal["fr", "en"], typer.Option("--lang", help=LANG.say())]


@app.command(help=MAKE.say(), epilog=EXAMPLES.say())
def make(
    world: Annotated[str, typer.Argument(metavar="WORLD", help=WORLD.say())],
    customers: Annotated[int, typer.Option(help=CUSTOMERS.say())] = 1000,
    months: Annotated[int, typer.Option(help=MONTHS.say())] = 24,
    seed: Annotated[int, typer.Option(help=SEED.say())] = 7,
    roster: Annotated[Path | None, typer.Option(help=ROSTER.say())] = None,
    student: Annotated[str | None, typer.Option(help=STUDENT.say())] = None,
    dirt: Annotated[str, typer.Option(help=DIRT.say())] = "none",
    formats: Annotated[str, typer.Option("--format", help=FORMAT.say())] = "csv",
    lang: Lang = current(),
    out: Annotated[Path, typer.Option("--out", help=OUT.say())] = Path("crm-data"),
    secret: Annotated[str, typer.Option(envvar="CRM_COURSE_SECRET", help=SECRET.say())] = "",
    locale: Annotated[str, typer.Option(help=LOCALE.say())] = "fr_FR",
    edition: Annotated[str | None, typer.Option(help=EDITION.say())] = None,
    prediction: Annotated[int | None, typer.Option(metavar="0-3", help=PREDICTION.say())] = None,
    holdout: Annotated[float, typer.Option(help=HOLDOUT.say())] = 0.3,
    workers: Annotated[int, typer.Option(min=1, help=WORKERS.say())] = os.cpu_count() or 1,
) -> int:
    """Make the data of a company or of a class."""
    from crm_course.synthetic.delivery.classes import Job, edition_of, make_class
    from crm_course.synthetic.delivery.roster import one_of, students
    from crm_course.synthetic.names import locale_named

    use(lang)
    people = tuple(students(roster)) if roster else (student,) if student else ()
    if roster and student:
        people = (one_of(list(people), student),)
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in formats.split(",") if part.strip()))
    job = Job(world=world, customers=customers, months=months, seed=seed, dirt=dirt, formats=wanted or ("csv",), language=lang,
              secret=secret, locale=locale_named(locale), students=people, edition=edition or edition_of(out.expanduser()),
              prediction=prediction, holdout=holdout)  # fmt: skip
    job.check()
    console = Console(stderr=True)
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # an order to stop tidies up, as Ctrl+C does
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task(_DOING.say(), total=job.steps)
            results = make_class(job, out.expanduser(), workers=workers, step=lambda: progress.advance(task),
                                 done=lambda result: progress.update(task, description=result.student or _DOING.say()))  # fmt: skip
    except KeyboardInterrupt:
        console.print(_STOPPED.say(path=out), highlight=False)
        return 130
    finally:
        signal.signal(signal.SIGTERM, before)
    _summary(console, results, out, bool(people and not secret))
    return 0


def _summary(console: Console, results: list[Any], out: Path, open_to_all: bool) -> None:
    console.print(_DONE.say(sets=len(results), path=out, rows=sum(one.rows for one in results), errors=sum(one.errors for one in results),
                            kept=sum(one.kept for one in results)), style="bold", highlight=False)  # fmt: skip
    console.print(_KEEP.say(students=out / "students", teacher=out / "teacher"), highlight=False)
    weak = [one.student or one.folder for one in results if not one.found]
    if weak:
        console.print(_WEAK.say(names=", ".join(weak[:5]) + (" …" if len(weak) > 5 else "")), style="yellow", highlight=False)
    if open_to_all:
        console.print(_NO_SECRET.say(), style="yellow", highlight=False)


def _table(console: Console, frame: Any) -> None:
    table = Table(*map(str, frame.columns), highlight=False)
    for row in frame.itertuples(index=False):
        table.add_row(*map(str, row))
    console.print(table)


@app.command("list", help=LIST.say())
def worlds(lang: Lang = current()) -> int:
    """The worlds."""
    from crm_course.synthetic.tables import companies

    use(lang)
    _table(Console(), companies())
    return 0


@app.command(help=DESCRIBE.say())
def describe(world: Annotated[str, typer.Argument(metavar="WORLD", help=WORLD.say())], lang: Lang = current()) -> int:
    """The story of a world."""
    from crm_course.synthetic.generate import world as made
    from crm_course.synthetic.tables import story_table

    use(lang)
    _table(Console(), story_table(made(world, customers=300)))
    return 0


@app.command(help=VERIFY.say())
def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=FOLDER.say())],
    teacher: Annotated[Path | None, typer.Option("--teacher", help=TEACHER.say())] = None,
    lang: Lang = current(),
) -> int:
    """Check a folder; the exit status is 1 when something is wrong."""
    from crm_course.synthetic.delivery import provenance

    use(lang)
    teacher = teacher or provenance.record_beside(folder)
    sets = _data_sets(folder)
    status = max([_verified(part, teacher) for part in sets])
    if teacher and sets != [folder]:
        for name, rule in provenance.missing([part.name for part in sets], provenance.records(teacher)):
            status = 1
            Console().print(f"{name} : {rule.say()}", style="red", highlight=False)
    return status


def _data_sets(folder: Path) -> list[Path]:
    """The data sets of a class, one per student, from its folder or one of the two in it; those of a folder of copies; or the folder itself."""
    for where in (
        "students/[!.]*/datapackage.json",
        "../students/[!.]*/datapackage.json" if folder.name == "teacher" else "",
        "[!.]*/datapackage.json",
    ):
        if found := sorted(folder.glob(where)) if where else []:
            return [path.parent for path in found]
    return [folder]


def _verified(folder: Path, teacher: Path | None) -> int:
    from crm_course.synthetic.delivery.files import package_of, verify
    from crm_course.synthetic.tables import readable

    found, console = verify(folder, teacher), Console()
    if found.empty:
        tables = [one["rows"] for one in package_of(folder)["resources"] if "rows" in one]
        console.print(_WELL.say(folder=folder.name, tables=len(tables), rows=sum(tables)), highlight=False)
        return 0
    console.print(f"{folder.name} :", highlight=False)
    _table(console, readable(found))
    return 1
