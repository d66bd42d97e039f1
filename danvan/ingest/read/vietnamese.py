"""How Vietnamese a text looks: the share of its accented words that are possible Vietnamese syllables.

Owns the grammar of a written syllable (onset, rime, one tone, capitals in front or throughout). It knows no names and
no encodings: the caller compares several readings of the same bytes and takes the one with the largest share.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from danvan.units import all_units

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CLOSED_TONES = "\u0301\u0323"
_ONSETS = frozenset(
    " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
    " bl br bh dl dr đr gl gr hl hr hm hn kl kr ml mr pl pr rl sr sl sp st y ".split(" ")
)
"""The second line stands in names of the highlands: Krông, Pleiku, Hleo, Đrăng."""
_RIMES = frozenset(
    """a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong
    op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uan uang uât uân uâng uây uac uc uê uêch uênh uên ui um un ung
    uô uôc uôi uôm uôn uông uôt uơ uơn up ut uy uya uych uyêt uyên uynh uyt uyu uăn uăng uăt uăc
    uai uay uau uach uanh ue uen ueo uet
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi ươm ươn ương ươp ươt ươu y ych ym yn ynh yt yêm yên yêng yêt yêu""".split()
)
_HIGHLAND_RIME = re.compile("(?:[aăâeêioôơuưy]|ia|iê|ua|uô|ưa|ươ|oa)(?:[khlrs]|ng|p|t|n|m|c)?")
_STRUCK = str.maketrans("ðÐ", "đĐ")
"""The Icelandic letter that looks like Đ and is often typed for it."""
_WORD = re.compile("[A-Za-z\x80-\x9f\xa1-\u024f\u0300-\u036f\u1e00-\u1eff\u20ab]+")
_USUAL = (
    "số lượng tổng cộng chỉ tiêu giá trị đơn vị tính năm quý tháng ngày kỳ báo cáo tỷ lệ diện tích dân tỉnh thành phố"
    " huyện quận xã phường thị trấn mã tên cấp giới loại khác người hộ thực hiện kế hoạch ước sơ bộ đạt ghi chú nguồn"
    " đối thoại cuộc mô hình dân vận khéo kết quả đăng ký công nhận tiếp nhận giải quyết hài lòng phần trăm bình quân"
    " điểm chỉ phụ nữ nam trẻ em lao động giáo dục y tế hệ được của và các có từ đến trên dưới thứ tự địa bàn cả nước",
)
_UNUSUAL = 0.9
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_EDGES = "«»·°²³¹®©±¿¡×÷½¼¾ªº₫"
_MEASURE = re.compile("(?:[kdcmh]?m|ha|[x×])?[²³°]c?", re.IGNORECASE)


def words(texts: Iterable[str]) -> set[str]:
    """The distinct words with letters beyond ASCII; m², 5° and quotation marks are none."""
    found = {word for text in texts for word in _WORD.findall(text) if not word.isascii()}
    return {word for word in found if not _MEASURE.fullmatch(word)}


def share(found: Iterable[str]) -> float:
    """Of the words with accents, the share that Vietnamese has; 0 when there are none.

    A possible syllable that no unit and no usual header has counts a little less: it only breaks ties.
    """
    known = _known()
    judged = [(word, possible(word)) for word in found]
    counted = [
        (1.0 if word.lower() in known else _UNUSUAL) if good else 0.0 for word, good in judged if good is not None
    ]
    return sum(counted) / len(counted) if counted else 0.0


@cache
def _known() -> frozenset[str]:
    """Small accented words of unit names and of headers."""
    names = words(unit.full_name for unit in all_units())
    return frozenset(word.lower() for word in names | words(_USUAL))


@lru_cache(maxsize=65536)
def possible(word: str) -> bool | None:
    """Whether a word is a possible syllable; None when nothing in it can tell (an abbreviation, plain letters)."""
    bare = unicodedata.normalize("NFC", word.strip(_EDGES).translate(_STRUCK))
    if bare.isascii():
        return None
    if not bare.isalpha() or not _cased(bare):
        return False
    if not re.search("[aeiouy]", unicodedata.normalize("NFD", bare.lower())):
        return None if bare.isascii() or set(bare) - {"đ", "Đ"} <= _LATIN else False
    marks = unicodedata.normalize("NFD", bare.lower())
    tones = [mark for mark in marks if mark in _TONES]
    base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return len(tones) <= 1 and _syllable(base, tones[0] if tones else "")


def _cased(word: str) -> bool:
    """'Hà', 'hà' and 'HÀ' but not 'hÀ'; 'TồNG' too: in the capital fonts of old codes accents come small."""
    return word.isupper() or all(c.islower() for c in word[1:] if not c.isascii())


def _syllable(base: str, tone: str) -> bool:
    """Whether letters without tone divide into an onset and a rime that may carry the tone."""
    for cut in range(min(3, len(base)), -1, -1):
        if base[:cut] not in _ONSETS:
            continue
        rime = base[cut:]
        if rime in _RIMES:
            return not rime.endswith(("c", "ch", "p", "t")) or bool(tone) and tone in _CLOSED_TONES
        if rime and _HIGHLAND_RIME.fullmatch(rime) and rime.endswith(("k", "h", "l", "r", "s", "ng", "p", "t")):
            return True
    return base in ("gi", "gin", "gim") and bool(tone)
