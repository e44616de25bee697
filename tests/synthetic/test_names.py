"""Names of other countries: people, streets and companies follow the locale, towns do not, and e-mails stay safe."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from crm_course import synthetic
from crm_course.foundations.errors import InvalidValue, MissingPart
from crm_course.synthetic.delivery.classes import Job, make_class
from crm_course.synthetic.names import locale_named, names, slug

ADDRESS = r"[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9-]*\d@[a-z]+\.example"


@pytest.mark.parametrize("locale", ["de_DE", "en_GB", "pl_PL", "el_GR", "ja_JP", "ar_AA"])
def test_everything_but_towns_follows_the_locale(locale: str) -> None:
    order = {"name": "b2b-wholesale", "customers": 120, "months": 3, "dirt": "heavy"}
    made, french = synthetic.world(**order, locale=locale), synthetic.world(**order)
    assert synthetic.violations(made.clean).empty
    mine, theirs = made.clean["customers"], french.clean["customers"]
    for column in ("first_name", "last_name", "street"):
        known = set(getattr(names(locale), "streets" if column == "street" else "last")) | set(names(locale).all_first())
        assert all(any(word in one for word in known) for one in mine[column])
        assert (mine[column] != theirs[column]).mean() > 0.9  # an English Thomas may stand where a French one stood
    assert (mine["company"].dropna() != theirs["company"].dropna()).all()
    assert mine["company"].notna().equals(theirs["company"].notna())
    for column in ("town", "postcode", "created_on", "siren"):
        assert mine[column].equals(theirs[column])
    points = made.clean["contact_points"]
    assert points.loc[points["kind"] == "email", "value"].str.fullmatch(ADDRESS).all()
    assert (made.clean["silo_call_centre"]["name_heard"].str.strip() != "").all()
    assert made.clean["orders"].equals(french.clean["orders"])


def test_the_package_says_where_the_names_come_from(tmp_path: Path) -> None:
    made = synthetic.world("sens-confort", customers=40, months=3, locale="de_DE")
    made.save(tmp_path / "data", language="en")
    package = json.loads((tmp_path / "data" / "datapackage.json").read_text("utf-8"))
    assert package["locale"] == "de_DE"
    assert package["sources"] == [{"title": "Faker", "version": made.truth["provenance"]["faker"]}]
    for said in (package["description"], (tmp_path / "data" / "dictionary.md").read_text("utf-8")):
        assert "Towns and postcodes stay those of the world" in said


@pytest.mark.parametrize(
    ("asked", "said"), [("de-xx", "Did you mean de, de_AT, de_CH, de_DE"), ("xx_YY", "For example: de_DE"), ("", "For example")]
)
def test_an_unknown_locale_proposes_close_ones(asked: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        names(asked)


def test_an_order_in_an_unknown_locale_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="must be"):
        make_class(Job(world="sens-confort", locale="xx_YY"), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_locale_is_understood_however_it_is_written() -> None:
    assert {locale_named(asked) for asked in ("de_DE", "de-de", " DE_de ")} == {"de_DE"}


def test_without_faker_french_names_remain_and_others_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "faker"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "faker", None)
    assert locale_named("fr_FR") == "fr_FR"
    with pytest.raises(MissingPart, match="pip install faker"):
        locale_named("it_IT")


@pytest.mark.parametrize(
    ("word", "plain"), [("Saint-Éloi", "saint-eloi"), ("Œuvrard", "oeuvrard"), ("Weiß", "weiss"), ("Łukasz", "lukasz"), ("千 代", "")]
)
def test_words_of_an_address(word: str, plain: str) -> None:
    assert slug(word) == plain
