"""The way down to documents: many figures at once answer as one by one, and a deck costs few questions."""

from collections.abc import Iterator
from datetime import date

import pytest

from danvan.briefing import occasions
from danvan.briefing.asked import Asked
from danvan.briefing.compose import compose
from danvan.briefing.office import Office
from danvan.database import Database
from danvan.figures import documents, walk
from danvan.figures.ask import Wanted, figure, figures
from danvan.periods import Period
from danvan.workspace import OFFICIAL, open_workspace

DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("walk"))
    yield database
    database.close()


def _everything(database: Database) -> list[dict]:
    with database.cursor() as cursor:
        found = cursor.execute("select * from figure order by indicator, unit_id, breakdown, period_start, period_end")
        return found.df().to_dict("records")


def test_many_figures_at_once_are_told_as_one_by_one(workspace: Database) -> None:
    rows = _everything(workspace)[::7]
    rows += [row for row in _everything(workspace) if row["tree"] in ("difference", "ratio", "succession")][:12]
    wanted = [
        Wanted(row["indicator"], row["unit_id"], Period(row["period_start"].date(), row["period_end"].date()).code)
        for row in rows
        if not row["breakdown"]
    ]
    wanted += [Wanted("CC01", "08-2025", "2024"), Wanted("DT02", "02-2008", "2026"), Wanted("DT02", "01", "2010-2019")]
    at_once = figures(workspace, wanted)
    assert len(at_once) > 30
    assert any(one.sources for one in at_once)
    assert at_once == [figure(workspace, one.indicator, one.unit, one.period) for one in wanted]


def test_without_sources_a_figure_says_all_the_rest(workspace: Database) -> None:
    whole = figure(workspace, "DT02", "01", "2013-01-01..2020-07-15")
    bare = figure(workspace, "DT02", "01", "2013-01-01..2020-07-15", sources=False)
    assert whole.sources
    assert bare.sources == []
    assert bare.as_json() | {"sources": whole.sources} == whole.as_json()


def test_every_figure_that_was_made_leads_down_to_a_document(workspace: Database) -> None:
    rows = [row for row in _everything(workspace) if row["value"] == row["value"]]
    told = documents.documents(workspace, rows)
    assert [row for row, each in zip(rows, told, strict=True) if not (each.titles and each.batches)] == []


def test_the_documents_of_a_sum_are_those_of_its_parts(workspace: Database) -> None:
    rows = [row for row in _everything(workspace) if row["tree"] in walk.TREES and row["basis"] == "derived"]
    assert rows
    above = documents.sources(workspace, [[row] for row in rows])
    below = documents.sources(workspace, walk.parts(workspace, rows))
    assert above == below


def test_a_few_documents_are_named_and_the_others_counted() -> None:
    assert documents._listed(["a", "b", "c"], 5, "tài liệu") == "a; b; c và 2 tài liệu khác"
    assert documents._listed(["a", "b", "c"], 3, "tài liệu") == "a; b; c"


@pytest.mark.parametrize("name", ["ha-noi-2020", "soc-son-2024", "tp-hcm-2024"])
def test_a_deck_is_the_same_foreseen_or_not_and_costs_few_questions(
    name: str, workspace: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[None] = []
    cursor = Database.cursor
    monkeypatch.setattr(Database, "cursor", lambda self: asked.append(None) or cursor(self))
    briefing = occasions.load(name)
    deck = compose(workspace, briefing, Office(), made=DAY, illustrative=False)
    foreseen = len(asked)
    monkeypatch.setattr(Asked, "foresee", lambda self, slides: None)
    assert deck == compose(workspace, briefing, Office(), made=DAY, illustrative=False)
    figures_shown = len(deck.lineage)
    assert foreseen < 40
    assert figures_shown < 10 or foreseen < len(asked) - foreseen
