import datetime as dt
import math

import pytest

from crm_course.foundations import language
from crm_course.foundations.language import Text, date, money, number, percent, points, signed, speaking, typeset

THIN, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (money(1_640_000), f"1{THIN}640{THIN}000{FIXED}€"),
        (money(12.5), f"12,50{FIXED}€"),
        (money(-8400), f"−8{THIN}400{FIXED}€"),
        (money(math.nan), f"–{FIXED}€"),
        (money(math.inf), f"∞{FIXED}€"),
        (money(999.999), f"1{THIN}000{FIXED}€"),
        (percent(0.33974), f"34{THIN}%"),
        (percent(0.367), f"36,7{THIN}%"),
        (percent(-0.05, 1), f"−5,0{THIN}%"),
        (number(1234.567), f"1{THIN}234,57"),
        (number(2, 2), "2,00"),
        (number(-0.001), "0"),
        (points(-76), "−76"),
        (points(6), "+6"),
        (points(0), "0"),
        (signed(math.inf), "+∞"),
        (number(-math.inf), "−∞"),
        (number(math.nan), "–"),
        (date(dt.date(2026, 11, 21)), "21 nov. 2026"),
        (date(dt.date(2026, 11, 21), short=True), "21/11/2026"),
    ],
)
def test_french_writes_numbers_money_and_dates_as_the_french_do(written, expected):
    assert written == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (lambda: money(1_640_000), "€1,640,000"),
        (lambda: money(-8400), "−€8,400"),
        (lambda: percent(0.34, 1), "34.0%"),
        (lambda: date(dt.date(2026, 11, 21)), "21 Nov 2026"),
    ],
)
def test_english_writes_them_as_the_english_do(english, written, expected):
    assert written() == expected


def test_a_sentence_writes_its_numbers_in_its_own_language():
    sentence = Text(fr="Gain : {gain:money} ({share:percent}) ?", en="Gain: {gain:money} ({share:percent})?")
    assert sentence.say(gain=8400, share=0.34) == f"Gain{FIXED}: 8{THIN}400{FIXED}€ (34{THIN}%){THIN}?"
    assert sentence.say("en", gain=8400, share=0.34) == "Gain: €8,400 (34%)?"


def test_a_text_inside_a_sentence_is_spoken_in_the_same_language():
    rule = Text(fr="un nombre", en="a number")
    assert Text(fr="Il faut {rule}", en="It takes {rule}").say("en", rule=rule) == "It takes a number"


def test_braces_typed_by_a_user_stay_as_they_are():
    assert Text.literal("a {b} c").say() == "a {b} c"


@pytest.mark.parametrize(("fr", "en"), [("a {x}", "a {y}"), ("", "a"), ("a", " ")])
def test_a_text_lacking_a_language_or_a_placeholder_is_refused(fr, en):
    with pytest.raises(ValueError, match="both languages|same placeholders"):
        Text(fr=fr, en=en)


def test_typography_sets_spaces_in_french_only():
    assert typeset("« Quoi ? » : 12 % ; 3 € !") == f"«{THIN}Quoi{THIN}?{THIN}»{FIXED}: 12{THIN}%{THIN}; 3{FIXED}€{THIN}!"
    assert typeset("What ?", "en") == "What ?"
    assert typeset("https://a.b/c:d 12:30") == "https://a.b/c:d 12:30"


def test_a_language_spoken_in_a_block_ends_with_it():
    with speaking("en"):
        assert language.current() == "en"
    assert language.current() == "fr"


def test_an_unknown_language_is_refused_with_the_two_that_exist():
    with pytest.raises(ValueError, match="got 'de'"):
        language.use("de")


def test_a_margin_does_not_break_after_its_sign():
    assert typeset("à ± 26 points", "fr") == f"à ±{THIN}26 points"
