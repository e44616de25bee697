"""A table counts in any of the shapes that a frame takes."""

import pandas as pd
import pytest

from crm_course.foundations.language import Text
from crm_course.workbook import mark
from crm_course.workbook.questions import Question

FRAME = pd.DataFrame({"channel": ["web", "shop", "phone"], "amount": [40.0, 20.0, 5.0]})
ASKED = Question(
    id="t.sums", kind="table", title=Text.literal("Sums"), statement=Text.literal("By channel?"), unit="€",
    answer=lambda given: FRAME.set_index("channel")["amount"], hints=(),
)  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        FRAME,
        FRAME[["amount", "channel"]],
        FRAME.sample(frac=1, random_state=3),
        FRAME.set_index("channel"),
        FRAME.set_index("channel")["amount"],
        FRAME.to_dict(),
        FRAME.to_dict("list"),
        FRAME.to_dict("records"),
        FRAME.set_index("channel").to_dict(),
        FRAME.set_index("channel").to_dict("index"),
        FRAME.to_numpy().tolist(),
        list(FRAME.itertuples(index=False, name=None)),
        FRAME.assign(channel=pd.Categorical(FRAME["channel"])),
    ],
    ids=range(13),
)
def test_every_usual_shape_counts(answer):
    assert mark(ASKED, answer, None).correct


@pytest.mark.parametrize(
    "answer", [FRAME.assign(amount=1.0), FRAME.assign(channel="web"), {"web": [40.0], "shop": [20.0]}, FRAME[["amount"]]]
)
def test_wrong_values_or_labels_do_not(answer):
    assert not mark(ASKED, answer, None).correct
