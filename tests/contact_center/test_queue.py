import numpy as np
import pytest

from crm_course.contact_center import queue, wait_curve, wait_quantile
from crm_course.foundations import language


def test_call_centre_helper():
    line = queue(100, 180, 14, interval_seconds=1800)
    found = (line.wait_share, line.service_level, line.mean_wait_seconds, line.occupancy)
    assert [round(value, digits) for value, digits in zip(found, (6, 6, 5, 6), strict=True)] == [0.174132, 0.888350, 7.83594, 0.714286]
    assert round(queue(100, 180, 11, interval_seconds=1800).service_level, 6) == 0.389614
    levels = queue(100, 180, [13, 15], interval_seconds=1800).service_level
    assert levels.round(6).tolist() == [0.795595, 0.941453]  # pyworkforce documentation


def test_the_eye_clinic_of_gross_and_harris():
    clinic = queue(6, 20 * 60, 3, interval_seconds=3600)
    assert clinic.queue_length == pytest.approx(8 / 9, rel=1e-12)
    assert (clinic.mean_wait_seconds + 20 * 60) / 60 == pytest.approx(28.9, abs=0.05)


def test_overload():
    endless = queue(60, 180, 10)
    assert (endless.wait_share, endless.mean_wait_seconds, endless.service_level, endless.occupancy) == (1, np.inf, 0, 1)
    leaving = queue(60, 180, 10, patience_seconds=90)
    assert all(np.isfinite(value).all() for value in leaving.frame().astype(float).to_numpy())
    assert 0 < leaving.service_level < 1
    assert leaving.abandonment_share > 1 - 10 / 12


def test_no_calls_and_no_agents():
    for patience in (None, 60):
        idle = queue(0, 180, [0, 5], patience_seconds=patience)
        assert idle.service_level.tolist() == [1, 1]
        assert idle.wait_share.tolist() == idle.mean_wait_seconds.tolist() == idle.occupancy.tolist() == [0, 0]
    alone = queue(10, 180, 0, patience_seconds=60)
    assert (alone.service_level, alone.wait_share, alone.abandonment_share, alone.mean_wait_seconds) == (0, 1, 1, 60)
    assert np.isfinite(alone.mean_wait_served_seconds)


def test_threshold_zero_counts_those_served_at_once():
    for patience in (None, 60):
        line = queue(50, 180, 12, within_seconds=0, patience_seconds=patience)
        assert line.service_level == pytest.approx(1 - line.wait_share, rel=1e-12)


def test_a_bad_row_is_flagged_and_the_others_stay():
    line = queue([50, -1, np.nan, 50, 0], [180, 180, 180, 0, 0], 14)
    assert line.valid.tolist() == [True, False, False, False, True]
    assert np.isnan(line.service_level).tolist() == [False, True, True, True, False]
    assert line.service_level[0] == queue(50, 180, 14).service_level
    assert not queue(50, 180, 14, patience_seconds=-1).valid


def test_arrays_mix_patient_and_impatient_rows():
    line = queue(50, 180, 11, patience_seconds=[np.inf, 60])
    assert line.service_level.tolist() == [queue(50, 180, 11).service_level, queue(50, 180, 11, patience_seconds=60).service_level]
    assert queue(50, 180, np.arange(11, 15).reshape(2, 2)).service_level.shape == (2, 2)


def test_fractional_agents_lie_between_their_neighbours():
    levels = queue(50, 180, [12, 12.5, 13]).service_level
    assert levels[0] < levels[1] < levels[2]


def test_a_queue_says_its_finding():
    line = queue(50, 180, 14)
    assert "88.8% of calls are answered within 20 s" in _english(line)
    assert "never stops growing" in _english(queue(50, 180, 10))
    assert "14\u00a0conseillers" in line.sentence() or "14 conseillers" in line.sentence()


def test_many_queues_say_their_range_and_how_many_are_flagged():
    many = queue([50, 60, -1], 180, 14)
    assert _english(many) == "3 intervals, 1 of them without usable data: service level from 61.4% to 88.8%, 75.1% on average."
    assert _english(queue([np.nan, -1], 180, 14)) == "2 intervals, none of them with usable data."


def _english(line):
    with language.speaking("en"):
        return line._repr_markdown_()


@pytest.mark.parametrize("patience", [None, 60, 600])
def test_quantiles_invert_the_distribution(patience):
    agents = 12
    for share in (0.7, 0.9, 0.99):
        seconds = wait_quantile(share, 50, 180, agents, patience_seconds=patience)
        frame = wait_curve(50, 180, [agents], patience_seconds=patience, longest_seconds=seconds)
        at_once = 1 - queue(50, 180, agents, patience_seconds=patience).wait_share
        assert 1 - frame["waits_longer"].iloc[-1] == pytest.approx(max(share, at_once), abs=1e-9)


def test_quantile_edges():
    assert wait_quantile(0.5, 50, 180, 14) == 0
    assert wait_quantile(0.5, 50, 180, 10) == np.inf
    assert np.isnan(wait_quantile(1.0, 50, 180, 14))
    assert wait_quantile(0.9, 0, 180, 3) == 0
    assert wait_quantile([0.8, 0.9], 50, 180, [[12], [13]]).shape == (2, 2)
