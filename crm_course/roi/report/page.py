"""The study as one HTML page: words, tables, charts that respond, nothing fetched from anywhere.

The drawing library stands once in the page; each chart is also there as a still picture,
so that the page can be read where scripts are off. A content policy forbids every request.
"""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from crm_course.foundations import pictures, theme
from crm_course.foundations.language import current, money, percent, signed
from crm_course.foundations.shown import written

from .. import charts
from ..cashflow import appraise
from ..columns import OUTCOMES, readable
from ..decision import decided, needed_turnover
from ..forecast.texts import NOTE
from ..forecast.texts import title as title_of
from ..project import YearlyFlows
from ..sensitivity import critical_values, deciding_inputs, scenarios, tornado, two_way
from ..study import Study
from ..tables import statement
from ..texts import label
from . import texts as words
from .forecast import default_forecast
from .risk import other_reading, simulated

__all__ = ["page"]

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
STARTS = """
const draw = (place, chart) => vegaEmbed(place, chart.spec, { ...chart.options, renderer: 'svg', actions: false });
for (const [id, chart] of Object.entries(JSON.parse(document.getElementById('charts').textContent))) {
  const place = document.getElementById(id), stage = document.createElement('div');
  draw(stage, chart).then(() => place.replaceChildren(stage));
}
"""


def page(study: Study, made: dt.date) -> str:
    """The page as text."""
    drawn = {f"chart{turn}": theme.bundle(chart) for turn, chart in enumerate(_charts(study))}
    name = study.name or words.UNNAMED.say()
    title = html.escape(words.TITLE.say(name=name))
    parts = [
        f"<h1>{title}</h1><p class='made'>{html.escape(words.MADE.say(day=made))}</p>",
        *(f"<p class='finding'>{html.escape(line)}</p>" for line in decided(study, simulated(study)).lines()),
        *([f"<p class='caution'>{html.escape(caution)}</p>"] if (caution := other_reading(study)) else []),
        _section(words.PLANS.say(), _table(statement(study.before, study.after))),
        _section(words.CHANGES.say(), f"<p>{html.escape(words.CRITICAL_TITLE.say())}.</p>{_table(readable(critical_values(study)))}"),
        _section(words.PICTURES.say(), _no_risk(study) + "".join(_figure(key, data) for key, (data, _) in drawn.items())),
        _section(words.FLOWS.say(), f"<p>{html.escape(words.TIMING.say())}</p>{_table(_years(study.flows))}{_value(study)}"),
        *([_section(title_of("years"), _forecast(study))] if study.decides_on == "npv" else []),
        *([_section(words.SCENARIOS_TITLE.say(), _table(readable(scenarios(study))))] if study.scenarios else []),
        _section(words.BELIEFS.say(), _beliefs(study)),
        f"<p class='made'>{html.escape(words.PAGE_NOTE.say())}</p>",
    ]
    specs = {key: {"spec": _spec(data), "options": metadata[theme.MIME]["embed_options"]} for key, (data, metadata) in drawn.items()}
    return (
        f"<!DOCTYPE html>\n<html lang='{current()}'><head><meta charset='utf-8'>"
        f"<meta http-equiv='Content-Security-Policy' content=\"{POLICY}\">"
        f"<meta name='viewport' content='width=device-width, initial-scale=1'><title>{title}</title>"
        f"<link rel='icon' href='data:,'><style>{STYLE.read_text(encoding='utf-8')}</style></head><body><main>"
        + "\n".join(parts)
        + f"</main><script type='application/json' id='charts'>{pictures.inside_script(json.dumps(specs))}</script>"
        f"<script>{pictures.drawing_library()}</script><script>{STARTS}</script></body></html>\n"
    )


# -- charts -------------------------------------------------------------------------------


def _charts(study: Study) -> Iterator[Any]:
    """What the explorer shows, one after the other."""
    two, after = study.comparison, study.after
    yield charts.result_chart(two)
    yield _try_it(study)
    yield charts.gain_chart(two)
    yield charts.break_even_chart(study.before, after, study.season)
    yield charts.tornado_chart(tornado(study, deciding_inputs(study)))
    drawn = simulated(study)
    if drawn:
        yield charts.distribution_chart(drawn)
    if after.variable_rates:
        leading = max(after.variable_rates, key=lambda cost: after.variable_rates[cost])
        rates = np.clip(after.variable_rates[leading] + np.linspace(-0.03, 0.03, 7), 0, 1)
        table = two_way(study, "turnover", after.turnover * np.linspace(0.85, 1.15, 7), leading, np.unique(rates))
        yield charts.two_way_chart(table, present={"turnover": after.turnover, leading: after.variable_rates[leading]})
    if study.project.investment:
        yield charts.cash_flow_chart(study.flows.project, study.project.discount_rate)


def _try_it(study: Study) -> Any:
    """The outcome that decides, by growth of turnover, with a slider that works in the page itself; the forecast is one of its steps."""
    known, present = OUTCOMES[study.decides_on], study.comparison.growth
    steps = np.arange(-np.floor(200 * present), 200 * max(1.0 - present, present) + 1e-9) / 200
    growth = present + steps
    frame = pd.DataFrame({"growth": 100 * growth, "outcome": study.having(growth=growth).outcome()})
    frame["label"] = [f"{signed(share, '0.#')} % : {'+' if value > 0 else ''}{money(value)}"
                      for share, value in zip(frame["growth"], frame["outcome"], strict=True)]  # fmt: skip
    low, high = float(frame["growth"].iloc[0]), float(frame["growth"].iloc[-1])
    moved = alt.binding_range(min=low, max=high, step=0.5, name=words.TRY_IT.say() + " ")
    slider = alt.param("growth", value=100 * present, bind=moved)
    x = alt.X("growth:Q", title=words.TRY_AXIS.say())
    y = alt.Y("outcome:Q", title=known.label.say(), axis=alt.Axis(format="$,.0f"))
    chosen = alt.Chart(frame).transform_filter("abs(datum.growth - growth) < 0.24").encode(x=x, y=y)
    layers = [
        alt.Chart(pd.DataFrame({"zero": [0.0]})).mark_rule(color="#999999").encode(y="zero:Q"),
        alt.Chart(frame).mark_line(color=theme.COLOURS["after"]).encode(x=x, y=y, tooltip=["label:N"]),
        chosen.mark_point(size=160, filled=True, color=theme.VERMILION, opacity=1).add_params(slider),
        chosen.mark_text(dy=-18, fontSize=14, fontWeight=600).encode(text="label:N"),
    ]
    needed = needed_turnover(study) / study.before.turnover - 1 if study.before.turnover else float("nan")
    title = words.TRY_RESULT.say(outcome=known.label)
    told = f"{title}. {words.REQUIRED_GROWTH} : {percent(needed) if np.isfinite(needed) else words.NEVER}."
    return theme.titled(alt.layer(*layers), title, description=told, height=260)


def _spec(data: dict[str, Any]) -> dict[str, Any]:
    """As the page's own drawing library reads it."""
    return {**data[theme.MIME], "$schema": pictures.library_schema()}


def _figure(key: str, data: dict[str, Any]) -> str:
    return f"<figure id='{key}' aria-label='{html.escape(data['text/plain'], quote=True)}'>{theme.picture(data)}</figure>"


# -- words and tables ---------------------------------------------------------------------


def _section(title: str, body: str) -> str:
    return f"<section><h2>{html.escape(title)}</h2>{body}</section>"


def _no_risk(study: Study) -> str:
    return "" if study.uncertain else f"<p>{html.escape(words.NO_RISK.say())}</p>"


def _table(frame: pd.DataFrame) -> str:
    head = "".join(f"<th scope='col'>{html.escape(str(column))}</th>" for column in frame.columns)
    body = "".join(
        f"<tr><th scope='row'>{html.escape(str(name))}</th>{''.join(f'<td>{html.escape(str(cell))}</td>' for cell in row)}</tr>"
        for name, row in zip(frame.index, frame.to_numpy(), strict=True)
    )
    return f"<div class='scroll' tabindex='0' role='group' aria-label='{html.escape(str(frame.index[0]))}…'><table><tr><td></td>{head}</tr>{body}</table></div>"


def _years(flows: YearlyFlows) -> pd.DataFrame:
    """The flows as a reader reads them: a line per kind, a column per year."""
    lines = {"extra_turnover": words.EXTRA, "gain": words.YEAR_GAIN, "depreciation": words.DEPRECIATION, "tax": words.TAX,
             "working_capital": words.WORKING_CAPITAL, "investment": words.INVESTED, "project": words.PROJECT_FLOW, "loan": words.LOAN_FLOW,
             "interest": words.INTEREST, "tax_relief": words.TAX_RELIEF, "owner": words.OWNER_FLOW}  # fmt: skip
    frame = flows.frame()
    if not flows.loan.any():
        frame = frame.drop(columns=["loan", "interest", "tax_relief", "owner"])
    rows = {lines[name].say(): [money(value) for value in frame[name]] for name in frame.columns}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[f"{words.YEAR} {year}" for year in frame.index])


def _forecast(study: Study) -> str:
    """The forecast's tables of years, and where cash is at its lowest."""
    found = default_forecast(study)
    parts = [f"<p class='finding'>{html.escape(found.sentence())}</p><p>{html.escape(NOTE.say())}</p>"]
    for name in ("income", "financing", "balance", "debt"):
        table = found.model.tables[name]
        rows = {table.labels[key]: [written(value, table.kinds[key]) for value in table.figures[key]] for key in table.keys}
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(table.periods))
        parts.append(f"<h3>{html.escape(title_of(name))}</h3>{_table(frame)}")
    return "".join(parts)


def _value(study: Study) -> str:
    if not study.project.investment:
        return f"<p>{html.escape(words.NO_INVESTMENT.say())}</p>"
    return f"<p class='finding'>{html.escape(appraise(study.project.discount_rate, study.flows.project).sentence())}</p>"


def _beliefs(study: Study) -> str:
    listed: Sequence[str] = [
        f"{belief.text}{f' ({words.SOURCE} : {belief.source})' if belief.source else ''}" for belief in study.assumptions
    ]
    told = "".join(f"<li>{html.escape(line)}</li>" for line in listed)
    through = words.THROUGH.say(channel=label(study.through)) if study.through else words.SAME_MIX.say()
    return (f"<ul>{told}</ul>" if told else f"<p>{html.escape(words.NO_BELIEFS.say())}</p>") + f"<p>{html.escape(through)}</p>"
