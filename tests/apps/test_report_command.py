import pytest
from roi_studies import plain

from crm_course.cli import main
from crm_course.roi.owner import importing
from crm_course.roi.study_file import as_words


@pytest.fixture
def study(tmp_path):
    path = tmp_path / "étude.json"
    path.write_text(as_words(plain()), encoding="utf-8")
    return path


def test_a_saved_study_becomes_a_workbook_beside_it(study, capsys):
    assert main(["report", "roi", str(study), "--format", "xlsx"]) == 0
    assert (study.parent / "rapport-sens-confort-sarl.xlsx").read_bytes()[:2] == b"PK"
    assert "Écrit" in capsys.readouterr().out


def test_a_filled_in_template_becomes_a_report_in_english_in_another_folder(tmp_path, capsys):
    table = tmp_path / "my-figures.xlsx"
    table.write_bytes(importing.template(plain()))
    assert main(["report", "roi", str(table), "--format", "xlsx", "--dir", str(tmp_path / "bank"), "--lang", "en"]) == 0
    assert (tmp_path / "bank" / "report-my-figures.xlsx").exists()


def test_what_this_computer_cannot_make_is_said_and_the_rest_is_made(study, monkeypatch, capsys):
    from crm_course.roi import report

    monkeypatch.setattr(report, "find_browser", lambda: None)
    assert main(["report", "roi", str(study), "--format", "pdf", "--format", "xlsx"]) == 1
    assert "imprimez-la en PDF" in " ".join(capsys.readouterr().out.split())
    assert (study.parent / "rapport-sens-confort-sarl.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.json"], "« nowhere.json » ne peut pas être lue : il n’y a pas de fichier à cet endroit"),
        (["étude.json", "--format", "xls"], "Vouliez-vous dire « xlsx »"),
    ],
)
def test_a_wrong_command_is_a_sentence(study, arguments, words, capsys, monkeypatch):
    monkeypatch.chdir(study.parent)
    assert main(["report", "roi", *arguments]) == 1
    said = " ".join(capsys.readouterr().err.replace("│", " ").replace("\u00a0", " ").replace("\u202f", " ").split())
    assert words in said
    assert not list(study.parent.glob("rapport*"))
