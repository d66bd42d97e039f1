"""Letters of a sheet put right: mojibake, decomposed Unicode, and the old 8-bit fonts seen as Latin-1.

Owns which columns are converted, and says so in findings. It refuses to touch a column of proper Vietnamese, numbers
and codes, and to guess at letters that are lost: such rows are refused.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from danvan.ingest.findings import INFO, WARN, Finding, finding
from danvan.ingest.read import ENCODINGS, vietnamese
from danvan.ingest.read.columns import Cells, is_ascii, replaced
from danvan.ingest.read.lost import FEW, lost
from danvan.ingest.read.readings import READINGS, fit, from_mojibake

_MOJIBAKE = (
    "[\u00c2-\u00f4\u0102\u0103\u00de][\u0080-\u009f\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|[√ƒ∆·¬‚][Ä-ßà-ü†°¢£§•¶®©™´¨≠∞±≤≥¥µ∂∑∏π∫ªº≈Ωæø]"
)
"""A leading byte of UTF-8 and one that follows it, as cp1252, cp1258 or Mac Roman show them."""
_MAYBE_A = "[ÃĂ](?:\u00a0| |$)"
"""'à' so treated is Ã and NBSP; so is the end of 'XÃ'. It counts only where surer places stand too."""
_LATIN, _BEYOND = re.compile("[\u00a1-\u00ff]"), re.compile("[\u0100-\u024f\u1e00-\u1eff\u0300-\u036f]")
_CLEAR, _LEAD, _PROPER = 0.7, 0.25, 0.8
"""How well another reading must fit, by how much it must lead, and from which share a column is Vietnamese as it is."""
_WHOLE, _SMALL_LEAD = 0.87, 0.08
"""A smaller lead is enough where the other reading leaves hardly a word that is no Vietnamese."""
_MOST_WORDS = 4000


@dataclass
class _Column:
    """A column with letters beyond ASCII: its distinct texts, and what becomes of them."""

    number: int
    texts: list[str]
    new: dict[str, str] = field(default_factory=dict)
    reading: str = ""

    @property
    def latin(self) -> list[str]:
        """Texts whose letters are all Latin-1: only these can be in an old font."""
        now = (self.new.get(text, text) for text in self.texts)
        return [text for text in now if not _BEYOND.search(text) and _LATIN.search(text)]

    @property
    def is_proper(self) -> bool:
        """Whether some text has letters that only Unicode has."""
        return any(_BEYOND.search(self.new.get(text, text)) for text in self.texts)

    def put(self, read: dict[str, str]) -> None:
        """Take the conversions of texts as they are now."""
        for text in self.texts:
            now = self.new.get(text, text)
            if now in read and read[now] != now:
                self.new[text] = read[now]


def repaired(cells: Cells, name: str, reading: str = "") -> tuple[Cells, list[Finding]]:
    """The sheet with its letters put right, and what was done; `reading` is forced on all Latin-1 letters."""
    columns = [_Column(i, texts) for i, column in enumerate(cells.columns) if (texts := _beyond_ascii(column))]
    findings = _undo_mojibake(cells, columns, name) + _compose(cells, columns, name)
    if reading:
        for column in columns:
            column.reading = reading
    else:
        findings += _choose(cells, columns, name)
    findings += _convert(cells, columns, name, told=not reading)
    new = list(cells.columns)
    for column in columns:
        new[column.number] = replaced(new[column.number], column.new)
    cells = replace(cells, columns=tuple(new))
    return cells, findings + lost(cells, name)


def _beyond_ascii(column: pa.ChunkedArray) -> list[str]:
    """The distinct texts with letters beyond ASCII."""
    if is_ascii(column):
        return []
    texts = pc.unique(column)
    return texts.filter(pc.invert(pc.string_is_ascii(texts))).to_pylist()


def _undo_mojibake(cells: Cells, columns: list[_Column], name: str) -> list[Finding]:
    """UTF-8 that somebody read as an 8-bit code: taken back where the bytes come out exactly."""
    for pattern in (_MOJIBAKE, _MAYBE_A):
        if pattern == _MAYBE_A and not any(column.new for column in columns):
            break
        for column in columns:
            for text in _matching(column.texts, pattern):
                found = from_mojibake(text)
                if found and _is_better(found, text):
                    column.new[text] = found
    done = [column for column in columns if column.new]
    return [_told("read_repaired", cells, done, name)] if done else []


def _is_better(found: str, text: str) -> bool:
    """Whether what comes out is text: Vietnamese, or at least nothing that an old font explains.

    Signs that control a terminal are no text: 'Â…' is left as it is, not turned into an invisible line end.
    """
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\n\r" for sign in found):
        return False
    words = vietnamese.words([found])
    if not words or vietnamese.share(words) >= 0.5:
        return True
    before = vietnamese.words([text])
    return vietnamese.share(before) < 0.5 and max(fit(before, code) for code in READINGS) < 0.5


def _compose(cells: Cells, columns: list[_Column], name: str) -> list[Finding]:
    """Letters and marks apart (NFD) become one letter (NFC)."""
    done = []
    for column in columns:
        now = {column.new.get(text, text) for text in column.texts}
        composed = {text: unicodedata.normalize("NFC", text) for text in _matching(now, "[\u0300-\u036f]")}
        before = len(column.new)
        column.put(composed)
        if len(column.new) > before:
            done.append(column)
    return [_told("read_composed", cells, done, name)] if done else []


def _matching(texts: Collection[str], pattern: str) -> list[str]:
    if len(texts) <= FEW:
        looked = re.compile(pattern)
        return [text for text in texts if looked.search(text)]
    found = pa.array(list(texts), pa.large_string())
    return found.filter(pc.match_substring_regex(found, pattern)).to_pylist()


def _choose(cells: Cells, columns: list[_Column], name: str) -> list[Finding]:
    """Set the reading of every column whose Latin-1 letters make no Vietnamese as they are."""
    open_: list[tuple[_Column, set[str]]] = []
    weight: dict[str, int] = dict.fromkeys(READINGS, 0)
    for column in columns:
        words = set(sorted(vietnamese.words(column.latin))[:_MOST_WORDS])
        if not words:
            continue
        now = vietnamese.share(words)
        best = max(READINGS, key=lambda code: fit(words, code))
        fits = fit(words, best)
        if now < _PROPER and fits >= max(_CLEAR, now + _LEAD) or now < _WHOLE <= fits - _SMALL_LEAD:
            column.reading = best
            weight[best] += len(words)
        else:
            open_.append((column, words))
    sheet = max(READINGS, key=weight.__getitem__)
    if not weight[sheet]:
        return []
    for column in columns:
        words = vietnamese.words(column.latin) if column.reading not in ("", sheet) else set()
        if words and fit(words, sheet) >= _CLEAR:
            column.reading = sheet
    mixed = any(column.is_proper for column in columns)
    unsure = []
    for column, words in open_:
        if fit(words, sheet) < _CLEAR:
            continue
        if mixed:
            unsure.append(column)
        else:
            column.reading = sheet
    return [_told("read_mixed_letters", cells, unsure, name, encoding=ENCODINGS[sheet])] if unsure else []


def _convert(cells: Cells, columns: list[_Column], name: str, *, told: bool) -> list[Finding]:
    """Apply the readings. In a column that has proper Vietnamese too, what is Vietnamese as it stands is kept."""
    findings = []
    for code, read in READINGS.items():
        done = [column for column in columns if column.reading == code and column.latin]
        doubtful = []
        for column in done:
            texts = column.latin
            if column.is_proper:
                kept = {text for text in texts if vietnamese.share(vietnamese.words([text])) > _PROPER}
                doubtful += [column] if any(fit(vietnamese.words([text]), code) > _PROPER for text in kept) else []
                texts = [text for text in texts if text not in kept]
            column.put({text: read(text) for text in texts})
        done = [column for column in done if column.new]
        if told and done:
            findings.append(_told("read_letters", cells, done, name, encoding=ENCODINGS[code]))
        if doubtful:
            findings.append(_told("read_mixed_letters", cells, doubtful, name, encoding=ENCODINGS[code]))
    return findings


def _told(code: str, cells: Cells, columns: list[_Column], name: str, **words: object) -> Finding:
    """One finding for all the columns, with an example."""
    severity = WARN if code == "read_mixed_letters" else INFO
    old, new = next(((old, new) for column in columns for old, new in column.new.items()), ("", ""))
    if not old:
        old = new = next((text for column in columns for text in column.latin), "")
    shown = ", ".join(cells.column_name(column.number) for column in columns)
    return finding(code, severity, file=name, sheet=cells.sheet, value=old, suggestion=new, columns=shown, **words)
