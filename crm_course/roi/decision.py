"""Does it pay, how sure is that, what must be true, and how much money does it take?

Four lines, each from the same quantity: the one that decides (``study.decides_on``). As
soon as money is invested that is the net present value; the yearly gain comes second, under
its own name, and whether a debt is served each year is a matter of its own.

>>> from crm_course.roi import Loan, Plan, Project, Study
>>> before = Plan(turnover=780_000, variable_rates={"all": 0.50}, fixed_costs=327_000)
>>> after = Plan(turnover=930_000, variable_rates={"all": 0.507}, fixed_costs=381_000)
>>> project = Project(investment=52_000, discount_rate=0.09, ramp_up=(0.5, 1.0), loan=Loan(amount=42_000, rate=0.045, years=4))
>>> made = decide(Study(before=before, after=after, project=project), rng=1)
>>> made.pays, made.of, round(made.outcome), round(made.gain)
(False, 'npv', -25058, 14490)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crm_course.foundations.language import speaking
from crm_course.foundations.said import Said

from . import texts
from .risk import Rng, Simulation, simulate
from .sensitivity import goal_seek
from .study import Study

__all__ = ["Decision", "decide"]

DRAWS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Said):
    """What a study says, in four lines.

    Attributes
    ----------
    of : str
        The outcome that decides; `outcome` is its value at the plan, euros.
    gain : float
        The yearly gain at the plan, before tax, euros.
    needed : float
        The turnover with the project at which the outcome is 0; NaN where none is.
    simulation : Simulation, optional
        None where nothing is uncertain.
    """

    study: Study
    of: str
    outcome: float
    gain: float
    needed: float
    simulation: Simulation | None = None

    @property
    def pays(self) -> bool:
        """Whether the outcome at the plan is above 0."""
        return self.outcome > 0

    @property
    def probability_pays(self) -> float:
        """In which share of cases it is; NaN where nothing is uncertain."""
        return self.simulation.probability_pays if self.simulation else float("nan")

    @property
    def peak_need(self) -> float:
        """How much has to be found, euros, with the loan that the study has."""
        return float(self.study.flows.peak_need)

    def lines(self, language: str | None = None) -> tuple[str, ...]:
        """Does it pay; how sure; what must be true; how much to find (where money is invested)."""
        with speaking(language):
            told = (self.study.sentence(), self._sure(), self._must())
            return (*told, money_to_find(self.study)) if self.of == "npv" else told

    def sentence(self, language: str | None = None) -> str:
        """The four lines."""
        return " ".join(self.lines(language))

    def _sure(self) -> str:
        if self.simulation is None:
            return texts.SURE_UNKNOWN.say()
        return " ".join(filter(None, (texts.SURE.say(share=self.probability_pays), self.simulation.why())))

    def _must(self) -> str:
        after, before = float(self.study.after.turnover), float(self.study.before.turnover)
        if not np.isfinite(self.needed):
            return (texts.MUST_NOTHING if self.pays else texts.MUST_NEVER).say()
        growth = self.needed / before - 1 if before else float("nan")
        return (texts.MUST if before else texts.MUST_PLAIN).say(turnover=self.needed, required=growth, planned=after)


def decide(study: Study, *, rng: Rng, draws: int = DRAWS) -> Decision:
    """The decision that a study leads to.

    Parameters
    ----------
    study : Study
        One scenario: its figures are single numbers.
    rng : numpy Generator, or int seed
        For the draws, where something is uncertain.
    draws : int
    """
    simulation = simulate(study, rng=rng, draws=draws) if study.uncertain else None
    return decided(study, simulation)


def decided(study: Study, simulation: Simulation | None) -> Decision:
    """The decision, with draws that were made already."""
    of = study.decides_on
    return Decision(study=study, of=of, outcome=float(study.outcome(of)), gain=float(study.outcome("gain")),
                    needed=needed_turnover(study), simulation=simulation)  # fmt: skip


def needed_turnover(study: Study) -> float:
    """The turnover with the project at which the deciding outcome is 0; NaN where none does it, or none is needed."""
    return goal_seek(study, by="turnover")


def money_to_find(study: Study) -> str:
    """How much has to be found and when it is at its lowest; what the loan changes; whether the debt is served."""
    flows = study.flows
    need, year = float(flows.peak_need), int(flows.peak_year)
    when = texts.AT_ONCE if year == 0 else texts.END_OF_YEAR
    told = [texts.FIND.say(need=need, when=when.say(year=year)) if need > 0.5 else texts.FIND_NOTHING.say()]
    if study.project.loan is not None:
        told.append(texts.FIND_WITHOUT.say(need=float(flows.peak_need_without_loan)))
        gaps = np.flatnonzero(flows.service_gaps > 0.5)
        told.append(
            texts.SERVED.say() if not len(gaps) else texts.NOT_SERVED.say(year=int(gaps[0]), gap=float(flows.service_gaps[gaps[0]]))
        )
    return " ".join(told)
