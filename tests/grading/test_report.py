"""A gradebook read over: who is stuck where, on which competence."""

from crm_course.cli import main
from crm_course.grading.report import read

ROWS = """student,question,points,out_of,mistake,status
anne,sens-confort.nps,2,2,,right
anne,sens-confort.break-even,0,1,,wrong
luc,sens-confort.nps,0.5,2,passives-for-promoters,partly
luc,sens-confort.break-even,1,1,,right
luc,mine.first,1,1,,right
"""


def test_the_weakest_competence_comes_first(tmp_path):
    (tmp_path / "marks.csv").write_text(ROWS, encoding="utf-8")
    found = {each.competence.key: each for each in read(tmp_path / "marks.csv").competences}
    assert list(found) == ["omni.forecast", "ndrc.information", "omni.survey"]
    assert found["omni.forecast"].earned == 0.5
    assert found["omni.survey"].earned == 2.5 / 4
    assert found["omni.survey"].questions == ("sens-confort.nps",)


def test_the_command_shows_the_class_by_competence(tmp_path, capsys):
    (tmp_path / "marks.csv").write_text(ROWS, encoding="utf-8")
    assert main(["class", "report", str(tmp_path / "marks.csv")]) == 0
    said = capsys.readouterr().out
    assert "Compétence" in said
    assert "Bâtir un prévisionnel différentiel" in said
    assert "Q3a. Le NPS" in said
    assert "passives-for-promoters" not in said
    assert "sens-confort" not in said


def test_a_notebook_shows_it_as_three_tables(tmp_path):
    (tmp_path / "marks.csv").write_text(ROWS + "<b>|,mine.first,0,1,,missing\n", encoding="utf-8")
    shown = read(tmp_path / "marks.csv")._repr_markdown_()
    questions, competences, students = shown.split("\n\n")
    assert "passifs" in questions
    assert "Bâtir un prévisionnel différentiel" in competences
    assert "&lt;b&gt;·" in students
    assert "<b>" not in shown


def test_a_teachers_own_questions_train_nothing_of_the_course(tmp_path):
    (tmp_path / "marks.csv").write_text("student,question,points,out_of,mistake,status\nanne,mine.first,1,1,,right\n", encoding="utf-8")
    assert read(tmp_path / "marks.csv").competences == ()
