"""From what was brought in to where it is seen: the page, indicator, unit and period of a chart."""

from typing import Any

from danvan import catalogue
from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.ui import filters, frame

SHOWN_ON = {
    "dialogues": ("DT01", "DT02", "DT03", "YK01", "YK08", "YK10", "DT07"),
    "models": ("DV01", "DV02", "DV03", "DV04", "DV07", "DV09"),
    "new_rural": ("NT06", "NT02", "NT03", "NT04", "NT14", "NT15", "NT09", "NT13"),
    "oversight": (
        "GS01", "GS02", "GS03", "GS04", "PB01", "PB02", "PB03", "QC01", "QC02", "QC03", "QC04", "QC05", "QC07",
    ),
    "organisation": ("TC01", "TC02", "TC03", "TC04", "SX04", "SX03", "SX06", "DH03", "BD01"),
    "satisfaction": ("CC01", "CC02", "CC03", "CC04", "KN03", "KN04", "KN06", "KN08", "KN07"),
}  # fmt: skip
"""Page → the indicators that can be chosen there, as the pages list them."""

BY_LEVEL = ("dialogues", "models", "oversight")
"""Pages that show one level of government alone."""


def chart_of(row: dict[str, Any]) -> str:
    """The address of the chart of one line of ingest.touched_by_batch; of the table where no page draws it."""
    page = page_of(row["indicator"])
    period = period_of(row)
    unit = row["one_unit"] if row["units"] == 1 else row["one_parent"] if row["parents"] == 1 else "VN"
    if period.kind not in filters.KINDS:
        # Figures of an interval or a day stand on the profile of the unit, whatever the indicator.
        return frame.link("unit_profile", lk=filters.INTERVAL, dv=unit)
    if not page:
        return frame.link("table", ct=row["indicator"], lk=period.kind, ky=period.code, dv=unit)
    parts = catalogue.parse_breakdown(row["one_breakdown"] or "")
    level = {"cap": f"cap={parts['cap']}"} if set(parts) == {"cap"} and page in BY_LEVEL else {}
    return frame.link(page, lk=period.kind, ky=period.code, ct=row["indicator"], dv=unit, **level)


def page_of(indicator: str) -> str:
    """The page that draws an indicator; '' when none does."""
    return next((page for page, codes in SHOWN_ON.items() if indicator in codes), "")


def name_of(code: str) -> str:
    """An indicator's name; the code where the catalogue has none."""
    try:
        return catalogue.get(code).name
    except DanVanError:
        return code
