"""A shop of one's own: more people in the same four files, the same lessons."""

import pytest

from crm_course import crm
from crm_course.lessons.crm.given import read, tables
from crm_course.workbook.contents import exercise

EXERCISE = exercise("crm")


@pytest.fixture(scope="module", params=[1, 2, 2**40 + 7])
def shop(request):
    return read(tables(request.param))


def test_without_data_of_ones_own_the_shop_is_that_of_the_lesson():
    own, lesson = crm.own_shop(), crm.practice()
    assert own.store.table("customers").equals(lesson.store.table("customers"))
    assert own.lines == lesson.lines


def test_each_file_still_has_its_line_that_cannot_be_read(shop):
    assert {name: report.refused + report.left_out["line"].nunique() for name, report in shop.reports.items()} == {
        "newsletter": 1,
        "boutique": 0,
        "caisse": 1,
        "appels": 1,
    }
    line = shop.reports["caisse"].rejected["line"].iloc[0]
    assert "STÉPHAN" in shop.lines["caisse"][line - 1]


def test_every_other_line_is_imported(shop):
    assert all(report.lines == len(shop.lines[name]) - 1 for name, report in shop.reports.items())
    assert len(shop.store.table("customers")) > 35


def test_numbers_and_addresses_belong_to_nobody(shop):
    points = shop.store.table("contact_points")
    phones = points.loc[points["kind"] != "email", "value"].astype(str)
    assert phones.str.replace(" ", "").str.contains("639982|639983|26191").all()
    mails = points.loc[points["kind"] == "email", "value"]
    assert mails.str.contains(r"[@.]example(?:\.org)?$").all()


def test_the_people_of_the_lesson_are_there_with_the_same_answer(shop):
    asked = {question.id: question for question in EXERCISE.questions}
    assert asked["crm.call-her"].answer(shop) == "no-consent"
    assert shop.store.customer(shop.number("anne le goff"))
