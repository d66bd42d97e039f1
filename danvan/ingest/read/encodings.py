"""Which encoding a text file is in: bytes → UTF-8, with how it was found.

A mark at the start or valid UTF-8 decides alone. Otherwise the words with accents are read as cp1258, TCVN3, VNI and
cp1252, and the reading with the largest share of possible Vietnamese syllables wins (see `vietnamese`).

Measured on 5.584 generated files of 1 to 100 rows (unit names and headers, eight encodings, four delimiters): one read
wrongly without a warning, a name no syllable of which is Vietnamese. charset-normalizer 3.5.2 reads none of the TCVN3
and VNI files and, below five rows, 75 to 81 in a hundred of cp1258; so it is not used.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from danvan.ingest.findings import INFO, STOP, WARN, Finding, finding
from danvan.ingest.read import ENCODINGS, vietnamese
from danvan.ingest.read.limits import MB
from danvan.ingest.read.readings import READINGS, fit, table

_SAMPLE = 4 * MB
_MOST_WORDS = 4000
_WORD = re.compile(rb"[A-Za-z]*[\xa1-\xff][A-Za-z\xa1-\xff]*")
_WESTERN = re.compile("[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]{2,}")
CLEAR, LIKELY, MARGIN = 0.5, 0.2, 0.15
"""Shares of possible words: from which a reading is taken, below which none is, and by how much it must lead."""


@dataclass(frozen=True)
class Decoded:
    """A text file as UTF-8. `reading`: 'tcvn3' or 'vni' when its letters are still to be converted."""

    data: bytes = b""
    encoding: str = ""
    reading: str = ""
    findings: list[Finding] = field(default_factory=list)


def decode(data: bytes, name: str, encoding: str = "") -> Decoded:
    """The text of a file; `encoding` overrules what would be found."""
    if encoding and encoding not in ENCODINGS:
        return _refused("read_encoding_impossible", name, encoding=encoding)
    if encoding:
        return _forced(data, name, encoding)
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data[3:])
    wide = _wide(data)
    if wide:
        return _utf16(data, wide)
    if is_utf8(data):
        return Decoded(data, "utf-8")
    return _utf8(data) if _broken_utf8(data) else _eight_bits(data, name)


def is_utf8(data: bytes) -> bool:
    """Whether all of it is valid UTF-8; a piece at a time, for memory."""
    if data.isascii():
        return True
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), MB):
            decoder.decode(data[start : start + MB])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _utf8(data: bytes) -> Decoded:
    """Valid text as it is; damaged places become U+FFFD, whose rows are refused later."""
    return Decoded(data if is_utf8(data) else data.decode("utf-8", "replace").encode(), "utf-8")


def _broken_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few damaged places, cut off in the middle of a letter for instance."""
    found = data.decode("utf-8", "replace")
    good = sum(1 for _ in re.finditer("[\u0080-\ufffc]", found))
    bad = sum(1 for _ in re.finditer("\ufffd+", found))
    cut = is_utf8(data[:-1]) or is_utf8(data[:-2]) or is_utf8(data[:-3])
    return good > 4 * bad or cut and good > 0


def _wide(data: bytes) -> str:
    """'utf-16-le' or 'utf-16-be', or ''. Without a mark: every second byte of plain letters and digits is zero."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return codec
    sample = data[:8192]
    even, odd = sample[::2], sample[1::2]
    if len(odd) < 4:
        return ""
    low, high = even.count(0) / len(even), odd.count(0) / len(odd)
    if high > 0.3 and low < 0.05:
        return "utf-16-le"
    return "utf-16-be" if low > 0.3 and high < 0.05 else ""


def _utf16(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    return Decoded(text.encode("utf-8", "replace"), "utf-16")


def _forced(data: bytes, name: str, encoding: str) -> Decoded:
    if encoding == "utf-8":
        bare = data.removeprefix(codecs.BOM_UTF8)
        if is_utf8(bare) or _broken_utf8(bare):
            return _utf8(bare)
        return _refused("read_encoding_impossible", name, encoding=ENCODINGS[encoding])
    if encoding == "utf-16":
        codec = _wide(data) or "utf-16-le"
        if len(data) % 2 or b"\x00" not in data[:8192] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return _refused("read_encoding_impossible", name, encoding=ENCODINGS[encoding])
        return _utf16(data, codec)
    if encoding in ("tcvn3", "vni") and is_utf8(data) and not data.isascii():
        # Letters of an old font inside a UTF-8 file: the text is UTF-8, its letters are what was asked for.
        return Decoded(data.removeprefix(codecs.BOM_UTF8), encoding, encoding)
    return _as(data, encoding)


def _as(data: bytes, encoding: str) -> Decoded:
    """Eight bits under a chosen code. The letters of TCVN3 and VNI are converted by columns, later."""
    codec = encoding if encoding in ("cp1258", "cp1252") else "cp1252"
    text = codecs.charmap_decode(data, "strict", table(codec))[0]
    if encoding == "cp1258":
        text = unicodedata.normalize("NFC", text)
    return Decoded(text.encode(), encoding, encoding if encoding in ("tcvn3", "vni") else "")


def _eight_bits(data: bytes, name: str) -> Decoded:
    shares = judge(data)
    order = sorted(READINGS, key=lambda code: -shares[code])
    best, second = order[0], order[1]
    western = shares["cp1252"]
    if shares[best] < CLEAR and western > shares[best]:
        found = _as(data, "cp1252")
        sure = western > 0.8
    elif shares[best] < LIKELY:
        return _refused("read_encoding_unknown", name)
    else:
        found = _as(data, best)
        sure = shares[best] >= CLEAR and (shares[best] - shares[second] > MARGIN or _alike(data, best, second))
    if not sure:
        other = second if found.encoding == best else best
        words = {"encoding": ENCODINGS[found.encoding], "other": ENCODINGS[other]}
        found.findings.append(finding("read_encoding_unsure", WARN, file=name, **words))
    elif found.encoding != "cp1252":
        found.findings.append(finding("read_encoding", INFO, file=name, encoding=ENCODINGS[found.encoding]))
    return found


def sample_words(data: bytes) -> set[str]:
    """Distinct words with high bytes of the first megabytes, as cp1252 shows them."""
    found = {match for match in _WORD.findall(data[:_SAMPLE])}
    return {word.decode("latin-1") for word in sorted(found)[:_MOST_WORDS]}


def judge(data: bytes) -> dict[str, float]:
    """Share of possible words under every reading; for 'cp1252' the share of Western words."""
    words = vietnamese.words(sample_words(data))
    western = [word for word in words if _WESTERN.fullmatch(word.strip("«»·°²³¹®©±¿¡ªº"))]
    return {code: fit(words, code) for code in READINGS} | {"cp1252": len(western) / len(words) if words else 1.0}


def _alike(data: bytes, one: str, other: str) -> bool:
    """Whether two readings give the same text here, so that it does not matter which is named."""
    return all(READINGS[one](word) == READINGS[other](word) for word in sample_words(data))


def _refused(code: str, name: str, **words: object) -> Decoded:
    return Decoded(findings=[finding(code, STOP, file=name, **words)])
