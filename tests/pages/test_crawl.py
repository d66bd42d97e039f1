"""A crawl of the minh họa workspace: every figure on every page is the one that the rule made, and has its source.

The rows that pages are given are compared with the table `figure`; the way down to documents is walked for all of them
at once; a sample is asked for as the drawer and the command line do.
"""

import html
import itertools
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from danvan import cli, demo, periods, workspace
from danvan.charts.rows import period_of
from danvan.database import Database
from danvan.figures import walk
from danvan.figures.ask import figure
from danvan.ui import cached, drawer_key, places
from tests.pages.seen import elements

ROOT = Path(__file__).resolve().parents[2]
TOPICS = [name for name, _, _ in places.BROWSE if (ROOT / places.page_path(name)).is_file()]
UNITS = ["VN", "42-2008", "08-2025", "02-2008", "016-2008"]
SPANS = [("year", "2024", "khi-do"), ("year", "2025", "hien-nay"), ("half", "2025-H1", "khi-do")]
SPANS += [("quarter", "2024-Q4", "khi-do"), ("year", "2024", "hien-nay")]
LOOKS = ["toan-canh", "bang"]
VIEWS = [(*view, LOOKS[at % 2]) for at, view in enumerate(itertools.product(TOPICS, UNITS, SPANS))]
SAMPLE = 60
DEEPEST = 20
CELL = ["indicator", "unit_id", "breakdown", "period_start", "period_end"]
Shown = dict[str, tuple[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    demo.build(directory, small=True)
    return directory


@pytest.fixture(scope="module")
def crawled(data: Path) -> Iterator[tuple[Database, Shown, set[str], list[str]]]:
    """(the workspace, rows given to pages by key, keys that open a drawer, faults) after the crawl."""
    shown: Shown = {}
    opened: set[str] = set()
    faults: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_DATA", str(data))
        patch.setattr(cached, "ask", _remembering(cached.ask, shown))
        for page, at in itertools.groupby(VIEWS, key=lambda view: view[0]):
            _crawl(page, list(at), opened, faults)
        yield cached.live(workspace.ILLUSTRATIVE), shown, opened, faults


def _remembering(ask: Any, shown: Shown) -> Any:
    """The same question, its rows of figures kept."""

    def _asked(name: str, **parameters: Any) -> pd.DataFrame:
        rows = ask(name, **parameters)
        if {*CELL, "value", "basis"} <= set(rows.columns):
            for row in rows[rows["value"].notna()].to_dict("records"):
                shown.setdefault(str(drawer_key.of_row(row)), (name, row))
        return rows

    return _asked


def _crawl(page: str, views: list[tuple], opened: set[str], faults: list[str]) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=240)
    app.query_params["kg"] = workspace.ILLUSTRATIVE
    app.run()
    if page != "overview":
        app.switch_page(places.page_path(page))
    for _, unit, (kind, period, geography), look in views:
        app.query_params.clear()
        asked = {"kg": workspace.ILLUSTRATIVE, "dv": unit, "lk": kind, "ky": period, "dg": geography, "xem": look}
        for name, value in asked.items():
            app.query_params[name] = value
        app.run()
        faults += [f"{page} {asked}: {error.value}" for error in (*app.exception, *app.error)]
        opened |= _keys(app)


def _keys(app: AppTest) -> set[str]:
    """The keys on buttons of our HTML and in cells of our tables."""
    found: set[str] = set()
    for element in elements(app.main):
        proto = getattr(element, "proto", None)
        found |= {html.unescape(key) for key in re.findall(r'data-cell="([^"]+)"', getattr(proto, "body", "") or "")}
        if table := getattr(proto, "json", ""):
            data = json.loads(table)
            # A table with an answer of its own (the provinces of a region) is tested with its page.
            rows = [] if data.get("picks") else data.get("rows", [])
            found |= {cell["k"] for row in rows if isinstance(row, list) for cell in row if cell.get("k")}
    return found


@pytest.mark.slow
def test_no_page_of_the_crawl_fails(crawled: tuple) -> None:
    assert len(VIEWS) >= 300
    assert crawled[3] == []


@pytest.mark.slow
def test_every_figure_given_to_a_page_is_the_one_that_the_rule_made(crawled: tuple) -> None:
    database, shown, _, _ = crawled
    assert len(shown) > 1000
    with database.cursor() as cursor:
        made = cursor.execute(f"select {', '.join(CELL)}, value, basis, state, qualifier from figure").df()
    stored = {str(drawer_key.of_row(row)): row for row in made.to_dict("records")}
    off = [
        f"{name}: {key}"
        for key, (name, row) in shown.items()
        if key not in stored or any(stored[key][part] != row[part] for part in ("value", "basis"))
    ]
    assert off == []


@pytest.mark.slow
def test_every_figure_that_a_page_can_be_given_leads_down_to_documents(crawled: tuple) -> None:
    database, shown, _, _ = crawled
    with database.cursor() as cursor:
        rows = cursor.execute("select * from figure where value is not null").df()
    # Questions leave out how a figure came about where their page does not tell it; the drawer asks for the whole cell.
    assert shown.keys() <= {str(drawer_key.of_row(row)) for row in rows.to_dict("records")}
    for _ in range(DEEPEST):
        assert rows.loc[rows["basis"] == "reported", "observation_id"].notna().all()
        rest = rows[rows["basis"].isin(["derived", "partial"])].reset_index(drop=True)
        if rest.empty:
            break
        assert rest["tree"].isin(walk.TREES).all()
        found = walk.parts(database, rest.to_dict("records"))
        parts = pd.DataFrame([part for each in found for part in each])
        known = parts[parts["value"].notna()]
        without = rest[~rest.index.isin(known["cell_no"])]
        assert [str(drawer_key.of_row(row)) for row in without.to_dict("records")] == []
        rows = known.drop_duplicates(CELL)
    assert rest.empty


@pytest.mark.slow
def test_a_sample_answers_in_the_drawer_as_on_the_command_line(
    crawled: tuple, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, shown, _, _ = crawled
    monkeypatch.setattr(cli, "_open", lambda chosen: database)
    given = sorted(shown)
    for words in random.Random(5).sample(given, SAMPLE):
        key, row = drawer_key.parse(words), shown[words][1]
        answer = figure(database, key.indicator, key.unit, key.period, breakdown=key.breakdown)
        assert (answer.value, answer.basis) == (row["value"], row["basis"]), words
        assert answer.sources, words
        assert period_of(row) == periods.parse(key.period)
        cli.main(["figure", key.indicator, key.unit, key.period, "--breakdown", key.breakdown, "--json"])
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(answer.as_json())), words


@pytest.mark.slow
def test_every_key_on_a_page_names_a_cell_that_can_be_asked_for(crawled: tuple) -> None:
    database, _, opened, _ = crawled
    assert len(opened) > 500
    for words in random.Random(6).sample(sorted(opened), SAMPLE):
        key = drawer_key.parse(words)
        answer = figure(database, key.indicator, key.unit, key.period, breakdown=key.breakdown)
        assert answer.value is None or answer.sources, words
        assert answer.reason, words
