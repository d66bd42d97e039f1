"""TCVN3 (ABC): the 8-bit code of the .Vn fonts, seen in Unicode as 'Hµ Néi' for 'Hà Nội'.

Owns the table both ways. It refuses to judge whether a text is TCVN3: 'Phó' may be Phó, or Phú in
TCVN3; the caller decides by what either reading finds. Capitals
with a tone have a code only where TCVN 5712 gives one; otherwise the fonts for capitals (.VnTimeH)
show small letters large, and the small code is all there is. U+00AD, elsewhere an invisible
hyphen, is the letter ư: decode before removing invisible characters.
"""

import unicodedata

_FIRST = 0xA1
_TABLE = (
    "ĂÂÊÔƠƯĐăâêôơưđẰ"  # A1-AF
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"  # B0-BF
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"  # C0-CF
    "éẹềểễếệìỉỄẾỒĩíịò"  # D0-DF
    "Ổỏõóọồổỗốộờởỡớợù"  # E0-EF
    "ỖủũúụừửữứựỳỷỹýỵỐ"  # F0-FF
)
DECODE = {_FIRST + i: letter for i, letter in enumerate(_TABLE)}
ENCODE = {ord(letter): chr(code) for code, letter in DECODE.items()}


def _composed(text: str) -> str:
    """The text with composed letters; a micro sign made Greek by NFKC is a micro sign again."""
    return unicodedata.normalize("NFC", text).replace("\u03bc", "\u00b5")


def possible(text: str) -> bool:
    """Whether every character could be TCVN3; one Vietnamese letter beyond Latin-1 says no."""
    return all(ord(c) <= 0xFF or not c.isalpha() for c in _composed(text))


def decode(text: str) -> str:
    """TCVN3 read as Latin-1 or cp1252 → Vietnamese; characters outside the table stay."""
    return _composed(text).translate(DECODE)


def encode(text: str) -> str:
    """Vietnamese → TCVN3 shown as Latin-1; a capital without a code becomes its small letter."""
    small = "".join(
        c if ord(c) < 128 or ord(c) in ENCODE else c.lower() if ord(c.lower()) in ENCODE else c for c in text
    )
    return small.translate(ENCODE)
