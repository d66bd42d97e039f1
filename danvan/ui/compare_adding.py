"""A comparison as a slide of the briefing in hand: a bar a unit and period, a ranking, or a table of the units.

Rates per commune or per head are no figures of a slide: they are compared on the page alone.
"""

from collections.abc import Sequence

from danvan import units
from danvan.briefing.model import Wanted
from danvan.figures import compare
from danvan.periods import Period
from danvan.ui.briefing import adding
from danvan.ui.compare_choice import Choice
from danvan.ui.filters import Selection


def offer(selection: Selection, choice: Choice, spans: Sequence[Period]) -> None:
    """The button under units side by side, in one period or two."""
    if choice.measure != compare.VALUE:
        return
    if len(choice.unit_ids) * len(spans) <= adding.MOST:
        wanted = [
            Wanted(choice.indicator, selection.breakdown, span.code, unit) for unit in choice.unit_ids for span in spans
        ]
        adding.offer_figures("bars", wanted, selection, key="compare_bars")
    elif _are_all_below(selection, choice):
        adding.offer("ranking", selection, choice.indicator, key="compare")


def offer_both(selection: Selection, choice: Choice) -> None:
    """The button under two indicators: a table of both, where the units are all those below the chosen one."""
    if _are_all_below(selection, choice):
        wanted = [Wanted(code, selection.breakdown) for code in (choice.indicator, choice.second)]
        adding.offer_figures("children", wanted, selection, key="compare_both")


def _are_all_below(selection: Selection, choice: Choice) -> bool:
    """Whether a slide about the chosen unit shows the units that are compared."""
    if choice.level == "province":
        return selection.is_nation
    return all(units.get(unit).parent_id == selection.unit.unit_id for unit in choice.unit_ids)
