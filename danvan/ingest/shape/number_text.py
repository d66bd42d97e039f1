"""What one written figure says: its digits, its separators, and every word and mark around them.

Owns the grammar of a single cell and nothing of its column: '1.234' stays open here ("either"), because only
the other cells can tell whether it is 1234 or 1,234. It refuses to repair: what is not a figure is a fault with,
where there is one, a suggestion.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from danvan.ingest.shape.number_form import COMMA, DOT, EITHER, SIGNS, WHOLE, form_of
from danvan.ingest.shape.number_words import (
    AFTER,
    BOUNDS,
    DASH,
    EXPECTED,
    HELD,
    KNOWN,
    LEADS,
    MISSING,
    NOT_APPLICABLE,
    NOT_UNITS,
    PROVISIONAL,
    SCALES,
    STATES,
)
from danvan.units.fold import clean, plain

__all__ = [
    "COMMA", "DASH", "DOT", "EITHER", "EXPECTED", "HELD", "KNOWN", "MISSING", "NOT_APPLICABLE", "PROVISIONAL", "WHOLE",
    "Written", "is_scale", "read_text", "tidy",
]  # fmt: skip

SHORT_UNITS = {"đ", "m", "g", "h", "l", "%"}
MOST_WORDS = 5
SPACES = " \u00a0\u2009\u202f\u2007\u2002\u2003\u3000"
SUPERSCRIPTS = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
MARK = re.compile(rf"\s*(?:[{SUPERSCRIPTS}]+|\*+|†|‡|\((?:\*+|[a-e]|\d{{1,2}})\)|\[(?:\*+|[a-e]|\d{{1,2}})\]|"
                  r"(?<=[\s%])\d{1,2}\))$")  # fmt: skip
NUMBER = r"\d[\d.,' ]*"
FIGURE = re.compile(
    rf"(?P<sign>[+\-]\s?)?(?P<body>{NUMBER}|[.,]\d+)(?P<power>[eE][+\-]?\d{{1,2}})?(?![\d.,])\s*(?P<rest>.*)"
)
FRACTION = re.compile(rf"(?P<top>{NUMBER})\s*/\s*(?P<below>{NUMBER})(?![\d.,/])\s*(?P<rest>.*)")
DATE = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{2}|\d{4})|\d{4}-\d{1,2}-\d{1,2}([ T].*)?|(0?\d|1[0-2])/(19|20)\d\d")
SHARE = re.compile(r"[\s,;=]*\(?\s*(?:đạt|chiếm|tỷ lệ|tương đương)?\s*:?\s*(?P<share>\d{1,3}(?:[.,]\d+)?)\s*%\s*\)?$")
LETTERS = re.compile(r"[\doOlI|][\doOlI|.,]*")


@dataclass(frozen=True)
class Written:
    """One text. kind: number, fraction, state or bad; `form` as above; `fault` names the finding of a bad one.

    body, below: digits with their signs (below: the denominator); `unit` what stands behind; `mark` a footnote's.
    """

    kind: str
    state: str = KNOWN
    qualifier: str = ""
    negative: bool = False
    body: str = ""
    below: str = ""
    form: str = WHOLE
    power: str = ""
    unit: str = ""
    mark: str = ""
    fault: str = ""
    suggestion: str = ""

    @property
    def sign(self) -> str:
        """The sign of an 'either' body: ',' or '.'."""
        return COMMA if COMMA in self.body + self.below else DOT

    @property
    def grouped(self) -> bool:
        """Whether the text itself shows which sign parts the thousands."""
        return any(self.form in SIGNS and len(re.findall("[.,]", part)) > 1 for part in (self.body, self.below))

    def value(self, body: str, sign: str) -> float:
        """The number with that decimal sign, unless the text has one reading only. Exact: as Python reads it."""
        decimal = self.form if self.form in SIGNS else sign
        digits = re.sub(f"[ '{re.escape(DOT if decimal == COMMA else COMMA)}]", "", body).replace(decimal, ".")
        return float(("-" if self.negative else "") + digits + self.power)


_STATE_OF = {words: state for state, texts in STATES.items() for words in texts}
_LEADS = sorted(LEADS, key=len, reverse=True)


def tidy(text: str) -> str:
    """One spelling of signs: plain spaces, digits, dashes and dots; Excel's leading apostrophe gone."""
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(c if c in SUPERSCRIPTS else unicodedata.normalize("NFKC", c) for c in composed)
    kept = clean(kept.replace("_", " ").replace("\u2044", "/"))
    return kept[1:].strip() if kept.startswith("'") else kept


def read_text(text: str) -> Written:
    """What a cell's text says, on its own."""
    tidied = tidy(text)
    lowered = tidied.lower()
    if (state := _state(lowered)) is not None:
        return Written("state", state)
    if re.fullmatch(r"#[\w/]+[!?]?", tidied):
        return Written("bad", fault="shape_number_error")
    if DATE.fullmatch(tidied):
        return Written("bad", fault="shape_number_is_date")
    bare, mark = _without_mark(tidied)
    bare, negative = _without_brackets(bare)
    qualifier, state, bare = _without_lead(bare)
    if any(_begins(bare.lower(), word) for word in BOUNDS):
        return Written("bad", fault="shape_number_bound")
    found = _fraction(bare) or _number(bare)
    if found is None:
        meant = _slip(bare)
        return Written("bad", fault="shape_number_letters" if meant else "shape_not_a_number", suggestion=meant)
    if found.kind == "bad":
        return found
    if found.negative and (negative or qualifier):
        return Written("bad", fault="shape_not_a_number")
    return replace(
        found, negative=negative or found.negative, qualifier=qualifier or found.qualifier, state=state, mark=mark
    )


def _state(lowered: str) -> str | None:
    """The state that a text without a figure tells, or None."""
    bare = lowered.strip(" .()[]") if any(c.isalpha() for c in lowered) else lowered
    for words in (lowered, bare):
        if words in _STATE_OF:
            return _STATE_OF[words]
    stripped = re.sub(r"[\s.…]", "", lowered)
    if not stripped:
        return MISSING
    return DASH if re.fullmatch(r"[-\s(]*-[-\s)]*", lowered) else None


def _without_mark(text: str) -> tuple[str, str]:
    found = MARK.search(text)
    if not found or not re.search(r"\d", text[: found.start()]) or "/" in found[0]:
        return text, ""
    return text[: found.start()].rstrip(), found[0].strip()


def _without_brackets(text: str) -> tuple[str, bool]:
    """'(5)' is the bookkeeper's minus."""
    found = re.fullmatch(rf"\(\s*({NUMBER}%?)\s*\)", text)
    return (found[1].strip(), True) if found else (text, False)


def _begins(lowered: str, lead: str) -> bool:
    rest = lowered[len(lead) :]
    return lowered.startswith(lead) and (not lead[-1].isalpha() or rest[:1] == " ")


def _without_lead(text: str) -> tuple[str, str, str]:
    """(qualifier, state, rest); leads may follow one another: 'ước đạt hơn 40'."""
    qualifier, state = "", KNOWN
    for _ in range(3):
        lead = next((word for word in _LEADS if _begins(text.lower(), word)), None)
        if lead is None:
            break
        said, told = LEADS[lead]
        qualifier, state = said or qualifier, told if told != KNOWN else state
        text = text[len(lead) :].lstrip(" :")
    return qualifier, state, text


def _fraction(text: str) -> Written | None:
    """'356/382', '356/382 xã (93,2%)': the share in brackets repeats what the two figures say."""
    found = FRACTION.fullmatch(text)
    if not found:
        return None
    share = SHARE.search(found["rest"])
    unit = _unit(found["rest"][: share.start()].strip(" ,;=") if share else found["rest"].strip())
    top, below = found["top"].strip(), found["below"].strip()
    forms = {form_of(top), form_of(below)} - {WHOLE}
    if unit is None or None in forms or len(forms) > 1:
        return Written("bad", fault="shape_not_a_number")
    if top.isdigit() and below.isdigit() and int(below) < int(top) <= 31 and int(below) <= 12:
        return Written("bad", fault="shape_number_is_date")
    made = Written("fraction", body=top, below=below, form=forms.pop() if forms else WHOLE, unit=unit)
    if share and not _agree(made, share["share"]):
        return Written("bad", fault="shape_share_differs")
    return made


def _agree(fraction: Written, share: str) -> bool:
    """Whether a share in percent is that of its two figures, as far as its decimals go."""
    said = float(share.replace(",", "."))
    places = len(share) - 1 - max(share.find(","), share.find(".")) if re.search("[.,]", share) else 0
    below = fraction.value(fraction.below, COMMA)
    return bool(below) and abs(100 * fraction.value(fraction.body, COMMA) / below - said) <= 0.51 * 10**-places


def _number(text: str) -> Written | None:
    found = FIGURE.fullmatch(text)
    if not found:
        return None
    body, rest = found["body"].strip(), found["rest"].strip()
    qualifier = next((q for words, q in AFTER.items() if rest.lower().endswith(words)), "")
    if qualifier:
        rest = next(rest[: -len(words)].strip() for words in AFTER if rest.lower().endswith(words))
    unit = _unit(rest)
    form = form_of(body)
    if unit is None or (form is None and not unit and _slip(text)):
        return None
    if form is None:
        return Written("bad", fault="shape_number_grouping")
    if form == EITHER and (unit.startswith("%") or found["power"]):
        form = COMMA if COMMA in body else DOT
    return Written(
        "number", qualifier=qualifier, negative=(found["sign"] or "").startswith("-"), body=body, form=form,
        power=found["power"] or "", unit=unit,
    )  # fmt: skip


def _unit(rest: str) -> str | None:
    """The unit behind a figure ('' for none); None when the words say something else."""
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1].strip()
    if not rest or rest == "%":
        return rest
    found = rest.split()
    letters = re.fullmatch(r"%?\s?[^\W\d_][^\W\d]*(?:[ ,/\-.]+[^\W\d_]+)*[.]?", rest)
    if not letters or len(found) > MOST_WORDS or any(word.strip(",.").lower() in NOT_UNITS for word in found):
        return None
    if len(rest) == 1 and rest.lower() not in SHORT_UNITS:
        return None
    return rest.rstrip(".").lower()


def _slip(text: str) -> str:
    """The digits that were meant where letters stand in for them: '1O' → '10'; '' when it is no such slip."""
    if not LETTERS.fullmatch(text) or not re.search(r"\d", text) or not re.search(r"[oOlI|]", text):
        return ""
    return text.translate(str.maketrans("oOlI|", "00111"))


def is_scale(unit: str) -> bool:
    """Whether a unit multiplies: 'triệu đồng'."""
    first = unit.split()[:1]
    return bool(first) and (first[0] in SCALES or plain(first[0]) in ("trieu", "nghin", "ngan", "ty"))
