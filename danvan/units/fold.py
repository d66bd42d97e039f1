"""Folding: one key for the many ways of typing one Vietnamese name.

Owns the ASCII key (accents, case, spaces, dashes and composed or decomposed letters do not count)
and the comparison of accents behind it. It knows no names and never guesses at letters.
"""

import re
import unicodedata
from functools import lru_cache

STROKES = str.maketrans("\u00d0\u00f0\u0189\u0256đĐ", "ĐđĐđđĐ")
"""Letters that look like Đ and come from other alphabets (Icelandic eth, African d)."""
INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u207b\ufe58\ufe63\uff0d_]")
QUOTES = str.maketrans("\u2018\u2019\u02bc\u00b4\u0060", "'''''")
TONES = {"\u0300": "huyen", "\u0301": "sac", "\u0303": "nga", "\u0309": "hoi", "\u0323": "nang"}
SOUNDS_ALIKE = {"hoi", "nga"}
"""Two tones that half the country does not tell apart when writing."""
MOVED_TONE = re.compile("(?<=o)([\u0300\u0301\u0303\u0309\u0323])([ae])"
                        "|(?<=u)([\u0300\u0301\u0303\u0309\u0323])(y)")  # fmt: skip
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
Letter = tuple[str, str, str]


def clean(text: str) -> str:
    """Composed letters, plain dashes and quotes, single spaces, nothing invisible."""
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text)).translate(STROKES)
    return " ".join(DASHES.sub("-", text.translate(QUOTES)).split())


@lru_cache(maxsize=1 << 15)
def plain(text: str) -> str:
    """Lower-case text without accents: 'Đắk Nông' → 'dak nong'; other signs stay."""
    letters = unicodedata.normalize("NFD", text.translate(STROKES)).lower().replace("đ", "d")
    return "".join(c for c in letters if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words and numbers of a cleaned text, lower case with accents; a number loses zeros."""
    found = (w.replace("'", "").lower() for w in WORD.findall(text))
    return [str(int(w)) if w.isdecimal() else w for w in found]


def fold(text: str) -> str:
    """The key: 'Bà Rịa — Vũng Tàu' → 'bariavungtau', 'Phường 05' → 'phuong5'."""
    return "".join(plain(w) for w in words(clean(text)))


def spelling(key: str) -> str:
    """A coarser key under which i/y and c/k are one: 'Bắc Cạn' and 'Bắc Kạn', 'Qui' and 'Quy'."""
    return re.sub("k(?!h)", "c", key.replace("y", "i"))


@lru_cache(maxsize=1 << 15)
def letters(text: str) -> tuple[Letter, ...]:
    """(base, mark, tone) of every letter; the old and the new place of a tone come out alike."""
    joined = "".join(words(clean(text)))
    marks = MOVED_TONE.sub(_move, unicodedata.normalize("NFD", joined))
    result: list[Letter] = []
    for char in marks:
        if char in TONES and result:
            result[-1] = (*result[-1][:2], TONES[char])
        elif unicodedata.combining(char) and result:
            result[-1] = (result[-1][0], char, result[-1][2])
        elif char == "đ":
            result.append(("d", "stroke", ""))
        else:
            result.append((char, "", ""))
    return tuple(result)


def _move(match: re.Match[str]) -> str:
    """'òa' → 'oà': the vowel first, then its tone."""
    tone, vowel = (match[1], match[2]) if match[1] else (match[3], match[4])
    return vowel + tone


def agrees(typed: Letter, known: Letter) -> bool:
    """Whether a typed letter's accents fit the known one: left out, equal, or hỏi for ngã."""
    tone = typed[2] in ("", known[2]) or {typed[2], known[2]} == SOUNDS_ALIKE
    return typed[1] in ("", known[1]) and tone
