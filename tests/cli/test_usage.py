"""What was typed wrongly is said in the reader's language, with the way to the help."""

import pytest

from crm_course.cli.commands import run
from crm_course.foundations.language import speaking

WRONG = [
    (["dataset", "sens-confort", "--customers", "many"], "« --customers » ne convient pas : il faut un nombre entier"),
    (["dataset", "sens-confort", "--workers", "0"], "il faut au moins 1"),
    (["dataset", "sens-confort", "--lang", "de"], "il faut une valeur parmi 'fr', 'en'"),
    (["dataset", "sens-confort", "--costumers", "3"], "L’option « --costumers » n’existe pas. Vouliez-vous dire --customers ?"),
    (["dataset", "make"], "Il manque WORLD"),
    (["dataset", "sens-confort", "--seed"], "attend une valeur"),
    (["dataset", "sens-confort", "csv", "xlsx"], "« csv xlsx » est de trop"),
    (["datasett"], "La commande « datasett » n’existe pas. Vouliez-vous dire dataset ?"),
]


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_a_wrong_word_gets_a_french_sentence_and_the_way_to_the_help(words, said, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    with speaking("fr"):
        assert run(words) == 2
    heard = " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert said in heard.replace("\u202f", " ").replace("\u00a0", " ")
    assert "--help" in heard
    assert "Error" not in heard


@pytest.mark.parametrize(("language", "words"), [("fr", "Montre cette aide"), ("en", "Show this help")])
@pytest.mark.parametrize("command", [[], ["dataset", "list"], ["class", "make"], ["report"]], ids=" ".join)
def test_help_speaks_the_reader_s_language_and_has_a_short_name(command, language, words, capsys):
    with speaking(language):
        assert run([*command, "-h"]) == 0
    shown = capsys.readouterr().out
    assert words in shown
    assert "exit" not in shown
