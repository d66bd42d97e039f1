"""Step 5: what would change, line by line, from which document, by whom; and the button that brings it in."""

from typing import Any

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.ingest import run
from danvan.ingest.findings import STOP
from danvan.ingest.one import places
from danvan.ingest.run import Intake
from danvan.numbers import number
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import frame, person
from danvan.ui.plain import plain
from danvan.ui.table import Cell, Column, table
from danvan.ui.upload import committing, paper, pick, state, steps
from danvan.ui.upload.state import LOAD, Work

STATUSES = ("new", "changed", "unchanged", "conflict", "rejected")
STYLES = {"new": "", "changed": "warn", "unchanged": "soft", "conflict": "warn", "rejected": "bad", "duplicate": "soft"}
MOST_LISTED, MOST_DRAWN, MOST_FAULTS = 1_000, 100, 20
ALL = "all"


def draw(work: Work) -> None:
    """Draw the step."""
    if committing.running(work.digest):
        committing.follow(work)
        return
    with st.spinner(text("upload.comparing")):
        intake = work.intake
    if intake.status != run.PREVIEW:
        _not_yet(work, intake)
        return
    if frame.is_demo():
        st.info(text("upload.demo_note"))
    good = paper.draw(work)
    counts = _counts(intake)
    st.subheader(text("upload.review_title"))
    st.html(_cards(counts))
    _listed(work, intake, counts)
    count = len(run.good(intake))
    label = text("upload.load", count=number(count))
    steps.bar(work, LOAD, label, lambda: _load(work), disabled=not (good and count), beside=lambda: _who(work))


def _who(work: Work) -> None:
    """The field for the name beside the button; what is missing is said there, where the eye is."""
    with st.container(width=240, key="upload_who_box"):
        if st.session_state.pop(work.key("no_name"), False):
            st.html(f'<div class="field-fault above" role="alert">{text("upload.who_missing")}</div>')
        person.field("upload_who")


def _load(work: Work) -> None:
    """Begin the commit; without a name ask for it."""
    if person.name():
        committing.start(work, person.name())
    else:
        st.session_state[work.key("no_name")] = True


def _not_yet(work: Work, intake: Intake) -> None:
    """Why nothing can be brought in yet, and where to put it right."""
    st.warning(text("upload.not_yet"))
    waiting = [step for step in (state.READ, state.COLUMNS, state.CHECK) if work.open_questions(step)]
    if not waiting:
        for item in [found for found in intake.findings if found.severity == STOP][:MOST_FAULTS]:
            st.error(plain(f"{item.message} {item.remedy}"))
    with st.container(horizontal=True):
        for step in waiting[1:]:
            st.button(_to_do(work, step), key=f"go_{step}", on_click=state.go, args=(step, work.digest))
    first = waiting[0] if waiting else state.CHECK
    steps.bar(work, LOAD, _to_do(work, first), lambda: state.go(first, work.digest))


def _to_do(work: Work, step: str) -> str:
    return text(f"upload.go_{step}", count=number(work.open_questions(step)))


def _counts(intake: Intake) -> dict[str, int]:
    """How many figures of each status; those whose unit or indicator is not known count as left out."""
    found = intake.rows["status"].value_counts() if len(intake.rows) else {}
    counts = {name: int(found.get(name, 0)) for name in (*STATUSES, "duplicate")}
    return counts | {"rejected": run.left_out(intake)}


def _cards(counts: dict[str, int]) -> str:
    made = "".join(
        f'<div class="card count {name}"><div class="label">{text(f"upload.status_{name}")}</div>'
        f'<div class="value">{number(counts[name])}</div>'
        f'<div class="note">{text(f"upload.status_words_{name}")}</div></div>'
        for name in STATUSES
    )
    return f'<div class="cards counts">{made}</div>'


def _listed(work: Work, intake: Intake, counts: dict[str, int]) -> None:
    """The figures, of one status or of all; or how many of each an indicator and a unit have."""
    with st.container(horizontal=True, vertical_alignment="center", key="review_filter"):
        shown = st.segmented_control(
            text("upload.findings_show"),
            [ALL, *(name for name in counts if counts[name] and (intake.rows["status"] == name).any())],
            default=ALL,
            required=True,
            format_func=lambda code: text(f"upload.status_{code}"),
            key=work.key("review_shown"),
            label_visibility="collapsed",
        )
        by = st.segmented_control(
            text("upload.review_by"),
            ["figure", "indicator", "unit"],
            default="figure",
            required=True,
            format_func=lambda code: text(f"upload.by_{code}"),
            key=work.key("review_by"),
            label_visibility="collapsed",
        )
    rows = intake.rows if shown == ALL else intake.rows[intake.rows["status"] == shown]
    if by == "figure":
        _figures(work, intake, rows, shown)
    else:
        _summary(work, intake, rows, by)


def _figures(work: Work, intake: Intake, rows: pd.DataFrame, shown: str) -> None:
    columns = [
        Column(text("upload.review_unit")),
        Column(text("upload.review_indicator")),
        Column(text("upload.review_period")),
        Column(text("upload.review_value"), numeric=True),
        Column(text("upload.review_old"), numeric=True),
        Column(text("upload.review_status")),
        Column(text("upload.review_row"), numeric=True),
    ]
    lines = [_line(intake, row) for row in rows.head(MOST_LISTED).to_dict("records")]
    key = f"{work.key('review')}_{shown}"
    table(columns, lines, key=key, label=text("upload.review_title"), most=MOST_DRAWN, stack=True)
    if len(rows) > MOST_LISTED:
        st.caption(text("upload.review_more", shown=number(MOST_LISTED), all=number(len(rows))))


def _line(intake: Intake, row: dict[str, Any]) -> list[Cell]:
    decimals = _decimals(intake, row["indicator"])
    old = _old(row, decimals)
    period = Period(row["period_start"].date(), row["period_end"].date())
    return [
        Cell(units.name_on(row["unit_id"], period.end), units.get(row["unit_id"]).name),
        Cell(name := pick.indicator_name(intake.new, row["indicator"], row["breakdown"]), name),
        Cell(period.label, f"{period.end}{period.start}"),
        _value(row, decimals),
        old,
        Cell(status := text(f"upload.status_{row['status']}"), status, STYLES[row["status"]]),
        Cell(str(row["row"] + 1), float(row["row"]), "soft"),
    ]


def _value(row: dict[str, Any], decimals: int) -> Cell:
    value, told = row["value"], row["state"]
    if numbers.is_missing(value):
        words = text(f"upload.state_{told}") if told in ("held_no_count", "not_applicable") else "–"
        return Cell(words, None, "soft")
    return Cell(_printed(value, row["qualifier"], decimals, row["numerator"], row["denominator"]), float(value))


def _printed(value: float, qualifier: str, decimals: int, top: float, below: float) -> str:
    """'93,2 (356/382)'; a count that was sent with a fraction keeps it, so that it is seen."""
    shown = numbers.qualified(value, qualifier, places(value, decimals))
    fraction = numbers.fraction(top, below, missing="")
    return f"{shown} ({fraction})" if fraction else shown


def _old(row: dict[str, Any], decimals: int) -> Cell:
    """What stands there now: the same document's former figure, or what another document says."""
    side = "old" if row["status"] in ("changed", "unchanged") else "other" if row["status"] == "conflict" else ""
    if not side or numbers.is_missing(row[f"{side}_value"]):
        return Cell("", None)
    # Of another document the comparison hands on the share alone.
    top, below = (row.get(f"{side}_{part}") for part in ("numerator", "denominator"))
    return Cell(_printed(row[f"{side}_value"], row[f"{side}_qualifier"] or "", decimals, top, below), None, "soft")


def _decimals(intake: Intake, code: str) -> int:
    made = intake.new.get(code)
    return made.decimals if made else catalogue.get(code).decimals


def _summary(work: Work, intake: Intake, rows: pd.DataFrame, by: str) -> None:
    """How many figures of each status an indicator or a unit has."""
    column = {"indicator": "indicator", "unit": "unit_id"}[by]
    counted = rows.groupby([column, "status"], observed=True).size().unstack(fill_value=0)
    named = {
        code: pick.indicator_name(intake.new, code) if by == "indicator" else units.get(code).full_name
        for code in counted.index
    }
    shown = [name for name in STYLES if name in counted.columns]
    lines = [
        [Cell(named[code], named[code])]
        + [Cell(number(line[name]) if line[name] else "", float(line[name])) for name in shown]
        for code, line in counted.iterrows()
    ]
    heads = [Column(text(f"upload.by_{by}")), *(Column(text(f"upload.status_{name}"), numeric=True) for name in shown)]
    table(heads, lines, key=f"{work.key('summary')}_{by}", label=text(f"upload.by_{by}"), most=MOST_DRAWN, stack=True)
