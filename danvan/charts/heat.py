"""A table of letters on colours: units down, periods across, one state a cell: `heat(rows, columns, …)` → HTML.

Owns the look of the states of a report: each has a letter, a colour and words, so that none is told by colour alone. A
real table: it is read by screen readers, printed and searched like text.
"""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from danvan.charts import palette


@dataclass(frozen=True)
class Look:
    """How a state stands in a cell."""

    letter: str
    fill: str
    ink: str


LOOKS: Mapping[str, Look] = {
    "on_time": Look("Đ", "#CFE4EE", palette.INK),
    "late": Look("M", "#F2C777", palette.INK),
    "partial": Look("T", "#E9956F", palette.INK),
    "missing": Look("C", palette.RED, palette.PAPER),
    "other_period": Look("K", "#E3F0DF", palette.INK),
    "unknown_day": Look("?", "#DDE1E8", palette.INK),
    "not_entered": Look("…", "#EFEDE8", palette.SLATE),
    "not_due": Look("·", palette.PAPER, palette.SLATE),
    "not_applicable": Look("–", palette.MIST, palette.SLATE),
}
"""In the order of the legend."""


@dataclass(frozen=True)
class HeatCell:
    """One state and what is told of it when pointed at."""

    state: str
    told: str = ""


@dataclass(frozen=True)
class HeatRow:
    """A unit: its name and link, a cell a column, words at the end ('7/8'), a group it stands under."""

    name: str
    link: str
    cells: tuple[HeatCell, ...]
    end: str = ""
    group: str = ""


def heat(
    rows: Sequence[HeatRow], columns: Sequence[tuple[str, str]], *, label: str, corner: str, end: str,
    foot: tuple[str, Sequence[str]] | None = None,
) -> str:  # fmt: skip
    """The table. columns: (name, small words under it); foot: a heading and words for each column."""
    head = "".join(
        f'<th scope="col">{html.escape(name)}<small>{html.escape(under)}</small></th>' for name, under in columns
    )
    body, group = [], ""
    for row in rows:
        if row.group != group:
            group = row.group
            body.append(f'<tr class="group"><th colspan="{len(columns) + 2}">{html.escape(group)}</th></tr>')
        body.append(_row(row))
    last = ""
    if foot:
        cells = "".join(f"<td>{html.escape(words)}</td>" for words in foot[1])
        last = f'<tfoot><tr><th scope="row">{html.escape(foot[0])}</th>{cells}<td></td></tr></tfoot>'
    return (
        f'<div class="heat" tabindex="0" role="region" aria-label="{html.escape(label)}"><table>'
        f"<caption>{html.escape(label)}</caption>"
        f'<thead><tr><th scope="col" class="corner">{html.escape(corner)}</th>{head}'
        f'<th scope="col">{html.escape(end)}</th></tr></thead><tbody>{"".join(body)}</tbody>{last}</table></div>'
    )


def _row(row: HeatRow) -> str:
    name = html.escape(row.name)
    named = f'<a href="{html.escape(row.link)}" target="_self">{name}</a>' if row.link else name
    cells = "".join(_cell(cell) for cell in row.cells)
    return f'<tr><th scope="row">{named}</th>{cells}<td class="end">{html.escape(row.end)}</td></tr>'


def _cell(cell: HeatCell) -> str:
    told = html.escape(cell.told)
    return f'<td class="s-{cell.state}" title="{told}" aria-label="{told}">{LOOKS[cell.state].letter}</td>'


def legend(words: Mapping[str, str]) -> str:
    """Letter, colour and words of each state."""
    return (
        '<div class="heat-legend">'
        + "".join(
            f'<span><i class="s-{state}">{look.letter}</i>{html.escape(words[state])}</span>'
            for state, look in LOOKS.items()
            if state in words
        )
        + "</div>"
    )


def style() -> str:
    """The colours of the states, as CSS; the rest of the look is the page's own style sheet."""
    return "".join(
        f".heat td.s-{state}, .heat-legend i.s-{state} {{ background: {look.fill}; color: {look.ink}; }}\n"
        for state, look in LOOKS.items()
    )
