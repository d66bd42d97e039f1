"""What central organs report of themselves: a small share beside the provinces, so that the nation can be whole.

Owns the rows of the level cap=trung_uong of what is counted by level, for indicators that have none yet.
"""

import numpy as np
import pandas as pd

from danvan import catalogue
from danvan.units import NATION

BREAKDOWN = "cap=trung_uong"
SHARE = 0.01
LONGEST_FIRST = ("nam", "sau_thang", "quy", "thang")
CELL = ["indicator", "period_start", "period_end", "rhythm"]


def of_central_organs(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the nation in one rhythm an indicator and year. rows: of all provinces, as Sheets.rows gives them."""
    known = catalogue.all_indicators()
    codes = {
        i.code for i in known if i.agg_units == "sum" and "trung_uong" in catalogue.dimension_values(i.code, "cap")
    }
    codes -= set(rows.loc[rows["breakdown"] == BREAKDOWN, "indicator"])
    told = rows[rows["indicator"].isin(codes) & (rows["level"] == "province") & (rows["breakdown"] == "")]
    told = told[told["rhythm"].isin(LONGEST_FIRST)]
    found = told.groupby(CELL, observed=True, as_index=False)["value"].sum()
    order = found["rhythm"].map({rhythm: at for at, rhythm in enumerate(LONGEST_FIRST)}).astype(int)
    longest = order.groupby([found["indicator"], found["period_end"].dt.year], observed=True).transform("min")
    found = found[order == longest]
    return found.assign(
        unit_id=NATION,
        breakdown=BREAKDOWN,
        level="nation",
        cumulative_from=pd.NaT,
        value=np.floor(SHARE * found["value"]),
    ).reset_index(drop=True)
