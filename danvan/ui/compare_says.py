"""What a comparison says in words: the unit against the nation and its like, the two ends, and why there is no rank."""

import html
from collections.abc import Sequence

import streamlit as st

from danvan import catalogue, numbers
from danvan.charts import rows as meaning
from danvan.charts.comparison import Reference
from danvan.charts.comparison_places import Order, Standing
from danvan.figures import compare
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, compare_data
from danvan.ui.compare_choice import MEASURE_WORDS, Choice
from danvan.ui.filters import Selection
from danvan.ui.plain import plain


def paragraph(said: Sequence[str]) -> None:
    """Draw some sentences; nothing for none."""
    words = " ".join(filter(None, said))
    if words:
        st.html(f'<div class="says"><p>{html.escape(words)}</p></div>')


def no_ranking(choice: Choice, span: Period) -> None:
    """Why there are no ranks here, with what may be ranked instead a click away."""
    if not choice.level:
        st.html(f'<div class="remark">{text("compare.no_rank_levels")}</div>')
        return
    if catalogue.get(choice.indicator).kind not in compare.COUNTED:
        st.html(f'<div class="remark">{text("compare.no_rank_kind")}</div>')
        return
    other = choice.other.end if choice.other else None
    offered = compare.measures_of_both(choice.indicator, choice.level, span.end, other)
    measures = [one for one in offered if one != compare.VALUE]
    rates = compare.rates_of(choice.indicator)[:3]
    words = "compare.no_rank_counts" if measures or rates else "compare.no_rank_nothing"
    lacking = [] if compare.population() else [text("compare.no_people")]
    if span.end < compare.COMMUNES_KNOWN:
        lacking.append(text("compare.no_communes"))
    st.html(f'<div class="remark warn">{text(words)} {" ".join(lacking)}</div>')
    with st.container(horizontal=True, key="compare_instead"):
        for measure in measures:
            st.button(text(MEASURE_WORDS[measure]), key=f"to_{measure}", on_click=address.put, args=("tinh", measure))
        for code in rates:
            st.button(plain(catalogue.get(code).name), key=f"to_{code}", on_click=address.put, args=("ct", code))


def units(selection: Selection, choice: Choice, order: Order, beside: Sequence[Reference], decimals: int) -> None:
    """The unit in view against what it is held against; for the nation the two ends; who stands apart."""
    measure = compare_data.unit_of_measure(choice)
    own = None if selection.is_nation else order.of(selection.unit.unit_id)
    said = []
    if own:
        said = [_own(selection, own, measure, decimals), _against(own, beside, measure, decimals)]
    elif len(order.placed) > 1:
        first, last = order.placed[0], order.placed[-1]
        value = {"decimals": decimals, "unit": measure}
        low = compare_data.direction(choice) == "down"
        said = [
            text(
                "compare.says_ends_low" if low else "compare.says_ends",
                first=first.name,
                first_value=meaning.value_text(first.row, **value),
                last=last.name,
                last_value=meaning.value_text(last.row, **value),
            )
        ]
    count, everyone = len(order.placed), len(order.placed) + len(order.apart) + len(order.absent)
    if 0 < 2 * count < everyone:
        # Two units in sixty-three: the highest of them is no highest of all.
        said.insert(0, text("compare.says_few", count=numbers.number(count), all=numbers.number(everyone)))
    if order.apart:
        said.append(text("compare.says_apart", count=numbers.number(len(order.apart))))
    paragraph(said)


def _own(selection: Selection, own: Standing, measure: str, decimals: int) -> str:
    value = meaning.value_text(own.row, decimals=decimals, unit=measure)
    tied = own.first != own.last
    rank = own.words if tied else text("compare.rank_single", rank=own.words)
    return text("compare.says_own", unit=selection.unit.full_name, value=value, rank=f", {rank}" if own.words else "")


def _against(own: Standing, beside: Sequence[Reference], measure: str, decimals: int) -> str:
    """'Cao hơn cả nước 0,8 điểm phần trăm; thấp hơn vùng … 1,2 điểm phần trăm.'"""
    told = []
    for one in beside:
        if numbers.is_missing(one.row["value"]) or one.row["qualifier"] or own.row["qualifier"]:
            continue
        difference = float(numbers.exact(own.value) - numbers.exact(one.row["value"]))
        amount = numbers.with_unit(abs(difference), f" {numbers.POINTS}" if measure == "%" else measure, decimals)
        words = "compare.says_same"
        if numbers.rounded(difference, decimals) != 0:
            words = "compare.says_higher" if difference > 0 else "compare.says_lower"
        parts = meaning.parts_text(one.row) if one.row["basis"] == "partial" else ""
        partial = text("compare.says_partial", parts=parts.strip("()")) if parts else ""
        told.append(text(words, name=_inside(one.name), amount=" ".join(amount.split()), partial=partial))
    joined = "; ".join(told)
    return f"{joined[:1].upper()}{joined[1:]}." if told else ""


def _inside(name: str) -> str:
    """A reference inside a sentence: 'cả nước', 'vùng Tây Nguyên'; the name of a place stays as it is."""
    common = name.startswith(("Cả ", "Vùng ", "Các "))
    return f"{name[:1].lower()}{name[1:]}" if common else name
