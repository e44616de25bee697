"""A lesson whose library is missing says so in a sentence, and still runs."""

import sys
import types

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from crm_course import workbook


def test_what_is_there_is_passed_in_silence(capsys):
    workbook.needs("json", install="link")
    assert capsys.readouterr().out == ""


def test_what_is_missing_is_told_and_only_the_boxes_stay(english):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(user_module=types.ModuleType("__main__"))
    try:
        with shell.display_trap, capture_output() as captured:
            for cell in ('from crm_course import workbook\nworkbook.needs("no_such_library", install="link")', "nothing_of_this_runs()", "%%sql\nSELECT 1",
                         'x = 1\nworkbook.ask("identity.threshold")'):  # fmt: skip
                shell.run_cell(cell).raise_error()
        assert 'pip install "crm-course[link]"' in captured.stdout
        assert "no_such_library" in captured.stdout
        assert "x" not in shell.user_ns
        assert captured.outputs  # the box
    finally:
        InteractiveShell.clear_instance()


def test_a_module_that_is_kept_out_is_missing_too(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    workbook.needs("duckdb", install="warehouse")
    assert "duckdb" in capsys.readouterr().out
