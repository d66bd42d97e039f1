"""The distinct texts of a column of figures, each read once, with both readings where there are two.

Owns the arrays behind `values`: what each text is under a decimal comma and under a decimal dot. Plain numbers take a
short way, so that a million of them cost a second; everything else goes through number_text.
"""

import re
from dataclasses import dataclass, field

import numpy as np

from danvan.ingest.shape import number_text
from danvan.ingest.shape.number_form import COMMA, DOT, EITHER, WHOLE
from danvan.ingest.shape.number_text import Written
from danvan.ingest.shape.number_words import KNOWN, MISSING

OPEN = {COMMA: "open,", DOT: "open."}
"""Form of '1,234' and '1.234': the sign may part thousands or decimals."""

SCALE = "shape_number_scale"
SHORT_FORMS = (
    (WHOLE, r"-?(?:0|[1-9]\d{0,14})"),
    (DOT, r"-?(?:0\.\d+|[1-9]\d*\.(?:\d{1,2}|\d{4,})|[1-9]\d{3,}\.\d{3})"),
    (COMMA, r"-?(?:0,\d+|[1-9]\d*,(?:\d{1,2}|\d{4,})|[1-9]\d{3,},\d{3})"),
    (COMMA, r"-?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})"),
    (DOT, r"-?[1-9]\d{0,2}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})"),
    (OPEN[DOT], r"-?[1-9]\d{0,2}\.\d{3}"),
    (OPEN[COMMA], r"-?[1-9]\d{0,2},\d{3}"),
)
GROUPED = (3, 4)
"""Which of them show by themselves what parts the thousands."""

SHORT = re.compile("|".join(f"({pattern})" for _, pattern in SHORT_FORMS))


def other(sign: str) -> str:
    """The other decimal sign."""
    return DOT if sign == COMMA else COMMA


@dataclass(frozen=True)
class Fault:
    """Why a text is no figure: the code of its finding and, for a slip, what was probably meant."""

    code: str
    suggestion: str = ""


@dataclass(eq=False)
class Distinct:
    """Arrays over the distinct texts. `read`: {COMMA: values, DOT: values}; `parts` the same for fractions."""

    texts: np.ndarray
    times: np.ndarray
    form: np.ndarray
    state: np.ndarray
    qualifier: np.ndarray
    unit: np.ndarray
    bad: np.ndarray
    read: dict[str, np.ndarray]
    parts: dict[str, tuple[np.ndarray, np.ndarray]]
    faults: dict[str, Fault] = field(default_factory=dict)
    grouped: bool = False

    @property
    def open_(self) -> np.ndarray:
        """Which texts read both ways."""
        return np.isin(self.form, list(OPEN.values()))

    @property
    def _figures(self) -> np.ndarray:
        return (self.form != "") & ~self.bad & (self.times > 0)

    def count(self, form: str) -> int:
        """In how many written cells a form stands."""
        return int(self.times[self.form == form].sum())

    def places(self, sign: str) -> set[int]:
        """Numbers of decimals of the texts that decide for a sign."""
        used = (self.form == sign) & (self.times > 0)
        return {len(text.rsplit(sign, 1)[1].strip("% ")) for text in self.texts[used] if sign in text}

    @property
    def small_wholes(self) -> int:
        """In how many cells a whole figure from 1 to 999 stands."""
        values = np.abs(self.read[DOT])
        return int(self.times[(self.form == WHOLE) & (values >= 1) & (values < 1000)].sum())

    @property
    def one_digit_leads(self) -> bool:
        """Whether every open text has a single digit before its sign."""
        used = self.open_ & (self.times > 0)
        return bool((np.abs(np.fmin(self.read[COMMA], self.read[DOT])[used]) < 10).all())

    def values(self, sign: str) -> np.ndarray:
        """The values with that decimal sign; a text that has one reading only keeps it."""
        return self.read[sign or COMMA]

    def fractions(self, sign: str) -> tuple[np.ndarray, np.ndarray]:
        """Numerators and denominators with that decimal sign."""
        return self.parts[sign or COMMA]

    def odd(self, sign: str) -> np.ndarray:
        """Texts that can only be read with the other sign than the column's."""
        return (self.form == other(sign)) if sign else np.zeros(len(self.form), dtype=bool)

    def readings(self, text: str) -> tuple[float, float] | None:
        """What an open text means with a comma and with a dot for decimals."""
        places = np.flatnonzero(self.open_ & (self.texts == text)) if text else ()
        if not len(places):
            return None
        at = places[0]
        both = [self.read[sign][at] for sign in (COMMA, DOT)]
        if np.isnan(both[0]):
            both = [self.parts[sign][0][at] for sign in (COMMA, DOT)]
        return float(both[0]), float(both[1])

    def units(self) -> dict[str, int]:
        """Text behind the figures → number of cells."""
        counts: dict[str, int] = {}
        named = self._figures & (self.unit != "")
        for at in np.flatnonzero(named):
            counts[self.unit[at]] = counts.get(self.unit[at], 0) + int(self.times[at])
        bare = int(self.times[self._figures & ~named].sum())
        return counts | ({"": bare} if bare else {})


def take_apart(texts: np.ndarray, times: np.ndarray) -> Distinct:
    """Read the distinct texts of a column; `times`: in how many written cells each stands."""
    size = len(texts)
    texts = np.asarray([text if isinstance(text, str) else "" for text in texts], dtype=object)
    found = Distinct(
        texts, times, form=_blank(size), state=_filled(size, KNOWN), qualifier=_blank(size), unit=_blank(size),
        bad=np.zeros(size, dtype=bool), read={sign: np.full(size, np.nan) for sign in (COMMA, DOT)},
        parts={sign: (np.full(size, np.nan), np.full(size, np.nan)) for sign in (COMMA, DOT)},
    )  # fmt: skip
    places = np.asarray([hit.lastindex if (hit := SHORT.fullmatch(text)) else 0 for text in texts], dtype=np.int8)
    for number, (form, _) in enumerate(SHORT_FORMS):
        fits = np.flatnonzero(places == number + 1)
        found.form[fits] = form
        found.grouped = found.grouped or (number in GROUPED and bool((times[fits] > 0).any()))
        for sign in (COMMA, DOT):
            found.read[sign][fits] = _short(texts[fits], form, sign)
    for at in np.flatnonzero((places == 0) & (times > 0)):
        _put(found, int(at), number_text.read_text(texts[at]))
    _refuse_scales(found)
    return found


def _blank(size: int) -> np.ndarray:
    return _filled(size, "")


def _filled(size: int, text: str) -> np.ndarray:
    made = np.empty(size, dtype=object)
    made[:] = text
    return made


def _short(texts: np.ndarray, form: str, sign: str) -> np.ndarray:
    """Values of plain texts. Parsed by Python's own float(), the only exact one."""
    if form == WHOLE:
        return texts.astype(float)
    decimal = form if form in (COMMA, DOT) else sign
    parted = other(decimal)
    return np.asarray([float(text.replace(parted, "").replace(decimal, ".")) for text in texts], dtype=float)


def _put(found: Distinct, at: int, written: Written) -> None:
    """Write what one text says into the arrays."""
    found.state[at], found.qualifier[at] = written.state, written.qualifier
    if written.kind == "bad":
        found.bad[at], found.state[at] = True, MISSING
        found.faults[found.texts[at]] = Fault(written.fault, written.suggestion)
    if written.kind not in ("number", "fraction"):
        return
    found.form[at] = OPEN[written.sign] if written.form == EITHER else written.form
    found.unit[at] = written.unit
    found.grouped = found.grouped or written.grouped
    for sign in (COMMA, DOT):
        if written.kind == "number":
            found.read[sign][at] = written.value(written.body, sign)
        else:
            found.parts[sign][0][at] = written.value(written.body, sign)
            found.parts[sign][1][at] = written.value(written.below, sign)


def _refuse_scales(found: Distinct) -> None:
    """'1,5 triệu' among plain figures is no figure: only a unit that all cells share belongs to the column."""
    units = found.units()
    if len(units) < 2:
        return
    for at in np.flatnonzero((found.form != "") & ~found.bad):
        if number_text.is_scale(found.unit[at]):
            found.bad[at], found.form[at], found.state[at] = True, "", MISSING
            found.faults[found.texts[at]] = Fault(SCALE)
            for sign in (COMMA, DOT):
                found.read[sign][at] = np.nan
                found.parts[sign][0][at] = found.parts[sign][1][at] = np.nan
