// Three explorers, each a page of its own: inputs, an answer in a sentence, a chart. SETTINGS holds inputs, words, chart and what was computed beforehand.
const { tool, language, inputs, words, grid, spec, options } = SETTINGS;
const written = (value, places = 0) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: places, minimumFractionDigits: places }).format(value).replace("-", "−");
const signed = (value, places = 0) => (value > 0 ? "+" : "") + written(value, places);
const money = (value) => (language === "fr" ? `${written(value)}\u00a0€` : `€${written(value)}`);
const said = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const TOOLS = {
  breakEven({ turnover, rate, fixed }) {
    const margin = 1 - rate / 100, needed = fixed / margin, result = turnover * margin - fixed, most = Math.max(turnover, margin > 0 ? needed : 0) * 1.4;
    const rows = Array.from({ length: 41 }, (_, step) => (most * step) / 40).flatMap((each) => [
      { x: each, y: each * margin, line: words.margin }, { x: each, y: fixed, line: words.fixed }]);
    if (margin <= 0) return { rows, sentence: words.never };
    const values = { needed: money(needed), result: money(result), safety: written(turnover ? (100 * (turnover - needed)) / turnover : 0, 1) };
    return { rows: [...rows, { x: needed, y: fixed, line: words.needed }], sentence: said(result >= 0 ? words.pays : words.loses, values) };
  },
  nps({ answers, promoters, detractors }) {
    if (promoters + detractors > 100) return { rows: [], sentence: words.tooMuch };
    const size = grid.answers[answers], found = grid.rows[answers][promoters / 5][detractors / 5], score = promoters - detractors;
    const values = { score: signed(score), low: signed(found[0], 1), high: signed(found[1], 1), answers: written(size) };
    const rows = grid.answers.map((each, place) => ({ x: each, low: grid.rows[place][promoters / 5][detractors / 5][0],
      high: grid.rows[place][promoters / 5][detractors / 5][1], score, now: place === answers }));
    return { rows, sentence: said(found[0] > 0 ? words.above : found[1] < 0 ? words.below : words.open, values) };
  },
  staffing({ calls, seconds, level }) {
    const column = grid.needed[level][grid.seconds.indexOf(seconds)], found = column[calls - 1];
    const rows = column.map((agents, place) => ({ x: place + 1, agents, now: place + 1 === calls }));
    return { rows, sentence: said(words.agents, { agents: written(found), calls: written(calls), level: written(grid.levels[level]), seconds: written(seconds) }) };
  },
};

const values = Object.fromEntries(inputs.map((each) => [each.name, each.value]));
const place = document.getElementById("inputs"), answer = document.getElementById("answer");
let view = null;
const refresh = () => {
  const found = TOOLS[tool](values);
  answer.textContent = found.sentence;
  if (view) view.data("now", found.rows).runAsync();
};
for (const each of inputs) {
  const label = document.createElement("label"), name = document.createElement("span"), slider = document.createElement("input"), field = document.createElement("input");
  name.textContent = each.label;
  Object.assign(slider, { type: "range", min: each.min, max: each.max, step: each.step, value: each.value });
  Object.assign(field, { type: each.names ? "text" : "number", min: each.min, max: each.max, step: each.step, readOnly: Boolean(each.names) });
  slider.setAttribute("aria-label", each.label);
  field.setAttribute("aria-label", each.label);
  const show = () => { field.value = each.names ? each.names[values[each.name]] : values[each.name]; slider.setAttribute("aria-valuetext", field.value); };
  const take = (value) => {
    if (!Number.isFinite(value)) return;
    values[each.name] = Math.min(each.max, Math.max(each.min, each.min + Math.round((value - each.min) / each.step) * each.step));
    slider.value = values[each.name];
    show();
    refresh();
  };
  slider.addEventListener("input", () => take(Number(slider.value)));
  field.addEventListener("change", () => take(field.value === "" ? NaN : Number(field.value)));
  label.append(name, slider, field);
  place.append(label);
  show();
}
refresh();
vegaEmbed("#chart", { ...spec, data: { name: "now", values: TOOLS[tool](values).rows } }, { ...options, renderer: "svg", actions: false }).then((made) => { view = made.view; });
