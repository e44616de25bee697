"""One canonical form of an address: nobody comes back by another spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations import addresses
from crm_course.foundations.errors import UnknownName


@pytest.mark.parametrize(
    "spelling",
    ["marie@example.org", " Marie@Example.ORG ", "mailto:marie@example.org", "MAILTO:marie@example.org?subject=Bonjour", "marie\u200b@example.org", "\ufeffmarie@example.org",
     "Marie Durand <marie@example.org>", "<marie@example.org>", "marie@example.org;", "'marie@example.org'", "marie＠example.org", "ma\u00adrie@example.org", "marie@example.org."],
)  # fmt: skip
def test_spellings_of_one_address(spelling):
    assert addresses.email(spelling) == "marie@example.org"


def test_accents_have_one_form():
    assert addresses.email("e\u0301ric@example.org") == addresses.email("\u00e9ric@example.org")
    assert addresses.email("a@exa\u0308mple.org") == addresses.email("a@xn--exmple-cua.org") == addresses.email("a@EXÄMPLE.org")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("o'brien@example.org", "o'brien@example.org"),
        ("o’brien@example.org", "o'brien@example.org"),
        ("a+b@example.org", "a+b@example.org"),
    ],
)
def test_what_belongs_to_an_address_stays(address, kept):
    assert addresses.email(address) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "N/A",
        "marie",
        "paul@@example.org",
        "a@example",
        "jean durand@example.org",
        "a@example..org",
        "a@ example.org",
        "x" * 250 + "@example.org",
    ],
)
def test_what_is_no_address(text):
    assert addresses.email(text) is None


def test_several_addresses_in_a_cell_are_all_heard():
    assert addresses.emails("a@example.org / b@example.org") == []
    assert addresses.emails("a@example.org; B@example.org,a@example.org") == ["a@example.org", "b@example.org"]
    assert addresses.email("a@example.org b@example.org") is None


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("+33 (0)6 39 98 01 02", "0639980102"), ("06.39.98.01.02", "0639980102"), ("639980102", "0639980102"), ("33639980102", "0639980102"), ("0033 6 39980102", "0639980102"),
        ("0639980102.0", "0639980102"), ("tél : 06-39-98-01-02", "0639980102"), ("06 39 98 01 02 poste 12", "0639980102"), ("\u202a+33639980102\u202c", "0639980102"),
        ("+262 692 12 34 56", "0692123456"), ("0692 12 34 56", "0692123456"), ("+262 (0)692 12 34 56", "0692123456"), ("+590 690 12 34 56", "0690123456"),
        ("+596 696 12 34 56", "0696123456"), ("+594 594 12 34 56", "0594123456"), ("+508 41 12 34", "0508411234"), ("+32 2 555 12 12", "+3225551212"),
        ("12", None), ("", None), ("+33 1", None), ("0000000000", None), ("marie", None),
    ],
)  # fmt: skip
def test_spellings_of_one_number(spelling, canonical):
    assert addresses.phone(spelling) == canonical


@pytest.mark.parametrize(
    ("spelling", "country", "canonical"),
    [("02 555 12 12", "BE", "+3225551212"), ("0470 12 34 56", "BE", "+32470123456"), ("020 7946 0958", "GB", "+442079460958"), ("044 668 18 00", "CH", "+41446681800"),
     ("0692 12 34 56", "RE", "0692123456"), ("+33 6 39 98 01 02", "BE", "0639980102"), ("621 123 456", "LU", "+352621123456"), ("0690123456", "GP", "0690123456")],
)  # fmt: skip
def test_a_number_without_a_country_is_of_its_file_s(spelling, country, canonical):
    assert addresses.phone(spelling, country) == canonical


def test_two_numbers_in_a_cell_are_both_heard_and_neither_is_chosen():
    assert (
        addresses.phones("06 39 98 01 02 / 01 99 00 12 34") == addresses.phones("0639980102 ou 0199001234") == ["0639980102", "0199001234"]
    )
    assert addresses.phone("06 39 98 01 02 / 01 99 00 12 34") is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [("0639980102", "mobile"), ("0199001234", "landline"), ("0692123456", "mobile"), ("0262123456", "landline"), ("+3225551212", "landline"), ("+32470123456", "mobile"),
     ("+442079460958", "landline"), ("+447700900123", "mobile"), ("+12025550143", "landline"), ("+999", "landline")],
)  # fmt: skip
def test_a_mobile_is_told_by_its_numbering_plan(number, kind):
    assert addresses.phone_kind(number) == kind
    assert addresses.contact_kind("a@example.org") == "email"


@given(st.text(max_size=30))
def test_a_canonical_form_is_its_own(text):
    for address in addresses.emails(text):
        assert addresses.emails(address) == [address]
    for number in addresses.phones(text):
        assert addresses.phones(number) == [number]


@given(st.integers(100_000_000, 799_999_999), st.sampled_from(["0{}", "+33{}", "0033 {}", "33{}", "+33 (0){}", "{}"]))
def test_every_french_spelling_has_one_form(digits, spelling):
    assert addresses.phone(spelling.format(digits)) == f"0{digits}"


def test_countries_as_people_write_them():
    assert [addresses.country(name) for name in ("Belgique", "fr", "La Réunion", "ROYAUME-UNI", "Atlantide", "", "la")] == [
        "BE",
        "FR",
        "RE",
        "GB",
        None,
        None,
        None,
    ]
    with pytest.raises(UnknownName, match="country must be one of"):
        addresses.phone("02 555 12 12", "XX")
