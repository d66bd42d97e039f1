"""A file of targets: the form to fill in, what a sent file holds, and writing it."""

from collections.abc import Sequence

import streamlit as st

from danvan import numbers, units
from danvan.plans import sheet, store, template, words
from danvan.plans.sheet import TargetList as Listed
from danvan.plans.targets import Target
from danvan.texts import text
from danvan.ui import person, plans_fields
from danvan.ui.table import Cell, Column, table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(standing: Sequence[Target]) -> None:
    """Draw the part."""
    with st.expander(text("plans.from_file")):
        st.caption(text("plans.from_file_words"))
        with st.container(horizontal=True):
            st.download_button(
                text("plans.template_xlsx"),
                template.as_xlsx,
                "mau-chi-tieu.xlsx",
                XLSX,
                key="plans_xlsx",
                on_click="ignore",
            )
            st.download_button(
                text("plans.template_csv"),
                template.as_csv,
                "mau-chi-tieu.csv",
                "text/csv",
                key="plans_csv",
                on_click="ignore",
            )
        turn = st.session_state.get("plans_turn", 0)
        file = st.file_uploader(text("plans.pick_file"), key=f"uploader_plans_{turn}")
        if file is not None:
            _read(sheet.targets_of(file.getvalue(), file.name, standing))


def _read(found: Listed) -> None:
    bad = len({(item.sheet, item.row) for item in found.stops})
    st.markdown(
        text(
            "plans.file_read",
            file=found.name,
            rows=numbers.number(found.rows),
            good=numbers.number(len(found.targets)),
            unchanged=numbers.number(found.unchanged),
            bad=numbers.number(bad),
        )
    )
    if found.findings:
        columns = [Column(text("plans.file_row"), numeric=True)]
        columns += [Column(text(f"plans.file_{name}")) for name in ("fault", "remedy")]
        lines = [
            [
                Cell(numbers.number(item.row, missing=""), item.row),
                Cell(item.message, item.message, "bad" if item.severity == "stop" else "soft"),
                Cell(item.remedy, item.remedy, "wide soft"),
            ]
            for item in found.findings
        ]
        table(columns, lines, key="plans_faults", label=text("plans.file_fault"), stack=True, most=60)
    if not found.targets:
        return
    st.markdown(f"**{text('plans.file_preview')}**")
    columns = [Column(text(f"plans.column_{name}")) for name in ("unit", "indicator", "aim", "document")]
    lines = [
        [
            Cell(units.get(one.unit_id).full_name, units.get(one.unit_id).name),
            Cell(one.name, one.name),
            Cell(words.aim(one), one.value),
            Cell(one.document.cited, one.document.cited, "soft"),
        ]
        for one in found.targets
    ]
    table(columns, lines, key="plans_preview", label=text("plans.file_preview"), stack=True, most=60)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        some = not bad or st.checkbox(text("plans.file_some"), key="plans_some")
        person.field("plans_person_file")
        st.button(
            text("plans.file_commit", count=numbers.number(len(found.targets))),
            key="plans_file_commit",
            type="primary",
            disabled=not (some and person.name()),
            on_click=_commit,
            args=(found,),
        )


def _commit(found: Listed) -> None:
    def _do() -> str:
        store.enter(plans_fields.database(), found.targets, plans_fields.change(found.name))
        return text("plans.file_done", count=numbers.number(len(found.targets)), file=found.name)

    plans_fields.act(_do, lambda: st.session_state.update(plans_turn=st.session_state.get("plans_turn", 0) + 1))
