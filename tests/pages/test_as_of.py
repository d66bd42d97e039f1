"""The application as it stood on a past day: figures of that day, nothing that could be changed or taken along."""

from datetime import date
from pathlib import Path

import pytest

from danvan import numbers, snapshot, workspace
from danvan.database import connect
from danvan.figures.ask import figure
from danvan.ui import as_of, cached
from tests.pages.app import page
from tests.pages.seen import words

DAY = date(2025, 3, 10)
THEN = {"kg": "minh-hoa", "ngay": DAY.isoformat()}
HA_TINH = {"dv": "42-2008", "lk": "quarter", "ky": "2025-Q1"}
pytestmark = pytest.mark.usefixtures("in_both")


def test_a_page_shows_the_figures_that_were_known_and_says_so(tmp_path: Path) -> None:
    said = words(page("browse/dialogues", **THEN, **HA_TINH))
    now = words(page("browse/dialogues", kg="minh-hoa", **HA_TINH))
    assert "10/3/2025" in said and "ĐANG XEM THEO SỐ LIỆU" in said
    live = cached.live(workspace.ILLUSTRATIVE)
    snapshot.make(live, tmp_path / "luc-do.duckdb", DAY)
    past = connect(tmp_path / "luc-do.duckdb", read_only=True)
    known, later = (figure(one, "DT01", "42-2008", "2025-Q1") for one in (past, live))
    past.close()
    assert known.value != later.value, "the day was chosen so that the figure has changed since"
    assert f">{numbers.number(known.value)} <small>" in said or known.value is None
    assert f">{numbers.number(later.value)} <small>" in now
    assert f">{numbers.number(later.value)} <small>" not in said


@pytest.mark.parametrize("name", as_of.WRITING)
def test_a_page_that_only_enters_figures_says_under_its_title_why_it_is_closed(name: str) -> None:
    app = page(f"upload/{name}", **THEN)
    assert "<h1>" in words(app) and not app.text_input
    assert any("10/3/2025" in info.value and "Về hôm nay" in info.value for info in app.info)


def test_nothing_is_put_into_a_briefing_from_a_past_day() -> None:
    app = page("browse/dialogues", **THEN, **HA_TINH)
    adding = [button for button in app.button if button.key.startswith("add_")]
    assert adding and all(button.disabled for button in adding)
    assert all("Về hôm nay" in button.help for button in adding)
    today = page("browse/dialogues", kg="minh-hoa", **HA_TINH)
    assert not any(button.disabled for button in today.button if button.key.startswith("add_"))


def test_a_batch_is_looked_at_but_not_undone_on_a_past_day() -> None:
    app = page("upload/history", **THEN, dot="D00002")
    assert app.button(key="history_undo").disabled
    assert any("Về hôm nay" in caption.value for caption in app.caption)
