"""The catalogue is complete, consistent and says which cells add up to which."""

import csv
import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from danvan import catalogue, catalogue_file
from danvan.errors import DanVanError

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "data" / "reference" / "glossary.csv"
KINDS = {item.code: item for item in catalogue.all_indicators()}


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9%]+", " ", "".join(c for c in plain if c.isascii())).strip()


def ways(indicator: str, breakdown: str, level: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row in catalogue.cell_parts():
        if row[:3] == (indicator, breakdown, level):
            found.setdefault(row[3], []).append(f"{row[4]}|{row[5]}")
    return found


def test_every_group_of_the_catalogue_has_its_indicators() -> None:
    assert len(KINDS) == 108
    assert all(catalogue.in_group(group) for group in catalogue.groups())
    assert sum(len(catalogue.in_group(group)) for group in catalogue.groups()) == len(KINDS)


@pytest.mark.parametrize("item", KINDS.values(), ids=KINDS)
def test_every_indicator_is_told_in_full(item: catalogue.Indicator) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{2}", item.code)
    assert item.definition.endswith(".") and item.why.endswith(".")
    assert not item.caution or item.caution.endswith(".")
    assert len(item.synonyms) >= 3
    assert 0 <= item.decimals <= 2
    assert item.next_review > item.reviewed
    assert unicodedata.is_normalized("NFC", item.name + item.definition + item.caution)


@pytest.mark.parametrize("item", KINDS.values(), ids=KINDS)
def test_decimals_fit_the_kind(item: catalogue.Indicator) -> None:
    counted = item.kind in ("flow", "stock", "rank", "distinct", "status")
    assert (item.decimals == 0) == counted
    assert (item.scale == 100) == (item.kind == "ratio" and item.unit == "%")


def test_every_ratio_has_terms_that_exist_and_can_be_added() -> None:
    for indicator, _, side, sign, part in catalogue.ratio_terms():
        assert KINDS[part].kind in ("flow", "stock", "distinct"), (indicator, part)
        assert sign in (1, -1) and side in ("numerator", "denominator")
    with_terms = {row[0] for row in catalogue.ratio_terms()}
    assert with_terms == {code for code, item in KINDS.items() if item.kind == "ratio"}


def test_both_sides_of_a_ratio_share_its_dimensions() -> None:
    for item in KINDS.values():
        for term in item.terms[:1]:
            for _, part in (*term.numerator, *term.denominator):
                assert set(item.dims) <= set(KINDS[part].dims), (item.code, part)


def test_spellings_are_unique_after_folding() -> None:
    owner: dict[str, str] = {}
    for item in KINDS.values():
        for spelling in {folded(text) for text in (item.name, *item.synonyms)}:
            assert owner.setdefault(spelling, item.code) == item.code, spelling


def test_only_what_may_be_added_has_parts() -> None:
    for indicator, *_ in catalogue.cell_parts():
        assert KINDS[indicator].agg_units == "sum" and KINDS[indicator].kind in ("flow", "stock")


def test_dialogues_are_the_sum_of_levels_or_of_kinds() -> None:
    levels = ["DT01|cap=tinh", "DT01|cap=huyen", "DT01|cap=xa"]
    assert ways("DT01", "", "province") == {1: levels, 2: ["DT02|", "DT03|"]}
    assert ways("DT01", "", "district")[1] == ["DT01|cap=huyen", "DT01|cap=xa"]
    assert ways("DT01", "", "commune")[1] == ["DT01|cap=xa"]
    assert ways("DT01", "cap=xa", "district") == {1: ["DT02|cap=xa", "DT03|cap=xa"]}


def test_the_district_part_ends_with_the_district_level() -> None:
    ends = {row[5]: row[7] for row in catalogue.cell_parts() if row[:4] == ("DT02", "", "province", 1)}
    assert str(ends.pop("cap=huyen")) == "2025-06-30"
    assert set(ends.values()) == {None}


def test_models_are_split_by_two_dimensions() -> None:
    fields = catalogue.dimension_values("DV01", "linh_vuc")
    assert ways("DV01", "cap=xa", "province")[1] == [f"DV01|cap=xa;linh_vuc={f}" for f in fields]
    across = ways("DV01", "linh_vuc=kinh_te", "province")[1]
    assert across == [f"DV01|cap={c};linh_vuc=kinh_te" for c in ("tinh", "huyen", "xa")]
    assert "DV01|cap=trung_uong" in ways("DV01", "", "nation")[1]
    assert "DV01|cap=trung_uong" not in ways("DV01", "", "province")[1]


def test_overlapping_breakdowns_are_never_added() -> None:
    assert ways("DV11", "", "district") == {}
    assert ways("DV04", "", "province") == {1: ["DV04|doi_tuong=tap_the", "DV04|doi_tuong=ca_nhan"]}
    assert ways("NT13", "", "province") == {}


def test_a_grouped_value_is_one_part_and_has_its_own_parts() -> None:
    both = "loai_hinh=co_quan_doanh_nghiep"
    assert ["QC01|loai_hinh=xa", f"QC01|{both}"] in ways("QC01", "", "province").values()
    members = ["QC01|loai_hinh=co_quan", "QC01|loai_hinh=doanh_nghiep"]
    assert members in ways("QC01", both, "province").values()


@pytest.mark.parametrize("code", ["DT04", "YK03", "KN04", "GS02", "TC02", "DV08"])
def test_what_every_level_does_itself_is_counted_by_level(code: str) -> None:
    # Without it a province would be told as the sum of its districts, its own work left out.
    assert f"{code}|cap=tinh" in ways(code, "", "province")[1]


def test_the_parts_of_a_whole_fit_the_level_of_its_unit_and_none_lies_in_another() -> None:
    assert catalogue.whole_parts("DT01", "cap", "province") == ("tinh", "huyen", "xa")
    assert catalogue.whole_parts("DT01", "cap", "district") == ("huyen", "xa")
    assert catalogue.whole_parts("DT01", "cap", "commune") == ("xa",)
    assert catalogue.whole_parts("QC01", "loai_hinh", "province") == ("xa", "co_quan_doanh_nghiep")


def test_what_an_indicator_is_not_told_by_is_named() -> None:
    assert catalogue.undivided("QC03", "cap=xa") == ["cấp"]
    assert catalogue.undivided("DT01", "cap=xa") == [] == catalogue.undivided("QC03", "")


def test_ranks_rise_from_parts_to_whole() -> None:
    for row in catalogue.cell_parts():
        whole = catalogue.breakdown_rank(row[0], row[1], row[2])
        assert whole > catalogue.breakdown_rank(row[4], row[5], row[2])
    assert catalogue.breakdown_rank("DT03", "cap=xa", "province") == 0


def test_breakdowns_are_named_in_vietnamese() -> None:
    assert catalogue.breakdown_name("") == "tất cả"
    assert catalogue.breakdown_name("cap=xa") == "cấp xã"
    both = catalogue.breakdown_name("cap=xa;linh_vuc=kinh_te")
    assert both == "cấp xã, lĩnh vực kinh tế"


def test_an_unknown_code_names_the_nearest_ones() -> None:
    with pytest.raises(DanVanError, match="DT99.*DT09"):
        catalogue.get("DT99")
    with pytest.raises(DanVanError, match="cap"):
        catalogue.dimension("capp")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "flow"', 'kind = "flows"', "flows"),
        ('numerator = ["DT06"]', 'numerator = ["DT66"]', "DT66"),
        ('parts = ["DT02", "DT03"]', 'parts = ["DT01"]', "vòng tròn"),
        ('unit = "cuộc"', 'units = "cuộc"', "thiếu khóa unit"),
        ("decimals = 0", "decimals = 0\nextra = 1", "khóa lạ extra"),
        ('group = "dialogue"', 'group = "dialog"', "dialog"),
        ("[groups]", "[groups", "không đọc được"),
    ],
)
def test_a_damaged_catalogue_says_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = catalogue_file.PATH.read_text(encoding="utf-8")
    assert old in text
    damaged = tmp_path / "indicators.toml"
    damaged.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DanVanError, match=told) as caught:
        catalogue_file.read(damaged)
    assert "git checkout" in caught.value.remedy


def test_the_glossary_has_every_word_of_the_catalogue() -> None:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = [row["code"] for row in rows]
    assert len(known) == len(set(known))
    assert all(row["vi"] and row["en"] and row["meaning"].endswith(".") for row in rows)
    raw = tomllib.loads(catalogue_file.PATH.read_text(encoding="utf-8"))
    words = set(raw["groups"]) | set(raw["dimensions"]) | set(catalogue.LEVELS)
    for table in raw["dimensions"].values():
        words |= {value["code"] for value in table["values"]}
    for table in raw["indicators"].values():
        words |= set(table)
    for allowed in catalogue_file.CHOICES.values():
        words |= set(allowed)
    assert words - set(known) == set()


def test_the_glossary_has_every_column_of_the_seed_files() -> None:
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        known = {row["code"] for row in csv.DictReader(file)}
    for path in (ROOT / "data" / "seed").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert set(next(csv.reader(file))) <= known, path.name
