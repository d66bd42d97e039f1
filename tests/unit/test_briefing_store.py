"""Keeping briefings: versions, copies, soft deletion; a frozen one never moves when its figures do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest

from danvan.briefing import frozen, occasions, store
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, Slide
from danvan.briefing.office import Office
from danvan.database import Database
from danvan.errors import DanVanError
from tests.unit.ready_workspace import commit, make, report

AT = datetime(2026, 11, 21, 9, 30)
MADE = date(2026, 11, 21)


@pytest.fixture
def workspace() -> Iterator[Database]:
    database = make()
    commit(database, report("DT01", "42-2008", "2023", 9), report("DT01", "42-2008", "2024", 12))
    yield database
    database.close()


def briefing(name: str = "giao-ban", **more: object) -> Briefing:
    slides = (Slide("title"), Slide("figures", "Đối thoại", ("DT01",)), Slide("trend", figures=("DT01",)))
    return Briefing(name, "Giao ban", "42-2008", "2024", slides, **more)


def composed(database: Database, one: Briefing) -> Deck:
    return compose(database, one, Office(), made=MADE, illustrative=False)


def test_a_saved_briefing_comes_back_as_it_was(workspace: Database) -> None:
    store.save(workspace, briefing(subtitle="Hà Tĩnh"), who="Lan", at=AT)
    kept = store.load(workspace, "giao-ban")
    assert (kept.briefing, kept.deck, kept.who, kept.at) == (briefing(subtitle="Hà Tĩnh"), None, "Lan", AT)


def test_the_last_version_counts_and_the_former_stay(workspace: Database) -> None:
    store.save(workspace, briefing(), who="Lan", at=AT)
    store.save(workspace, replace(briefing(), title="Giao ban tháng 6"), who="Minh", at=AT)
    assert [(line.title, line.who, line.versions) for line in store.saved(workspace)] == [
        ("Giao ban tháng 6", "Minh", 2)
    ]
    assert list(workspace.ask("briefing.versions", wanted="giao-ban")["title"]) == ["Giao ban tháng 6", "Giao ban"]


def test_a_deleted_briefing_leaves_the_list_and_can_come_back(workspace: Database) -> None:
    store.save(workspace, briefing(), who="Lan", at=AT)
    store.delete(workspace, "giao-ban", who="Lan", at=AT)
    assert store.saved(workspace) == [] and store.find(workspace, "giao-ban") is None
    store.restore(workspace, "giao-ban", who="Lan", at=AT)
    assert store.load(workspace, "giao-ban").briefing == briefing()


def test_a_shipped_briefing_is_never_overwritten(workspace: Database) -> None:
    made = store.save(workspace, occasions.load("ha-noi-2020"), who="Lan", at=AT)
    assert made.name == "ha-noi-2020-rieng"
    assert store.load(workspace, "ha-noi-2020").who == ""


def test_a_frozen_deck_reads_back_equal(workspace: Database) -> None:
    deck = composed(workspace, briefing())
    made = store.freeze(workspace, briefing(), deck, who="Lan", at=AT)
    assert made.name == "giao-ban-chot-20261121" and made.title == "Giao ban (chốt ngày 21/11/2026)"
    assert store.load(workspace, made.name).deck == deck
    assert any(page.chart and page.chart.series for page in deck.pages)


def test_figures_of_a_frozen_briefing_do_not_move(workspace: Database) -> None:
    made = store.freeze(workspace, briefing(), composed(workspace, briefing()), who="Lan", at=AT)
    commit(workspace, report("DT01", "42-2008", "2024", 99))
    cards = [card.value for page in store.load(workspace, made.name).deck.pages for card in page.cards]
    now = [card.value for page in composed(workspace, briefing()).pages for card in page.cards]
    assert (cards, now) == ([12.0], [99.0])


def test_a_frozen_briefing_is_not_written_over_but_frozen_again_beside(workspace: Database) -> None:
    deck = composed(workspace, briefing())
    first = store.freeze(workspace, briefing(), deck, who="Lan", at=AT)
    with pytest.raises(DanVanError, match="đã chốt số liệu"):
        store.save(workspace, first, who="Lan", at=AT)
    assert store.freeze(workspace, briefing(), deck, who="Lan", at=AT).name == f"{first.name}-2"


def test_nobody_saves_without_a_name_and_nothing_unknown_is_opened(workspace: Database) -> None:
    with pytest.raises(DanVanError, match="Chưa ghi người thực hiện"):
        store.save(workspace, briefing(), who=" ", at=AT)
    with pytest.raises(DanVanError, match="Không có bài trình bày “la-lam”") as told:
        store.load(workspace, "la-lam")
    assert "ha-noi-2020" in told.value.remedy


def test_a_frozen_deck_of_another_shape_is_refused(workspace: Database) -> None:
    table = composed(workspace, briefing()).as_json()
    with pytest.raises(DanVanError, match="Không đọc được bài trình bày đã chốt"):
        frozen.deck({**table, "moi": 1})
    with pytest.raises(DanVanError):
        frozen.deck({**table, "made": "hôm nay"})
