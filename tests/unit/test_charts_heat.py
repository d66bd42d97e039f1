"""The table of letters on colours, and the bars of reports by period."""

from danvan.charts import completeness, palette
from danvan.charts.heat import LOOKS, HeatCell, HeatRow, heat, legend, style

WORDS = {state: state for state in LOOKS}


def _table(*rows: HeatRow) -> str:
    return heat(rows, [("Q.I/2025", "hạn 20/03/2025")], label="Báo cáo", corner="Đơn vị", end="Đúng hạn")


def test_no_two_states_share_a_letter_or_a_colour() -> None:
    assert len({look.letter for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.fill for look in LOOKS.values()}) == len(LOOKS)


def test_every_letter_is_read_on_its_colour() -> None:
    for state, look in LOOKS.items():
        assert palette.contrast(look.ink, look.fill) >= 4.5, state


def test_a_cell_has_its_letter_and_is_told_in_full() -> None:
    made = _table(HeatRow("Hà Tĩnh", "/don-vi?dv=42", (HeatCell("late", "muộn 3 ngày"),), "0/1"))
    assert '<td class="s-late" title="muộn 3 ngày" aria-label="muộn 3 ngày">M</td>' in made
    assert '<a href="/don-vi?dv=42" target="_self">Hà Tĩnh</a>' in made
    assert '<th scope="col">Q.I/2025<small>hạn 20/03/2025</small></th>' in made


def test_names_are_never_markup() -> None:
    made = _table(HeatRow("<b>x</b>", "", (HeatCell("late", '"><script>'),)))
    assert "<b>" not in made and "<script>" not in made


def test_a_group_is_named_once_above_its_rows() -> None:
    cells = (HeatCell("on_time"),)
    made = _table(*(HeatRow(name, "", cells, group=group) for name, group in (("a", "x"), ("b", "x"), ("c", "y"))))
    assert made.count('class="group"') == 2


def test_the_legend_and_the_styles_know_every_state() -> None:
    assert all(f"s-{state}" in legend(WORDS) and f"td.s-{state}" in style() for state in LOOKS)
    assert "s-late" not in legend({"on_time": "Đúng hạn"})


def test_bars_are_shares_of_the_reports_that_were_due() -> None:
    counts = [{"on_time": 3, "missing": 1, "not_due": 5, "not_applicable": 9}, {"not_due": 4}]
    figure = completeness.course(counts, ["Q.I", "Q.II"], WORDS, title="t", subtitle="s")
    assert {trace.name: list(trace.y) for trace in figure.data} == {"on_time": [75, None], "missing": [25, None]}
    assert "q.i: on_time 3, missing 1" in figure.layout.meta["alt"].lower()


def test_a_count_without_room_stays_outside_its_bar() -> None:
    figure = completeness.course([{"on_time": 99, "late": 1}], ["Q.I"], WORDS, title="t", subtitle="s")
    assert [trace.text for trace in figure.data] == [("99",), ("",)]


def test_without_a_report_due_the_figure_says_there_is_nothing() -> None:
    figure = completeness.course([{"not_due": 4}], ["Q.I"], WORDS, title="t", subtitle="s")
    assert not figure.data
