"""Move a figure, and see whether the project still pays.

:func:`explorer` for the year's plans and their risk, :func:`cash_explorer` for the
investment over several years. Both start from a study and show it as it stands; each
slider is one of its inputs. :func:`adjusted` is the study behind the sliders.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import ipywidgets as widgets
import numpy as np
from IPython.display import display

from crm_course.foundations import checks
from crm_course.foundations.language import Text, percent
from crm_course.foundations.panel import Choice, Number, Panel, Share, View
from crm_course.foundations.saving import slug
from crm_course.foundations.shown import written

from . import chart_texts as words
from .cashflow import appraise, npv
from .charts import break_even_chart, cash_flow_chart, distribution_chart, gain_chart, npv_chart, result_chart, tornado_chart, two_way_chart
from .columns import OUTCOMES
from .comparison import on_extra_sales
from .decision import Decision, decide, money_to_find
from .distributions import Normal
from .plan import Plan
from .plausible import questions
from .project import Loan, Project
from .risk import Simulation
from .season import RETAIL, break_even_date
from .sensitivity import critical_values, deciding_inputs, goal_seek, own_range, tornado, two_way
from .study import Study, believed
from .study_file import as_words
from .texts import label

__all__ = ["adjusted", "cash_explorer", "explorer", "new_costs", "progress_bar"]

TAKEN = frozenset({"view", "base", "spread", "season"})
MARK = "= "
"""Before the name of a cost that one of the page's own settings has too."""

DRAWS, SEED = 20_000, 2_026
"""The same chances at every move: what changes is the inputs' doing."""


def example() -> Study:
    """A shop that would sell online too: what an explorer shows when nothing is given."""
    shop = Plan(turnover=1_200_000, variable_rates={"purchases": 0.68, "sundry": 0.005}, fixed_costs=180_000)
    costs = {"purchases": 0.68, "packaging": 0.005, "delivery": 0.02, "returns": 0.03, "sundry": 0.005}
    both = Plan(turnover=1_640_000, variable_rates=costs, fixed_costs=220_000)
    return Study(before=shop, after=both, project=Project(investment=40_000))


def explorer(study: Study | Plan | None = None, after: Plan | None = None) -> Panel:
    """Sliders on the year's plans, with the sentences and charts that follow them.

    Parameters
    ----------
    study : Study, or Plan, optional
        The figures to start from: a study, or the plan without the project; by default an example.
    after : Plan, optional
        The plan with the project, when the first is a plan.
    """
    study = _study(study, after)

    def answer(view: str, **values: Any) -> View:
        moved = adjusted(study, **values)
        made = decide(moved, rng=SEED, draws=DRAWS)
        return View(
            sentence=_headline(made),
            detail=_detail(made, values.get("spread", 0.0)),
            notice=" ".join(filter(None, (_other_reading(study, values), *questions(moved)[:2]))),
            charts=CHARTS[view](moved, made.simulation),
            meaning=_meaning(moved),
            figures=_figures(made),
            downloads={file_name(moved): as_words(moved).encode()},
            subject=moved,
        )

    return Panel(words.QUESTION, _inputs(study), answer)


def cash_explorer(study: Study | Plan | None = None, after: Plan | None = None) -> Panel:
    """Sliders on the investment: price, horizon, rates, ramp-up, loan; from a study or two plans."""
    study = _study(study, after)

    def answer(**values: float) -> View:
        moved = financed(study, **values)
        flows = moved.flows
        judged = appraise(moved.project.discount_rate, flows.project)
        head = words.CASH_HEAD_GOOD if judged.npv >= 0 else words.CASH_HEAD_BAD
        highest = goal_seek(moved, of="npv", by="investment", between=(0.0, max(20 * moved.project.investment, 1e6)))
        parts = [money_to_find(moved)] if moved.project.investment else []
        parts += [words.CASH_BREAK_EVEN.say(highest=highest)] if np.isfinite(highest) else []
        if moved.project.loan is not None:
            parts.append(words.OWNER.say(npv=npv(moved.project.discount_rate, flows.owner)))
        return View(
            sentence=head.say(npv=abs(judged.npv), years=moved.project.years),
            detail=judged.sentence(),
            charts=[cash_flow_chart(flows.project, moved.project.discount_rate), npv_chart(flows.project)],
            meaning=" ".join(parts),
            notice=" ".join(questions(moved)[:2]),
            downloads={file_name(moved): as_words(moved).encode()},
            subject=moved,
        )

    return Panel(words.CASH_QUESTION, _cash_inputs(study), answer)


def progress_bar() -> Callable[[float], None]:
    """A bar for :func:`simulate`: ``simulate(study, rng=1, draws=5_000_000, progress=progress_bar())``."""
    bar = widgets.FloatProgress(min=0.0, max=1.0)
    display(bar)  # type: ignore[no-untyped-call]

    def advance(done: float) -> None:
        bar.value = done

    return advance


# -- the study behind the sliders ---------------------------------------------------------


def new_costs(study: Study) -> list[str]:
    """The variable costs that only the plan with the project has."""
    return [cost for cost in study.after.variable_rates if cost not in study.before.variable_rates]


def adjusted(study: Study, *, base: str = "", spread: float = 0.0, season: str = "", **inputs: float) -> Study:
    """`study` with other inputs, another reading of the new costs, another season.

    Parameters
    ----------
    base : str
        ``"all"``: every cost bears on all the turnover; ``"extra"``: new costs bear on the
        extra turnover alone; ``""``: as in the study.
    spread : float
        Coefficient of variation of the turnover; 0 keeps the study's own uncertainty.
    season : str
        ``"even"``, ``"retail"``, or ``""`` for the study's own.
    inputs
        Values by input name; where there is no such input, ``before__`` stands for ``before.``.
    """
    changes = {_input(study, name): value for name, value in inputs.items()}
    start = _on_all_turnover(study) if base == "all" and study.after.bases else study
    moved = start.having(changes)
    moved = replace(moved, uncertain=believed(start, moved))
    if base == "extra" and not study.after.bases:
        moved = replace(moved, after=on_extra_sales(moved.before, moved.after), through="online")
    if spread:
        moved = replace(moved, uncertain={"turnover": Normal(mean=moved.after.turnover, sd=spread * moved.after.turnover)}, correlations=())
    if season:
        moved = replace(moved, season=replace(moved.season, shares=RETAIL if season == "retail" else None))
    return moved


def _input(study: Study, name: str) -> str:
    """The input that a slider moves: its own name, the dot of a side written as ``__``, a mark before a name that is taken."""
    if name in study.inputs:
        return name
    side, _, bare = name.partition("__")
    return f"{side}.{bare}" if bare and side in ("before", "both") else name.removeprefix(MARK)


def _on_all_turnover(study: Study) -> Study:
    """`study` without channels: every cost bears on all the turnover."""
    gone = set(study.after.channels)
    return replace(
        study,
        after=replace(study.after, bases={}, channels={}),
        through="",
        uncertain={name: shape for name, shape in study.uncertain.items() if name not in gone},
        correlations=tuple(pair for pair in study.correlations if not gone & {*pair[:2]}),
        scenarios={name: changes for name, changes in study.scenarios.items() if not gone & {*changes}},
    )


def financed(
    study: Study,
    *,
    investment: float,
    years: float,
    discount_rate: float,
    first_year: float,
    tax_rate: float,
    working_capital_days: float,
    borrowed: float,
    loan_rate: float,
) -> Study:
    """`study` with another investment and another way to pay for it."""
    project = replace(
        study.project,
        investment=investment,
        years=round(years),
        discount_rate=discount_rate,
        ramp_up=_ramp(study.project.ramp_up, first_year),
        tax_rate=tax_rate,
        working_capital_days=working_capital_days,
        loan=_borrowed(study.project, borrowed * investment, loan_rate, round(years)),
    )
    return replace(study, project=project)


def _ramp(planned: Sequence[float], first: float) -> tuple[float, ...]:
    """The planned ramp-up with another first year: the later years keep their part of the way to full sales."""
    if planned[0] >= 1:
        return (first, 1.0) if first < 1 else (1.0,)
    return tuple(1 - (1 - year) * (1 - first) / (1 - planned[0]) for year in planned)


def _borrowed(project: Project, amount: float, rate: float, years: int) -> Loan | None:
    """A loan over the horizon; over the planned number of years, where the study has a loan."""
    if amount <= 0:
        return None
    return Loan(amount=amount, rate=rate, years=project.loan.years if project.loan else years)


def _study(study: Study | Plan | None, after: Plan | None) -> Study:
    if study is None:
        return example()
    if isinstance(study, Plan):
        checks.same_kind("after", after, study)
        return Study(before=study, after=cast(Plan, after))
    return study


# -- inputs -------------------------------------------------------------------------------


def _inputs(study: Study) -> list[Any]:
    after, before = study.after, study.before
    costs = sorted(after.variable_rates, key=lambda cost: -after.variable_rates[cost])
    inputs: list[Any] = [
        Choice("view", words.VIEW, "plans", words.VIEWS),
        _euros("turnover", words.TURNOVER_AFTER, after.turnover),
        *(_rate(cost, after.variable_rates[cost]) for cost in costs[:1]),
        _euros("fixed_costs", words.FIXED_AFTER, after.fixed_costs),
    ]
    if new_costs(study):
        options = {"all": words.ON_ALL, "extra": words.ON_EXTRA}
        inputs.append(Choice("base", words.BASE, "extra" if after.bases else "all", options))
    inputs.append(Share("spread", words.SPREAD_STUDY if study.uncertain else words.SPREAD, 0.0, high=0.3))
    inputs += [replace(_rate(cost, after.variable_rates[cost]), more=True) for cost in costs[1:]]
    inputs += [
        replace(_euros("before__turnover", words.TURNOVER_BEFORE, before.turnover), more=True),
        replace(_euros("before__fixed_costs", words.FIXED_BEFORE, before.fixed_costs), more=True),
        Choice("season", words.SEASON, "retail" if study.season.shares == RETAIL else "even", words.SEASONS, more=True),
    ]
    return inputs


def _cash_inputs(study: Study) -> list[Any]:
    project, loan = study.project, study.project.loan
    return [
        _euros("investment", words.INVESTMENT, project.investment or 60_000),
        Number("years", words.YEARS, project.years, low=1, high=15, decimals=0),
        Share("discount_rate", words.DISCOUNT, project.discount_rate, high=0.3),
        Share("first_year", words.FIRST_YEAR, project.ramp_up[0], step=0.05),
        Share("borrowed", words.BORROWED, min(loan.amount / project.investment, 1.0) if loan and project.investment else 0.0, step=0.05),
        Share("loan_rate", words.LOAN_RATE, loan.rate if loan else 0.05, high=0.15),
        Share("tax_rate", words.TAX, project.tax_rate, high=0.5, more=True),
        Number("working_capital_days", words.WORKING_CAPITAL, project.working_capital_days, high=120, more=True),
    ]


def _euros(name: str, text: Text, value: float) -> Number:
    """A slider from 0 to about twice the value, in round steps."""
    size = 10.0 ** np.floor(np.log10(max(value, 1_000.0)))
    return Number(name, text, value, high=float(np.ceil(2 * max(value, 1_000.0) / size) * size), step=size / 100, unit="€")


def _rate(cost: str, value: float) -> Share:
    named = Text(fr=words.RATE_AFTER.say("fr", cost=label(cost)), en=words.RATE_AFTER.say("en", cost=label(cost)))
    return Share(
        f"{MARK}{cost}" if cost in TAKEN else cost, named, value, high=1.0 if value > 0.3 else 0.3, step=0.005 if value > 0.1 else 0.001
    )


# -- charts -------------------------------------------------------------------------------


def _deciding(study: Study) -> list[Any]:
    plan = study.after
    charts = [tornado_chart(tornado(study, deciding_inputs(study)), rows=6)]
    if not plan.variable_rates:
        return charts
    leading = max(plan.variable_rates, key=lambda cost: plan.variable_rates[cost])
    turnovers, rates = plan.turnover * np.linspace(0.85, 1.15, 7), plan.variable_rates[leading] + np.linspace(-0.03, 0.03, 7)
    table = two_way(study, "turnover", turnovers, leading, np.clip(rates, 0, 1))
    present = {"turnover": plan.turnover, leading: plan.variable_rates[leading]}
    return [*charts, two_way_chart(table, present=present)]


CHARTS: dict[str, Callable[[Study, Simulation | None], list[Any]]] = {
    "plans": lambda study, _: [result_chart(study.comparison)],
    "gain": lambda study, _: [gain_chart(study.comparison)],
    "year": lambda study, _: [break_even_chart(study.before, study.after, study.season)],
    "deciding": lambda study, _: _deciding(study),
    "risk": lambda study, simulation: [distribution_chart(simulation)] if simulation else [result_chart(study.comparison)],
    "cash": lambda study, _: [cash_flow_chart(study.flows.project, study.project.discount_rate)],
}
"""What each choice of view draws."""


# -- sentences ----------------------------------------------------------------------------


def _headline(made: Decision) -> str:
    if made.of == "npv":
        text = words.HEAD_EVEN_NPV if abs(made.outcome) < 0.5 else words.HEAD_PAYS if made.pays else words.HEAD_PAYS_NOT
        return text.say(value=abs(made.outcome), need=made.peak_need)
    gain = made.gain
    if abs(gain) < 0.5:
        return words.HEAD_EVEN.say()
    return words.HEAD_GAIN.say(gain=gain) if gain > 0 else words.HEAD_LOSS.say(loss=-gain)


def _figures(made: Decision) -> dict[str, str]:
    """What scenarios are compared by."""
    two = made.study.comparison
    known = {"npv": made.outcome, "peak_need": made.peak_need} if made.of == "npv" else {}
    known |= {"gain": made.gain, "result": two.after.result, "break_even_turnover": two.after.break_even_turnover,
              "required_turnover": made.needed if made.of == "npv" else two.required_turnover}  # fmt: skip
    figures = {OUTCOMES[name].label.say(): written(value, OUTCOMES[name].kind) for name, value in known.items()}
    return figures | ({words.CHANCES.say(): percent(made.probability_pays, 0)} if made.simulation else {})


def _detail(made: Decision, spread: float) -> str:
    study, simulation = made.study, made.simulation
    believed_in = _between(study, spread)
    if made.of == "npv":
        _, sure, must, find = made.lines()
        return " ".join(filter(None, (must, believed_in, sure, find, words.DETAIL_GAIN.say(gain=made.gain))))
    two = study.comparison
    told = {"turnover": two.required_turnover, "required": two.required_growth, "growth": two.growth}
    needs = words.DETAIL_NEEDS.say(**told) if np.isfinite(two.required_turnover) else words.DETAIL_NEVER.say()
    if simulation is None:
        return f"{needs} {words.DETAIL_UNSURE}"
    pays = simulation.probability_pays
    chances = words.DETAIL_CHANCES.say(chances=pays) if spread else words.DETAIL_BELIEFS.say(chances=pays)
    return " ".join(filter(None, (needs, believed_in, chances, simulation.why())))


def _between(study: Study, spread: float) -> str:
    """What an uncertainty of the turnover means: nine times in ten between two figures."""
    if not spread or "turnover" not in study.uncertain:
        return ""
    shape = study.uncertain["turnover"]
    low, high = (round(float(shape.quantile(share)), -3 if study.after.turnover > 1e5 else 0) for share in (0.05, 0.95))
    return words.DETAIL_BETWEEN.say(low=low, high=high)


def file_name(study: Study) -> str:
    """What the file of a study is called: by the study's name."""
    return f"{slug(study.name)}.json" if study.name else words.SAVE_AS.say()


def _other_reading(study: Study, values: dict[str, Any]) -> str:
    """What the other base of the new costs would lead to."""
    costs = new_costs(study)
    if not costs or "base" not in values:
        return ""
    extra = values["base"] == "all"
    other = adjusted(study, **{**values, "base": "extra" if extra else "all"})
    listed = ", ".join(label(cost).say().lower() for cost in costs)
    return words.OTHER_BASE.say(costs=listed, other=words.ON_EXTRA if extra else words.ON_ALL, gain=other.comparison.gain)


def _meaning(study: Study) -> str:
    before, after = study.before, study.after
    if not np.isfinite(after.break_even_turnover):
        return words.MEANING_HOPELESS.say()
    even = words.MEANING_EVEN.say(before=before.break_even_turnover, after=after.break_even_turnover)
    days = [break_even_date(plan, study.season) for plan in (before, after)]
    parts = [words.MEANING_DAYS.say(even=even, before=days[0], after=days[1]) if all(days) else words.MEANING_NO_DAY.say(even=even)]
    if before.result > 0 and after.result > 0:
        parts.append(words.MEANING_LEVERAGE.say(before=before.operating_leverage, after=after.operating_leverage))
    return " ".join([*parts, *_first_to_check(study)])


def _first_to_check(study: Study) -> list[str]:
    """The input with the least room, beside the range it may well move in, before it pays no more."""
    if float(study.outcome()) <= 0:
        return []
    room = critical_values(study, by=deciding_inputs(study)).dropna()
    if room.empty:
        return []
    reach = [abs(np.subtract(*own_range(study, str(name)))) / 2 for name in room.index]
    name = str((room["change"].abs() / np.maximum(reach, 1e-12)).idxmin())
    row = room.loc[name]
    told = {column: written(row[column], study.kinds[name]) for column in ("critical", "present")}
    return [words.MEANING_FIRST.say(name=label(name), **told)]
