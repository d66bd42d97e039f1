"""Sentences: the golden texts, no rise where there is a fall, every number found in the data."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan import catalogue, numbers
from danvan.commentary import joining, sentences, short, tell
from danvan.commentary.chosen import MOST, paragraph, written
from danvan.commentary.reading import Reading, reading
from danvan.commentary.said import ALARM, Said
from danvan.commentary.words import claim
from danvan.periods import parse
from tests.unit.chart_rows import figure_row, partial
from tests.unit.said_cases import Case, cases, read
from tests.unit.said_truth import check, told_by, well_written

CASES = list(cases())
KINDS = 12
"""Kinds of sentences that there must be at least (the brief of the commentary)."""
NOW = {"indicator": "DT01", "place": "Hà Tĩnh", "period": "2024", "value": 2015}


def _named(case: Case) -> str:
    return f"{case.kind}: {case.situation}"


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_the_commentary_says_the_golden_text(case: Case) -> None:
    assert case.said() == case.text


@pytest.mark.parametrize("case", CASES, ids=_named)
def test_every_number_of_a_sentence_is_in_its_data(case: Case) -> None:
    known = told_by(case.every, case.goal)
    assert [number for number in numbers.find(case.said()) if number not in known] == []


def test_there_are_cases_of_each_kind_and_no_situation_twice() -> None:
    situations = [(case.kind, case.situation) for case in CASES]
    assert len(set(situations)) == len(situations) >= 60
    patterns = [
        "tăng", "giảm", "bằng", "chưa có số liệu của năm", "không phát sinh", "cùng mức", "mới có số liệu của", "hơn ",
        "gần ", "khoảng", "vượt", "còn thiếu", "chiếm", "(356/382 xã)", "đứng đầu", "đứng cuối", "xếp thứ",
        "chưa có báo cáo của", "cao nhất trong", "thấp nhất trong", "liên tiếp tăng", "mức chung của cả nước",
        "trong đó", "giải quyết xong", "địa giới hiện nay", "dự kiến", "bình quân", "điểm phần trăm", "Cao nhất là",
    ]  # fmt: skip
    said = " ".join(case.said() for case in CASES)
    assert [words for words in patterns if words not in said] == []
    assert len(patterns) >= KINDS


@pytest.mark.parametrize("before", [0, 1, 7, 1900, 2014, 2015, 2016, 40000])
def test_a_rise_is_never_said_of_a_fall(before: float) -> None:
    said = sentences.change(read(NOW), read(NOW, {"period": "2023", "value": before}))
    assert ("tăng" in said) == (before < NOW["value"])
    assert ("giảm" in said) == (before > NOW["value"])


def test_a_lower_bound_keeps_its_word_when_results_are_joined() -> None:
    more = {"qualifier": "hon", "value": 40, "indicator": "DT03"}
    found = [read(NOW), read(NOW, more)]
    (said,) = written([Said(claim(each), each, plain=True) for each in found])
    assert "hơn 40 cuộc đối thoại đột xuất" in said


def test_the_most_important_sentences_are_kept_in_their_order() -> None:
    said = [Said(f"câu {at}", weight=at) for at in (10, 40, 30)] + [Said("báo động", weight=ALARM)]
    assert written(said, 3) == ["Câu 40.", "Câu 30.", "Báo động."]
    assert len(written(said * 3, MOST)) == MOST == 4


def test_a_part_is_known_as_a_part() -> None:
    whole, part = read(NOW), read(NOW, {"indicator": "DT03", "value": 40})
    assert joining.is_part(part, whole) and not joining.is_part(whole, part)
    assert joining.is_part(read(NOW, {"breakdown": "cap=xa", "value": 1}), whole)


def test_the_same_change_stands_on_a_card() -> None:
    before = read(NOW, {"period": "2023", "value": 1900})
    assert short.change(read(NOW), before) == short.Change("+115 (+6,1%)", 115.0)
    assert short.change(read(NOW), read(NOW, {"period": "2023", "value": 1900, "qualifier": "hon"})) is None
    assert short.change(read(NOW), None) is None
    same = short.change(read(NOW), read(NOW, {"period": "2023", "value": 2015}))
    assert same.gap == 0 and same.told == "= không đổi so với cùng kỳ"


def test_a_reading_is_taken_from_a_figure_row() -> None:
    taken = reading(partial("42-2008", 2015))
    assert (taken.place, taken.again, taken.amount) == ("Hà Tĩnh", "toàn tỉnh", "2.015 cuộc")
    assert (taken.parts_present, taken.parts_expected, taken.counted) == (11, 12, "tháng")
    assert not taken.is_whole and taken.has_figure
    none = reading(figure_row("42-2008", None) | {"value": math.nan})
    assert not none.has_figure and none.state == "missing"
    assert "0" not in claim(none)


def test_a_place_is_named_as_officials_name_it() -> None:
    names = {unit: reading(figure_row(unit, 1)) for unit in PLACES}
    assert {unit: (each.place, each.again) for unit, each in names.items()} == PLACES


PLACES = {
    "VN": ("cả nước", ""),
    "79-2008": ("Thành phố Hồ Chí Minh", "toàn thành phố"),
    "016-2008": ("huyện Sóc Sơn", "toàn huyện"),
}


def test_a_paragraph_leaves_out_what_was_not_said() -> None:
    assert paragraph(["Một.", "", "Hai."]) == "Một. Hai."
    assert written([None, Said("")]) == []


def test_an_own_indicator_is_told_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("danvan.commentary.words._phrase", lambda _: None)
    own: Reading = read(NOW)
    assert written([Said(claim(own), own)]) == ["Năm 2024, Hà Tĩnh có số cuộc đối thoại là 2.015 cuộc."]
    assert numbers.find(claim(own)) == [Decimal(2015)]


CODES = [item.code for item in catalogue.all_indicators()]
VALUES = st.one_of(st.integers(0, 40_000).map(float), st.floats(0, 100).map(lambda value: round(value, 4)))


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[Reading, Reading]:
    """A figure of any indicator and that of the year before, in whatever states they come."""
    code = draw(st.sampled_from(CODES))
    whole = catalogue.get(code).kind in ("flow", "stock", "rank", "distinct", "status")
    period = draw(st.sampled_from(["2024", "2024-H1", "2024-Q3", "2024-9M", "2024-05"]))

    def one(span: str) -> Reading:
        value = draw(st.one_of(st.none(), VALUES))
        value = None if value is None else float(round(value)) + (code in ("CC02", "CC04")) if whole else value
        partial_ = draw(st.booleans())
        given = {"indicator": code, "place": "Hà Tĩnh", "period": span, "value": value}
        given["qualifier"] = draw(st.sampled_from(["", "", "", "hon", "gan", "khoang"]))
        if partial_:
            given |= {"basis": "partial", "parts": "11/12 tháng"}
        elif draw(st.booleans()):
            given["state"] = draw(st.sampled_from(["known", "provisional", "expected"]))
        return read({name: each for name, each in given.items() if each is not None})

    return one(period), one(parse(period).same_last_year.code)


@given(_pairs(), st.booleans())
def test_whatever_the_figures_a_sentence_is_true_to_them(pair: tuple[Reading, Reading], explain: bool) -> None:
    now, before = pair
    (said,) = written([tell.of_figure(now, before, explain=explain)])
    check(said, now, before)


def test_a_large_fall_is_told_before_a_small_rise() -> None:
    before = {"period": "2023", "value": 1000}
    weights = [
        tell.of_figure(read(NOW, {"value": value}), read(NOW, before)).weight for value in (500, 1500, 1010, 990, 1000)
    ]
    assert weights[0] > weights[1] > weights[2] == weights[3] > weights[4]
    assert max(weights) < ALARM


COUNTS = [code for code in CODES if catalogue.get(code).kind in ("flow", "stock")]


@given(
    st.lists(
        st.tuples(st.sampled_from(COUNTS), st.integers(1, 5000), st.sampled_from(["", "", "hon", "gan", "khoang"])),
        min_size=2,
        max_size=6,
        unique_by=lambda each: each[0],
    )
)
def test_joining_loses_no_number_and_no_word_before_it(drawn: list[tuple[str, int, str]]) -> None:
    found = [read(NOW, {"indicator": code, "value": value, "qualifier": near}) for code, value, near in drawn]
    all_said = written([tell.of_figure(each) for each in found])
    said = " ".join(all_said)
    told = numbers.find(said)
    for each in found:
        assert numbers.exact(each.value) in told, said
    for near in ("hon", "gan", "khoang"):
        # A qualified figure is never told within a fraction, so each keeps its own word.
        assert said.count(f"{numbers.QUALIFIERS[near]} ") == sum(each.qualifier == near for each in found), said
    for sentence in all_said:
        well_written(sentence)
