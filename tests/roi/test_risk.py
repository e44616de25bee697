"""Risk: closed forms for the normal case, Ishigami's function, correlation, information, bad input."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from crm_course import roi
from crm_course.foundations.errors import InvalidValue, UnknownName


@pytest.fixture(scope="module")
def simulation(study):
    return roi.simulate(study, draws=400_000, rng=np.random.default_rng(1))


def test_published_chances_and_information(simulation, study):
    assert simulation.probability_pays == pytest.approx(0.653, abs=0.003)
    assert simulation.evpi == pytest.approx(4_957, abs=60)
    assert round(roi.information_value(study, rng=1).loc["turnover", "information_value"]) == 4_957


def test_against_the_closed_form_of_a_normal_gain(simulation):
    gain = stats.norm(8_400, 0.26 * 82_000)
    assert simulation.mean == pytest.approx(8_400, abs=150)
    assert simulation.sd == pytest.approx(gain.std(), rel=0.01)
    assert simulation.quantiles.to_numpy() == pytest.approx(gain.ppf(simulation.quantiles.index), abs=500)  # 4 standard errors at 1 %
    assert simulation.value_at_risk() == pytest.approx(-gain.ppf(0.05), abs=200)
    assert simulation.expected_shortfall() == pytest.approx(-8_400 + gain.std() * stats.norm.pdf(stats.norm.ppf(0.05)) / 0.05, abs=300)
    assert simulation.probability_pays == pytest.approx(gain.sf(0), abs=3 * simulation.probability_error)


def test_same_seed_same_draws_and_progress_is_told(study):
    told = []
    first = roi.simulate(study, draws=150_000, rng=7, progress=told.append)
    assert np.array_equal(first.outcomes, roi.simulate(study, draws=150_000, rng=7).outcomes)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) == 3
    assert "65" in first.sentence("fr")


def test_correlation_is_the_one_asked_for():
    beliefs = {"a": roi.Normal(mean=0, sd=1), "b": roi.LogNormal(mean=5, sd=2), "c": roi.Triangular(low=0, mode=1, high=4)}
    drawn = roi.draw(beliefs, 200_000, rng=3, correlations=[("a", "b", 0.6), ("a", "c", -0.4)])
    ranks = stats.spearmanr(np.column_stack(list(drawn.values()))).statistic
    assert ranks[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.3), abs=0.01)
    assert ranks[0, 2] == pytest.approx(6 / np.pi * np.arcsin(-0.2), abs=0.01)
    assert ranks[1, 2] == pytest.approx(0, abs=0.01)
    assert drawn["b"].mean() == pytest.approx(5, abs=0.03)


def test_perfect_correlation_is_allowed():
    beliefs = {"a": roi.Normal(mean=0, sd=1), "b": roi.Normal(mean=3, sd=2)}
    drawn = roi.draw(beliefs, 100, rng=1, correlations=[("a", "b", 1.0)])
    assert drawn["b"] == pytest.approx(3 + 2 * drawn["a"])


def test_sobol_indices_of_ishigami():
    # Ishigami & Homma (1990), a = 7, b = 0.1: first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437
    angle = roi.Beta(a=1, b=1, low=-np.pi, high=np.pi)
    found = roi.sobol(
        lambda x: np.sin(x["a"]) + 7 * np.sin(x["b"]) ** 2 + 0.1 * x["c"] ** 4 * np.sin(x["a"]),
        {"a": angle, "b": angle, "c": angle}, rng=1, draws=2**18,
    )  # fmt: skip
    assert found.loc[["a", "b", "c"], "first"].tolist() == pytest.approx([0.3139, 0.4424, 0], abs=0.015)
    assert found.loc[["a", "b", "c"], "total"].tolist() == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.015)


def test_sobol_of_correlated_normals_against_the_closed_form():
    # y = a + b, standard normals of correlation r: first = (1 + r)² / (2 + 2r), total = (1 − r²) / (2 + 2r)
    r = 0.5
    beliefs = {"a": roi.Normal(mean=0, sd=1), "b": roi.Normal(mean=0, sd=1)}
    found = roi.sobol(lambda x: x["a"] + x["b"], beliefs, rng=1, draws=2**17, correlations=[("a", "b", r)])
    assert found["first"].tolist() == pytest.approx([(1 + r) / 2] * 2, abs=0.01)
    assert found["total"].tolist() == pytest.approx([(1 - r) / 2] * 2, abs=0.01)


@pytest.fixture(scope="module")
def wider(study):
    doubts = {**study.uncertain, "both.purchases": roi.Triangular(low=0.66, mode=0.68, high=0.70), "returns": roi.pert(0.02, 0.03, 0.05)}
    return replace(study, uncertain=doubts)


def test_information_on_one_input_is_worth_at_most_that_on_all(wider):
    values = roi.information_value(wider, rng=1)
    everything = roi.simulate(wider, draws=200_000, rng=1)
    assert (values["information_value"] >= -1e-9).all()
    assert values["information_value"].max() <= everything.evpi + 50
    assert values["explained"].sum() == pytest.approx(1, abs=0.02)
    indices = roi.sobol(wider, rng=1)
    assert values["explained"].to_numpy() == pytest.approx(indices.loc[values.index, "first"].to_numpy(), abs=0.02)


def test_information_value_with_correlated_inputs_against_nested_simulation(wider):
    tied = replace(wider, correlations=(("turnover", "returns", 0.6),))
    found = roi.information_value(tied, rng=1).loc["turnover", "information_value"]
    rng, gains = np.random.default_rng(0), []
    for score in stats.norm.ppf((np.arange(400) + 0.5) / 400):
        other = 0.6 * score + 0.8 * rng.standard_normal(2_000)
        case = {"turnover": 1_640_000 + 82_000 * score, "returns": wider.uncertain["returns"].of_normal(other)}
        gains.append(np.mean(wider.having({**case, "both.purchases": 0.68}).outcome("gain")))
    gains = np.array(gains)
    assert found == pytest.approx(np.maximum(gains, 0).mean() - max(gains.mean(), 0), abs=120)


def test_a_prior_from_an_experiment_moves_the_chances(study):
    sure = replace(study, uncertain={"growth": roi.uplift_prior(0.45, 0.40, 0.50)})
    doubtful = replace(study, uncertain={"growth": roi.uplift_prior(0.26, 0.10, 0.42)})
    assert roi.simulate(sure, rng=1).probability_pays > 0.99
    assert roi.simulate(doubtful, rng=1).probability_pays == pytest.approx(stats.norm(0.26, 0.0816342).sf(0.3397436), abs=0.005)


def test_other_outcomes_and_thresholds(study):
    invested = replace(study, project=roi.Project(investment=20_000))
    worth = roi.simulate(invested, of="npv", rng=1, draws=20_000)
    assert worth.mean == pytest.approx(invested.outcome("npv"), abs=3 * worth.sd / np.sqrt(20_000))
    choosy = roi.simulate(study, threshold=20_000, rng=1)
    assert choosy.probability_pays == pytest.approx(stats.norm(8_400, 21_320).sf(20_000), abs=0.006)


def test_a_constant_outcome_is_a_certainty(study):
    fixed = replace(study, uncertain={"returns": roi.Normal(mean=0.03, sd=0)})
    certain = roi.simulate(fixed, rng=1, draws=1_000)
    assert (certain.probability_pays, certain.evpi) == (1.0, pytest.approx(0, abs=1e-6))
    assert roi.information_value(fixed, rng=1).loc["returns", "explained"] == 0


def test_rare_impossible_draws_are_set_aside_and_many_are_refused(study):
    rare = roi.simulate(replace(study, uncertain={"returns": roi.Normal(mean=0.03, sd=0.0125)}), rng=1)
    assert 0 < rare.impossible < 0.01
    assert not np.isnan(rare.outcomes).any()
    with pytest.raises(InvalidValue, match="of the draws make no sense"):
        roi.simulate(replace(study, uncertain={"turnover": roi.Normal(mean=1_640_000, sd=1_640_000)}), rng=1)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda s: roi.simulate(replace(s, uncertain={}), rng=1), InvalidValue, "say which inputs are uncertain"),
        (lambda s: roi.simulate(s, rng=1, draws=0), InvalidValue, "draws must be a whole number of at least 1"),
        (lambda s: roi.simulate(s, rng=1, of="profit"), UnknownName, "of must be one of"),
        (lambda s: roi.simulate(s), TypeError, "rng"),
        (lambda s: roi.sobol(lambda x: x, {}, rng=1), InvalidValue, "say which inputs"),
        (lambda s: roi.simulate(s, rng=1).quantile(50), InvalidValue, r"Did you mean 0\.5"),
        (
            lambda s: roi.draw({x: roi.Normal(mean=0, sd=1) for x in "abc"}, 10, rng=1,
                               correlations=[("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)]),
            InvalidValue, "compatible with each other",
        ),
    ],
)  # fmt: skip
def test_bad_input(study, call, error, words):
    with pytest.raises(error, match=words):
        call(study)


@pytest.fixture
def invested():
    before = roi.Plan(turnover=780_000, variable_rates={"purchases": 0.42}, fixed_costs=327_000)
    after = roi.Plan(turnover=930_000, variable_rates={"purchases": 0.43}, fixed_costs=381_000)
    doubts = {"turnover": roi.Normal(mean=930_000, sd=70_000)}
    return roi.Study(before=before, after=after, project=roi.Project(investment=52_000, ramp_up=(0.5, 1.0)), uncertain=doubts)


def test_an_outcome_that_may_never_come_is_simulated_without_a_middle_between_it_and_another(invested):
    found = roi.simulate(invested, of="payback", draws=2_000, rng=1)
    assert np.isinf(found.outcomes).any()
    assert np.isinf(found.quantile(0.99))
    assert np.isfinite(found.quantile(0.01))
    assert np.isnan(found.evpi)
    assert "pays" not in found.sentence("en")
    assert roi.distribution_chart(found).to_dict()


def test_an_outcome_that_a_gain_is_not_has_no_price(invested):
    with pytest.raises(InvalidValue, match="in euros"):
        roi.information_value(invested, of="payback", rng=1)
    with pytest.raises(InvalidValue, match="never reached"):
        roi.sobol(invested, of="payback", draws=256, rng=1)
    with pytest.raises(InvalidValue, match="Internal rate of return"):
        roi.simulate(invested, of="irr", draws=2_000, rng=1)
