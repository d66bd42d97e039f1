"""The published figures, asked for as a page asks, and computed again in pandas from the observations.

Every number here was checked by hand against the five documents; none may change because the program did.
"""

import json
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from danvan import catalogue, numbers
from danvan.database import Database
from danvan.figures import ask
from danvan.figures.ask import Figure
from danvan.workspace import OFFICIAL, open_workspace

HA_NOI, SOC_SON, HA_TINH, HCMC = "01-2008", "016-2008", "42-2008", "79-2008"
DAY, REVIEW, TERM = "2020-07-15", "2010-01-01..2020-07-15", "2012-01-01..2020-07-15"
DIALOGUES, THREE_YEARS = "2013-01-01..2020-07-15", "2021-01-01..2024-03-06"
FIVE_YEARS = "2018-04-04..2023-08-25"
CO_SO, TREN = "cap_dang=co_so", "cap_dang=tren_co_so"
Cell = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An official workspace after its first start."""
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("published"))
    yield database
    database.close()


@pytest.fixture(scope="module")
def observed(workspace: Database) -> pd.DataFrame:
    """The observations as they lie in the database, days as texts."""
    with workspace.cursor() as cursor:
        rows = cursor.execute("select * from observation order by observation_id").df()
    for name in ("period_start", "period_end", "as_of"):
        rows[name] = rows[name].dt.strftime("%Y-%m-%d")
    return rows


def told(database: Database, cell: Cell) -> Figure:
    """The figure of (indicator, unit, period, breakdown)."""
    indicator, unit, period, breakdown = cell
    return ask.figure(database, indicator, unit, period, breakdown=breakdown)


def seen(observed: pd.DataFrame, cell: Cell) -> pd.DataFrame:
    """The observations of a cell."""
    indicator, unit, period, breakdown = cell
    first, _, last = period.partition("..")
    return observed[
        (observed["indicator"] == indicator)
        & (observed["unit_id"] == unit)
        & (observed["breakdown"] == breakdown)
        & (observed["period_start"] == first)
        & (observed["period_end"] == (last or first))
    ]


NTM = ("NT02", HA_NOI, DAY, ""), ("NT01", HA_NOI, DAY, "")
VILLAGES = ("SX01", HA_NOI, DAY, ""), ("SX02", HA_NOI, DAY, "")
LEVELS = [("DT02", HA_NOI, DIALOGUES, f"cap={level}") for level in ("tinh", "huyen", "xa")]
COMMUNE, DISTRICT = (("DT02", SOC_SON, THREE_YEARS, f"cap={level}") for level in ("xa", "huyen"))
SAID = [("YK01", SOC_SON, THREE_YEARS, f"cap={level}") for level in ("xa", "huyen")]
HELD = ("DH01", HA_NOI, "2020-07-10", TREN), ("DH02", HA_NOI, "2020-07-10", TREN)
ALL_HELD = ("DH01", HA_NOI, "2020-06-30", CO_SO), ("DH02", HA_NOI, "2020-06-30", CO_SO)
DIRECT = ("DH04", HA_NOI, "2020-07-10", TREN)
MODELS = ("DV06", HA_NOI, REVIEW, ""), ("DV05", HA_NOI, REVIEW, "")
MEMBERS = ("TC04", HA_NOI, TERM, ""), ("TC03", HA_NOI, TERM, "")
HIGHER = ("NT03", HA_NOI, DAY, ""), ("NT02", HA_NOI, DAY, "")
TINH = ("YK01", HA_TINH, FIVE_YEARS, ""), ("DT01", HA_TINH, FIVE_YEARS, "")
INSPECTED = ("QC02", HA_NOI, REVIEW, "loai_hinh=xa")
# Numbers of the statistics yearbook that no document of ours tells: communes, wards, towns, districts.
RURAL_2016, WARDS, TOWNS, MERGED, DISTRICTS, SOC_SON_COMMUNES, HA_TINH_COMMUNES = 386, 177, 21, 5, 30, 26, 216

# what it is, the cells, how they make the number, the number, decimals of its last digit
CHECKS: list[tuple[str, list[Cell], Callable[..., float], float, int]] = [
    ("share of communes that meet the standard", [*NTM], lambda a, b: 100 * a / b, 93.194, 3),
    ("villages taken away", [*VILLAGES], lambda a, b: a - b, 2708, 0),
    ("base congresses", [*ALL_HELD], lambda a, b: 100 * a / b, 100.0, 1),
    ("dialogues of Sóc Sơn", [COMMUNE, DISTRICT], lambda a, b: a + b, 81, 0),
    ("dialogues of Hà Nội, all levels", LEVELS, lambda *levels: sum(levels), 2214, 0),
    ("recognised of registered", [*MODELS], lambda a, b: 100 * a / b, 26.053, 3),
    ("higher congresses", [*HELD], lambda a, b: 100 * a / b, 22.0, 1),
    ("direct election so far", [DIRECT, HELD[0]], lambda a, b: 100 * a / b, 63.636, 3),
    ("village reduction", [*VILLAGES], lambda a, b: 100 * (a - b) / a, 33.986, 3),
    ("members per new organisation", [*MEMBERS], lambda a, b: a / b, 70.846, 3),
    ("advanced of those that meet the standard", [*HIGHER], lambda a, b: 100 * a / b, 3.09, 2),
    ("units inspected", [INSPECTED], lambda a: a, WARDS + TOWNS + RURAL_2016 - MERGED, 0),
    ("rural communes", [NTM[1]], lambda a: a, RURAL_2016 - 4, 0),
    ("dialogues per commune", [LEVELS[2], INSPECTED], lambda a, b: a / b, 3.537, 3),
    ("dialogues per district", [LEVELS[1]], lambda a: a / DISTRICTS, 4.8, 1),
    ("opinions of Sóc Sơn", SAID, lambda a, b: a + b, 1109, 0),
    ("opinions per commune dialogue", [SAID[0], COMMUNE], lambda a, b: a / b, 12.936, 3),
    ("opinions per district dialogue", [SAID[1], DISTRICT], lambda a, b: a / b, 33.333, 3),
    ("dialogues per commune of Sóc Sơn", [COMMUNE], lambda a: a / SOC_SON_COMMUNES, 3.0, 1),
    ("dialogues of all kinds", [("DT02", SOC_SON, THREE_YEARS, ""), ("DT03", SOC_SON, THREE_YEARS, "")],
     lambda a, b: a + b, 121, 0),
    ("opinions per dialogue of Hà Tĩnh", [*TINH], lambda a, b: a / b, 8.976, 3),
    ("dialogues per year and commune", [TINH[1]], lambda a: a / 5 / HA_TINH_COMMUNES, 1.866, 3),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "formula", "number", "digits"), [c[1:] for c in CHECKS], ids=[c[0] for c in CHECKS])
def test_the_arithmetic_of_the_documents_holds_on_the_page_and_in_the_observations(
    workspace: Database, observed: pd.DataFrame, cells: list[Cell], formula: Callable[..., float],
    number: float,
    digits: int,
) -> None:  # fmt: skip
    figures = [told(workspace, cell) for cell in cells]
    assert [figure.basis for figure in figures] == ["reported"] * len(cells)
    assert round(formula(*(figure.value for figure in figures)), digits) == number
    rows = [seen(observed, cell) for cell in cells]
    assert [len(row) for row in rows] == [1] * len(cells)
    assert round(formula(*(float(row["value"].iloc[0]) for row in rows)), digits) == number


# Figures that the rule itself works out or shows from the same numbers: (cell, value, basis, tree, printed)
SHOWN: list[tuple[Cell, float, str, str, str]] = [
    (("NT06", HA_NOI, DAY, ""), 100 * 356 / 382, "reported", "", "93,2"),
    (("SX03", HA_NOI, DAY, ""), 7968 - 5260, "reported", "", "2.708"),
    (("SX04", HA_NOI, DAY, ""), 100 * 2708 / 7968, "derived", "ratio", "34,0"),
    (("DT02", SOC_SON, THREE_YEARS, ""), 78 + 3, "reported", "", "81"),
    (("YK01", SOC_SON, THREE_YEARS, "cap=xa"), 1009, "reported", "", "1.009"),
    (("DV07", HA_NOI, REVIEW, ""), 100 * 10272 / 39427, "derived", "ratio", "26,1"),
    (("YK10", HA_TINH, FIVE_YEARS, ""), 18087 / 2015, "derived", "ratio", "9,0"),
    (("YK10", SOC_SON, THREE_YEARS, "cap=xa"), 1009 / 78, "derived", "ratio", "12,9"),
    (("DT02", HA_NOI, DIALOGUES, ""), 22 + 144 + 2048, "derived", "breakdown", "2.214"),
    (("DH03", HA_NOI, "2020-06-30", CO_SO), 100.0, "reported", "", "100,0"),
    (("DH03", HA_NOI, "2020-07-10", TREN), 22.0, "derived", "ratio", "22,0"),
    (("DH07", HA_NOI, "2020-07-10", TREN), 100 * 7 / 11, "derived", "ratio", "63,6"),
    (("NT07", HA_NOI, DAY, ""), 100 * 11 / 356, "derived", "ratio", "3,1"),
]


@pytest.mark.parametrize(
    ("cell", "value", "basis", "tree", "printed"), SHOWN, ids=[f"{c[0][0]} {c[0][1]}" for c in SHOWN]
)
def test_golden_figures(workspace: Database, cell: Cell, value: float, basis: str, tree: str, printed: str) -> None:
    figure = told(workspace, cell)
    assert (figure.value, figure.basis, figure.tree) == (pytest.approx(value, rel=1e-15), basis, tree)
    assert numbers.number(figure.value, catalogue.get(cell[0]).decimals) == printed


def test_all_opinions_of_soc_son_are_not_the_whole_without_the_rest(workspace: Database) -> None:
    """1.009 + 100 = 1.109: a district's opinions come from its own dialogues and its communes'."""
    figure = told(workspace, ("YK01", SOC_SON, THREE_YEARS, ""))
    assert (figure.value, figure.basis, figure.tree) == (1109, "derived", "breakdown")
    assert (figure.parts_present, figure.parts_expected) == (2, 2)


def test_the_dialogues_of_ha_noi_are_whole_by_level_and_partial_by_kind(workspace: Database) -> None:
    periodic = told(workspace, ("DT02", HA_NOI, DIALOGUES, ""))
    assert (periodic.parts_present, periodic.parts_expected, periodic.missing) == (3, 3, [])
    whole = told(workspace, ("DT01", HA_NOI, DIALOGUES, ""))
    assert (whole.value, whole.basis, whole.state) == (2214, "partial", "known")
    assert whole.parts_present < whole.parts_expected
    assert any("DT03" in name for name in whole.missing) and "DT03" in whole.reason


def test_ad_hoc_dialogues_of_soc_son_are_more_than_40_and_all_kinds_more_than_121(
    workspace: Database,
) -> None:
    ad_hoc = told(workspace, ("DT03", SOC_SON, THREE_YEARS, ""))
    assert (ad_hoc.value, ad_hoc.qualifier, ad_hoc.state, ad_hoc.basis) == (
        40,
        "hon",
        "approximate",
        "reported",
    )
    whole = told(workspace, ("DT01", SOC_SON, THREE_YEARS, ""))
    assert (whole.value, whole.qualifier, whole.state, whole.basis) == (121, "hon", "approximate", "derived")
    assert told(workspace, ("DT02", SOC_SON, THREE_YEARS, "")).qualifier == ""


@pytest.mark.parametrize(("unit", "period"), [(HA_TINH, FIVE_YEARS), (HA_NOI, DIALOGUES), (SOC_SON, THREE_YEARS)])
def test_no_settlement_rate_is_told_and_the_reason_names_what_is_missing(
    workspace: Database, unit: str, period: str
) -> None:
    figure = told(workspace, ("YK08", unit, period, ""))
    assert (figure.value, figure.basis, figure.state) == (None, "none", "missing")
    assert any("YK03" in name for name in figure.missing)
    assert "YK03" in figure.reason and catalogue.get("YK03").name in figure.reason


def test_ho_chi_minh_city_has_no_figure_at_all(workspace: Database, observed: pd.DataFrame) -> None:
    """One thing was held without a count; every other headline is simply not there."""
    assert observed.loc[observed["unit_id"] == HCMC, "value"].isna().all()
    with workspace.cursor() as cursor:
        count = cursor.execute("select count(*) from figure where unit_id = ? and value is not null", [HCMC]).fetchone()
    assert count == (0,)
    for code in ("DT01", "DT02", "YK01", "YK08", "DV01", "NT06", "CC01"):
        figure = told(workspace, (code, HCMC, "2024-H1", ""))
        assert (figure.value, figure.basis) == (None, "none")
        assert figure.state in ("missing", "refused") and figure.reason
    held = told(workspace, ("KN07", HCMC, "2024-H1", ""))
    assert (held.value, held.basis, held.state) == (None, "none", "held_no_count")


def test_commended_models_and_pilot_congresses_are_not_added_to_others(workspace: Database) -> None:
    for cell, value in (
        (("DV10", SOC_SON, THREE_YEARS, ""), 2),
        (("DV04", SOC_SON, THREE_YEARS, "cap=tinh;hinh_thuc_khen=bang_khen"), 2),
        (("DV11", SOC_SON, THREE_YEARS, "cap=huyen"), 142),
        (("DV11", SOC_SON, THREE_YEARS, "cap=xa"), 1041),
        (("DH05", HA_NOI, "2020-06-30", TREN), 3),
        (("DH01", HA_NOI, "2020-06-30", CO_SO), 2310),
        (("DH01", HA_NOI, "2020-07-10", TREN), 11),
    ):
        figure = told(workspace, cell)
        assert (figure.value, figure.basis) == (value, "reported")
    with workspace.cursor() as cursor:
        found = cursor.execute("select unit_id, value, indicator from figure where value is not null").fetchall()
    models = {value for unit, value, _ in found if unit == SOC_SON}
    assert not models & {142 + 2, 1041 + 2, 142 + 1041, 142 + 1041 + 2}
    congresses = {value for unit, value, code in found if unit == HA_NOI and code in ("DH01", "DH05")}
    assert not congresses & {2310 + 3, 2310 + 11, 2310 + 11 + 3, 11 + 3, 11 + 7}


def test_the_denominators_386_and_382_are_never_mixed(workspace: Database) -> None:
    """325 of 386 communes in 2019 (84,2 %, denominator not told), 356 of 382 in 2020."""
    before, after = (told(workspace, ("NT06", HA_NOI, day, "")) for day in ("2019-06-30", DAY))
    assert (before.value, before.denominator, before.basis) == (84.2, None, "reported")
    assert (after.numerator, after.denominator) == (356, 382)
    assert told(workspace, ("NT01", HA_NOI, "2019-06-30", "")).value is None
    with workspace.cursor() as cursor:
        rows = cursor.execute(
            "select value from figure where indicator = 'NT06' and unit_id = ? and value is not null",
            [HA_NOI],
        ).fetchall()
    mixed = {round(100 * above / below, 1) for above, below in ((325, 382), (356, 386), (382, 386))}
    assert not {round(value, 1) for (value,) in rows} & mixed


def test_every_figure_names_its_document_and_place(workspace: Database, observed: pd.DataFrame) -> None:
    with workspace.cursor() as cursor:
        titles = dict(cursor.execute("select source, title from source").fetchall())
    facts = observed.head(46)
    assert facts["place"].str.fullmatch(r"đoạn \d+").all()
    for row in facts.to_dict("records"):
        span = row["period_start"]
        span = span if span == row["period_end"] else f"{span}..{row['period_end']}"
        figure = told(workspace, (row["indicator"], row["unit_id"], span, row["breakdown"]))
        documents = {(source["title"], source["place"]) for source in figure.sources}
        assert (titles[row["source"]], row["place"]) in documents, row
        assert all(source["batch"] and source["imported_by"] and source["date"] for source in figure.sources)
        assert json.dumps(figure.as_json())


def test_a_derived_figure_names_the_documents_of_its_parts(workspace: Database) -> None:
    for cell in (
        ("DT02", HA_NOI, DIALOGUES, ""),
        ("YK10", HA_TINH, FIVE_YEARS, ""),
        ("DV07", HA_NOI, REVIEW, ""),
    ):
        figure = told(workspace, cell)
        assert {source["place"] for source in figure.sources} <= {"đoạn 5", "đoạn 8"} and figure.sources
        assert figure.parts and all(part.value is not None for part in figure.parts)


def test_two_documents_that_disagree_are_both_kept(workspace: Database, observed: pd.DataFrame) -> None:
    """Hà Nội's PAR index of 2023: 91,43 of the later day is shown, 91,25 stays beside it and is listed."""
    figure = told(workspace, ("CC01", HA_NOI, "2023", ""))
    assert (figure.value, figure.basis, figure.state) == (91.43, "reported", "known")
    rows = observed[(observed["indicator"] == "CC01") & (observed["unit_id"] == HA_NOI)]
    assert sorted(rows.loc[rows["period_end"] == "2023-12-31", "value"]) == [91.25, 91.43]
    drawer = workspace.ask(
        "lineage.observations", indicator="CC01", unit=HA_NOI, breakdown="", period_start="2023-01-01",
        period_end="2023-12-31", chosen=figure.observation_id,
    )  # fmt: skip
    assert drawer["value"].tolist() == [91.43, 91.25] and drawer["in_use"].tolist() == [True, False]
    listed = workspace.ask("checks.warn_sources_disagree")
    assert ((listed["indicator"] == "CC01") & (listed["unit_id"] == HA_NOI)).any()


def test_every_reported_observation_is_shown_as_it_was_told(workspace: Database, observed: pd.DataFrame) -> None:
    """Pandas over all rows: the value of each cell's preferred report is the value of its figure.

    Forecasts are left out: a number of what was stands before one of what is planned.
    """
    with workspace.cursor() as cursor:
        figures = cursor.execute("select * from figure where basis = 'reported' and state <> 'expected'").df()
        priority = dict(cursor.execute("select source, priority from source").fetchall())
    rows = observed[observed["value"].notna() & (observed["state"] != "expected")].copy()
    rows["priority"] = rows["source"].map(priority)
    cell = ["indicator", "unit_id", "breakdown", "period_start", "period_end"]
    rows = rows.sort_values(["priority", "as_of"], ascending=[True, False]).drop_duplicates(cell)
    shares = rows["numerator"].notna() & rows["denominator"].notna()
    rows.loc[shares, "value"] = 100.0 * rows["numerator"] / rows["denominator"]
    for name in ("period_start", "period_end"):
        figures[name] = figures[name].dt.strftime("%Y-%m-%d")
    joined = rows.merge(figures, on=cell, how="outer", suffixes=("", "_shown"), indicator=True)
    assert (joined["_merge"] == "both").all()
    assert (joined["value"] == joined["value_shown"]).all()
    assert (joined["qualifier"] == joined["qualifier_shown"]).all()
