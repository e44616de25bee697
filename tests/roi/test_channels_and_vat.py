"""What a channel really adds, and the tax that only passes through."""

from dataclasses import replace

import pytest

from crm_course import roi
from crm_course.foundations.errors import InvalidValue


def test_what_is_new(shop, extra):
    effect = roi.ChannelEffect(online=440_000, cannibalised=0.25, prepared_online=0.10)
    plan = roi.with_channel(shop, extra, effect)
    assert plan.turnover == pytest.approx(1_200_000 + 440_000 - 110_000 + 44_000)
    assert plan.channels["online"] == 440_000
    assert plan.variable_costs["delivery"] == pytest.approx(0.02 * 440_000)
    assert roi.with_channel(shop, extra, roi.ChannelEffect(online=440_000)).result == pytest.approx(extra.result)


def test_the_highest_cannibalisation_leaves_no_gain(shop, extra):
    effect = roi.ChannelEffect(online=440_000)
    part = roi.highest_cannibalised(shop, extra, effect)
    assert part == pytest.approx(74_400 / (440_000 * 0.315))
    assert roi.compare(shop, roi.with_channel(shop, extra, replace(effect, cannibalised=part))).gain == pytest.approx(0, abs=1e-6)


def test_vat_changes_no_result_but_passes_through(shop):
    account = roi.vat_account(shop, investment=60_000)
    assert account.collected == pytest.approx(240_000)
    assert account.deductible == pytest.approx(0.2 * 816_000 + 12_000)
    assert account.due == pytest.approx(240_000 - 163_200 - 12_000)
    reduced = roi.vat_account(shop, on_sales=0.055, on_costs={"purchases": 0.2, "sundry": 0.2})
    assert reduced.due < 0
    assert roi.excluding(roi.including(137.5, 0.055), 0.055) == pytest.approx(137.5)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: roi.ChannelEffect(online=1, cannibalised=25), "cannibalised must be a share"),
        (lambda: roi.ChannelEffect(online=-1), "online must be an amount"),
        (lambda: roi.including(100, 20), r"vat_rate must be a rate.*0\.200"),
    ],
)
def test_bad_input(call, words):
    with pytest.raises(InvalidValue, match=words):
        call()
