"""Which arm is each person in? ``treated`` and ``control``, True and False, 1 and 0."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from . import texts

__all__ = ["treated_mask"]


def treated_mask(arm: Any, *sizes: int, least: int = 2) -> NDArray[np.bool_]:
    """Who was written to; as many people as the other columns have, at least so many in each arm.

    >>> treated_mask(["treated", "control", "control", "treated"], 4).tolist()
    [True, False, False, True]
    """
    groups = np.asarray(arm).ravel()
    for size in sizes:
        if size != groups.size:
            raise InvalidValue("arm", texts.RULE_AS_MANY, groups.size, people=size)
    known = np.unique(groups) if groups.dtype.kind in "biufU" else np.array(sorted({str(name) for name in groups.tolist()}))
    if known.dtype.kind == "U":
        for name in known.tolist():
            checks.choice("arm", name, ("treated", "control", "True", "False"))
        treated = np.isin(groups.astype(str), ("treated", "True"))
    elif np.isin(known, (0, 1)).all():
        treated = groups.astype(bool)
    else:
        raise InvalidValue("arm", texts.RULE_ARMS, known.tolist())
    for mask in (treated, ~treated):
        if int(mask.sum()) < least:
            raise InvalidValue("arm", texts.RULE_BOTH_ARMS, int(mask.sum()))
    return treated
