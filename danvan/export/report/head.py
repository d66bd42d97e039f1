"""What stands in the head of a paper and at its end: issuer, number, day, subject, recipients, signature.

Owns the wording and the blanks. What the office has not told is left as dots to be filled in by hand, never made up.
"""

from dataclasses import dataclass

from danvan.briefing.contents import Deck
from danvan.export.report import times
from danvan.export.report.papers import Layout
from danvan.texts import text

SHORT, LONG, LINE = "." * 8, "." * 22, "." * 34
"""Dots for a number or symbol, for a place or recipient, for a title or name."""
BETWEEN = 3
"""Free room between the two halves of the head, mm."""
SUBJECT, WIDEST = 0.86, 0.67
"""Shares of the width that the subject and the right half of the head may take."""


@dataclass(frozen=True)
class Head:
    """Lines at the left (above, issuer), the number, the day, the subject; `right`: width of the right half, mm."""

    above: list[str]
    issuer: list[str]
    number: str
    day: str
    subject: list[str]
    right: float


def head(deck: Deck, layout: Layout, *, wider: float = 1.0) -> Head:
    """The head of the deck's paper. wider: how much wider than Times New Roman the typeface is."""
    sizes, room = layout.sizes, layout.room / wider
    day = dated(deck)
    national = zip(layout.national, layout.national_sizes, strict=True)
    widest = max(*(times.width(words, size, bold=True) for words, size in national), times.width(day, sizes["day"]))
    right = min(max(widest + BETWEEN, room / 2), room * WIDEST)
    left = room - right - BETWEEN
    above = times.balanced(deck.above.upper(), sizes["above"], left) if deck.above else []
    issuer_ = times.balanced(issuer(deck).upper(), sizes["office"], left, bold=True)
    about = times.balanced(subject(deck, layout), sizes["about"], room * SUBJECT, bold=True)
    return Head(above, issuer_, numbered(deck, layout), day, about, right * wider)


def issuer(deck: Deck) -> str:
    """The issuing body without the name of the one above it, which stands over it: 'Ban Dân vận'."""
    name, above = deck.office.strip(), deck.above.strip()
    if above and name.casefold().endswith(f" {above.casefold()}"):
        return name[: -len(above)].strip()
    return name


def numbered(deck: Deck, layout: Layout) -> str:
    """'Số 12-BC/BTGDVTU'; dots for what is not told. A number with letters of its own is taken as it is."""
    number, symbol = deck.number.strip(), deck.official.symbol.strip()
    if number and not number.isdigit():
        return f"{layout.number.partition('{')[0]}{number}"
    return layout.number.format(number=number or SHORT, symbol=symbol or SHORT)


def dated(deck: Deck) -> str:
    """'Hà Tĩnh, ngày 21 tháng 11 năm 2026'; months 1 and 2 and days up to 9 with a nought, as papers have it."""
    day, month = f"{deck.made.day:02}", f"{deck.made.month:02}" if deck.made.month < 3 else str(deck.made.month)
    return text("briefing.dated", place=deck.place or LONG, day=day, month=month, year=deck.made.year)


def opening_day(deck: Deck) -> str:
    """The same for a cover, where nothing is filled in by hand: 'Ngày 21 tháng 11 năm 2026' without a place."""
    told = dated(deck).removeprefix(f"{LONG}, ")
    return told[:1].upper() + told[1:]


def subject(deck: Deck, layout: Layout) -> str:
    """The title as what the report is about; where that begins small, a name keeps its capital."""
    title = deck.title
    working = text("report.working_title")
    if title.startswith(f"{working} "):
        # A report is no 'tài liệu': it serves the meeting.
        title = text("report.working_subject") + title.removeprefix(working)
    first, _, rest = title.partition(" ")
    if not layout.opens_small or rest[:1].isupper() or not first[1:].islower():
        return title
    return f"{first.lower()} {rest}".strip()


def recipients(deck: Deck, layout: Layout) -> list[str]:
    """'- Thường trực Tỉnh ủy,' … '- Lưu Văn phòng.'; a blank before the archive where none was told."""
    told = list(deck.official.recipients) or [LONG]
    if not told[-1].lower().startswith("lưu"):
        told.append(layout.archive)
    return [f"- {words}{layout.separator if at < len(told) else '.'}" for at, words in enumerate(told, start=1)]


def signature(deck: Deck) -> tuple[list[str], str]:
    """(for whom and as what it is signed, the name); dots for what is not told."""
    official = deck.official
    title = official.signer_title.upper() or LINE
    return [words for words in (official.signs_for.upper(), title) if words], official.signer or LINE
