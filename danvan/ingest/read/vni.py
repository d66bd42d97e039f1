"""VNI-Windows: the code of the VNI- fonts, a vowel followed by a letter for its accent: 'Haø Noäi' for 'Hà Nội'.

Owns the table both ways. It refuses to judge whether a text is VNI.
"""

import re
import unicodedata

_PLAIN = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROOF = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BOWL = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_ALONE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_HORNED = {"ô": "ơ", "ö": "ư"}


def _pairs() -> dict[str, str]:
    """'aø' → 'à' and so on, small letters."""
    found = dict(_ALONE)
    for vowel in "aeouyôö":
        found |= {vowel + mark: _HORNED.get(vowel, vowel) + tone for mark, tone in _PLAIN.items()}
    for vowel in "aeo":
        found |= {vowel + mark: vowel + "\u0302" + tone for mark, tone in _ROOF.items()}
    found |= {"a" + mark: "a\u0306" + tone for mark, tone in _BOWL.items()}
    return {code: unicodedata.normalize("NFC", letter) for code, letter in found.items()}


def _cased(small: dict[str, str]) -> dict[str, str]:
    """With capitals; the mark behind a capital vowel may be of either size."""
    found = dict(small)
    for code, letter in small.items():
        for mark in {code[1:], code[1:].upper()}:
            found[code[0].upper() + mark] = letter.upper()
            found.setdefault(code[0] + mark, letter)
    return found


DECODE = _cased(_pairs())
_CODES = re.compile("|".join(sorted(DECODE, key=len, reverse=True)))
ENCODE = {letter: code for code, letter in DECODE.items() if code in (code.lower(), code.upper())}


def decode(text: str) -> str:
    """VNI read as Latin-1 or cp1252 → Vietnamese; anything else stays."""
    return _CODES.sub(lambda match: DECODE[match[0]], unicodedata.normalize("NFC", text))


def fits(text: str) -> bool:
    """Whether every letter beyond ASCII is part of a VNI code: an accent alone, as in 'Hà', is none."""
    return _CODES.sub("", text).isascii()


def encode(text: str) -> str:
    """Vietnamese → VNI shown as Latin-1."""
    return "".join(ENCODE.get(c, c) for c in unicodedata.normalize("NFC", text))
