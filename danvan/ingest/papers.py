"""The rows of a whole file, each with the document that it comes from."""

from dataclasses import replace
from pathlib import PurePath

import pandas as pd

from danvan.database import Database
from danvan.ingest import sources
from danvan.ingest.choices import Choices, Paper
from danvan.ingest.grid import Document
from danvan.ingest.sheets import Sheet


def paper_of(document: Document, sheets: tuple[Sheet, ...], common: Choices) -> Paper:
    """The document as the user named it; without a title that of the file itself."""
    if common.paper.title:
        return common.paper
    titles = next((sheet.shaped.understood.titles for sheet in sheets if sheet.shaped.understood.titles), ())
    title = " ".join(titles)[:200] or PurePath(document.name).stem
    return replace(common.paper, title=title)


def rows_of(sheets: tuple[Sheet, ...]) -> pd.DataFrame:
    """Every figure that is known well enough to be checked, with its sheet; `source` is the document's name as sent."""
    parts = []
    for sheet in sheets:
        rows = sheet.shaped.rows
        ready = rows["ok"] & (rows["indicator"] != "") & (rows["unit_id"] != "")
        # Most files are one sheet without a fault: a million rows are not copied to be the same.
        parts.append((rows if ready.all() else rows[ready].reset_index(drop=True)).assign(sheet=sheet.name))
    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def documented(database: Database, rows: pd.DataFrame, paper: Paper) -> tuple[pd.DataFrame, tuple[Paper, ...]]:
    """The rows with the code of their document, and the documents that the workspace does not know yet.

    A row may name its own document (column Nguồn): one the workspace has under that title, or a new one.
    """
    own_code = sources.code_of(paper)
    named = rows["source"].astype(object).fillna("").astype(str)
    codes, papers = {"": own_code}, {own_code: paper}
    for title in named.unique():
        if title:
            known = database.value("ingest.document_by_title", title=title)
            papers |= {} if known else {sources.code_of(found := Paper(title=title, kind=paper.kind)): found}
            codes[title] = known or sources.code_of(found)
    if not named.eq("").any():
        del papers[own_code]
    if paper.place:
        # Where in the document: what a row says of itself is nearer than what was said of the whole file.
        place = rows["place"].astype(object).fillna("").astype(str)
        rows = rows.assign(place=pd.Categorical(place.mask(place.eq(""), paper.place)))
    return rows.assign(source=pd.Categorical(named.map(codes))), tuple(papers.values())
