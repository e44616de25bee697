"""From a copy to its marks: what was asked of the learner's code is what it is compared with."""

import pytest

from crm_course.grading.catalogue import Catalogue
from crm_course.grading.grader import Grader
from crm_course.grading.packcheck import findings

from .room import FULL, HEAD, PACK, RIGHT, cell, code, graded, hand_in, honest, points

PLAIN = '"amount": [10.0, 20.0, 30.0, 5.0]})'
DATED = PLAIN.replace(
    "})", ', "at": pd.to_datetime(["2026-01-05 09:00", "2026-01-05 18:00", "2026-01-06 00:00", "2026-01-07 11:00"])})'
)  # fmt: skip
SUMS = "SELECT channel, sum(amount) FROM orders GROUP BY channel"


@pytest.fixture
def pack(tmp_path):
    """Write the small pack with something else in it; the catalogue of it."""

    def written(*changes):
        text = (PACK / "small.py").read_text(encoding="utf-8")
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        folder = tmp_path / "pack"
        folder.mkdir(exist_ok=True)
        (folder / "small.py").write_text(text, encoding="utf-8")
        return Catalogue.of([folder])

    return written


def attempt(box, folder, catalogue, cells, **options):
    hand_in(folder, "anne", cells)
    return graded(Grader(catalogue=catalogue, exercises=("small",), sandbox=box, **options), folder, "anne")


# -- queries -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT channel, at FROM orders WHERE amount > 10",
        "SELECT channel, sum(amount) FROM orders WHERE at >= '2026-01-05 12:00:00' GROUP BY channel",
        "SELECT channel, sum(amount) FROM orders WHERE at < '2026-01-06 12:00' GROUP BY channel",
        "SELECT channel, sum(amount) FROM orders WHERE date(at) = '2026-01-05' GROUP BY channel",
        "SELECT channel, sum(amount) FROM orders WHERE at > '2026' GROUP BY channel",
    ],
)
def test_a_query_on_dates_gives_what_the_right_one_gives(box, pack, tmp_path, query):
    catalogue = pack((PLAIN, DATED), (f'"{SUMS}"', repr(query)))
    assert findings(catalogue.exercise("small")) == []
    result = attempt(box, tmp_path / "in", catalogue, [code(HEAD), cell("small.turnover", f"turnover = {query!r}")])
    assert points(result)["small.turnover"] == 1


def test_tables_changed_since_are_asked_again(box, pack, tmp_path):
    store = tmp_path / "runs"
    store.mkdir()
    assert points(attempt(box, tmp_path / "in", pack(), honest(), store=store)) == FULL
    kept = {path.name for path in store.iterdir()}
    changed = pack(("[10.0, 20.0, 30.0, 5.0]", "[11.0, 20.0, 31.0, 5.0]"))
    assert points(attempt(box, tmp_path / "in", changed, honest(), store=store))["small.turnover"] == 1
    again = {path.name for path in store.iterdir()}
    assert kept < again
    assert len(again - kept) == 1  # the query alone: the notebook is what it was
    attempt(box, tmp_path / "in", changed, honest(), store=store)
    assert {path.name for path in store.iterdir()} == again


# -- answers that no one would type --------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("small.nps", "from decimal import Decimal\nnps = Decimal('sNaN')"),
        ("small.chart", "import altair as alt\nchart = alt.Chart(alt.Data(values=[{'a': [1], 'b': 2}]), title='x').mark_bar().encode(x='a:N', y='b:Q')"),
        ("small.chart", "import altair as alt\nalt.Chart.to_dict = lambda self, *a, **k: {'mark': {}, 'encoding': {'x': {}, 'y': {}}}\nchart = alt.Chart()"),
        ("small.chart", "import altair as alt\nalt.Chart.to_dict = lambda self, *a, **k: {'layer': [{'mark': 3}], 'encoding': 4}\nchart = alt.Chart()"),
        ("small.turnover", "import pandas as pd\nturnover = pd.DataFrame({'a': [['x'], None], 'b': [{}, float('nan')]})"),
    ],
    ids=["sNaN", "list-labels", "no-mark", "odd-layer", "odd-cells"],
)  # fmt: skip
def test_an_odd_answer_is_no_error_of_the_graders(run, question, answer):
    result = run([cell(question, answer) if question in each["source"] else each for each in honest()])
    assert points(result)[question] == 0
    assert {mark.status for mark in result.marks if mark.question == question} <= {"wrong", "unreadable"}


def test_results_forged_in_another_number_are_wrong_not_an_error(run):
    source = """
import os
for handle in range(3, 60):
    for line in (b'{"ran": true}', b'{"called": "small.margin", "results": [{"value": 1}]}', b'{"finished": true}'):
        try: os.write(handle, line + b"\\n")
        except OSError: break
"""
    result = run([code(HEAD), cell("small.nps"), cell("small.margin", "def margin(p, c): return 1"), code(source)])
    assert {mark.status for mark in result.marks} <= {"right", "wrong", "missing"}


@pytest.mark.parametrize(
    ("drawn", "earned"),
    [
        ("pd.DataFrame({'a': ['web', 'WEB', 'Web!'], 'b': [40, 40, 40]}), title='x').mark_bar().encode(x='a:N', y='b:Q')", 0),
        ("pd.DataFrame({'a': ['?'], 'b': [0]}), title='x').mark_bar().encode(x='a:N', y='b:Q')", 0),
        ("frame, title='x').mark_bar().encode(x='a:N', y=alt.Y('b:Q', scale=alt.Scale(domainMin=4.9, type='log')))", 0.75),
    ],
)
def test_a_chart_earns_by_what_it_draws(run, drawn, earned):
    head = RIGHT["small.chart"].rpartition("\n")[0]
    assert points(run([code(HEAD), cell("small.chart", f"{head}\nchart = alt.Chart({drawn}")]))["small.chart"] == earned


# -- cells as notebooks have them ----------------------------------------------------------

WAITED = "import asyncio\n\nasync def later():\n    await asyncio.sleep(0.01)\n    return -76\n\n"


@pytest.mark.parametrize(
    "source",
    [
        "%%time\nnps = -76",
        "%%time\n\nnps = -70 - 6\nnps",
        "%time nps = -76",
        "# measured\n%time nps = -70 - 6\nprint(nps)",
        "nps = %time -70 - 6",
        "if True:\n    %time nps = -76",
        WAITED + "nps = await later()",
        WAITED + "nps, = [await later() for _ in range(1)]",
        WAITED + "%time nps = await later()",
        WAITED + "nps = asyncio.run(later())",
        WAITED + "%time started = later()\nnps = await started",
    ],
)
def test_a_cell_that_is_timed_or_waits_keeps_its_answer(run, source):
    assert points(run([code(HEAD), cell("small.nps", source)]))["small.nps"] == 2
    assert points(run([code(HEAD), {**cell("small.nps"), "source": f"{source}\ncheck('small.nps', nps)"}]))["small.nps"] == 2


def test_a_cell_that_is_timed_and_checked_inside_keeps_its_answer(run):
    cells = [code(HEAD), {**cell("small.nps"), "source": "%%time\nnumber = -76\ncheck('small.nps', number)"}]
    result = run(cells)
    assert points(result)["small.nps"] == 2
    assert result.errors == ()


def test_an_error_in_a_cell_that_is_timed_is_the_learners(run):
    result = run([code(HEAD), cell("small.nps"), cell("small.share", "%%time\nshare = 1 / 0")])
    assert points(result)["small.nps"] == 2
    assert "ZeroDivisionError" in result.errors[0]


@pytest.mark.parametrize(
    "source", ["%%bash\nnps=-76", "%%html\n<b>nps</b>", "%run nps.py", "!echo nps", "%timeit -76", "%%writefile nps.py\nnps = -76"]
)
def test_other_magics_do_nothing_and_cost_nothing(run, source):
    result = run([code(HEAD), {**cell("small.nps"), "source": source}, cell("small.share")])
    assert points(result) == {**dict.fromkeys(FULL, 0), "small.share": 1}
    assert result.errors == ()


@pytest.mark.parametrize("endless", ["%%time\nwhile True: pass", "import asyncio\nwhile True: await asyncio.sleep(0)"])
def test_a_cell_that_never_ends_is_still_left(run, endless):
    assert points(run([code(HEAD), cell("small.nps"), code(endless), cell("small.share")]))["small.nps"] == 2


# -- the language of a copy ----------------------------------------------------------------

ENGLISH = HEAD.replace("'fr'", "'en'")


@pytest.mark.parametrize(
    ("head", "told", "options"),
    [
        (ENGLISH, {"language": "en"}, {}),
        (ENGLISH, {"language": "en"}, {"language": "fr"}),
        (ENGLISH, {}, {}),
        (ENGLISH.replace("'", '"'), {}, {"language": "fr"}),
        ("from crm_course import workbook", {"language": "en"}, {"language": "fr"}),
    ],
)
def test_figures_are_read_as_the_copy_writes_them_whatever_the_feedback_speaks(box, pack, tmp_path, head, told, options):
    catalogue = pack(('"nps": -76.0', '"nps": 1640.0'))
    hand_in(tmp_path / "in", "kate", [code(head), cell("small.nps", 'nps = "1,640"')], crm_course={"part": "small", **told})
    result = graded(Grader(catalogue=catalogue, exercises=("small",), sandbox=box, **options), tmp_path / "in", "kate")
    assert points(result)["small.nps"] == 2
    assert result.language == options.get("language", "en")


# -- open answers --------------------------------------------------------------------------


def test_a_list_of_keywords_gets_no_points_proposed_and_is_read_all_the_same(run):
    listed = " ; ".join([*(f"{number / 10}" for number in range(1, 1000)), "risque", "risk", "client"])
    mark = run([code(HEAD), cell("small.opinion", f"opinion = {listed!r}")]).marks[-1]
    assert (mark.question, mark.status, mark.points) == ("small.opinion", "to-read", 0)
    assert "✓ repéré" in mark.message
