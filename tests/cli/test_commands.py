import os
import socket
import subprocess
import sys
import time

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

    def run(command, environment):
        started.update(command=command, env=environment)
        return 0

    monkeypatch.setattr(lab, "run_until_stopped", run)
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
    monkeypatch.setattr(lab, "run_until_stopped", lambda command, environment: 7)
    assert main(["lab", "--dir", str(tmp_path), "--lang", "en"]) == 1
    assert "Your files are untouched" in " ".join(capsys.readouterr().err.replace("│", "").split())


def test_doctor_finds_all_that_is_needed(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["doctor", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "All that is needed is there" in out
    assert "jupyterlab" in out
    assert "kept apart" in out


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_an_order_to_stop_leaves_nothing_running(tmp_path):
    child = "import os, time; open('pid', 'w').write(str(os.getpid())); time.sleep(60)"
    code = f"from crm_course.cli.lab import run_until_stopped as r; import os, sys; sys.exit(r([sys.executable, '-c', {child!r}], dict(os.environ)) != -15)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path)
    for _ in range(200):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        time.sleep(0.1)
    parent.terminate()
    assert parent.wait(20) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
