"""Which calls came? Call logs of any tool, one line a call or one line an interval, as plain columns.

A telephone system writes one line a call (3CX, Asterisk, a dashboard), a supervisor's report
one line a quarter-hour. Columns go by the words of either, French or English; a duration is
read in seconds by the unit of its column, and a call counts as answered by its status, else by
the time at which it was answered, else by its talk time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crm_course.foundations import dates, durations
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.mapping import Brought, Field, propose, remembered
from crm_course.foundations.quantities import number
from crm_course.foundations.sheets import Sheet, kind_of, nothing

from . import call_log_texts as said

__all__ = ["FIELDS", "CallLog", "read", "understood"]

_SPAN = ("number", "time", "code", "text", "empty")
FIELDS = (
    Field(name="start", label=said.START, words="start|started at|calldate|call time|call date|call start|start time|start date|debut|date et heure|date heure|date debut|date de l appel|date appel|horodat*|timestamp|"
          "interval|intervalle|tranche*|creneau|quart d heure|datetime|date time|date|heure d appel|jour|day", never="end|fin|answer*|answered|naissance|of birth", needed=True,
          example=("02/03/2026 09:15:22", "02/03/2026 09:16:05", "02/03/2026 09:31:40")),
    Field(name="time", label=said.TIME, words="time|heure|hour|heure debut|tranche horaire|start hour", never="talk*|wait*|handl*|ring*|answer|attente|conversation|date|end|fin|duree|duration|average|avg|moyen*|dmt",
          kinds=("time", "number", "text")),
    Field(name="answered_at", label=said.ANSWERED_AT, words="answer|answered at|answer time|answertime|decroche a|heure de decroche|connected at", never="wait|speed|delai", kinds=("date",)),
    Field(name="ended_at", label=said.ENDED_AT, words="end|end time|ended at|fin|heure de fin|date de fin|hangup time", kinds=("date",)),
    Field(name="handle_seconds", label=said.HANDLE, words="handle seconds|handle time*|handling time*|aht|average handl*|avg handl*|dmt|duree moyenne de traitement|duree moyenne|duree de traitement|duree traitement|temps de traitement",
          kinds=_SPAN, example=("00:03:20", "", "00:02:45")),
    Field(name="talk_seconds", label=said.TALK, words="talk seconds|talk time|talk*|duration in call|in call|call talk*|avgtalkduration|average talk*|billsec|conversation|duree de conversation|duree conversation|temps de conversation|duree de communication|duree com*|dmc", never="wait|attente|sonnerie|ring*|total*|apres|wrap|queue", kinds=_SPAN),
    Field(name="duration_seconds", label=said.DURATION, words="duration|duree|call duration|duree de l appel|duree appel|duree totale|total duration|total|totals|length",
          never="wait|attente|sonnerie|ring*|apres|wrap|queue|cost|cout", kinds=_SPAN),
    Field(name="wrap_seconds", label=said.WRAP, words="wrap*|after call*|acw|post appel|apres appel|temps apres appel", kinds=_SPAN),
    Field(name="wait_seconds", label=said.WAIT, words="wait seconds|wait*|attente|temps d attente|duree d attente|ringing|ring time|sonnerie|speed of answer*|asa|queue time|delai de decroche|time in queue", kinds=_SPAN),
    Field(name="status", label=said.STATUS, words="status|statut|disposition|call status|answered y n|answered|repondu|decroche|issue|resultat|outcome|etat|call result|type d appel|abandonne|abandoned|perdu|manque|missed call|lost call",
          never="speed|delai|time|temps|at|heure|nombre|taux|rate|appels|calls|reason|motif|raison|cause", kinds=("text", "yes"), example=("répondu", "abandonné", "répondu")),
    Field(name="calls", label=said.CALLS, words="calls|appels|calls offered|offered|offer|appels presentes|presentes|appels recus|recus|appels entrants|received|calls received|incoming calls|nombre d appels|nb appels|volume|entrants|inbound calls|total calls|contacts",
          never="decroch*|answered|handled|traites|abandon*|perdus|lost|missed|sortants|outbound|taux|rate|id|motif", kinds=("number",)),
    Field(name="answered", label=said.ANSWERED, words="answered|answer|calls answered|appels decroches|decroches|appels traites|traites|handled|calls handled|repondus|appels repondus|servis", never="speed|delai|time|temps|taux|rate|y n|at|sec*",
          kinds=("number",)),
    Field(name="abandoned", label=said.ABANDONED, words="abandoned|abandon|abandons|abandonnes|appels abandonnes|calls abandoned|perdus|appels perdus|lost|missed|missed calls|manques|non repondus", never="taux|rate|time|temps|delai|y n", kinds=("number",)),
    Field(name="direction", label=said.DIRECTION, words="direction|sens|call type|type d appel|inbound outbound|call direction", kinds=("text",)),
    Field(name="call_id", label=said.CALL_ID, words="call id|uniqueid|linkedid|callid|id appel|id de l appel|n appel|numero d appel|call sid|interaction id|conversation id"),
    Field(name="reason", label=said.REASON, words="reason|motif|topic|sujet|objet|call reason|categorie", kinds=("text",), example=("retard de livraison", "", "facture")),
)  # fmt: skip
"""What a column of a call log can be."""

_ASTERISK = (
    "accountcode",
    "src",
    "dst",
    "dcontext",
    "clid",
    "channel",
    "dstchannel",
    "lastapp",
    "lastdata",
    "start",
    "answer",
    "end",
    "duration",
    "billsec",
    "disposition",
    "amaflags",
    "uniqueid",
    "userfield",
)
"""The columns of Asterisk's Master.csv, which names none."""
_DISPOSITIONS = r"ANSWERED|NO ANSWER|BUSY|FAILED|CONGESTION"
_YES = re.compile(
    r"\b(?:answered|repondu\w*|decroche\w*|traite\w*|servi\w*|completed?|connected|handled|oui|yes|true|vrai|y|o|ok|pris|success\w*|normal clearing|1)\b"
)
_NO = re.compile(r"\b(?:un ?answered|no answer|not answered|non repondu\w*|non decroche\w*|non traite\w*|pas (?:de )?repon\w*|sans reponse|abandon\w*|missed|manque\w*|perdu\w*|lost|busy|occupe\w*|failed|echec|congestion|"
                 r"cancel\w*|annule\w*|voice ?mail|messagerie|repondeur|timeout|hang ?up|raccroche\w*|non|no|false|faux|n|0|rejet\w*|refus\w*|dissuad\w*)\b")  # fmt: skip
_OUT = re.compile(r"\b(?:out\w*|sortant\w*|emis\w*)\b")
_FEW = 0.2


@dataclass
class CallLog:
    """Calls, or intervals of calls, as plain columns.

    `calls` has `start` (the clock on the wall, without a zone), and for calls `answered` (True, False or
    missing), `handle_seconds`, `wait_seconds`; for intervals `calls, answered, abandoned, handle_seconds`.
    """

    frame: pd.DataFrame
    by_interval: bool
    notices: list[str] = field(default_factory=list)


def understood(value: pd.DataFrame | Sheet | Brought) -> Brought:
    """What each column is taken for; a log of Asterisk without names gets them."""
    if isinstance(value, Brought):
        return value
    frame = value.frame if isinstance(value, Sheet) else value.set_axis(list(map(str, value.columns)), axis=1)
    if 16 <= frame.shape[1] <= 18 and len(frame) and frame.iloc[:, 14].astype(str).str.fullmatch(_DISPOSITIONS).mean() > 0.9:
        frame = frame.set_axis(_ASTERISK[: frame.shape[1]], axis=1)
    flags = {name: "yes" for name in frame.columns if {str(cell) for cell in frame[name] if not nothing(cell)} <= {"0", "1"}}
    mapping = remembered(frame, FIELDS) or _with_start(propose(frame, FIELDS, flags), frame)
    return Brought(frame=frame, mapping=mapping, told=value.sentence() if isinstance(value, Sheet) else "")


def _with_start(mapping: dict[str, str], frame: pd.DataFrame) -> dict[str, str]:
    """The first column of dates as the start, where no header says it."""
    if "start" not in mapping.values():
        free = (name for name, field in mapping.items() if field in ("", "time") and kind_of(frame[name].astype(str).tolist()) == "date")
        mapping |= {name: "start" for name in [next(free, None)] if name}
    if "time" not in mapping.values():  # « Date ; Tranche » : 02/03/2026 ; 09:00-09:15
        spans = (name for name, field in mapping.items() if not field and _SLOT.search(fold(name)) and _are_clocks(frame[name].tolist()))
        mapping |= {name: "time" for name in [next(spans, None)] if name}
    return mapping


_SLOT = re.compile(r"\b(?:interval\w*|tranche\w*|creneau\w*|quart|heures?|hours?|time|slot|plage)\b")


def _are_clocks(cells: Sequence[object]) -> bool:
    """Whether all filled cells are times of the day, or spans of them."""
    filled = [str(cell) for cell in cells if not nothing(cell)]
    return bool(filled) and all(re.match(r"\d{1,2}\s?[:hH]", cell) for cell in filled)


def read(value: pd.DataFrame | Sheet | Brought) -> CallLog:
    """The calls or intervals that a log holds.

    Raises
    ------
    InvalidData
        If no column is the start, or more than a fifth of the lines have none that can be read.

    >>> log = pd.DataFrame({"Call Time": ["2026-03-02 09:15:22"], "Status": ["Answered"], "Ringing": ["00:00:12"], "Talking": ["00:03:20"]})
    >>> read(log).frame[["answered", "handle_seconds", "wait_seconds"]].to_numpy().tolist()
    [[True, 200.0, 12.0]]
    """
    file = understood(value)
    file.require(FIELDS)
    start, notices = _starts(file)
    by_interval = file.column("calls") is not None or (file.column("answered") is not None and file.column("abandoned") is not None)
    if not by_interval and re.search(r"\b(?:interval\w*|tranche\w*|creneau\w*|quart d heure)\b", fold(str(file.column("start")))):
        raise InvalidData(said.LOG, said.COUNTED_RULE, ", ".join(map(str, file.frame.columns)), hint=said.COUNTED_WAY)
    frame = _intervals(file, start) if by_interval else _calls(file, start)
    whole = frame.join(file.frame.reset_index(drop=True).add_prefix("raw "))
    again = whole.duplicated().to_numpy()
    if again.any() and (by_interval or file.column("call_id") is not None):
        notices.append(said.SAME_LINES.say(count=int(again.sum())))
        frame = frame[~again]
    kept = frame[frame["start"].notna()].reset_index(drop=True)
    return CallLog(kept if by_interval else _joined(_incoming(kept, notices), notices), by_interval, notices)


# -- when ---------------------------------------------------------------------------------


def _starts(file: Brought) -> tuple[pd.Series, list[str]]:
    """The start of each line on the wall's clock, and what is to be said of it."""
    column, time = str(file.column("start")), file.column("time")
    cells = file.frame[column].reset_index(drop=True)
    plain = cells.map(_first_of_span) if cells.dtype == object or pd.api.types.is_string_dtype(cells.dtype) else cells
    found = dates.read(plain)
    start, notices = found.values, []  # noqa: PD011 - the reading's, not a frame's
    if time is not None and not (start.dropna() != start.dropna().dt.normalize()).any():
        seconds = durations.read([_clock(cell) for cell in file.frame[time].tolist()], time)
        start = start + pd.to_timedelta(pd.Series(seconds), unit="s")
    elif len(start.dropna()) > 1 and not (start.dropna() != start.dropna().dt.normalize()).any():
        raise InvalidData(column, said.HOUR_RULE, str(cells.iloc[0]), hint=said.HOUR_WAY)
    bad = start.isna().to_numpy()
    if bad.sum() > _FEW * len(bad):
        place = int(np.argmax(bad))
        raise InvalidData(column, said.CLOCK_RULE, cells.iloc[place], line=file.line(place))
    if bad.any():
        lines = ", ".join(said.AT_LINE.say(line=file.line(int(place))) for place in np.flatnonzero(bad)[:3])
        notices.append(said.UNTIMED.say(count=int(bad.sum()), lines=lines))
    if found.assumed or found.convention not in ("iso", "day_first"):
        notices.append(found.sentence())
    return start, notices


def _first_of_span(cell: object) -> object:
    """The beginning of « 02/03/2026 09:00-09:15 »."""
    return re.sub(r"(\d{1,2}[:h]\d{2}(?::\d{2})?)\s*(?:-|–|à|to)\s*\d{1,2}[:h]\d{2}.*$", r"\1", cell) if isinstance(cell, str) else cell


def _clock(cell: object) -> object:
    """A time of the day as ``hh:mm:ss``: « 9h15 », « 09:00-09:15 », « 9:15 PM »; numbers as they are."""
    text = str(_first_of_span(cell)).strip()
    found = re.fullmatch(r"(\d{1,2})\s?[:hH](?:(\d{2}))?(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?", text)
    if not found:
        return f"{text}:00:00" if re.fullmatch(r"\d|1\d|2[0-3]", text) else cell
    hour = int(found[1]) % 12 + (12 if (found[4] or "").lower() == "p" else 0) if found[4] else int(found[1])
    return f"{hour:02}:{found[2] or '00'}:{found[3] or '00'}"


# -- what ---------------------------------------------------------------------------------


def _seconds(file: Brought, name: str) -> np.ndarray | None:
    column = file.column(name)
    return None if column is None else durations.read(file.frame[column].tolist(), column)


def _calls(file: Brought, start: pd.Series) -> pd.DataFrame:
    """One line a call."""
    talk, wrap, handle, wait, whole = (_seconds(file, f"{name}_seconds") for name in ("talk", "wrap", "handle", "wait", "duration"))
    picked, ended = (
        None if (cells := file.cells(name)) is None else dates.read(cells.reset_index(drop=True)) for name in ("answered_at", "ended_at")
    )
    if talk is None and picked is not None and ended is not None:
        talk = (ended.values - picked.values).dt.total_seconds().to_numpy()  # noqa: PD011
    elif talk is None and ended is not None:
        talk = (ended.values - start).dt.total_seconds().to_numpy() - (0 if wait is None else np.nan_to_num(wait))  # noqa: PD011
    if talk is None and handle is None:
        talk = whole
    if handle is None and talk is not None:
        handle = talk + (0 if wrap is None else np.nan_to_num(wrap))
    frame = pd.DataFrame({"start": start, "answered": _answered(file, None if picked is None else picked.values.notna(), talk, handle)})  # noqa: PD011
    frame["handle_seconds"] = np.nan if handle is None else handle
    frame["wait_seconds"] = np.nan if wait is None else wait
    direction, number_of = file.cells("direction"), file.cells("call_id")
    frame["outgoing"] = False if direction is None else direction.map(lambda cell: bool(_OUT.search(fold(cell)))).to_numpy(dtype=bool)
    frame["call_id"] = "" if number_of is None else number_of.astype(str).to_numpy()
    return frame


def _answered(file: Brought, picked: pd.Series | None, talk: np.ndarray | None, handle: np.ndarray | None) -> pd.Series:
    """Whether each call was answered; missing where nothing tells."""
    cells = file.cells("status")
    unknown = pd.Series(pd.NA, index=range(len(file.frame)), dtype="boolean")
    if cells is not None:
        words = {cell: fold(cell) for cell in set(cells)}
        abandoned = bool(re.search(r"abandon|perdu|lost|missed|manque", fold(file.column("status")))) and not any(
            re.search("abandon", word) for word in words.values()
        )
        told = {cell: (not _yes(word) if abandoned else _yes(word)) if _told(word) else pd.NA for cell, word in words.items()}
        unknown = pd.Series(cells.map(told).to_numpy(), dtype="boolean")
    if picked is not None:
        unknown = unknown.fillna(picked.astype("boolean"))
    spoken = talk if talk is not None else handle
    if spoken is not None:
        by_talk = pd.Series(spoken > 0, dtype="boolean")
        if cells is not None:
            by_talk = by_talk.mask(~np.isfinite(spoken))
        unknown = unknown.fillna(by_talk)
    return unknown


def _told(word: str) -> bool:
    return bool(_NO.search(word) or _YES.search(word))


def _yes(word: str) -> bool:
    return not _NO.search(word)


def _intervals(file: Brought, start: pd.Series) -> pd.DataFrame:
    """One line an interval."""
    counts = {name: _count(file, name) for name in ("calls", "answered", "abandoned")}
    offered, answered, abandoned = counts["calls"], counts["answered"], counts["abandoned"]
    if offered is None and answered is not None and abandoned is not None:
        offered = answered + abandoned
    assert offered is not None
    if answered is None:
        answered = offered - (0 if abandoned is None else abandoned)
    handle = _seconds(file, "handle_seconds")
    if handle is None:
        talk, wrap = _seconds(file, "talk_seconds"), _seconds(file, "wrap_seconds")
        handle = np.full(len(start), np.nan) if talk is None else talk + (0 if wrap is None else np.nan_to_num(wrap))
    return pd.DataFrame(
        {
            "start": start,
            "calls": offered,
            "answered": answered,
            "abandoned": offered - answered if abandoned is None else abandoned,
            "handle_seconds": handle,
        }
    )


def _count(file: Brought, name: str) -> np.ndarray | None:
    column = file.column(name)
    if column is None:
        return None
    made = np.full(len(file.frame), np.nan)
    for place, cell in enumerate(file.frame[column].tolist()):
        if nothing(cell):
            continue
        try:
            made[place] = number(cell)
        except InvalidValue:
            made[place] = -1
        if made[place] < 0:
            raise InvalidData(column, said.COUNT_RULE, cell, line=file.line(place))
    return made


def _incoming(frame: pd.DataFrame, notices: list[str]) -> pd.DataFrame:
    if frame["outgoing"].any():
        notices.append(said.OUTGOING.say(count=int(frame["outgoing"].sum())))
    return frame[~frame["outgoing"]].drop(columns="outgoing")


def _joined(frame: pd.DataFrame, notices: list[str]) -> pd.DataFrame:
    """The lines of one call as one: it began with the first, was answered if one was, and took them all."""
    numbered = frame[frame["call_id"] != ""]
    several = numbered["call_id"].duplicated().sum()
    if not several:
        return frame.drop(columns="call_id").reset_index(drop=True)
    notices.append(said.SAME_CALL.say(count=int(several)))
    joined = numbered.groupby("call_id", sort=False).agg(start=("start", "min"), answered=("answered", "max"), handle_seconds=("handle_seconds", lambda spans: spans.sum(min_count=1)),
                                                        wait_seconds=("wait_seconds", "first"))  # fmt: skip
    rest = frame[frame["call_id"] == ""].drop(columns="call_id")
    return pd.concat([joined.reset_index(drop=True), rest]).sort_values("start", ignore_index=True)
