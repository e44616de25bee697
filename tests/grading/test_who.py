"""Whose copy is it? Rosters as platforms export them, names as they hand them in, and nobody marked on another's data."""

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from crm_course import grading
from crm_course.cli import main
from crm_course.foundations.errors import FileProblem
from crm_course.grading import archives, who, worksheet
from crm_course.grading.archives import Most, Unpacker
from crm_course.grading.catalogue import Catalogue
from crm_course.grading.classroom import Classroom, Student
from crm_course.grading.isolation import available, usable
from crm_course.grading.submissions import find, former_name, safe_name
from crm_course.synthetic.delivery.roster import people

from .room import HEAD, cell, code, hand_in, honest, notebook, session

PACK = Path(__file__).parent / "own_pack"
needs_walls = pytest.mark.skipif(not usable(available()), reason="no isolation works here: apt install bubblewrap")

ROSTER = """Prénom,Nom de famille,Numéro d'identification,Adresse de courriel
Camille,Martin,22001,camille.martin@ecole.example
Camille,Martin,22002,c.martin2@ecole.example
Zoé,Lefèvre,22003,zoe.lefevre@ecole.example
Noël,D’Angelo,22004,noel.dangelo@ecole.example
Anaïs,Œuvrard,22005,anais.oeuvrard@ecole.example
Łukasz,Zöch,22006,lukasz.zoch@ecole.example
Anne,Le Goff,22007,anne.legoff@ecole.example
Ömer,Yıldız,22008,omer.yildiz@ecole.example
Jean-Baptiste,Étienne,22009,jb.etienne@ecole.example
Marie,Durand,22010,marie.durand@ecole.example
Anne Marie,Durand,22011,am.durand@ecole.example
小龍,李,22012,xl.li@ecole.example
Þór,Ægir,22013,thor.aegir@ecole.example
Éric,Muller,22014,eric.muller@ecole.example
Inès,Ben Salah,22015,ines.bensalah@ecole.example
Paul,Straße,22016,paul.strasse@ecole.example
Awa,Diallo,22017,awa.diallo@ecole.example
Linh,Nguyen,22018,linh.nguyen@ecole.example
Hugo,Rousseau,22019,hugo.rousseau@ecole.example
Léa,Petit,22020,lea.petit@ecole.example
Yann,Morvan,22021,yann.morvan@ecole.example
Sara,Costa,22022,sara.costa@ecole.example
Tom,Leroy,22023,tom.leroy@ecole.example
Eva,Simon,22024,eva.simon@ecole.example
"""


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of 24 made from a roster of Moodle's, each with data of their own, homonyms among them."""
    folder = tmp_path_factory.mktemp("moodle")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "secret.txt").write_text("une phrase que je garde")
    room = grading.make_class(
        folder / "roster.csv", folder / "class", secret_file=folder / "secret.txt", exercises=["own"], packs=[PACK], language="fr"
    )
    return folder, room


def named(person, number, style):
    """What one of seven platforms and habits calls a copy: a path among the copies."""
    first, last = person.first, person.last
    return {
        0: f"{first} {last}_{number}_assignsubmission_file/P1-own.ipynb",
        1: f"{first} {last}_{number}_assignsubmission_file_P1-own.ipynb",
        2: f"{last.upper()} {first}/P1-own.ipynb",
        3: f"{first.lower()}_{last.lower()}.ipynb",
        4: f"{person.email}.ipynb",
        5: f"P1-own {last} {first} ({person.number}).ipynb",
        6: f"devoir-{number}/mon travail.ipynb",
    }[style]


def typed(room, student, *, carried=True):
    """A copy with the right values typed on the student's own data, in the notebook that was handed out."""
    exercise = Catalogue.of([PACK]).exercise("own")
    given, _ = room.given(exercise, student.name)
    cells = [code(HEAD)]
    for question in exercise.questions:
        source = f"{question.variable} = {question.answer(given)!r}\ncheck({question.id!r}, {question.variable})"
        cells.append({"cell_type": "code", "metadata": {"crm_course": {"question": question.id}}, "source": source})
    return notebook(cells, crm_course={"part": "own", **({"student": student.id} if carried else {})})


@pytest.fixture(scope="module")
def handed(school):
    """Their perfect copies, under seven styles of names; one handed in nothing else than this, all in Moodle's one ZIP."""
    folder, room = school
    listed = people(ROSTER.encode())
    with zipfile.ZipFile(folder / "copies.zip", "w") as packed:
        for place, person in enumerate(listed):
            style = 1 if place < 2 else place % 7
            packed.writestr(named(person, 81001 + place, style), typed(room, room.students[safe_name(person.label)]))
    head = "Identifiant,Nom complet,Adresse de courriel,Statut,Note,Note maximale,La note peut être modifiée,Feedback par commentaires"
    lines = [f'Participant {81001 + i},{p.first} {p.last},{p.email},Remis,,"20,00",Oui,' for i, p in enumerate(listed)]
    (folder / "worksheet.csv").write_text(
        "\n".join([head, *lines, 'Participant 90000,Max Absent,m@x.example,,,"20,00",Oui,']) + "\n", "utf-8"
    )
    return folder


def marks(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@needs_walls
def test_a_class_of_24_under_seven_styles_of_names_gets_24_right_marks(handed, school):
    folder, room = school
    options = ["--class", folder / "class" / "teacher", "--secret-file", folder / "secret.txt", "--pack", PACK]
    status, said = session(
        folder,
        "--submissions",
        folder / "copies.zip",
        "--gradebook",
        folder / "notes.csv",
        "--worksheet",
        folder / "worksheet.csv",
        *options,
    )
    assert status == 0, said
    rows = marks(folder / "notes.csv")
    assert {row["student"] for row in rows} == {student.name for student in room.students.values()}
    assert {row["status"] for row in rows} == {"right"}
    assert len(rows) == 24 * 2
    lines = marks(folder / "notes.moodle.csv")
    assert [(row["email"], row["mark_20"], row["status"]) for row in lines if row["idnumber"] == "22002"] == [
        ("c.martin2@ecole.example", "20", "final")
    ]
    assert len(lines) == 24
    filled = (folder / "notes.worksheet.csv").read_text(encoding="utf-8").splitlines()
    assert filled[1].startswith('Participant 81001,Camille Martin,camille.martin@ecole.example,Remis,"20,00","20,00",Oui')
    assert filled[-1].startswith("Participant 90000,Max Absent,m@x.example,,,")
    with zipfile.ZipFile(folder / "notes-feedback.zip") as packed:
        names = packed.namelist()
    assert "Martin Camille (22002)_81002_assignsubmission_file/feedback.html" in names
    assert len(names) == 24


def test_the_pairing_is_shown_before_grading_and_takes_corrections(school, tmp_path, capsys):
    folder, room = school
    teacher = Path(shutil.copytree(folder / "class" / "teacher", tmp_path / "teacher"))
    (tmp_path / "in").mkdir()
    zoe = room.students["Lefevre-Zoe"]
    (tmp_path / "in" / "Lefevre Zoé.ipynb").write_text(typed(room, zoe), encoding="utf-8")
    (tmp_path / "in" / "Martin Camille.ipynb").write_text(typed(room, zoe, carried=False), encoding="utf-8")
    (tmp_path / "in" / "Muler Erik.ipynb").write_text(typed(room, zoe, carried=False), encoding="utf-8")
    order = ["class", "who", "--class", str(teacher), "--submissions", str(tmp_path / "in")]
    assert main(order) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "Lefèvre Zoé" in said
    assert "Muller Éric" in said  # the nearest
    assert "2 copie(s) à qui" in said.replace("\u00a0", " ")
    corrected = ["--is", "Muler Erik.ipynb=Muller Éric", "--is", "Martin Camille.ipynb=Martin Camille (22002)"]
    assert main([*order, *corrected]) == 0
    assert main(order) == 0
    assert main([*order, "--is", "Muler Erik.ipynb="]) == 1
    assert main([*order, "--is", "nowhere.ipynb=Petit Léa"]) == 1


@needs_walls
def test_a_copy_of_nobody_has_no_mark_and_no_feedback(school, tmp_path):
    folder, room = school
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Inconnu Total.ipynb").write_text(typed(room, room.students["Petit-Lea"], carried=False), encoding="utf-8")
    (tmp_path / "in" / "Petit Léa.ipynb").write_text(typed(room, room.students["Petit-Lea"], carried=False), encoding="utf-8")
    options = ["--class", folder / "class" / "teacher", "--secret-file", folder / "secret.txt", "--pack", PACK]
    status, said = session(tmp_path, "--submissions=in", "--gradebook", "notes.csv", *options)
    assert status == 1
    assert "À qui est la copie « Inconnu Total »" in said
    assert "23 élève(s) n’ont rien rendu" in said
    found = {(row["student"], row["status"], row["points"]) for row in marks(tmp_path / "notes.csv")}
    assert {each for each in found if each[0] == "Inconnu Total"} == {("Inconnu Total", "error", "0")}
    assert {status for name, status, _ in found if name == "Petit Léa"} == {"right"}
    assert {path.name for path in (tmp_path / "notes-feedback").iterdir()} == {"Petit-Lea.html", "Petit-Lea.md"}
    lines = marks(tmp_path / "notes.moodle.csv")
    assert len(lines) == 24
    assert {row["status"] for row in lines if row["student"] != "Petit Léa"} == {"absent"}
    assert {row["mark_20"] for row in lines if row["status"] == "absent"} == {""}


def room_of(*people):
    students = [Student(name=" ".join(filter(None, (last, first))), last=last, first=first, email=email) for last, first, email in people]
    return Classroom(students={safe_name(student.name): student for student in students})


@pytest.mark.parametrize(
    ("name", "owner", "how"),
    [
        ("Noel D'Angelo", "D’Angelo Noël", "name"),
        ("DANGELO Noël", "D’Angelo Noël", "name"),
        ("noel_d-angelo", "D’Angelo Noël", "name"),
        ("Oeuvrard anais", "Œuvrard Anaïs", "name"),
        ("uvrard-Anais", "Œuvrard Anaïs", "name"),  # the folder of a class made before
        ("TP1 - Anaïs ŒUVRARD (rendu)", "Œuvrard Anaïs", "words"),
        ("Durand Anne Marie", "Durand Anne Marie", "name"),
        ("Durand", None, ""),
        ("Œuvrard", "Œuvrard Anaïs", "last name"),
        ("a.o@x.example devoir", "Œuvrard Anaïs", "email"),
        ("devoir", None, ""),
    ],
)
def test_a_name_is_read_in_any_order_case_and_spelling(tmp_path, name, owner, how):
    room = room_of(("D’Angelo", "Noël", ""), ("Œuvrard", "Anaïs", "a.o@x.example"), ("Durand", "Marie", ""), ("Durand", "Anne Marie", ""))
    hand_in(tmp_path, name, honest())
    (match,) = who.pair(find(tmp_path), room).matches
    assert (match.student.name if match.student else None, match.how) == (owner, how)


def test_a_folder_of_before_is_the_folder_that_it_was():
    assert (former_name("Œuvrard Anaïs"), safe_name("Œuvrard Anaïs")) == ("uvrard-Anais", "Oeuvrard-Anais")
    assert former_name("Zoé Müller") == safe_name("Zoé Müller")


def test_attempts_of_one_student_are_one_copy(tmp_path):
    room = room_of(("Petit", "Léa", ""), ("Durand", "Marie", ""))
    hand_in(tmp_path, "Petit Léa", honest())
    hand_in(tmp_path, "léa petit", [code(HEAD), cell("small.nps")])
    (copy,) = who.pair(find(tmp_path), room).copies()
    assert copy.student == "Petit Léa"
    assert len(copy.sheets) == 2
    assert "plusieurs noms" in copy.notices[0]


def packed(path, **files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name.replace("__", "/").replace("_up_", "../"), content)
    return path


def test_a_students_zip_is_opened_where_it_can_do_no_harm(tmp_path):
    whole = notebook(honest())
    (tmp_path / "in").mkdir()
    packed(tmp_path / "in" / "Anne_7_assignsubmission_file_.zip", **{"exercises__small.ipynb": whole})
    (tmp_path / "in" / "Luc_8_assignsubmission_file").mkdir()
    packed(tmp_path / "in" / "Luc_8_assignsubmission_file" / "devoir.zip", **{"small.ipynb": whole})
    packed(tmp_path / "in" / "Eve.zip", **{"_up_out.ipynb": whole})
    packed(tmp_path / "in" / "Max.zip", **{"readme.txt": "x"})
    found = {copy.student: copy for copy in find(tmp_path / "in", Unpacker(tmp_path / "opened"))}
    assert {name: len(copy.sheets) for name, copy in found.items()} == {"Anne": 1, "Luc": 1, "Eve": 0, "Max": 0}
    assert "hors de son dossier" in found["Eve"].problem.say()
    assert "aucun carnet" in found["Max"].problem.say()
    assert not list(tmp_path.rglob("out.ipynb"))


@pytest.mark.parametrize("name", ["/etc/x.ipynb", "..\\x.ipynb", "C:\\x.ipynb", "a/../../x.ipynb"])
def test_no_archive_writes_outside_its_folder(tmp_path, name):
    packed(tmp_path / "bad.zip")
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as out:
        out.writestr(zipfile.ZipInfo(name), "x")
    with pytest.raises(FileProblem, match="outside its folder"):
        Unpacker(tmp_path / "opened").opened(tmp_path / "bad.zip")
    assert [path.name for path in (tmp_path / "opened").iterdir()] == []


def test_a_bomb_is_not_let_off(tmp_path):
    bomb = packed(tmp_path / "bomb.zip", **{"a.ipynb": b"0" * 3_000_000})
    with pytest.raises(FileProblem, match="holds more than"):
        Unpacker(tmp_path / "opened").opened(bomb, Most(megabytes=1, files=10))
    content = bytearray(bomb.read_bytes())
    for place in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):  # its headers lie about the size
        content[place : place + 4] = (10).to_bytes(4, "little")
    bomb.write_bytes(content)
    with pytest.raises(FileProblem, match="damaged|holds more"):
        Unpacker(tmp_path / "opened").opened(bomb, Most(megabytes=1, files=10))
    assert not list((tmp_path / "opened").iterdir())


def test_links_in_an_archive_are_not_made(tmp_path):
    entry = zipfile.ZipInfo("link.ipynb")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as out:
        out.writestr(entry, "/etc/passwd")
        out.writestr("small.ipynb", "{}")
    folder = Unpacker(tmp_path / "opened").opened(tmp_path / "l.zip")
    assert [path.name for path in folder.iterdir()] == ["small.ipynb"]
    assert archives.is_archive(tmp_path / "l.zip")


@pytest.mark.parametrize(("delimiter", "most", "written"), [(",", "100.00", "50.00"), (";", "20,00", "10,00")])
def test_a_worksheet_keeps_every_cell_but_grade_and_comment(tmp_path, delimiter, most, written):
    head = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade", "Grade can be changed", "Feedback comments"]
    rows = [head, ["Participant 7", 'A "b", c', "a@b.c", "x", "", most, "Yes", ""], ["Participant 8", "D", "", "", "1", most, "No", "kept"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    (tmp_path / "w.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    sheet = worksheet.read(tmp_path / "w.csv")
    assert [(row.number, row.name) for row in sheet.rows] == [("7", 'A "b", c'), ("8", "D")]
    filled = sheet.filled(lambda row: worksheet.Filled(share=0.5, comment="Bien."))
    back = list(csv.reader(io.StringIO(filled.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    assert back == [head, [*rows[1][:4], written, most, "Yes", "Bien."], rows[2]]
    assert filled.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in filled


def test_what_is_no_worksheet_is_refused(tmp_path):
    (tmp_path / "w.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileProblem, match="no grading worksheet"):
        worksheet.read(tmp_path / "w.csv")
    assert worksheet.among([tmp_path / "w.csv"]) is None


def test_a_class_made_before_keeps_names_folders_and_data(tmp_path):
    """Its file knew names alone: who comes again with an address keeps the seed, whoever else of the name joins."""
    (tmp_path / "secret.txt").write_text("une phrase que je garde")
    make = lambda roster: grading.make_class(  # noqa: E731
        roster, tmp_path / "class", secret_file=tmp_path / "secret.txt", exercises=["own"], packs=[PACK], language="fr"
    )
    (tmp_path / "names.csv").write_text("nom\nMartin Camille\nŒuvrard Anaïs\n", encoding="utf-8")
    before = make(tmp_path / "names.csv")
    file = tmp_path / "class" / "teacher" / "class.json"
    told = json.loads(file.read_text("utf-8"))
    told["students"] = [{name: each[name] for name in ("name", "language", "data")} for each in told["students"]]
    file.write_text(json.dumps(told), encoding="utf-8")
    (tmp_path / "class" / "students" / "Oeuvrard-Anais").rename(tmp_path / "class" / "students" / "uvrard-Anais")
    (tmp_path / "moodle.csv").write_text(
        "Prénom,Nom,Email\nCamille,Martin,a@x.example\nCamille,Martin,b@x.example\nAnaïs,Œuvrard,c@x.example\n", encoding="utf-8"
    )
    after = make(tmp_path / "moodle.csv")
    assert {each.name: each.data for each in before.students.values()}.items() <= {
        each.name: each.data for each in after.students.values()
    }.items()
    assert sorted(path.name for path in (tmp_path / "class" / "students").iterdir())[1:] == [
        *sorted(path.name for path in (tmp_path / "class" / "students").iterdir() if path.name.startswith("Martin-Camille-")),
        "uvrard-Anais",
    ]
    assert after.students["Martin-Camille"].email == "a@x.example"
