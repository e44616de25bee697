"""The doubtful pairs, their weights in view, and a blind review by hand."""

import pytest

pytest.importorskip("splink", reason="the part « link » is not installed")

from crm_course import identity, synthetic


@pytest.fixture(scope="module")
def linkage():
    return identity.link(identity.records(synthetic.world("chez-vous", customers=200, seed=5, months=3)))


def test_the_answer_follows_the_price_of_mistakes(linkage, english):
    panel = identity.explorer(linkage)
    sure = linkage.doubtful(1)["probability"][0]
    dear, cheap = panel.set(pair=1, merge=500, split=1, blind=False), panel.set(pair=1, merge=0, split=500, blind=False)
    assert cheap.sentence.startswith("Put together")
    assert dear.sentence.startswith("Leave apart") == (sure < 500 / 501)
    assert dear.charts


def test_blind_means_blind(linkage, english):
    view = identity.explorer(linkage).set(pair=1, merge=40, split=5, blind=True)
    assert not view.charts
    assert "likely" not in view.sentence


def test_the_weights_are_those_that_were_explained(linkage):
    a, b = linkage.doubtful(1)[["a", "b"]].iloc[0]
    told = identity.weights_chart(linkage, a, b).to_dict()
    rows = next(iter(told["datasets"].values()))
    assert [row["weight"] for row in rows] == pytest.approx(linkage.explain(a, b)["weight"].iloc[:-1].tolist())


def test_a_review_decides_passes_and_undoes(linkage):
    review = identity.review(linkage, n=3, who="Maud")
    review._pressed(True)
    review._pressed(None)
    assert review.linkage.decisions[["kind", "who"]].to_numpy().tolist() == [["same", "Maud"]]
    review._pressed(False)
    assert all(button.disabled for button in review._buttons)
    review._back()
    assert review.linkage.decisions["kind"].tolist() == ["same", "not-same", "undo"]
    assert "probability" not in review._words.value


def test_what_a_field_buys_is_drawn():
    import pandas as pd

    table = pd.DataFrame({"filled": [0.5, 1.0], "recall": [0.4, 0.7], "precision": [0.99, 0.98], "share": [0, 1]})
    assert "40" in identity.field_chart(table).to_dict()["title"]["text"][0]
