import socket
import subprocess
import sys

import pytest

from crm_course import __version__
from crm_course.cli import lab, main
from crm_course.foundations.errors import CourseError


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"crm-course {__version__}"


@pytest.mark.parametrize(
    ("arguments", "words"), [(["--help"], "Exemples"), (["lab", "--help", "--lang", "en"], "Examples"), ([], "Commandes")]
)
def test_help_has_examples_in_the_language_asked_for(arguments, words):
    done = subprocess.run([sys.executable, "-m", "crm_course.cli", *arguments], capture_output=True, text=True, check=False)
    assert words in done.stdout + done.stderr


def test_a_wrong_option_is_refused_with_status_2(capsys):
    assert main(["lab", "--lang", "de"]) == 2
    assert "'de'" in capsys.readouterr().err


def test_a_port_in_use_is_said_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CourseError, match=f"Port {port} is already in use.*--port {port + 1}"):
            lab.free_port(port)
    assert lab.free_port(port) == port


def test_without_a_wish_the_first_free_port_is_taken():
    assert lab.FIRST_PORT <= lab.free_port() < lab.FIRST_PORT + 200


def test_lab_prepares_the_folder_and_starts_on_the_home_page(tmp_path, monkeypatch, capsys):
    started = {}

    def call(command, env):
        started.update(command=command, env=env)
        return 0

    monkeypatch.setattr(lab.subprocess, "call", call)
    assert main(["lab", "--dir", str(tmp_path / "room"), "--no-browser"]) == 0
    assert (tmp_path / "room" / "notebooks" / "fr" / "00-accueil.ipynb").exists()
    assert "--LabApp.default_url=/lab/tree/notebooks/fr/00-accueil.ipynb" in started["command"]
    assert started["env"]["CRM_COURSE_LANGUAGE"] == "fr"
    assert '"locale": "fr_FR"' in (tmp_path / "room" / ".crm-course" / "lab" / "overrides.json").read_text()
    assert "token=" in capsys.readouterr().out


def test_lab_in_a_folder_that_cannot_be_written_says_so_in_french(tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert main(["lab", "--dir", str(tmp_path / "file" / "room")]) == 1
    assert "n’accepte pas d’écriture" in capsys.readouterr().err.replace("\n", " ").replace("│", "").replace("  ", " ")


def test_lab_that_fails_says_that_the_files_are_untouched(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(lab.subprocess, "call", lambda command, env: 7)
    assert main(["lab", "--dir", str(tmp_path), "--lang", "en"]) == 1
    assert "Your files are untouched" in " ".join(capsys.readouterr().err.replace("│", "").split())


def test_doctor_finds_all_that_is_needed(capsys):
    assert main(["doctor", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "All that is needed is there" in out
    assert "jupyterlab" in out
