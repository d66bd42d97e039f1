"""Vietnamese alphabetical order, where DuckDB's collation is not at hand.

Letters first (a ă â b c d đ e ê …), then tones (ngang huyền hỏi ngã sắc nặng).
"""

import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")


def vietnamese_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Sort key: 'Cà Mau' before 'Đà Nẵng' before 'Đắk Lắk'; NFC and NFD sort alike."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text.casefold()):
        decomposed = unicodedata.normalize("NFD", character)
        tone = next((mark for mark in decomposed[1:] if mark in _TONES), "")
        base = unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed)
        place = _ALPHABET.find(base)
        letters.append(100 + place if place >= 0 else min(ord(base[0]), 99))
        tones.append(_TONES.index(tone))
    return tuple(letters), tuple(tones)
