"""Can we promise it? Stock, the promise, allocation, cost to serve."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="20",
    id="supply",
    slug=Text(fr="promesse", en="promise"),
    short=Text(fr="Promesse", en="Promise"),
    title=Text(fr="Peut-on le promettre ? Stock, promesse et coût de service", en="Can we promise it? Stock, promise and cost to serve"),
    summary=Text(
        fr="Pourquoi « 98 % » veut dire deux stocks, quelle date promettre, qui attend quand il n’y en a pas pour tous, et ce que servir coûte.",
        en="Why “98%” means two stocks, which date to promise, who waits when there is not enough for all, and what serving costs.",
    ),
)
