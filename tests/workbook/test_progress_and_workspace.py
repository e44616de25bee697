import contextlib
import json
import multiprocessing
import os

import pytest

from crm_course.foundations.errors import FileProblem
from crm_course.workbook import check, hint, prepare, progress, workspace
from crm_course.workbook.contents import CONTENTS
from crm_course.workbook.workspace import home_of


@pytest.fixture
def room(tmp_path, monkeypatch):
    """A workspace, with a notebook's folder as the current one."""
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path / "notebooks" / "fr")
    return tmp_path


def test_answers_are_noted_and_found_again(room):
    check("sens-confort.nps", -70)
    check("sens-confort.nps", -76)
    check("sens-confort.nps", -70)
    hint("sens-confort.nps")
    known = progress.standing()["sens-confort.nps"]
    assert (known.credit, known.tries, known.hints, known.last_mistake) == (1.0, 3, 1, "passives-for-promoters")


def test_an_empty_answer_is_not_a_try(room):
    check("sens-confort.nps", ...)
    assert progress.standing() == {}


def test_a_line_cut_short_loses_nothing_else(room):
    check("sens-confort.nps", -70)
    journal = room / progress.MARKER / progress.JOURNAL
    with journal.open("a") as file:
        file.write('{"question": "sens-confort.nps", "cred')
    check("sens-confort.nps", -76)
    assert progress.standing()["sens-confort.nps"].tries == 2
    assert progress.standing()["sens-confort.nps"].credit == 1.0


def test_a_journal_of_rubbish_is_kept_and_added_to(room):
    journal = room / progress.MARKER / progress.JOURNAL
    journal.write_bytes(b"\xff\xfe\x00rubbish\n[1, 2]\n")
    check("sens-confort.nps", -76)
    assert progress.standing()["sens-confort.nps"].credit == 1.0
    assert journal.read_bytes().startswith(b"\xff\xfe\x00rubbish")


def _many(folder):
    os.chdir(folder)
    for _ in range(25):
        check("sens-confort.nps", -76)


def test_two_kernels_may_write_at_once(room):
    fork = multiprocessing.get_context("spawn")
    writers = [fork.Process(target=_many, args=(room,)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert progress.standing()["sens-confort.nps"].tries == 50


def test_outside_a_workspace_an_answer_is_marked_and_nothing_written(tmp_path):
    assert check("sens-confort.nps", -76).correct
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_holds_every_notebook_of_its_language(tmp_path):
    delivery = prepare(tmp_path / "new", languages=["fr"])
    assert (tmp_path / "new" / home_of("fr")).exists()
    assert len(delivery.created) == len(list((tmp_path / "new").rglob("*.ipynb")))
    assert not (tmp_path / "new" / "notebooks" / "en").exists()


def test_a_students_folder_gets_nothing_of_the_teachers_even_when_brought_up_to_date(tmp_path):
    teachers = {workspace.home_of("fr").with_name(part.filename("fr")) for part in CONTENTS if part.audience == "teacher"}
    everybody = prepare(tmp_path / "lab")
    assert teachers <= set(everybody.created)
    handed_out = prepare(tmp_path / "student", audiences=["student"])
    assert set(everybody.created) - set(handed_out.created) == teachers
    home = (tmp_path / "student" / home_of("fr")).read_text()
    assert not [path.name for path in teachers if path.name in home]
    (tmp_path / "student" / progress.MARKER / workspace.IDENTITY).write_text("{}")
    assert prepare(tmp_path / "student") == handed_out.__class__(root=tmp_path / "student", created=(), updated=(), kept=(), beside=())


def test_a_trial_gets_a_folder_of_its_own_in_the_workspace(tmp_path, monkeypatch):
    (tmp_path / progress.MARKER).mkdir()
    (tmp_path / "notebooks" / "fr").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "fr")
    first = workspace.trial_folder()
    (first / "mine.txt").write_text("mine")
    assert (first, workspace.trial_folder()) == (tmp_path / "essai-1", tmp_path / "essai-2")
    assert (first / "mine.txt").read_text() == "mine"
    monkeypatch.setattr(workspace.Path, "mkdir", _refused)
    with pytest.raises(FileProblem, match="cannot be written: no room"):
        workspace.trial_folder()


def _refused(*_):
    raise OSError(28, "no room")


def test_preparing_again_changes_nothing(tmp_path):
    prepare(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ipynb")}
    again = prepare(tmp_path)
    assert (again.created, again.updated, again.kept, again.beside) == ((), (), (), ())
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ipynb")}


@pytest.fixture
def newer(monkeypatch):
    """The course brings a new version of every notebook."""
    old = workspace.notebooks
    monkeypatch.setattr(workspace, "notebooks", lambda *asked: [(path, text.replace('"cells"', '"cells" ')) for path, text in old(*asked)])


def test_a_file_left_alone_is_brought_up_to_date(tmp_path, newer, monkeypatch):
    home = tmp_path / home_of("fr")
    with monkeypatch.context() as patch:
        patch.undo()
        prepare(tmp_path)
    before = home.read_text()
    monkeypatch.setattr(workspace, "notebooks", lambda *asked: [(home_of("fr"), "new")])
    delivery = prepare(tmp_path)
    assert delivery.updated == (home_of("fr"),)
    assert home.read_text() == "new" != before


def test_a_file_that_the_learner_changed_is_never_touched(tmp_path, monkeypatch):
    prepare(tmp_path)
    home = tmp_path / home_of("fr")
    home.write_text("mine")
    monkeypatch.setattr(workspace, "notebooks", lambda *asked: [(home_of("fr"), "new")])
    delivery = prepare(tmp_path)
    assert home.read_text() == "mine"
    assert delivery.kept == (home_of("fr"),)
    assert [path.name for path in delivery.beside] == ["00-accueil.nouveau.ipynb"]
    assert (tmp_path / delivery.beside[0]).read_text() == "new"
    assert prepare(tmp_path).beside == ()  # told once
    (tmp_path / delivery.beside[0]).write_text("mine too")
    monkeypatch.setattr(workspace, "notebooks", lambda *asked: [(home_of("fr"), "newer")])
    assert [path.name for path in prepare(tmp_path).beside] == ["00-accueil.nouveau2.ipynb"]
    assert home.read_text() == "mine"


def test_a_damaged_list_of_deliveries_keeps_every_file(tmp_path):
    prepare(tmp_path)
    (tmp_path / home_of("fr")).write_text("mine")
    (tmp_path / progress.MARKER / "delivered.json").write_text('{"half')
    prepare(tmp_path)
    assert (tmp_path / home_of("fr")).read_text() == "mine"
    assert json.loads((tmp_path / progress.MARKER / "delivered.json").read_text())


def test_a_folder_that_cannot_be_written_is_named_with_the_way_out(tmp_path):
    (tmp_path / "file").write_text("a file where a folder should be")
    with pytest.raises(FileProblem, match=r"cannot be written: .*Choose another with --dir"):
        prepare(tmp_path / "file" / "room")
    assert (tmp_path / "file").read_text() == "a file where a folder should be"


def test_a_journal_that_cannot_be_written_is_said_after_marking(room):
    (room / progress.MARKER / progress.JOURNAL).mkdir()
    with pytest.raises(FileProblem, match="Your answer is marked, but the progress cannot be noted"):
        check("sens-confort.nps", -76)


def test_a_lesson_that_was_only_run_is_not_changed_but_an_answer_in_a_box_is(tmp_path):
    from crm_course.workbook.boxed import bundle
    from crm_course.workbook.overview import course_map
    from crm_course.workbook.workspace import newer

    prepare(tmp_path, languages=["fr"])
    lesson = next((tmp_path / "notebooks" / "fr").glob("01-*.ipynb"))
    asked = next((tmp_path / "exercises" / "fr").glob("01-*.ipynb"))
    manifest = tmp_path / ".crm-course" / "delivered.json"
    for path, output in ((lesson, {"data": {"text/plain": "run"}}), (asked, {"data": bundle("sens-confort.nps", "-76", html="", text="")})):
        book = json.loads(path.read_text())
        code = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
        code["outputs"], code["execution_count"] = [{"output_type": "display_data", "metadata": {}, **output}], 3
        path.write_text(json.dumps(book))
    again = prepare(tmp_path, languages=["fr"])
    assert lesson.relative_to(tmp_path) not in again.kept
    assert asked.relative_to(tmp_path) in again.kept
    manifest.write_text(manifest.read_text().replace(json.loads(manifest.read_text())[asked.relative_to(tmp_path).as_posix()], "0" * 64))
    later = prepare(tmp_path, languages=["fr"])
    assert (
        [path.name for path in later.beside] == [path.name for path in newer(tmp_path)] == [asked.name.replace(".ipynb", ".nouveau.ipynb")]
    )
    with contextlib.chdir(tmp_path):
        assert ".nouveau.ipynb" in course_map().as_html()
