"""The other readings of a text whose letters are all Latin-1: TCVN3, VNI, cp1258, and UTF-8 taken apart.

Owns every conversion from such letters to Vietnamese. It refuses to choose: see `letters` and `encodings`. Numbers,
punctuation, m² and the like stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from functools import cache

from danvan.ingest.read import vietnamese, vni
from danvan.units import tcvn3

_SIGNS = re.compile(
    r"(?:(?<![A-Za-z\xa1-\xff])|(?<=m)|(?<=M))[\xb0-\xb4](?![A-Za-z\xa1-\xff])"  # m², 5°, ±
    r"|(?<=\d)[\xb0\xb1\xbc-\xbe\xd7\xf7]|[\xb1\xd7\xf7](?=\d)|(?<=\d )[\xd7\xf7](?= \d)"
)
"""Signs that stay signs in a text of TCVN3, where their codes are letters."""
_CAPITALS = re.compile("[A-Z]{2}|[A-Z][\xa1-\xff]+[A-Z]")
MOST_LAYERS = 3


def from_tcvn3(text: str) -> str:
    """'Hµ Néi' → 'Hà Nội'. Written in a font of capitals, small letters are told as the capitals they looked like."""
    if text.isascii():
        return text
    kept = _SIGNS.findall(text)
    found = tcvn3.decode(_SIGNS.sub("\x00", text)) if kept else tcvn3.decode(text)
    for sign in kept:
        found = found.replace("\x00", sign, 1)
    capitals = _CAPITALS.search(text) and not re.search("[a-z]", text)
    return unicodedata.normalize("NFC", found.upper() if capitals else found)


@cache
def table(codec: str) -> str:
    """The 256 characters of an 8-bit code; what the code leaves open is the control character, as in browsers."""
    letters = [bytes([code]).decode(codec, "replace") for code in range(256)]
    return "".join(chr(code) if letter == "\ufffd" else letter for code, letter in enumerate(letters))


_TO_CP1258 = {ord(a): b for a, b in zip(table("cp1252"), table("cp1258"), strict=True) if a != b}


def from_cp1258(text: str) -> str:
    """'TiÒnh' → 'Tỉnh': bytes of cp1258 that somebody has read as cp1252."""
    return unicodedata.normalize("NFC", text.translate(_TO_CP1258))


READINGS: dict[str, Callable[[str], str]] = {"cp1258": from_cp1258, "tcvn3": from_tcvn3, "vni": vni.decode}
"""Code → conversion of Latin-1 letters to Vietnamese ones; the likelier first, where they fit alike."""


def fit(words: Collection[str], code: str) -> float:
    """How well a reading fits: the share of Vietnamese words it makes of these words of Latin-1 letters."""
    fitting = [word for word in words if code != "vni" or vni.fits(word)]
    made = [part for word in fitting for part in vietnamese.words([READINGS[code](word)]) or [""]]
    judged = vietnamese.share(made)
    return judged * len(fitting) / len(words) if words else 0.0


_WRONG_CODECS = ("cp1252", "cp1258", "mac_roman")


@cache
def _back(codec: str) -> dict[int, int]:
    """Character → byte. Mark of cp1258 and its own control characters included."""
    found = {ord(letter): code for code, letter in enumerate(table(codec))}
    return {code: code for code in range(0x80, 0xA0) if code not in found} | found


def from_mojibake(text: str) -> str | None:
    """'Ná»™i' → 'Nội', also through several layers; None when the bytes of UTF-8 cannot be had back exactly."""
    found = None
    for _ in range(MOST_LAYERS):
        peeled = _peeled(text if found is None else found)
        if peeled is None:
            break
        found = peeled
    return found


def _peeled(text: str) -> str | None:
    if text.isascii():
        return None
    # 'à' ends in NBSP, which some programs turn into a space: before a space or an end it can have been nothing else.
    text = re.sub("(?<=[ÃĂ]) (?= |$)", "\xa0", text)
    for codec in _WRONG_CODECS:
        back = _back(codec)
        try:
            return bytes(code if (code := ord(c)) < 128 else back[code] for c in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            continue
    return None
