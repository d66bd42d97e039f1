"""From a briefing to the contents of its pages: `compose(database, briefing)`.

Owns the order of the pages and what is said of figures that are not there: a slide without them is left out and named
in `Deck.lacking`, never shown with a zero. What a kind of slide shows is its builder's (danvan.briefing.slides). The
same contents go to the screen, to PowerPoint, Word, PDF, HTML and Excel.
"""

from datetime import date

from danvan.briefing.asked import Asked
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing, Slide
from danvan.briefing.office import Office
from danvan.briefing.slides import course, figures, plain, units
from danvan.briefing.slides.page import Builder, name_of
from danvan.charts.ladder import NEW_RURAL, OPINIONS
from danvan.database import Database
from danvan.texts import text

BUILDERS: dict[str, Builder] = {
    "title": plain.title,
    "figures": figures.figures,
    "bars": figures.bars,
    "map": units.map_of,
    "ranking": units.ranking,
    "trend": course.trend,
    "levels": course.levels,
    "ladder": figures.steps(NEW_RURAL),
    "funnel": figures.steps(OPINIONS),
    "children": units.children,
    "table": figures.table,
    "text": plain.words,
    "lacking": plain.lacking,
}
"""Kind of slide (danvan.briefing.model.KINDS) → what builds it."""


def compose(
    database: Database, briefing: Briefing, office: Office, *, made: date, illustrative: bool, lineage: bool = True
) -> Deck:
    """The contents of a briefing as the figures stand now. `lineage`: also where each figure comes from."""
    asked = Asked(database, briefing)
    slides = [slide for slide in briefing.slides if not slide.hidden]
    asked.foresee(slides)
    pages, lacking = [], []
    for slide in slides:
        page = BUILDERS[slide.kind](asked, slide)
        if page is None:
            lacking.append(text("briefing.lacks", name=name_of(asked, slide)))
        else:
            pages.append(page)
            lacking += [text("briefing.lacks_in", page=page.title, names=page.lacking)] if page.lacking else []
    lacking = list(dict.fromkeys(lacking))
    pages = [plain.lacking_told(page, lacking) for page in pages]
    return Deck(
        title=briefing.title,
        subtitle=briefing.subtitle or asked.unit(Slide("title")).full_name,
        office=briefing.office or office.name,
        above=briefing.above or office.above,
        place=briefing.place or office.place,
        number=briefing.number,
        made=made,
        illustrative=illustrative,
        pages=tuple(page for page in pages if page.kind != "lacking" or page.paragraphs),
        lineage=asked.lineage() if lineage else (),
        lacking=tuple(lacking),
        official=office.official(),
    )
