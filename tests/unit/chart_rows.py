"""Figure rows for the chart tests."""

from typing import Any

import pandas as pd

from danvan.periods import Period, parse

NAN = float("nan")


def figure_row(unit_id: str, value: float | None, **given: Any) -> dict[str, Any]:
    """One figure row, reported and known unless said otherwise; `period` is a code."""
    span: Period = parse(given.pop("period", "2024"))
    row = {
        "indicator": "DT01",
        "unit_id": unit_id,
        "name": given.pop("name", unit_id),
        "breakdown": "",
        "period_start": span.start,
        "period_end": span.end,
        "value": NAN if value is None else value,
        "numerator": NAN,
        "denominator": NAN,
        "state": "missing" if value is None else "known",
        "qualifier": "",
        "basis": "none" if value is None else "reported",
        "tree": "",
        "parts_present": None,
        "parts_expected": None,
        "as_of": pd.NaT,
    }
    return {**row, **given}


def partial(unit_id: str, value: float, **given: Any) -> dict[str, Any]:
    """A row with 11 of 12 months."""
    return figure_row(
        unit_id, value, **{"basis": "partial", "tree": "time", "parts_present": 11, "parts_expected": 12, **given}
    )


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """The rows as queries return them."""
    return pd.DataFrame(list(rows))


def all_text(figure: Any) -> str:
    """Every text of a figure in one string."""
    return figure.to_json()
