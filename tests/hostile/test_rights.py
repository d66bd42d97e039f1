"""A viewer, and an uploader elsewhere, at every function that acts; and no writing that is not behind rights.need.

The functions are found in the code, not listed from memory: a new one without a call here, or without a right, fails.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from danvan import demo, periods, rights
from danvan.backup import in_place, make, restore
from danvan.backup.store import Store
from danvan.briefing import office, own_template, store
from danvan.briefing.compose import compose
from danvan.briefing.model import Briefing, Slide
from danvan.cases import store as cases
from danvan.cases.item import DIALOGUE, Case
from danvan.closing import store as closing
from danvan.ingest import one, run, undo
from danvan.ingest.choices import Choices, Paper
from danvan.lists.change import Change
from danvan.people import accounts
from danvan.people.book import Book
from danvan.plans import norms, targets, themes
from danvan.plans import store as plans
from danvan.reporting import due
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor
from tests.hostile.parts import calls, functions
from tests.unit import ready_workspace

HA_TINH, HA_NOI = "42-2008", "01-2008"
AT = datetime(2026, 11, 21, 9)
CHANGE = Change("Lan", "thử")
CASE = Case("", HA_TINH, DIALOGUE, date(2025, 3, 3), "", "Nội dung")
AIM = targets.Target("", "DT01", HA_TINH, "", date(2026, 12, 31), 9, targets.AT_LEAST, date(2024, 1, 1), 0)
NORM = norms.Norm("", "DT01", HA_TINH, "province", date(2024, 1, 1), None, "year", 2)
DECK = Briefing("thu", "Thử", HA_TINH, "2024", (Slide("title"),))
THEME = themes.Theme(HA_TINH, 2026, "Chủ đề", "", "Lan", AT)
WORD = "ba-con-meo-den"
ENTRY = one.Entry("DT01", HA_TINH, periods.parse("2023"), value="7", paper=Paper(title="Báo cáo"))


class Scene:
    """A workspace with one of everything, written by an administrator."""

    def __init__(self, directory: Path) -> None:
        self.database = ready_workspace.make()
        self.book = Book(directory)
        self.directory = directory
        self.batch = ready_workspace.commit(self.database, ready_workspace.report("DT01", HA_TINH, "2024", 9))
        self.case, self.gone = cases.write(self.database, [CASE, replace(CASE, content="Khác")], CHANGE)
        cases.withdraw(self.database, [self.gone], CHANGE)
        self.aim, self.dropped, self.norm = plans.enter(self.database, [AIM, replace(AIM, value=8), NORM], CHANGE)
        plans.withdraw(self.database, plans.TARGET, [self.dropped], CHANGE)
        for name in ("thu", "bo"):
            store.save(self.database, replace(DECK, name=name), who="Lan", at=AT)
        store.delete(self.database, "bo", who="Lan", at=AT)
        self.deck = compose(self.database, DECK, office.Office(), made=AT.date(), illustrative=False)
        self.path, self.store = directory / "x.duckdb", Store(directory, "chinh-thuc")
        accounts.add(self.book, "lan", "Lan", ADMINISTRATOR, WORD)
        self.file = "Tỉnh;Số cuộc đối thoại năm 2022\nHà Tĩnh;57\n".encode()
        self.draft = one.prepare(self.database, ENTRY)
        self.intake = run.prepare(self.database, "a.csv", self.file, Choices())

    def everything(self) -> list[tuple]:
        """How many rows each table has, and a sum over all that they hold."""
        with self.database.cursor() as cursor:
            told = cursor.execute("select table_name from duckdb_tables() where not temporary order by all").fetchall()
            counted = "select count(*), bit_xor(hash(one)) from {} as one"
            return [cursor.execute(counted.format(f'"{name}"')).fetchone() for (name,) in told]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    made = Scene(tmp_path_factory.mktemp("quyen"))
    yield made
    made.database.close()


# Function → a call that an administrator could make.
ACTS: dict[str, Callable[[Scene], Any]] = {
    "danvan/backup/in_place.py:keep_present": lambda s: in_place.keep_present(s.path, "x", "Lan", "", lambda: None),
    "danvan/backup/in_place.py:put": lambda s: in_place.put(s.path, s.store, None, "Lan", "", lambda: None),
    "danvan/backup/make.py:by_hand": lambda s: make.by_hand(s.database, "chinh-thuc", "Lan"),
    "danvan/backup/restore.py:into_open": lambda s: restore.into_open(s.database, s.store, None, "Lan", "", None),
    "danvan/briefing/office.py:keep": lambda s: office.keep(s.database, office.Office(name="Khác")),
    "danvan/briefing/own_template.py:keep": lambda s: own_template.keep(s.database, b"x", file="a", who="Lan", at=AT),
    "danvan/briefing/own_template.py:remove": lambda s: own_template.remove(s.database),
    "danvan/briefing/store.py:delete": lambda s: store.delete(s.database, "thu", who="Lan", at=AT),
    "danvan/briefing/store.py:freeze": lambda s: store.freeze(s.database, DECK, s.deck, who="Lan", at=AT),
    "danvan/briefing/store.py:restore": lambda s: store.restore(s.database, "bo", who="Lan", at=AT),
    "danvan/briefing/store.py:save": lambda s: store.save(s.database, DECK, who="Lan", at=AT),
    "danvan/cases/store.py:put": lambda s: _inside(
        s, lambda cursor: cases.put(cursor, [replace(CASE, content="Nữa")], CHANGE)
    ),
    "danvan/cases/store.py:restore": lambda s: cases.restore(s.database, [s.gone], CHANGE),
    "danvan/cases/store.py:withdraw": lambda s: cases.withdraw(s.database, [s.case], CHANGE),
    "danvan/cases/store.py:write": lambda s: cases.write(s.database, [replace(CASE, content="Mới")], CHANGE),
    "danvan/closing/store.py:close": lambda s: closing.close(s.database, periods.parse("2023"), "Lan", AT),
    "danvan/closing/store.py:close_again": lambda s: closing.close_again(s.database, "KS1", "Lan", AT, unit_id=HA_TINH),
    "danvan/closing/store.py:reopen": lambda s: closing.reopen(s.database, "KS1", "Lan", AT, "thử"),
    "danvan/demo/__init__.py:build": lambda s: demo.build(s.directory, small=True),
    "danvan/ingest/one.py:commit": lambda s: one.commit(s.database, s.draft, "Lan"),
    "danvan/ingest/run.py:commit": lambda s: run.commit(s.database, s.intake, s.file, "Lan"),
    "danvan/ingest/undo.py:undo": lambda s: undo.undo(s.database, s.batch, "Lan"),
    "danvan/people/accounts.py:add": lambda s: accounts.add(s.book, "moi", "Mới", VIEWER, WORD),
    "danvan/people/accounts.py:change": lambda s: accounts.change(
        s.book, "lan", full_name="X", role=ADMINISTRATOR, unit_ids=()
    ),
    "danvan/people/accounts.py:close": lambda s: accounts.close(s.book, "lan"),
    "danvan/people/accounts.py:reopen": lambda s: accounts.reopen(s.book, "lan"),
    "danvan/people/accounts.py:reset_password": lambda s: accounts.reset_password(s.book, "lan", WORD),
    "danvan/plans/store.py:enter": lambda s: plans.enter(s.database, [replace(AIM, value=10)], CHANGE),
    "danvan/plans/store.py:put": lambda s: _inside(s, lambda cursor: plans.put(cursor, [AIM], CHANGE)),
    "danvan/plans/store.py:restore": lambda s: plans.restore(s.database, plans.TARGET, [s.dropped], CHANGE),
    "danvan/plans/store.py:withdraw": lambda s: plans.withdraw(s.database, plans.TARGET, [s.aim], CHANGE),
    "danvan/plans/themes.py:put": lambda s: themes.put(s.database, THEME),
    "danvan/reporting/due.py:put": lambda s: due.put(s.database, due.DueRule("year", 1, 5, date(2025, 1, 1), "V"), AT),
}
# Briefings are prepared by everyone who enters figures, of whichever unit.
OF_ALL_UNITS = {f"danvan/briefing/store.py:{name}" for name in ("delete", "freeze", "restore", "save")}


def _inside(scene: Scene, act: Callable[[Any], Any]) -> None:
    with scene.database.writing() as cursor:
        act(cursor)


def acting() -> set[str]:
    """The public functions of the program below its pages that ask for a right, themselves or through their module."""
    found: set[str] = set()
    while True:
        more = {
            where
            for where, function in functions()
            if not where.startswith(("danvan/ui/", "danvan/cli", "pages/", "danvan/rights"))
            for name, call in calls(function)
            if ast.unparse(call.func) == "rights.need"
            or isinstance(call.func, ast.Name)
            and f"{where.partition(':')[0]}:{name}" in found
        }
        if more == found:
            return {where for where in found if not where.partition(":")[2].startswith("_")}
        found = more


def test_every_function_that_acts_is_tried_here() -> None:
    assert acting() == set(ACTS)


@pytest.mark.parametrize("function", ACTS)
def test_a_viewer_is_refused(function: str, scene: Scene) -> None:
    refused(scene, ACTS[function], Actor("xem", "Người Xem", VIEWER, (), "10.0.0.7"))


@pytest.mark.parametrize("function", [one for one in ACTS if one not in OF_ALL_UNITS])
def test_an_uploader_of_another_province_is_refused(function: str, scene: Scene) -> None:
    refused(scene, ACTS[function], Actor("ai", "Người Nhập", UPLOADER, (HA_NOI,), "10.0.0.7"))


@pytest.mark.parametrize("function", ACTS)
def test_nobody_is_refused(function: str, scene: Scene) -> None:
    refused(scene, ACTS[function], None)


def refused(scene: Scene, act: Callable[[Scene], Any], actor: Actor | None) -> None:
    before = scene.everything()
    rights.ask_with(lambda: actor)
    try:
        with pytest.raises(rights.Refused):
            act(scene)
    finally:
        rights.ask_with(rights.on_the_command_line)
    assert scene.everything() == before


# Writing that no right is asked for in the function itself, nor in what it is called by: why.
WITHOUT = {
    "danvan/backup/identity.py:put": "the file's own name for itself, written by the program",
    "danvan/database/migrate.py:migrate": "a new version of the tables at opening",
    "danvan/demo/store.py:write": "called by demo.build, which asks",
    "danvan/demo/__init__.py:_fill": "called by demo.build, which asks",
    "danvan/figures/reference.py:load": "units and catalogue of the program at opening",
    "danvan/figures/rule.py:rebuild_database": "figures computed anew from what was reported; nothing new is said",
    "danvan/ingest/check/warnings.py:ensure": "warnings computed anew",
    "danvan/ingest/check/warnings.py:rebuild": "figures and warnings computed anew",
    "danvan/ingest/load.py:commit": "the one transaction of an import: run.commit and one.commit ask before it",
    "danvan/ingest/new_indicators.py:declare": "within an import that asked; alone only in tests",
    "danvan/ingest/sources.py:put_sources": "the published documents at the making of a workspace",
    "danvan/backup/restore.py:_fill": "called by into_open, which asks",
    "danvan/backup/in_place.py:_carry_over": "called by put, which asks",
    "danvan/snapshot.py:make": "a past day's copy beside the data, read only",
    "danvan/plans/themes.py:_put": "called by put, which asks, and for the published themes",
    "danvan/people/accounts.py:change_password": "one's own, with the present one",
    "danvan/people/accounts.py:of_provider": "a person whom the office's system let in, with its groups' rights",
    "danvan/people/journal.py:note": "the journal itself",
    "danvan/people/sessions.py:begin": "signing in",
    "danvan/people/sessions.py:end": "signing out",
    "danvan/people/sessions.py:sign_in": "signing in",
    "danvan/people/sessions.py:whose": "when a session was seen last",
}


def test_nothing_writes_but_behind_a_right_or_for_a_stated_reason() -> None:
    asks = _all_that_ask()
    writing = {where for where, function in functions() if any(name == "writing" for name, _ in calls(function))}
    assert writing - asks - set(WITHOUT) == set()
    assert set(WITHOUT) - writing == set(), "no longer writes: take it out of the list"


def _all_that_ask() -> set[str]:
    """Functions that ask, also through those of their module, and those of their module that only these call."""
    asks = acting() | {
        where
        for where, function in functions()
        if any(ast.unparse(c.func) == "rights.need" for _, c in calls(function))
    }
    by: dict[str, set[str]] = {}
    for where, function in functions():
        path = where.partition(":")[0]
        for name, call in calls(function):
            if isinstance(call.func, ast.Name):
                by.setdefault(f"{path}:{name}", set()).add(where)
    return asks | {where for where, callers in by.items() if where.partition(":")[2][0] == "_" and callers <= asks}
