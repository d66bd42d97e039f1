"""What a sheet as a whole is about: one unit named in its title, where its lines name none.

Owns the search for a unit's name in running text. Only a name behind its kind ('tỉnh Hà Tĩnh', 'huyện Sóc Sơn') or a
text that is nothing but a name counts; a place before a date is where a paper was signed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from danvan.errors import DanVanError
from danvan.ingest.shape.names import candidates
from danvan.ingest.shape.naming import Answer, Named, answer, same_order
from danvan.units import Unit, ancestors, find, get

BY_CHOICE, BY_TITLE, BY_SHEET = "choice", "title", "sheet"
KIND = re.compile(
    r"(?i)(?<!\w)((?:tỉnh|thành|huyện|quận|thị) (?:uỷ|ủy)|tỉnh|thành phố|tp\.?|quận|huyện|thị xã|xã|phường|"
    r"thị trấn|đặc khu)\s+"
)
LONGEST = 5


@dataclass(frozen=True)
class About:
    """named: the words that name the sheet's unit; where: choice, title, sheet or ''."""

    named: Named | None = None
    where: str = ""
    text: str = ""

    def unit(self, day: date, given: dict[str, str]) -> Answer:
        """The unit on a day."""
        return answer(self.named, same_order(day), "", given) if self.named else Answer()


def about(chosen: str, titles: Sequence[str], sheet: str) -> About:
    """The unit that a sheet is about."""
    if chosen:
        return _chosen(chosen)
    for where, texts in ((BY_TITLE, titles), (BY_SHEET, [sheet])):
        found = [name for text in texts for name in _names(text, whole=where == BY_SHEET)]
        deepest = _deepest(found)
        if deepest:
            return About(deepest, where, deepest.subject)
    return About()


def _chosen(text: str) -> About:
    """A unit given as unit_id, code or name."""
    said = text.strip()
    try:
        unit = get(said) if "-" in said or said.upper() == "VN" else None
    except DanVanError:
        unit = None
    if unit:
        return About(Named((("any", unit.unit_id),)), BY_CHOICE, unit.full_name)
    if said.isdigit():
        size = {2: "province", 3: "district", 5: "commune"}.get(len(said), "")
        return About(Named(code=said, code_level=size), BY_CHOICE, said)
    return About(Named((("any", said),)), BY_CHOICE, said)


def given_with(chosen: str, given: dict[str, str]) -> dict[str, str]:
    """The answers about names, with a unit_id meaning itself."""
    said = chosen.strip()
    if "-" in said or said.upper() == "VN":
        try:
            return {**given, find(said).unit_id: find(said).unit_id}
        except DanVanError:
            return given
    return given


def _names(text: str, *, whole: bool = False) -> list[str]:
    """The units' names in a text."""
    if len(text) <= 60 and {unit.level for unit in candidates(text)} & {"nation", "province", "district"}:
        return [text]
    if whole:
        return []
    found = []
    for hit in KIND.finditer(text):
        words = re.split(r"[,;:.()–\-]|\s+", text[hit.end() :].strip())[: LONGEST + 1]
        words = words[: words.index("")] if "" in words else words
        for size in range(min(LONGEST, len(words)), 0, -1):
            name = " ".join(words[:size])
            if name[:1].isupper() and _fits(hit[1], name):
                found.append(f"{hit[1]} {name}")
                break
    return list(dict.fromkeys(found))


def _fits(kind: str, name: str) -> tuple[Unit, ...]:
    return candidates(f"{kind} {name}")


def _deepest(names: list[str]) -> Named | None:
    """The innermost of names that lie in each other; None when two are apart."""
    if not names:
        return None
    known = {name: candidates(name) for name in names}
    best = max(names, key=lambda name: min(_depth(unit) for unit in known[name]))
    above = {a.unit_id for unit in known[best] for a in (unit, *ancestors(unit.unit_id))}
    if not all({unit.unit_id for unit in known[name]} & above for name in names):
        return None
    wholes = [name for name in names if not {u.unit_id for u in known[name]} & {u.unit_id for u in known[best]}]
    wholes.sort(key=lambda name: min(_depth(unit) for unit in known[name]))
    levels = {name: known[name][0].level for name in names}
    return Named(tuple((levels[name] if name != best else _level(known[best]), name) for name in (*wholes, best)))


def _depth(unit: Unit) -> int:
    return ("nation", "province", "district", "commune").index(unit.level)


def _level(units: tuple[Unit, ...]) -> str:
    levels = {unit.level for unit in units}
    return levels.pop() if len(levels) == 1 else "any"
