"""A small pack of questions of every kind, as a teacher would write one."""

import altair as alt
import pandas as pd

from crm_course.foundations.language import Text
from crm_course.workbook import Criterion, Exercise, Mistake, Question

ORDERS = pd.DataFrame({"channel": ["web", "shop", "web", "phone"], "amount": [10.0, 20.0, 30.0, 5.0]})
SUMS = ORDERS.groupby("channel", as_index=False)["amount"].sum()
WHY = Text(fr="Voilà.", en="There.")
LOOK = Text(fr="Relisez l’énoncé.", en="Read the statement again.")


def said(words: str) -> Text:
    return Text(fr=words, en=f"{words} (en)")


def bars(frame: pd.DataFrame, mark: str = "bar") -> alt.Chart:
    return alt.Chart(frame, title="Le site vend le plus", mark=mark).encode(x="channel:N", y="amount:Q")


EXERCISE = Exercise(
    id="small",
    title=said("Petit exercice"),
    introduction=said("Répondez."),
    given=lambda: {"nps": -76.0, "share": 0.125},
    setup="import pandas as pd\nnumbers = [1, 2, 3]",
    questions=(
        Question(
            id="small.nps", kind="number", points=2, title=said("Le score"), statement=said("Combien ?"), unit="points",
            answer=lambda given: given["nps"], solution="-76", why=WHY, hints=(LOOK,),
            mistakes=(Mistake(name="passives", value=lambda given: -70.0, credit=0.5, message=said("Les passifs comptent.")),),
        ),
        Question(
            id="small.share", kind="share", title=said("La part"), statement=said("Combien ?"), unit="%", why=WHY, hints=(LOOK,),
            answer=lambda given: given["share"], solution='"12,5 %"',
            mistakes=(Mistake(name="rest", value=lambda given: 1 - given["share"], message=said("C’est le reste.")),),
        ),
        Question(
            id="small.margin", kind="function", points=2, title=said("La marge"), statement=said("Écrivez la fonction."), why=WHY, hints=(LOOK,),
            answer=lambda given: lambda price, cost: (price - cost) / price, solution="lambda price, cost: 1 - cost / price",
            inputs=lambda given, rng: [(float(p), float(p * k)) for p, k in zip(rng.uniform(10, 99, 5), rng.uniform(0.2, 0.8, 5), strict=True)],
            mistakes=(Mistake(name="over-cost", value=lambda given: lambda price, cost: price / cost - 1, message=said("Sur le prix.")),),
        ),
        Question(
            id="small.turnover", kind="sql", title=said("La requête"), statement=said("Écrivez la requête."), why=WHY, hints=(LOOK,),
            tables=lambda given: {"orders": ORDERS}, answer=lambda given: "SELECT channel, sum(amount) FROM orders GROUP BY channel",
            solution='"SELECT channel, sum(amount) FROM orders GROUP BY 1"',
            mistakes=(Mistake(name="counted", value=lambda given: "SELECT channel, count(*) FROM orders GROUP BY 1", message=said("Somme.")),),
        ),
        Question(
            id="small.chart", kind="chart", title=said("Le graphique"), statement=said("Tracez."), why=WHY, hints=(LOOK,),
            answer=lambda given: bars(SUMS),
            solution='__import__("altair").Chart(pd.DataFrame({"a": ["web", "shop", "phone"], "b": [40, 20, 5]}), title="x").mark_bar()'
            '.encode(x="a:N", y="b:Q")',
            mistakes=(Mistake(name="line", value=lambda given: bars(SUMS, "line"), credit=0.5, message=said("Des barres.")),),
        ),
        Question(
            id="small.opinion", kind="open", points=2, title=said("Votre avis"), statement=said("Pourquoi ?"), hints=(LOOK,),
            rubric=(Criterion(text=said("le score est cité"), numbers=lambda given: [76.0]),
                    Criterion(text=said("un risque est nommé"), words=("risqu", "risk"))),
            model=said("Le score est de −76 : c’est un risque, a risk."),
        ),
    ),
)  # fmt: skip
