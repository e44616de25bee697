"""A checker as fair as it is clever: what people type for a right answer, in every question of the course."""

import math

import pytest

from crm_course.foundations.language import Text
from crm_course.workbook import Mistake, Question, check, mark
from crm_course.workbook.amounts import is_rounding
from crm_course.workbook.choosing import letters
from crm_course.workbook.contents import CONTENTS, exercise, question
from crm_course.workbook.units import UNITS
from crm_course.workbook.values import day

T = Text(fr="x", en="x")
QUESTIONS = [asked for entry in CONTENTS if entry.exercises for asked in exercise(entry.id).questions]
AMOUNTS = [asked for asked in QUESTIONS if asked.kind in ("number", "money", "share")]
CHOICES = [asked for asked in QUESTIONS if asked.kind in ("choice", "choices")]
UNIT = {"points": "points", "€": "€", "erl": "erlangs", "jours": "jours", "ans": "ans", "h": "heures"}


def given(asked):
    return exercise(asked.exercise).given()


def ask(kind, answer, **more):
    return Question(id="a.b", kind=kind, title=T, statement=T, answer=lambda given: answer, **more)


def spelled(asked, value):
    """Ten ways to type a right answer, each exact enough for any tolerance."""
    shown = value * 100 if asked.kind == "share" else value
    exact = f"{shown:.8f}".rstrip("0").rstrip(".") if asked.tolerance or shown != int(shown) else f"{shown:.0f}"
    sign = " %" if asked.kind == "share" else ""
    unit = sign or (f" {UNIT[asked.unit]}" if asked.unit in UNIT else "")
    whole, _, rest = exact.lstrip("-").partition(".")
    grouped = "-" * exact.startswith("-") + f"{int(whole):,}".replace(",", "\u202f") + (f",{rest}" if rest else "")
    minus = grouped.replace("-", "−")
    return [
        exact + sign, exact.replace(".", ",") + sign, exact.replace(".", ",") + unit, grouped + unit, minus + unit, f"{minus}\u00a0{unit.strip()}",
        f"  {minus}{unit}  ", f"réponse = {minus}{unit}", f"environ {minus}{unit}", value,
    ]  # fmt: skip


@pytest.mark.parametrize("asked", AMOUNTS, ids=lambda asked: asked.id)
def test_ten_spellings_of_the_right_answer_are_right(asked):
    data = given(asked)
    refused = {typed: said.message for typed in spelled(asked, float(asked.answer(data))) if not (said := mark(asked, typed, data)).correct}
    assert refused == {}


def roundings(value):
    """The value rounded in ten ways, to fewer and fewer places."""
    first = math.floor(math.log10(abs(value))) if value else 0
    return {round(value, places) for places in range(-first + 1, 9 - first)}


@pytest.mark.parametrize("asked", AMOUNTS, ids=lambda asked: asked.id)
def test_a_correct_rounding_is_right_or_told_to_be_rounded_too_soon(asked):
    data = given(asked)
    value = float(asked.answer(data)) * (100 if asked.kind == "share" else 1)
    for near in roundings(value):
        typed = f"{near:.10f}".rstrip("0").rstrip(".") + (" %" if asked.kind == "share" else "")
        said = mark(asked, typed, data)
        named = {mistake.name for mistake in asked.mistakes}
        if abs(near - value) <= 0.01 * abs(value):
            assert said.correct or said.mistake in {"rounded", *named}, (typed, said.message)


@pytest.mark.parametrize("asked", AMOUNTS, ids=lambda asked: asked.id)
def test_a_right_value_in_a_wrong_unit_is_not_right(asked):
    data, own = given(asked), {"share": "%", "money": "€"}.get(asked.kind)
    value = float(asked.answer(data)) * (100 if asked.kind == "share" else 1)
    for sign, typed in (("%", " %"), ("€", " €"), ("points", " points"), ("days", " jours"), ("erl", " erlangs")):
        if sign == own or typed.strip() == UNIT.get(asked.unit, asked.unit):
            continue
        said = mark(asked, f"{value:.8f}{typed}", data)
        assert (said.correct, said.mistake) == (False, "unit"), (typed, said.message)


@pytest.mark.parametrize(
    ("asked", "mistake"), [(q, m) for q in AMOUNTS for m in q.mistakes], ids=lambda each: getattr(each, "id", getattr(each, "name", ""))
)
def test_a_named_mistake_is_recognised_when_it_is_rounded(asked, mistake):
    data = given(asked)
    scale = 100 if asked.kind == "share" else 1
    wrong, right = float(mistake.value(data)) * scale, float(asked.answer(data)) * scale
    for near in roundings(wrong):
        if (
            near == wrong
            or not near
            or abs(near - right) <= 0.06 * abs(right)
            or abs(near - wrong) > (0.05 if asked.tolerance else 0.01) * abs(wrong)
        ):
            continue
        said = mark(asked, f"{near:.10f}".rstrip("0").rstrip(".") + (" %" if asked.kind == "share" else ""), data)
        others = {other.name for other in asked.mistakes if abs(float(other.value(data)) * scale - near) <= 0.06 * abs(near)}
        assert said.mistake in {mistake.name, *others}, (near, said.message)


def test_a_factor_is_named_and_so_is_a_point_that_reads_as_decimals():
    money = ask("money", 8400.0, unit="€", tolerance=1.0, tolerance_reason=T)
    assert mark(money, "8 400 €", None).correct
    said = mark(money, "8.400", None, language="fr")
    assert (said.mistake, said.correct) == ("times-1000", False)
    assert "8\u202f400" in said.message
    assert "Lu 8,4" in said.message
    assert "Lu 9,9" in mark(money, "9.900", None, language="fr").message
    assert mark(money, "8,4", None).mistake == mark(money, 8.4, None).mistake == mark(money, "8 400 k€", None).mistake == "times-1000"
    assert mark(money, "84", None).mistake == mark(money, 840_000, None).mistake == "times-100"
    assert mark(ask("number", 910.0), "9 10", None).mistake == "unreadable"
    assert mark(ask("share", 0.15, unit="%"), "15 points", None).mistake == "unit"


@pytest.mark.parametrize(
    ("question_id", "typed"),
    [("contact-center.load", "11,2 erlangs"), ("roi.break-even-day", "299 jours"), ("roi.published-payback", "4.26 ans"),
     ("mail-order-house.agent-hours", "45 h"), ("contact-center.agents", "15 conseillers"), ("experience.sample", "230 réponses"),
     ("synthetic.cards", "44 fiches"), ("sens-confort.mean-recommend", "4,43 sur 10"), ("sens-confort.csat", "3/20")],
)  # fmt: skip
def test_the_words_of_the_question_may_stand_behind_a_number(question_id, typed):
    assert check(question_id, typed).correct


@pytest.mark.parametrize(
    ("question_id", "typed"), [("crm.cards", "20 €"), ("contact-center.load", "11,2 %"), ("sens-confort.mean-recommend", "4,43 €")]
)
def test_another_unit_is_told(question_id, typed):
    said = check(question_id, typed)
    assert (said.correct, said.mistake) == (False, "unit")


@pytest.mark.parametrize(
    ("question_id", "typed", "wanted"),
    [("journeys.removal", "67 %", "une décimale"), ("roi.leverage", "6", ""), ("sens-confort.mean-recommend", "4,4", "deux décimales"),
     ("roi.published-payback", "4,3", "deux décimales"), ("sens-confort.break-even", "846 000", "l’unité"), ("roi.break-even", "630 k€", "l’unité")],
)  # fmt: skip
def test_a_value_rounded_too_soon_is_told_how_fine_it_is_wanted(question_id, typed, wanted):
    said = check(question_id, typed)
    assert said.mistake == "rounded"
    assert "arrondi trop tôt" in said.message
    assert wanted in said.message


@pytest.mark.parametrize("asked", AMOUNTS, ids=lambda asked: asked.id)
def test_the_precision_wanted_is_told_with_the_question(asked):
    from crm_course.workbook.build import statement

    assert not asked.tolerance or asked.tolerance_reason.say("fr") in statement(asked, given(asked))


@pytest.mark.parametrize("asked", CHOICES, ids=lambda asked: asked.id)
def test_a_choice_may_be_its_letter_or_its_words_in_either_language(asked):
    data = given(asked)
    right = asked.answer(data)
    wanted = [right] if isinstance(right, str) else list(right)
    typed = [[asked.options[key].say(language) for key in wanted] for language in ("fr", "en")]
    if letters(asked):
        signs = [chr(ord("A") + list(asked.options).index(key)) for key in wanted]
        typed += [signs, [sign.lower() for sign in signs]]
    for answer in typed:
        assert mark(asked, answer[0] if asked.kind == "choice" else answer, data).correct, answer


def test_yes_and_no_are_the_option_that_begins_with_them():
    options = {"ok": Text(fr="oui : elle vaut son prix", en="yes: it is worth it"), "bad": Text(fr="non : trop cher", en="no: too dear"),
               "unknown": Text(fr="on ne peut pas le savoir", en="one cannot know")}  # fmt: skip
    asked = ask("choice", "ok", options=options)
    assert all(mark(asked, typed, None).correct for typed in ("oui", "Oui", "yes", "a", True, "oui : elle vaut son prix."))
    two = ask("choice", "ok", options={**options, "too": Text(fr="oui : un contrat", en="yes: a contract")})
    said = mark(two, "oui", None, language="fr")
    assert said.mistake == "unreadable"
    assert "A (oui" in said.message
    assert "unknown" not in said.message
    assert mark(ask("choices", {"ok", "bad", "unknown"}, options=options), "tout", None).correct


def test_a_wrong_row_too_many_loses():
    asked = ask("table", {"web": 2, "app": 1}, rows={"web": Text(fr="le site", en="the site")})
    assert mark(asked, {"web": 2, "app": 1, "chat": 0}, None).correct
    assert mark(asked, {"le site": 2, "app": 1}, None).correct
    assert mark(asked, {"web": 2, "app": 1, "chat": 5}, None).credit == 0.5
    assert not check("sens-confort.problems", {1: "A", 2: "C", 3: "E", 4: "B", 5: "F", 6: "D", 7: "Z"}).correct


@pytest.mark.parametrize(
    "typed",
    ["2027-03-01", "01/03/2027", "1/3/2027", "01.03.2027", "1er mars 2027", "lundi 1er mars 2027", "1 March 2027", "March 1st, 2027"],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert day(typed) == "2027-03-01"
    assert mark(ask("text", "2027-03-01"), typed, None).correct


def test_the_same_mistake_has_the_same_credit_everywhere():
    credits = {}
    for asked in QUESTIONS:
        for mistake in asked.mistakes:
            name = "sign" if mistake.name in ("ces-sign", "sign-of-effort", "opposite-sign") else mistake.name
            credits.setdefault(name, set()).add(mistake.credit)
    assert {name: found for name, found in credits.items() if len(found) > 1} == {}
    assert credits["sign"] == {0.5}
    assert mark(ask("number", 12.0), -12, None).credit == 0.5


def test_a_mistake_may_have_a_tolerance_of_its_own():
    wrong = Mistake(name="near", value=lambda given: 50.0, message=T, tolerance=3)
    assert mark(ask("number", 10.0, mistakes=(wrong,)), 52.5, None).mistake == "near"
    assert mark(ask("number", 10.0, mistakes=(wrong,)), 54, None).mistake is None


NONSENSE = {
    "sens-confort.argument": "Je recommande de manger 8 400 pommes car le risque est 846 154 poires et 34 % de bananes dans le jardin du voisin.",
    "sens-confort.proposal": "Le site magasin saturé taux de lune est content de manger.",
}
GOOD = "Le projet passe de 198 000 à 206 400 euros. Il faudrait un tiers de ventes en plus : c’est dangereux, et j’y suis opposé."


@pytest.mark.parametrize("question_id", NONSENSE)
def test_an_open_answer_is_never_right_by_its_keywords(question_id):
    said = check(question_id, NONSENSE[question_id], language="fr")
    assert (said.correct, said.to_read, said.verdict) == (False, True, "À relire")
    assert "juste" not in (said.as_html() + said.message).casefold()
    assert "pas une note" in said.message


def test_a_good_text_without_keywords_is_not_told_to_be_wrong():
    said = check("sens-confort.argument", GOOD, language="fr")
    assert said.to_read
    assert not any(sign in said.as_html() for sign in ("✗", "à ajouter"))
    assert "peut-être dit autrement" in said.message


def test_after_two_tries_the_model_answer_stands_beside(tmp_path, monkeypatch):
    (tmp_path / ".crm-course").mkdir()
    monkeypatch.chdir(tmp_path)
    first, second = check("sens-confort.argument", GOOD), check("sens-confort.argument", GOOD)
    assert not first.model
    assert second.model.startswith("Le projet rapporte 8")
    assert second.model[:30] in second.as_html()


def test_units_have_names_and_roundings_a_limit():
    assert all(name.fr and name.en for name in UNITS.values())
    assert not is_rounding(158, 100, 200)
    assert question("sens-confort.nps").tolerance_reason


def test_the_catalogue_tells_every_question_and_no_answer():
    from crm_course import workbook

    frame = workbook.catalogue()
    assert list(frame.columns) == ["question", "exercise", "kind", "unit", "options", "path"]
    assert frame["question"].tolist() == [asked.id for asked in QUESTIONS]
    row = frame.set_index("question").loc["experience.change"]
    assert (row["kind"], row["options"]["risen"], row["path"]) == ("choice", "le NPS a monté", "exercises/fr/14-satisfaction.ipynb")


def test_the_answer_key_is_accepted_answer_by_answer():
    from crm_course import grading

    frame = grading.answer_key()
    assert list(frame.columns) == ["question", "kind", "unit", "answer", "tolerance"]
    assert len(frame) == len(QUESTIONS)
    for row in frame[~frame["kind"].isin(["open", "function", "sql", "chart"])].itertuples():
        assert check(row.question, row.answer).correct, row
