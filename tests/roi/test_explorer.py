"""The explorers: every control changes something, sentences follow the figures, wrong entries lose nothing."""

from dataclasses import replace

import numpy as np
import pytest

from crm_course import cases, roi
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import speaking
from crm_course.roi.chart_texts import VIEWS
from crm_course.roi.explorer import adjusted, financed


def plain(words):
    return words.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.fixture
def panel(study):
    return roi.explorer(study)


def test_it_opens_on_the_case(panel):
    assert plain(panel.view.sentence) == "Le projet rapporte 8 400 € de plus par an."
    assert "1 607 692 €" in plain(panel.view.detail)
    assert "65 %" in plain(panel.view.detail)
    assert "+74 400 €" in plain(panel.view.notice)
    assert "8 juil. 2026" in panel.view.meaning


def test_two_plans_are_enough(shop, omni):
    assert roi.explorer(shop, omni).view.sentence == roi.explorer(roi.Study(before=shop, after=omni)).view.sentence
    with pytest.raises(InvalidValue, match="after must be of the same kind"):
        roi.explorer(shop)


MOVES = {"turnover": 1_500_000, "purchases": 0.66, "fixed_costs": 200_000, "base": "extra", "spread": 0.15, "delivery": 0.05,
         "before__turnover": 1_000_000, "before__fixed_costs": 150_000, "season": "retail", "view": "gain"}  # fmt: skip


@pytest.mark.parametrize("name", MOVES)
def test_each_control_changes_something_visible(panel, name):
    before = panel.view
    after = panel.set(**{name: MOVES[name]})
    texts = [
        (view.sentence, view.detail, view.meaning, view.notice, str([chart.to_dict() for chart in view.charts])) for view in (before, after)
    ]
    assert texts[0] != texts[1]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_view_draws_in_both_languages(study, view, language):
    with speaking(language):
        assert roi.explorer(study).set(view=view).charts


@pytest.mark.parametrize("extreme", [{"turnover": 0}, {"purchases": 0.99}, {"fixed_costs": 0}, {"spread": 0}, {"before__turnover": 0}])
def test_extremes_are_said_in_words(panel, extreme):
    for view in ("plans", "year", "deciding", "risk"):
        shown = panel.set(view=view, **extreme)
        assert shown.sentence
        assert "nan" not in plain(shown.sentence + shown.detail + shown.meaning).lower().split()


def test_what_is_downloaded_opens_again(panel, tmp_path):
    panel.set(turnover=1_500_000, base="extra")
    ((name, content),) = panel.view.downloads.items()
    assert name == "etude.json"
    path = tmp_path / name
    path.write_bytes(content)
    again = roi.Study.from_file(path)
    assert again.after.turnover == 1_500_000
    assert again.through == "online"
    assert roi.explorer(again).set(turnover=1_500_000).sentence == panel.view.sentence


def test_the_study_behind_the_sliders(study):
    assert adjusted(study) == study
    assert adjusted(study, base="extra").outcome("gain") == pytest.approx(74_400)
    back = adjusted(adjusted(study, base="extra"), base="all", spread=0.05)
    assert back.outcome("gain") == pytest.approx(8_400)
    assert adjusted(study, season="retail").season.shares == roi.RETAIL
    assert adjusted(study, before__turnover=1e6).before.turnover == 1e6


def test_doubt_moves_with_the_figure_it_is_about(study):
    panel = roi.explorer(study)
    assert "27 %" in plain(panel.set(turnover=1_560_000).detail)
    lower = adjusted(study, turnover=820_000)
    assert (lower.uncertain["turnover"].mean, lower.uncertain["turnover"].sd) == pytest.approx((820_000, 41_000))
    growing = roi.Study(before=study.before, after=study.after, uncertain={"growth": roi.uplift_prior(0.36, 0.20, 0.70)})
    assert adjusted(growing, turnover=1_420_000).uncertain["growth"].quantile(0.5) == pytest.approx(0.18, abs=0.003)
    assert adjusted(study, turnover=0).uncertain["turnover"].sd == 0


def test_reading_costs_on_all_turnover_forgets_only_the_channel(study):
    doubts = {**study.uncertain, "online": roi.Normal(mean=440_000, sd=1_000)}
    site = adjusted(study, base="extra")
    site = replace(
        site, uncertain=doubts, correlations=(("turnover", "online", 0.5),), scenarios={"a": {"online": 0}, "b": {"turnover": 1}}
    )
    flat = adjusted(site, base="all")
    assert list(flat.uncertain) == ["turnover"]
    assert (flat.correlations, list(flat.scenarios)) == ((), ["b"])


def test_the_investment(study, extra, shop):
    quote = roi.Study(before=shop, after=extra, through="online", project=roi.Project(investment=60_000))
    panel = roi.cash_explorer(quote)
    assert plain(panel.view.sentence).startswith("L’investissement crée")
    assert "juste rentable" in panel.view.meaning
    assert "détruit" in panel.set(investment=900_000).sentence
    assert "emprunt" in panel.set(borrowed=0.5).meaning
    moved = financed(quote, investment=9e4, years=3, discount_rate=0.1, first_year=0.5, tax_rate=0.2, working_capital_days=10,
                     borrowed=0.5, loan_rate=0.04)  # fmt: skip
    assert moved.project.loan.amount == 45_000
    assert moved.flows.owner[0] == pytest.approx(-45_000 - 10 * 220_000 / 360)
    assert np.isfinite(moved.outcome("npv"))


def test_a_progress_bar_follows(study):
    roi.simulate(study, rng=1, draws=10_000, progress=roi.progress_bar())


def test_untouched_the_cash_explorer_says_what_the_study_says():
    """The same ramp-up, working capital and loan: no second figure for one investment."""
    case = cases.sens_confort()
    project = roi.Project(
        investment=120_000, years=5, discount_rate=0.08, ramp_up=(0.4, 0.7, 1.0), working_capital_days=30,
        loan=roi.Loan(amount=60_000, rate=0.04, years=4),
    )  # fmt: skip
    study = roi.Study(before=case.shop_only, after=case.omnichannel, project=project)
    moved = roi.cash_explorer(study).view.subject
    assert moved.flows.project == pytest.approx(study.flows.project)
    assert moved.flows.owner == pytest.approx(study.flows.owner)
