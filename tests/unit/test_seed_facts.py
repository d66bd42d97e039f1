"""The published facts: all there, each with its source, and their arithmetic holds."""

from pathlib import Path

import pandas as pd
import pytest

from danvan import catalogue

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"
DOCUMENTS = ("ha-noi-2020", "hoang-mai-2018", "soc-son-2024", "tp-hcm-2024", "ha-tinh-2023")
STATES = {"known", "provisional", "expected", "missing", "held_no_count", "not_applicable"}
ROWS = pd.read_csv(SEED / "observations.csv", dtype=str, keep_default_na=False)
FACTS = ROWS.head(46)
SOURCES = pd.read_csv(SEED / "sources.csv", dtype=str, keep_default_na=False)
HA_NOI, SOC_SON, HA_TINH = "01-2008", "016-2008", "42-2008"


def row(indicator: str, unit: str, end: str, breakdown: str = "", start: str = "") -> pd.Series:
    found = ROWS[
        (ROWS["indicator"] == indicator)
        & (ROWS["unit_id"] == unit)
        & (ROWS["period_end"] == end)
        & (ROWS["breakdown"] == breakdown)
    ]
    found = found[found["period_start"] == start] if start else found
    assert len(found) == 1, (indicator, unit, end, breakdown, len(found))
    return found.iloc[0]


def value(indicator: str, unit: str, end: str, breakdown: str = "", start: str = "") -> float:
    return float(row(indicator, unit, end, breakdown, start)["value"])


def test_the_46_facts_of_the_five_documents_come_first() -> None:
    assert FACTS["source"].value_counts().to_dict() == dict(zip(DOCUMENTS, (29, 3, 10, 1, 3), strict=True))
    assert FACTS["place"].str.fullmatch(r"đoạn \d+").all()
    assert len(ROWS) == 121


def test_every_row_is_well_formed() -> None:
    assert set(ROWS["state"]) <= STATES
    assert set(ROWS["qualifier"]) <= {"", "hon", "gan", "khoang"}
    for name in ("period_start", "period_end", "as_of"):
        assert ROWS[name].str.fullmatch(r"\d{4}-\d\d-\d\d").all(), name
    assert (ROWS["period_start"] <= ROWS["period_end"]).all()
    numbered = pd.to_numeric(ROWS["value"], errors="coerce").notna()
    assert (numbered == (ROWS["state"] != "held_no_count")).all()
    assert set(ROWS["source"]) == set(SOURCES["source"])
    assert SOURCES["source"].is_unique
    assert set(SOURCES["kind"]) <= {"official_report", "press", "statistics"}


def test_every_row_speaks_of_a_cell_that_the_catalogue_knows() -> None:
    for fact in ROWS.to_dict("records"):
        item = catalogue.get(fact["indicator"])
        keys = dict(catalogue.breakdowns(item.code))
        assert fact["breakdown"] in keys, fact
        assert not item.valid_to or fact["period_end"] <= str(item.valid_to), fact
        assert not item.valid_from or fact["period_end"] >= str(item.valid_from), fact
        assert bool(fact["cumulative_from"]) == item.cumulative, fact
        assert item.kind == "ratio" or not fact["numerator"] + fact["denominator"], fact


def test_no_cell_is_told_twice_by_one_source() -> None:
    cell = ["indicator", "unit_id", "breakdown", "period_start", "period_end", "source"]
    assert not ROWS.duplicated(cell).any()


def test_a_month_only_date_is_provisional_and_says_so() -> None:
    month_only = ROWS["note"].str.startswith("Nguồn chỉ ghi tháng.")
    assert month_only.sum() > 20
    assert set(ROWS.loc[month_only, "state"]) == {"provisional"}


@pytest.mark.parametrize(
    ("indicator", "end", "above", "below", "published"),
    [
        ("NT06", "2020-07-15", 356, 382, 93.2),
        ("DH03", "2020-06-30", 2310, 2310, 100),
    ],
)
def test_ha_noi_shares_follow_from_their_parts(
    indicator: str, end: str, above: int, below: int, published: float
) -> None:
    breakdown = "cap_dang=co_so" if indicator == "DH03" else ""
    fact = row(indicator, HA_NOI, end, breakdown)
    assert (float(fact["numerator"]), float(fact["denominator"])) == (above, below)
    assert round(100 * above / below, 1) == float(fact["value"]) == published


def test_published_shares_equal_numerator_over_denominator() -> None:
    shares = ROWS[(ROWS["numerator"] != "") & (ROWS["denominator"] != "")]
    assert len(shares) >= 6
    for fact in shares.to_dict("records"):
        exact = 100 * float(fact["numerator"]) / float(fact["denominator"])
        digits = len(fact["value"].partition(".")[2])
        assert round(exact, digits) == float(fact["value"]), fact


def test_ha_noi_villages_and_dialogues() -> None:
    day = "2020-07-15"
    before, after, fewer = (value(f"SX0{n}", HA_NOI, day) for n in (1, 2, 3))
    assert (before, after, fewer) == (7968, 5260, 2708) and before - after == fewer
    assert 100 * fewer / before == pytest.approx(33.986, abs=5e-4)
    levels = [value("DT02", HA_NOI, day, f"cap={cap}", "2013-01-01") for cap in ("tinh", "huyen", "xa")]
    assert levels == [22, 144, 2048] and sum(levels) == 2214
    assert value("SX05", HA_NOI, day) == 5


def test_ha_noi_models_congresses_and_members() -> None:
    day, term = "2020-07-15", "2020-07-10"
    assert value("DV05", HA_NOI, day, start="2010-01-01") == 39427
    assert 100 * value("DV06", HA_NOI, day) / value("DV05", HA_NOI, day) == pytest.approx(26.053, abs=5e-4)
    held = value("DH01", HA_NOI, term, "cap_dang=tren_co_so")
    due = value("DH02", HA_NOI, term, "cap_dang=tren_co_so")
    direct = value("DH04", HA_NOI, term, "cap_dang=tren_co_so")
    assert 100 * held / due == 22 and 100 * direct / held == pytest.approx(63.636, abs=5e-4)
    assert value("TC04", HA_NOI, day) / value("TC03", HA_NOI, day) == pytest.approx(70.846, abs=5e-4)
    assert 100 * value("NT03", HA_NOI, day) / value("NT02", HA_NOI, day) == pytest.approx(3.09, abs=5e-3)
    expected = row("DH06", HA_NOI, "2020-12-31", "cap_dang=tren_co_so")
    assert (expected["state"], expected["value"]) == ("expected", "50")


def test_ha_noi_inspections_stay_apart_and_estimates_keep_their_word() -> None:
    day = "2020-07-15"
    assert value("QC02", HA_NOI, day, "loai_hinh=xa") == 579 == 177 + 21 + 386 - 5
    assert value("QC02", HA_NOI, day, "loai_hinh=co_quan_doanh_nghiep") == 150
    assert row("KN08", HA_NOI, day)["qualifier"] == "khoang"
    assert row("KN13", HA_NOI, day)["qualifier"] == "gan"


def test_soc_son_dialogues_and_opinions() -> None:
    end = "2024-03-06"
    whole = value("DT02", SOC_SON, end)
    commune, district = (value("DT02", SOC_SON, end, f"cap={cap}") for cap in ("xa", "huyen"))
    assert (whole, commune, district) == (81, 78, 3) and commune + district == whole
    opinions = [value("YK01", SOC_SON, end, f"cap={cap}") for cap in ("xa", "huyen")]
    assert opinions == [1009, 100] and sum(opinions) == 1109
    assert opinions[0] / commune == pytest.approx(12.936, abs=5e-4)
    assert opinions[1] / district == pytest.approx(33.333, abs=5e-4)
    ad_hoc = row("DT03", SOC_SON, end)
    assert (ad_hoc["value"], ad_hoc["qualifier"]) == ("40", "hon")
    assert whole + float(ad_hoc["value"]) == 121


def test_soc_son_models_are_not_mixed_with_registered_or_recognised_ones() -> None:
    mine = ROWS[ROWS["unit_id"] == SOC_SON]
    assert not set(mine["indicator"]) & {"DV01", "DV02", "DV03"}
    assert mine.loc[mine["indicator"] == "DV11", "value"].tolist() == ["142", "1041"]
    assert value("DV04", SOC_SON, "2024-03-06", "cap=tinh;hinh_thuc_khen=bang_khen") == 2


def test_ha_tinh_keeps_its_two_intervals_and_has_no_settled_opinions() -> None:
    end = "2023-08-25"
    dialogues, opinions = (value(code, HA_TINH, end, start="2018-04-04") for code in ("DT01", "YK01"))
    assert (dialogues, opinions) == (2015, 18087)
    assert opinions / dialogues == pytest.approx(8.976, abs=5e-4)
    assert value("DV08", HA_TINH, end, start="2013-06-03") == 19340
    assert not ((ROWS["unit_id"] == HA_TINH) & (ROWS["indicator"] == "YK03")).any()


def test_what_was_held_without_a_count_has_no_number() -> None:
    silent = FACTS[FACTS["state"] == "held_no_count"]
    assert silent["unit_id"].tolist() == ["008-2008", "008-2008", "79-2008"]
    assert (silent["value"] == "").all() and (silent["note"] != "").all()


def test_the_two_scores_of_ha_noi_2023_are_both_kept_and_the_computed_one_says_so() -> None:
    both = ROWS[(ROWS["indicator"] == "CC01") & (ROWS["unit_id"] == HA_NOI)]
    both = both[both["period_start"] == "2023-01-01"]
    assert both["value"].tolist() == ["91.43", "91.25"]
    assert "tính ra" in both["note"].iloc[1] and both["as_of"].iloc[0] > both["as_of"].iloc[1]


def test_external_sums_agree() -> None:
    end = "2022-10-31"
    groups = [value("DV12", "627-2008", end, f"doi_tuong={who}") for who in ("tap_the", "ca_nhan")]
    assert sum(groups) == value("DV12", "627-2008", end) == 274
    for code, gain, earlier in (("NT03", 75, 111), ("NT04", 48, 20)):
        assert value(code, HA_NOI, "2023-07-31") == earlier
        assert value(code, HA_NOI, "2024-07-31") == earlier + gain


def test_page_noise_never_came_in() -> None:
    assert not {"215", "560", "1.55", "6.2"} & set(ROWS["value"])


def test_every_unit_existed_at_the_end_of_the_period() -> None:
    path = SEED.parent / "reference" / "units.csv"
    units = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("unit_id")
    for fact in ROWS.to_dict("records"):
        unit = units.loc[fact["unit_id"]]
        assert unit["valid_from"] <= fact["period_end"] <= (unit["valid_to"] or "9999"), fact
        assert unit["level"] in catalogue.get(fact["indicator"]).levels, fact
