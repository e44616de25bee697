"""Everything one decision rests on, under one name: plans, project, assumptions.

A study holds the year without and with the project, the investment, what is uncertain and
what is assumed. Its figures have names, so that every tool can move any of them:

- ``turnover``, ``fixed_costs``, a cost (``purchases``), a channel (``online``), a volume
  (``orders``): the plan *after*; with ``before.`` in front, the plan before; with
  ``both.``, the two at once;
- ``growth``: the growth of turnover over the plan before, as a share;
- ``investment``, ``discount_rate``, ``tax_rate``, ``working_capital_days``,
  ``residual_value``: the project.

What comes out has names too: ``gain`` (a year's, before tax), ``result``, ``npv``,
``payback``… (:data:`OUTCOMES`).

>>> before = Plan(turnover=1_200_000, variable_rates={"all": 0.685}, fixed_costs=180_000)
>>> after = Plan(turnover=1_640_000, variable_rates={"all": 0.740}, fixed_costs=220_000)
>>> study = Study(before=before, after=after)
>>> round(study.outcome("gain")), round(study.having(growth=0.30).outcome("gain"))
(8400, -12400)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from crm_course.foundations.errors import FileProblem, InvalidValue, UnknownName, reason
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import speaking
from crm_course.foundations.records import Document, as_data, of_data, text_of
from crm_course.foundations.said import Said
from crm_course.foundations.shown import Kind

from . import texts
from .amounts import Amount, amount, over, scalar, share
from .cashflow import discounted_payback, payback
from .comparison import Comparison, compare
from .distributions import Beta, Distribution, Empirical, LogNormal, Normal, Triangular, scaled
from .plan import Plan
from .plausible import questions
from .project import Project, YearlyFlows, yearly_flows
from .rates import irr_many
from .season import Season

__all__ = ["FILE", "OUTCOMES", "Assumption", "Study", "believed"]

FILE = Document(format="crm-course/roi-study", version=1, foreign=texts.NOT_A_STUDY)
KINDS = {Distribution: {kind.__name__.lower(): kind for kind in (Beta, Empirical, LogNormal, Normal, Triangular)}}
"""What the doubt of an input can be, in a file."""


PROJECT_INPUTS: dict[str, Kind] = {
    "investment": "money", "discount_rate": "share", "tax_rate": "share", "working_capital_days": "days", "residual_value": "money",
}  # fmt: skip
"""The figures of the project that can be moved, and what each is."""


FORECAST_OPTIONS = ("own_money", "grants", "leasing", "owner_pay", "stock_days", "customer_days", "supplier_days", "vat_rate")
"""What of the forecast for the bank a study may keep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """Something believed, and why: it is printed with every result."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Said):
    """One decision. What-ifs by :meth:`having`.

    Parameters
    ----------
    before, after : Plan
        The year without and with the project.
    through : str
        The channel that makes the difference when the turnover after changes; by default
        every channel moves in step.
    project : Project
        Investment, horizon, rates; by default no investment.
    season : Season
        For dates.
    uncertain : mapping
        Input name to its distribution.
    correlations : sequence of (name, name, correlation)
        Between uncertain inputs (of their normal scores); 0 where not given.
    scenarios : mapping
        Name to the inputs that it changes.
    assumptions : sequence of Assumption
    name : str
    forecast : mapping
        What the forecast for the bank is asked for beside the study, by the option's name in
        :func:`financial_forecast`: ``own_money``, ``stock_days``, ``leasing``…
    """

    before: Plan
    after: Plan
    through: str = ""
    project: Project = field(default_factory=Project)
    season: Season = field(default_factory=Season)
    uncertain: Mapping[str, Distribution] = field(default_factory=dict)
    correlations: tuple[tuple[str, str, float], ...] = ()
    scenarios: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    name: str = ""
    forecast: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "uncertain", dict(self.uncertain))
        object.__setattr__(self, "correlations", tuple((str(a), str(b), float(rho)) for a, b, rho in self.correlations))
        object.__setattr__(self, "scenarios", {name: dict(changes) for name, changes in self.scenarios.items()})
        object.__setattr__(self, "assumptions", tuple(self.assumptions))
        object.__setattr__(self, "forecast", {name: _asked(name, value) for name, value in self.forecast.items()})
        compare(self.before, self.after, through=self.through)
        _check_names(self)
        for name in [*self.uncertain, *(key for changes in self.scenarios.values() for key in changes)]:
            self.value(name)
        correlation_matrix(list(self.uncertain), self.correlations)

    # -- inputs ---------------------------------------------------------------------------

    @property
    def inputs(self) -> dict[str, Amount]:
        """Every input that can be moved, with its present value (``both.`` names excepted)."""
        before = {f"before.{name}": value for name, value in _plan_inputs(self.before).items()}
        project = {name: getattr(self.project, name) for name in PROJECT_INPUTS}
        return {**_plan_inputs(self.after), "growth": self.comparison.growth, **before, **project}

    @property
    def kinds(self) -> dict[str, Kind]:
        """What each input is (money, a price, a share, a count, days), ``both.`` names included."""
        before, after = _plan_kinds(self.before), _plan_kinds(self.after)
        sides = {f"{side}.{name}": kind for side in ("before", "both") for name, kind in before.items()}
        return {**PROJECT_INPUTS, **sides, "growth": "share", **after}

    def value(self, name: str) -> Amount:
        """The present value of an input; an unknown name proposes the closest."""
        inputs = self.inputs
        both = name.removeprefix("both.")
        if both != name and both in inputs and f"before.{both}" in inputs:
            return inputs[both]
        if name not in inputs:
            raise UnknownName("input", name, inputs)
        return inputs[name]

    def having(self, changes: Mapping[str, Amount] | None = None, /, **more: Amount) -> Study:
        """The same study with other values of some inputs.

        Values may be arrays, one per scenario: every outcome is then an array. ``before.``
        and ``both.`` names go in a mapping: ``study.having({"both.purchases": 0.70})``.
        """
        wanted = {**(changes or {}), **more}
        for name in wanted:
            self.value(name)
        if "turnover" in wanted and "growth" in wanted:
            raise InvalidValue("growth", texts.CIRCULAR_RULE, wanted["growth"])
        study = self
        for name in sorted(wanted, key=lambda name: _order(study, name)):
            study = _moved(study, name, wanted[name])
        return study

    # -- outcomes -------------------------------------------------------------------------

    @property
    def decides_on(self) -> str:
        """The outcome that says whether it pays: ``"npv"`` as soon as money is invested, else the yearly ``"gain"``."""
        return "npv" if np.any(np.asarray(self.project.investment) > 0) else "gain"

    @property
    def comparison(self) -> Comparison:
        """The two plans compared."""
        return compare(self.before, self.after, through=self.through)

    @property
    def flows(self) -> YearlyFlows:
        """What the project brings year after year."""
        return yearly_flows(self.before, self.after, self.project, through=self.through)

    def outcome(self, of: str | None = None) -> Amount:
        """One of :data:`OUTCOMES`; by default the one that decides."""
        of = of or self.decides_on
        if of not in OUTCOMES:
            raise UnknownName("of", of, OUTCOMES)
        return OUTCOMES[of](self)

    def sentence(self, language: str | None = None) -> str:
        """Whether it pays, on the outcome that decides; where money is invested, the yearly gain second; then what should be asked about its figures."""
        if np.ndim(self.outcome()):
            return self.comparison.sentence(language)
        with speaking(language):
            told = self.comparison.sentence() if self.decides_on == "gain" else self._verdict()
            return " ".join([told, *questions(self)])

    def _verdict(self) -> str:
        value, gain, project = float(self.outcome("npv")), float(self.outcome("gain")), self.project
        text = texts.EVEN_NPV if abs(value) < 0.5 else texts.PAYS_NPV if value > 0 else texts.PAYS_NOT_NPV
        told = text.say(value=abs(value), years=project.years, rate=project.discount_rate, investment=project.investment)
        return f"{told} {(texts.THEN_GAIN if gain >= 0 else texts.THEN_LOSS).say(gain=abs(gain))}"

    # -- files ----------------------------------------------------------------------------

    def as_words(self) -> str:
        """The text of the study's file."""
        return FILE.write({"study": as_data(self, "study", KINDS)}) + "\n"

    @classmethod
    def from_words(cls, words: str | bytes, name: str) -> Study:
        """The study that the text of a file holds; `name` is what errors call it."""
        return FILE.read(words, name, lambda content: cast(Study, of_data(cls, content.get("study"), "study", KINDS)))

    def save(self, path: str | Path) -> Path:
        """Write the study to a JSON file; an old one is only replaced once the new one is whole."""
        target, words = Path(path), self.as_words()
        if not target.parent.is_dir():
            raise FileProblem(texts.UNWRITABLE, path=str(target), why=texts.NO_FOLDER)
        try:
            write_whole(target, words)
        except OSError as error:
            raise FileProblem(texts.UNWRITABLE, path=str(target), why=reason(error)) from error
        return target

    @classmethod
    def from_file(cls, path: str | Path) -> Study:
        """Read a study written by :meth:`save`; a file that is not one is refused in words."""
        return cls.from_words(text_of(Path(path)), Path(path).name)


def _irr(study: Study) -> Amount:
    flows = np.asarray(study.flows.project)
    return scalar(irr_many(flows.reshape(-1, flows.shape[-1])).reshape(flows.shape[:-1]))


OUTCOMES: dict[str, Callable[[Study], Amount]] = {
    "gain": lambda study: study.comparison.gain,
    "result": lambda study: study.after.result,
    "contribution_margin": lambda study: study.after.contribution_margin,
    "break_even_turnover": lambda study: study.after.break_even_turnover,
    "safety_margin": lambda study: study.after.safety_margin,
    "required_turnover": lambda study: study.comparison.required_turnover,
    "npv": lambda study: study.flows.npv,
    "irr": _irr,
    "payback": lambda study: payback(study.flows.project),
    "discounted_payback": lambda study: discounted_payback(study.project.discount_rate, study.flows.project),
    "peak_need": lambda study: study.flows.peak_need,
}
"""What a study leads to, by name; each broadcasts over scenarios."""


def correlation_matrix(names: Sequence[str], correlations: Sequence[tuple[str, str, float]]) -> Any:
    """The matrix of the correlations between `names`, 0 where none is given."""
    matrix = np.eye(len(names))
    for a, b, rho in correlations:
        for name in (a, b):
            if name not in names:
                raise UnknownName("correlations", name, names)
        if a == b or not -1 <= rho <= 1:
            raise InvalidValue("correlations", texts.PAIR_RULE, (a, b, rho))
        i, j = names.index(a), names.index(b)
        matrix[i, j] = matrix[j, i] = rho
    return matrix


def believed(study: Study, moved: Study) -> dict[str, Distribution]:
    """The doubts of `study` about the figures that `moved` has too, each as large beside its figure as it was."""
    shapes = {}
    for name in study.uncertain:
        if name in moved.inputs:
            factor = over(moved.value(name), study.value(name))
            shapes[name] = scaled(study.uncertain[name], factor) if np.isfinite(factor) and factor != 1 else study.uncertain[name]
    return shapes


def _asked(name: str, value: Amount) -> float:
    if name not in FORECAST_OPTIONS:
        raise UnknownName("forecast", name, FORECAST_OPTIONS)
    return float((share if name == "vat_rate" else amount)(name, value))


def _check_names(study: Study) -> None:
    """No cost, channel or volume may be called as a figure that the study itself moves: two would answer to one name."""
    own = {"turnover", "fixed_costs", "growth", *PROJECT_INPUTS}
    for plan in (study.before, study.after):
        for name in (*plan.variable_rates, *plan.channels, *plan.volumes, *(line.name for line in plan.lines)):
            if name in own:
                raise InvalidValue("name", texts.TAKEN_RULE, name, names=", ".join(sorted(own)))


# -- moving one input ---------------------------------------------------------------------


def _plan_inputs(plan: Plan) -> dict[str, Amount]:
    lines = {line.name: line.amount for line in plan.lines}
    return {"turnover": plan.turnover, "fixed_costs": plan.fixed_costs, **plan.variable_rates, **plan.channels, **plan.volumes, **lines}


def _plan_kinds(plan: Plan) -> dict[str, Kind]:
    lines: dict[str, Kind] = {line.name: "money" if line.per == "year" else "price" for line in plan.lines}
    groups: dict[str, Kind] = {**dict.fromkeys(plan.variable_rates, "share"), **dict.fromkeys(plan.channels, "money"),
                               **dict.fromkeys(plan.volumes, "count")}  # fmt: skip
    return {"turnover": "money", "fixed_costs": "money", **groups, **lines}


def side_of(study: Study, name: str) -> tuple[str, str]:
    """Whose figure an input is (``"before"``, ``"both"``, or ``""`` for the plan after and the project) and its own name.

    A name may hold any character: one is cut only where what remains is a figure of the plan before.
    """
    side, _, bare = name.partition(".")
    ours = {*_plan_inputs(study.after), *PROJECT_INPUTS, "growth"}
    return (side, bare) if name not in ours and side in ("before", "both") and bare in _plan_inputs(study.before) else ("", name)


def _order(study: Study, name: str) -> int:
    """What others are measured by moves first."""
    side, bare = side_of(study, name)
    return (0 if side else 2) + (bare not in ("turnover", "growth"))


def _moved(study: Study, name: str, value: Amount) -> Study:
    side, bare = side_of(study, name)
    if side:
        study = _with(study, before=_moved_plan(study.before, bare, value))
    if side == "before":
        return study
    if bare == "growth" and bare not in _plan_inputs(study.after):
        return _moved(study, "turnover", scalar(np.multiply(study.before.turnover, 1 + np.asarray(value))))
    if bare in PROJECT_INPUTS and bare not in _plan_inputs(study.after):
        return _with(study, project=replace(study.project, **{bare: value}))
    return _with(study, after=_moved_plan(study.after, bare, value, study.through))


def _with(study: Study, **changes: Any) -> Study:
    """`study` with some parts replaced; what was checked once is not checked again for each scenario."""
    moved = object.__new__(Study)
    for name in Study.__slots__:
        object.__setattr__(moved, name, changes.get(name, getattr(study, name)))
    return moved


def _moved_plan(plan: Plan, name: str, value: Amount, through: str = "") -> Plan:
    if name == "turnover":
        return plan.at(value, through)
    if name == "fixed_costs":
        return replace(plan, fixed_costs=value)
    if name in plan.channels:
        return plan.at(scalar(plan.turnover + np.subtract(value, plan.channels[name])), name)
    if name in plan.variable_rates:
        return replace(plan, variable_rates={**plan.variable_rates, name: value})
    if name in plan.volumes:
        return replace(plan, volumes={**plan.volumes, name: value})
    return replace(plan, lines=tuple(replace(line, amount=value) if line.name == name else line for line in plan.lines))
