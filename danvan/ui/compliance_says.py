"""What the page of prescribed numbers says: which number is due by which document, the four answers, in sentences."""

import html

import streamlit as st

from danvan import catalogue, numbers, units
from danvan.commentary import comparison
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.plans.compliance import NONE
from danvan.plans.norms import Norm
from danvan.texts import text
from danvan.ui import places
from danvan.ui.compliance_view import RATE, TONE, WHAT, View
from danvan.ui.go import go


def rule(view: View) -> None:
    """Which number is due, by which document; which provinces have their own."""
    span = view.selection.period
    used = dict.fromkeys(view.rows.loc[view.rows["norm_id"] != "", "norm_id"])
    norms = [norm for norm in view.norms if norm.norm_id in used]
    own = [norm for norm in norms if norm.unit_id != units.NATION]
    common = [norm for norm in norms if norm.unit_id == units.NATION]
    said = [_norm_words(norm, view.level_name) for norm in (common if common or len(own) > 1 else own)]
    if own and (common or len(own) > 1):
        said.append(_own_words(view, own))
    if not norms:
        longer = _longer(view)
        said = [
            text("compliance.not_for_period", rhythm=text(RATE[longer.rhythm]))
            if longer
            else text("compliance.rule_none")
        ]
    elif view.running:
        said.append(text("compliance.running_early" if view.early else "compliance.running_due", period=span.label))
    if norms and (left := _without(view)):
        said.append(text("compliance.rule_elsewhere", count=numbers.number(left)))
    with st.container(horizontal=True, vertical_alignment="center", key="rule_line"):
        st.html('<div class="rule-line">' + "<br>".join(html.escape(words) for words in said) + "</div>")
        go(text("compliance.rule_edit"), places.link("plans", muc="dinh-muc"))


def _longer(view: View) -> Norm | None:
    """The number that holds here but is counted over more than the period: the province's own, else the common one."""
    span, provinces = view.selection.period, {*view.rows["province_id"]}
    standing = [
        norm
        for norm in view.norms
        if norm.indicator == view.indicator and norm.level == view.level and norm.holds_on(span.start)
    ]
    here = [norm for norm in standing if norm.unit_id in provinces]
    here = here or [norm for norm in standing if norm.unit_id == units.NATION]
    return min(here, key=lambda norm: prescribed.MONTHS[norm.rhythm], default=None)


def _without(view: View) -> int:
    """In how many provinces nothing is prescribed for the period."""
    due = view.rows.loc[view.rows["status"] != plans.NOT_DUE, "province_id"]
    return view.rows["province_id"].nunique() - due.nunique()


def _own_words(view: View, own: list[Norm]) -> str:
    """How many provinces have a number of their own, and how far these lie apart in a year."""
    yearly = sorted({norm.value * 12 / prescribed.MONTHS[norm.rhythm] for norm in own})
    low, high = (numbers.number(value) for value in (yearly[0], yearly[-1]))
    names = comparison.listed([units.get(norm.unit_id).name for norm in own])
    return text(
        "compliance.rule_own",
        count=numbers.number(len({norm.unit_id for norm in own})),
        units=names,
        values=low if low == high else f"{low}–{high}",
        unit=catalogue.get(view.indicator).unit,
    )


def _norm_words(norm: Norm, level: str) -> str:
    item = catalogue.get(norm.indicator)
    words = text(
        "compliance.rule",
        value=numbers.number(norm.value, 0 if float(norm.value).is_integer() else 1),
        unit=item.unit,
        rhythm=text(RATE[norm.rhythm]),
        level=level,
    )
    if norm.assumed:
        return f"{words} – {text('compliance.rule_assumed')}."
    cited = norm.document.cited
    return f"{words}, {text('compliance.rule_basis', basis=cited)}." if cited else f"{words}."


def cards(view: View) -> None:
    """The four answers, counted."""
    counts = view.counts
    made = []
    for status in plans.STATUSES:
        share = numbers.percent(100 * counts.of(status) / counts.obliged)
        made.append(
            f'<div class="card count {TONE[status]}"><div class="label">{html.escape(view.word(status))}</div>'
            f'<div class="value">{numbers.number(counts.of(status))}'
            f"<small> / {numbers.number(counts.obliged)} {text('compliance.of_units')}</small></div>"
            f'<div class="change">{share}</div></div>'
        )
    st.html(f'<div class="cards counts">{"".join(made)}</div>')


def sentences(view: View) -> None:
    """The share that has met the number, the rest, and who reported nothing."""
    counts, words = view.counts, {"level": view.level_name, "what": text(WHAT[view.indicator]).lower()}
    if not counts.known and not counts.met:
        said = [text("compliance.say_unknown", **words, all=numbers.number(counts.obliged))]
    elif counts.unknown:
        said = [
            text(
                "compliance.say_range",
                **words,
                met=numbers.fraction(counts.met, counts.obliged),
                least=numbers.percent(counts.least),
                most=numbers.percent(counts.most),
                unknown=numbers.number(counts.unknown),
            )
        ]
    else:
        met = numbers.fraction(counts.met, counts.obliged)
        said = [text("compliance.say_met", **words, met=met, share=numbers.percent(counts.least))]
    if counts.below or counts.none:
        below = text("compliance.say_below", count=numbers.number(counts.below)) if counts.below else ""
        none = text("compliance.say_none", count=numbers.number(counts.none)) if counts.none else ""
        said.append(f"{', '.join(filter(None, (below, none)))}.")
    idle = view.rows[view.rows["status"] == NONE]
    if 0 < len(idle) <= 60:
        said.append(text("compliance.say_listed", units=comparison.listed(list(idle["name"]))))
    st.html(f'<div class="says"><p>{html.escape(" ".join(said))}</p></div>')
