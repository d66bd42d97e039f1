"""From what was brought in to where it is seen: the page, indicator, unit and period of a chart."""

from typing import Any

from danvan import catalogue
from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.ui import filters, frame

SHOWN_ON = {
    "dialogues": ("DT01", "DT02", "DT03", "YK01", "YK08", "YK10", "DT07"),
    "models": ("DV01", "DV02", "DV03", "DV04", "DV07", "DV09"),
    "new_rural": ("NT06", "NT02", "NT03", "NT04", "NT14", "NT10", "NT13"),
    "overview": ("GS01", "CC01"),
    "unit_profile": ("KN04", "CC03"),
}
"""Page → the indicators that can be chosen there, as the pages list them."""


def chart_of(row: dict[str, Any]) -> str:
    """The address of the chart of one line of ingest.touched_by_batch; '' when no page draws that indicator yet."""
    page = next((page for page, codes in SHOWN_ON.items() if row["indicator"] in codes), "")
    period = period_of(row)
    unit = row["one_unit"] if row["units"] == 1 else row["one_parent"] if row["parents"] == 1 else "VN"
    if period.kind not in filters.KINDS:
        # Figures of an interval or a day stand on the profile of the unit, whatever the indicator.
        return frame.link("unit_profile", lk=filters.INTERVAL, dv=unit)
    if not page:
        return ""
    parts = catalogue.parse_breakdown(row["one_breakdown"] or "")
    level = {"cap": f"cap={parts['cap']}"} if set(parts) == {"cap"} and page in ("dialogues", "models") else {}
    return frame.link(page, lk=period.kind, ky=period.code, ct=row["indicator"], dv=unit, **level)


def name_of(code: str) -> str:
    """An indicator's name; the code where the catalogue has none."""
    try:
        return catalogue.get(code).name
    except DanVanError:
        return code
