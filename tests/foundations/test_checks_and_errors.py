import math

import numpy as np
import pytest

from crm_course.foundations import checks
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text

RULE = Text(fr="pair", en="even")


@pytest.mark.parametrize(
    ("guard", "value", "message"),
    [
        (checks.share, 80, "target must be a share between 0 and 1, got 80. Did you mean 0.8?"),
        (checks.share, -0.1, "target must be a share between 0 and 1, got -0.1."),
        (checks.share, 250, "target must be a share between 0 and 1, got 250."),
        (checks.positive, 0, "target must be a number above 0, got 0."),
        (checks.non_negative, np.float64(-1), "target must be a number of at least 0, got -1.0."),
        (checks.finite, math.nan, "target must be a finite number, got nan."),
        (checks.finite, "12", "target must be a finite number, got '12'."),
        (checks.finite, True, "target must be a finite number, got True."),
        (checks.whole, 2.5, "target must be a whole number of at least 0, got 2.5."),
    ],
)
def test_a_guard_names_the_rule_the_value_and_the_way_out(guard, value, message):
    with pytest.raises(InvalidValue) as caught:
        guard("target", value)
    assert str(caught.value) == message


def test_guards_return_what_they_guard():
    assert checks.share("x", 0) == 0
    assert checks.whole("x", 3.0, least=1) == 3
    assert checks.confidence(0.95) == 0.95
    assert checks.choice("x", "a", ["a", "b"]) == "a"


def test_confidence_in_percent_is_recognised():
    with pytest.raises(InvalidValue, match=r"strictly between 0 and 1, got 95. Did you mean 0.95\?"):
        checks.confidence(95)


def test_an_error_speaks_the_readers_language():
    error = InvalidValue("turnover", RULE, 3)
    assert str(error) == "turnover must be even, got 3."
    assert error.message("fr") == "«\u202fturnover\u202f» doit être pair\u202f; reçu\u00a0: 3."
    assert error._render_traceback_() == [error.message("fr")]  # short enough for one line


def test_an_unknown_name_proposes_the_closest():
    with pytest.raises(KeyError, match=r'Did you mean "markov"\?') as caught:
        checks.choice("model", "markof", ["markov", "shapley"])
    assert isinstance(caught.value, ValueError | UnknownName)


def test_braces_and_long_values_do_no_harm():
    error = InvalidData("a{b}c", RULE, "x" * 500 + "{", line=3)
    assert str(error).startswith("a{b}c (line 3) must be even, got 'xxx")
    assert len(str(error)) < 130


def test_all_our_errors_are_of_one_family():
    assert issubclass(InvalidValue, CourseError)
    assert issubclass(UnknownName, ValueError)
