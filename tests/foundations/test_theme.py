import json

import altair as alt
import pandas as pd
import pytest

from crm_course.foundations import language, theme

CHART = alt.Chart(pd.DataFrame({"x": [1, 2]})).mark_bar().encode(x="x:Q")


def made(**changes):
    return theme.titled(CHART, **{"title": "Le NPS vaut −76", "subtitle": "100 réponses", "description": "Un NPS très bas.", **changes})


def test_a_chart_leaves_under_the_type_that_front_ends_draw_offline():
    data, metadata = theme.bundle(made())
    assert set(data) == {theme.MIME, "text/plain"}
    assert data[theme.MIME]["$schema"].endswith("v5.json")
    assert data["text/plain"] == "Un NPS très bas."
    assert metadata[theme.MIME]["embed_options"]["actions"] is False


def test_displaying_a_chart_gives_the_same_bundle():
    chart = made()
    with alt.renderers.enable("crm"):
        shown = chart._repr_mimebundle_(None, None)
    data = shown[0] if isinstance(shown, tuple) else shown
    assert set(data) == {theme.MIME, "text/plain"}


@pytest.mark.parametrize(("spoken", "decimal", "currency"), [("fr", ",", ["", "\u00a0€"]), ("en", ".", ["€", ""])])
def test_numbers_on_axes_follow_the_language(spoken, decimal, currency):
    with language.speaking(spoken):
        _, metadata = theme.bundle(made())
    locale = metadata[theme.MIME]["embed_options"]["formatLocale"]
    assert (locale["decimal"], locale["currency"]) == (decimal, currency)


def test_a_chart_says_its_finding_and_what_it_shows():
    spec = made().to_dict()
    assert spec["title"]["text"] == ["Le NPS vaut −76"]
    assert spec["title"]["subtitle"] == ["100 réponses"]
    assert spec["description"] == "Un NPS très bas."


def test_a_long_title_breaks_at_ordinary_spaces_only():
    words = "Le résultat augmente de 8\u202f400\u00a0€ par an, mais il faut 34\u202f% de chiffre d’affaires en plus pour cela"
    lines = made(title=words).to_dict()["title"]["text"]
    assert len(lines) == 2
    assert " ".join(lines) == words
    assert all(len(line) <= 72 for line in lines)


def test_the_palette_is_that_of_okabe_and_ito_and_nothing_names_a_remote_host():
    spec = made().to_dict()
    assert spec["config"]["range"]["category"] == [theme.BLUE, theme.ORANGE, theme.GREEN, theme.VERMILION, theme.PURPLE, theme.GREY]
    remote = json.dumps({key: value for key, value in theme.bundle(made())[0][theme.MIME].items() if key != "$schema"})
    assert "http" not in remote
