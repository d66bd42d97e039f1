"""Sentences about figures drawn from the illustrative workspace: true to them, whatever their state."""

import random
from collections.abc import Iterator
from datetime import date

import pytest

from danvan import demo, units, workspace
from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.office import Office, office
from danvan.commentary import tell
from danvan.commentary.chosen import MOST, written
from danvan.commentary.reading import reading
from danvan.database import Database, connect
from tests.unit.said_truth import check

DRAWN = 600
"""Figures drawn, each with that of the year before."""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("said")
    demo.build(folder, small=True)
    found = connect(workspace.path_of(workspace.ILLUSTRATIVE, folder))
    yield found
    found.close()


def test_sentences_about_drawn_figures_are_true_to_them(database: Database) -> None:
    rows = database.cursor().execute("select * from figure where basis <> 'none' order by all").df()
    told = set()
    for row in rows.sample(DRAWN, random_state=random.Random(290).randrange(2**32)).to_dict("records"):
        now = reading(row)
        span = now.span.same_last_year
        if span is None:
            continue
        asked = {"unit": row["unit_id"], "breakdown": row["breakdown"]}
        found = database.ask(
            "figure.headlines", indicators=[now.indicator], period_start=span.start, period_end=span.end, **asked
        )
        before = reading(found.iloc[0].to_dict())
        (said,) = written([tell.of_figure(now, before, explain=True)])
        check(said, now, before)
        told |= {word for word in ("tăng", "giảm", "chưa có số liệu của", "chưa so sánh") if word in said}
    assert len(told) == 4


@pytest.mark.parametrize("code", ["giao-ban-6-thang", "chuyen-de-nong-thon-moi"])
@pytest.mark.parametrize("unit", ["VN", "42"])
def test_a_slide_says_no_more_than_a_listener_takes_in(code: str, unit: str, database: Database) -> None:
    briefing = occasions.begin(code, unit, "2024")
    chosen: Office = office(database)
    deck = compose(database, briefing, chosen, made=date(2026, 1, 5), illustrative=True, lineage=False)
    told = [page for page in deck.pages if page.kind not in ("title", "lacking")]
    assert len(told) > 3
    for page in told:
        assert 0 < len(page.paragraphs) <= MOST, page.title
        assert len(set(page.paragraphs)) == len(page.paragraphs), page.title
        # The place is named once a slide; who the others are is another matter.
        place = units.find(unit, on=date(2024, 12, 31)).name
        assert sum(words.count(f", {place} ") for words in page.paragraphs) <= 1, page.title


def test_units_of_unlike_size_are_not_ranked_by_counts(database: Database) -> None:
    briefing = occasions.begin("giao-ban-6-thang", "42", "2024")
    deck = compose(database, briefing, office(database), made=date(2026, 1, 5), illustrative=True, lineage=False)
    said = {page.title: " ".join(page.paragraphs) for page in deck.pages if page.map}
    assert said
    for words in said.values():
        assert not any(each in words for each in ("xếp thứ", "Xếp thứ", "Cao nhất", "đứng")), words
