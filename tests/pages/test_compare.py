"""The pages of comparison and of the table: what stands where, recomputed in pandas from the reports' own figures."""

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from danvan import numbers, units, workspace
from danvan.charts.slope import Pair
from danvan.figures import compare_groups
from danvan.ui import cached, compare_periods
from tests.pages.app import browse as run
from tests.pages.seen import elements, words

DEMO = {"kg": "minh-hoa", "lk": "year", "ky": "2024"}


pytestmark = pytest.mark.usefixtures("in_both")


@pytest.fixture
def figures() -> pd.DataFrame:
    """The figures of 2024 of all provinces, as the one rule made them."""
    listed = units.units("province", pd.Timestamp("2024-12-31").date())
    return cached.live(workspace.ILLUSTRATIVE).ask(
        "table.cells",
        indicators=["YK08", "YK01", "YK03", "YK06", "YK07", "DT01", "NT01"],
        breakdown="",
        units=[unit.unit_id for unit in listed],
        starts=[pd.Timestamp("2024-01-01").date()],
        ends=[pd.Timestamp("2024-12-31").date()],
    )


def tables(app: AppTest) -> list[dict[str, Any]]:
    """The tables of the page as they are sent: columns and rows."""
    sent = [json.loads(element.proto.json) for element in elements(app.main) if getattr(element.proto, "json", "")]
    return [one for one in sent if isinstance(one, dict) and {"columns", "rows"} <= set(one) and "sort_by" in one]


def lines(table: dict[str, Any]) -> dict[str, dict[str, str]]:
    """First cell → {heading: text}."""
    heads = [column["name"] for column in table["columns"]]
    return {row[0]["t"]: dict(zip(heads, (cell["t"] for cell in row), strict=True)) for row in table["rows"]}


def no_fault(app: AppTest) -> AppTest:
    """The same app, once it has shown no error."""
    assert not app.exception
    assert [error.value for error in app.error] == []
    return app


@pytest.mark.parametrize("mode", ["don-vi", "hai-ky", "hai-chi-tieu"])
@pytest.mark.parametrize("unit", ["VN", "42-2008", "450-2008"])
def test_every_mode_opens_for_the_nation_a_province_and_a_district(mode: str, unit: str) -> None:
    no_fault(run("compare", **DEMO, dv=unit, ss=mode, ct="YK08"))


@pytest.mark.parametrize("group", ["vung", "tuong-dong", "truc-thuoc", "chon"])
def test_every_group_opens(group: str) -> None:
    no_fault(run("compare", **DEMO, dv="42-2008", nhom=group, ct="YK08"))


def test_ranks_are_those_of_plain_pandas(figures: pd.DataFrame) -> None:
    shown = lines(tables(no_fault(run("compare", **DEMO, ct="YK08")))[0])
    rates = figures[figures["indicator"] == "YK08"]
    whole = rates[rates["basis"].isin(["reported", "derived"])]
    printed = whole["value"].map(lambda value: float(numbers.rounded(value, 1)))
    first, last = (printed.rank(method=how, ascending=False).astype(int) for how in ("min", "max"))
    for name, low, high in zip(whole["full_name"], first, last, strict=True):
        expected = f"{low}/{len(whole)}" if low == high else f"đồng hạng {low}–{high}/{len(whole)}"
        assert shown[name]["Hạng"] == expected
    for name in set(rates["full_name"]) - set(whole["full_name"]):
        assert shown[name]["Hạng"] == ""


def test_a_region_is_the_sum_of_its_parts_over_the_sum_of_its_wholes(figures: pd.DataFrame) -> None:
    shown = lines(tables(no_fault(run("compare", **DEMO, ct="YK08")))[1])
    wide = figures.pivot(index="unit_id", columns="indicator", values="value")
    rates = figures[figures["indicator"] == "YK08"].set_index("unit_id")
    for region in compare_groups.regions(pd.Timestamp("2024-12-31").date()):
        held = [unit_id for unit_id in region.unit_ids if rates.loc[unit_id, "basis"] in ("reported", "derived")]
        part = wide.loc[held]
        received = part["YK06"] + part["YK01"] - part["YK07"]
        # The rate of fewer than half of the provinces says nothing of the region.
        enough = 2 * len(held) >= len(region.unit_ids)
        expected = numbers.number(100 * part["YK03"].sum() / received.sum(), 1) if enough else "–"
        assert shown[region.name]["Giá trị (%)"].split(" ")[0] == expected
        assert shown[region.name]["Số đơn vị đủ số liệu"] == f"{len(held)}/{len(region.unit_ids)}"


def test_a_count_of_a_region_is_what_its_provinces_have_and_says_how_many(figures: pd.DataFrame) -> None:
    shown = lines(tables(no_fault(run("compare", **DEMO, ct="DT01")))[1])
    counts = figures[(figures["indicator"] == "DT01") & (figures["state"] != "expected")].set_index("unit_id")
    told = 0
    for region in compare_groups.regions(pd.Timestamp("2024-12-31").date()):
        own = counts.loc[[unit_id for unit_id in region.unit_ids if unit_id in counts.index]]
        whole = own["basis"].isin(["reported", "derived"]).sum()
        held = own["value"].notna().any()
        expected = numbers.number(own["value"].sum()) if held else "–"
        assert expected in shown[region.name]["Giá trị (cuộc)"].split(" ")
        assert shown[region.name]["Số đơn vị đủ số liệu"] == f"{whole}/{len(region.unit_ids)}"
        told += bool(held)
    assert told


def test_a_raw_count_is_not_ranked_and_rates_are_offered() -> None:
    app = no_fault(run("compare", **DEMO, ct="DT01"))
    assert "Đây là số tuyệt đối, không phải xếp hạng" in words(app)
    assert "Hạng" not in {column["name"] for column in tables(app)[0]["columns"]}
    assert "Bình quân một xã (theo NT01)" in [button.label for button in app.button]


def test_rates_of_a_commune_are_counts_over_the_communes_of_the_same_day(figures: pd.DataFrame) -> None:
    shown = lines(tables(no_fault(run("compare", **DEMO, ct="DT01", tinh="xa-ntm")))[0])
    wide = figures.set_index(["unit_id", "indicator"])
    checked = 0
    for unit_id, name in figures[["unit_id", "full_name"]].drop_duplicates().to_numpy():
        held, base = wide.loc[(unit_id, "DT01")], wide.loc[(unit_id, "NT01")]
        if not {held["basis"], base["basis"]} <= {"reported", "derived"} or held["qualifier"] or base["qualifier"]:
            continue
        printed = shown[name]["Giá trị (cuộc/xã)"]
        places = len(printed.partition(",")[2])
        assert places in (1, 2) and printed == numbers.number(held["value"] / base["value"], places)
        checked += 1
    assert checked > 5


def test_ranks_of_63_and_of_34_never_stand_in_one_table() -> None:
    app = no_fault(run("compare", kg="minh-hoa", lk="year", ky="2025", ky2="2024", ss="hai-ky", ct="YK08"))
    assert "hai bên ngày 1/7/2025" in words(app)
    table = tables(app)[0]
    assert not [column for column in table["columns"] if column["name"].startswith("Hạng")]
    assert len(table["rows"]) == 11, "only the provinces that went through it unchanged"


def test_present_boundaries_compare_all_34_across_the_reform() -> None:
    app = no_fault(
        run("compare", kg="minh-hoa", lk="year", ky="2025", ky2="2024", ss="hai-ky", ct="YK08", dg="hien-nay")
    )
    table = tables(app)[0]
    assert len(table["rows"]) == 34
    assert [column["name"] for column in table["columns"] if column["name"].startswith("Hạng")]


def test_averages_of_a_commune_are_not_compared_across_the_merger_of_communes() -> None:
    both = {"kg": "minh-hoa", "lk": "half", "ky": "2025-H2", "ky2": "2025-H1", "dg": "hien-nay"}
    app = run("compare", **both, ss="hai-ky", ct="DT01", tinh="xa")
    assert not app.exception
    assert any("tinh=xa" in warning.value for warning in app.warning)
    assert "cuộc/đơn vị cấp xã" not in words(app)


def test_unknown_codes_in_lists_are_said_and_the_rest_is_kept() -> None:
    app = run("compare", **DEMO, ct="YK08", nhom="chon", dvs="42-2008.KHONGCO.01-2008")
    assert any("dvs=KHONGCO" in warning.value for warning in app.warning)
    assert set(lines(tables(app)[0])) == {"Tỉnh Hà Tĩnh", "Thành phố Hà Nội"}


def test_intervals_stand_side_by_side_without_ranks() -> None:
    app = no_fault(run("compare", kg="chinh-thuc", lk="interval", ct="DT02"))
    table = tables(app)[0]
    assert "Hạng" not in {column["name"] for column in table["columns"]}
    assert any("Hà Nội" in name for name in lines(table))


def test_the_table_shows_every_cell_with_its_state(figures: pd.DataFrame) -> None:
    app = no_fault(run("table", **DEMO, cts="DT01", tu="2024", den="2024"))
    shown = lines(tables(app)[0])
    assert list(shown)[0] == "Cả nước" and len(shown) == 64
    for row in figures[figures["indicator"] == "DT01"].to_dict("records"):
        cell = shown[row["full_name"]]["Năm 2024"]
        if row["basis"] == "none":
            assert cell in ("chưa báo cáo", "có tổ chức, chưa nêu số", "không áp dụng")
        else:
            assert numbers.number(row["value"]) in cell
            assert ("/" in cell) == (row["basis"] == "partial")


def test_rows_without_a_figure_are_left_out_when_asked_and_counted_before() -> None:
    asked = {"kg": "chinh-thuc", "lk": "year", "ky": "2024", "cts": "CC01", "tu": "2024", "den": "2024"}
    everything = no_fault(run("table", **asked))
    assert len(tables(everything)[0]["rows"]) == 64
    shown = lines(tables(no_fault(run("table", **asked, dong="co-so")))[0])
    assert len(shown) < 10 and "chưa báo cáo" not in {row["Năm 2024"] for row in shown.values()}
    choice = next(group for group in everything.button_group if group.proto.label == "Dòng")
    assert [option.content for option in choice.proto.options] == ["Tất cả (64)", f"Có số liệu ({len(shown)})"]


def test_rises_and_falls_are_counted_as_they_are_printed() -> None:
    whole = {"basis": "reported", "state": "known", "qualifier": ""}
    changes = [(90.0, 91.2), (90.0, 90.04), (90.04, 90.0), (90.0, 89.0)]
    pairs = [Pair("A", "01", {"value": was} | whole, {"value": now} | whole, "…") for was, now in changes]
    said = compare_periods.says(pairs, 1)
    assert said == ["Trong 4 đơn vị có đủ số liệu cả hai kỳ: 1 tăng, 1 giảm, 2 không đổi."]


@pytest.mark.parametrize("layout", ["don-vi-ky", "chi-tieu-don-vi", "ky-chi-tieu", "ky-don-vi", "chi-tieu-ky"])
def test_the_table_is_turned_every_way(layout: str) -> None:
    app = no_fault(
        run("table", **DEMO, cts="DT01.YK08", nhom="chon", dvs="01-2008.42-2008", tu="2024", den="2025", hang=layout)
    )
    table = tables(app)[0]
    numeric = [column["name"] for column in table["columns"] if column["numeric"]]
    assert len(table["rows"]) * len(numeric) == 8
    assert all(row[-1]["k"] for row in table["rows"]), "every figure opens its origin"


def test_the_total_of_the_table_is_the_nations_own_figure_and_no_sum_of_the_rows() -> None:
    app = no_fault(run("table", **DEMO, cts="YK08", nhom="chon", dvs="VN.01-2008", tu="2024", den="2024"))
    shown = lines(tables(app)[0])
    assert set(shown) == {"Cả nước", "Thành phố Hà Nội"}


def test_too_large_a_choice_is_refused_with_a_remedy() -> None:
    many = "DT01.DT02.DT03.YK01.YK02.YK03.YK04.YK05.DV01.DV03.GS01.GS02"
    app = run("table", kg="minh-hoa", lk="month", ky="2024-06", cts=many, tu="2024-01", den="2025-06")
    assert "quá nhiều để đọc" in words(app)


def test_the_highest_of_a_few_is_not_called_the_highest_of_all() -> None:
    said = words(no_fault(run("compare", kg="chinh-thuc", lk="year", ky="2024", ct="CC01")))
    assert "/63 đơn vị đủ số liệu; so sánh dưới đây chỉ trong số đó." in said
