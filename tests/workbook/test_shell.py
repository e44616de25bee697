"""The course's kernel: names ready, amounts as people write them, errors in the reader's words."""

import json
import sys
from pathlib import Path

import pytest

from crm_course.foundations.language import speaking
from crm_course.workbook import shell
from crm_course.workbook.bare import quoted


@pytest.mark.parametrize(
    ("typed", "read"),
    [("nps = −76", 'nps = "−76"'), ("15 %", '"15 %"'), ("gain = 8 400 €  # votre réponse", 'gain = "8 400 €"  # votre réponse'),
     ('check("sens-confort.nps", −76)', 'check("sens-confort.nps", "−76")'), ("n = 15 conseillers", 'n = "15 conseillers"')],
)  # fmt: skip
def test_an_amount_stands_between_quotes_where_python_cannot_read_it(typed, read):
    assert quoted(typed) == read


@pytest.mark.parametrize(
    "code", ["nps = -76", "x = 12 % 5", "for x in", "a = 1\nb = A", "%matplotlib inline", "x = 8400  # 8 400 €", "f(−76, 3)"]
)
def test_what_is_code_or_no_amount_is_left_as_it_is(code):
    assert quoted(code) == code


def test_the_language_is_that_of_the_notebook_s_path():
    assert shell.language_of({"JPY_SESSION_NAME": "exercises/en/01-sens-confort.ipynb", "CRM_COURSE_LANGUAGE": "fr"}) == "en"
    assert shell.language_of({"CRM_COURSE_LANGUAGE": "en"}) == "en"
    assert shell.language_of({}) == "fr"


def test_the_kernel_is_the_workspace_s_own_under_the_usual_name(tmp_path):
    folder = shell.install(tmp_path)
    spec = json.loads((folder / "kernels" / "python3" / "kernel.json").read_text())
    assert Path(spec["argv"][0]) == Path(sys.executable)
    assert spec["argv"][-1] == "--IPKernelApp.extra_extensions=crm_course.workbook.shell"


@pytest.mark.parametrize(
    ("error", "words"),
    [(NameError("name 'A' is not defined", name="A"), '"A"'), (KeyError("b"), "« b »"), (ZeroDivisionError(), "dénominateur"), (OSError("plein"), "plein")],
)  # fmt: skip
def test_an_error_is_told_with_its_cure_in_the_reader_s_language(error, words):
    with speaking("fr"):
        said = shell.explained(error, 2).replace("\u202f", " ").replace("\u00a0", " ")
    assert said.startswith("Ligne 2 : ")
    assert words in said


def test_a_kernel_begins_in_the_language_and_knows_the_names(tmp_path, monkeypatch):
    from jupyter_client.manager import start_new_kernel

    monkeypatch.setenv("JUPYTER_PATH", str(shell.install(tmp_path)))
    monkeypatch.setenv("JPY_SESSION_NAME", "exercises/fr/01-sens-confort.ipynb")
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path))
    try:
        said = [_run(client, code) for code in ("nps = −76\ncheck('sens-confort.nps', nps)", "réponse = A", "roi.__name__")]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert said[0].startswith("Juste – ")
    assert "entre guillemets" in said[1]
    assert said[2] == "'crm_course.roi'"


def _run(client, code):
    """What a cell shows: its result, or its error."""
    client.execute(code)
    shown = ""
    while True:
        message = client.get_iopub_msg(timeout=60)
        content = message["content"]
        if message["msg_type"] == "execute_result":
            shown = content["data"]["text/plain"]
        elif message["msg_type"] == "error":
            shown = "\n".join(content["traceback"])
        elif message["msg_type"] == "status" and content["execution_state"] == "idle":
            return shown
