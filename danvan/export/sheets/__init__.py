"""The briefing as a workbook: a sheet a page with its figures and a native chart, and where every figure comes from.

`sheets_file` and `lineage_csv` give bytes. No cell holds a formula; a missing figure is an empty cell beside words.
"""

from danvan.export.sheets.lines import lineage_csv
from danvan.export.sheets.write import sheets_file

__all__ = ["lineage_csv", "sheets_file"]
