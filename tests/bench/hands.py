"""How a reader uses each of the subjects, and what must be seen after each step: one class a subject.

A scene names, chart by chart, words that must stand in one and the same chart (its own title and a value that only the
right data gives), and words that must stand on the page.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from playwright.sync_api import Page

from danvan import numbers, periods, units
from tests.bench import known
from tests.bench.datasets import Dataset
from tests.bench.floors import static_values
from tests.bench.measured import APP
from tests.bench.served import DASH, PLAIN


@dataclass(frozen=True)
class Scene:
    """What must be drawn: of each chart the words in it, and words of the page."""

    charts: tuple[tuple[str, ...], ...]
    texts: tuple[str, ...] = ()

    def told(self) -> dict[str, list]:
        """For the script in the page (drawn.js)."""
        return {"charts": [list(words) for words in self.charts], "texts": list(self.texts)}


class Hands:
    """The steps of a reader. `month` is a code such as 2024-06."""

    name = ""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.capital = next(u for u in units.units("province", dataset.last_day) if u.code == "01")

    def path(self, month: str) -> str:
        """The address of the overview in a month."""
        return f"/?ky={month}"

    def overview(self, month: str) -> Scene:
        """What the overview shows of a month."""
        raise NotImplementedError

    def other(self, month: str) -> Scene:
        """What the other page shows of a month."""
        raise NotImplementedError

    def clicked(self, month: str) -> Scene:
        """What a click on the capital's tile opens."""
        raise NotImplementedError

    def choose(self, page: Page, month: str) -> None:
        """Choose a month in the drop-down; the last press is the one that decides."""
        raise NotImplementedError

    def switch(self, page: Page, *, back: bool = False) -> None:
        """Go to the other page, or back to the overview, by its link."""
        raise NotImplementedError

    def tile(self) -> str:
        """The words by which the capital's tile is found."""
        raise NotImplementedError

    def settled(self, page: Page) -> None:
        """Wait until the subject has nothing left to do: no step begins while the last one still runs."""
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)


class AppHands(Hands):
    """The dashboard: its overview with supervision in view, the page of dialogues, a province's profile."""

    name = APP

    def path(self, month: str) -> str:
        """The overview, a month, supervision on the map."""
        return "/?" + urlencode({"lk": "month", "ky": month, "ct": "GS01"})

    def overview(self, month: str) -> Scene:
        """Map, trend, ranking, and the headline figure of dialogues."""
        told = numbers.number(known.nation(self.dataset.name, "DT01", month))
        return Scene(self._three("Số cuộc giám sát", "GS01", month), ("Tổng quan", f"{told} cuộc"))

    def other(self, month: str) -> Scene:
        """Map, trend and ranking of dialogues, and what became of the opinions."""
        opinions = numbers.number(known.nation(self.dataset.name, "YK01", month))
        charts = (
            *self._three("Số cuộc đối thoại", "DT01", month),
            ("Từ tiếp nhận đến giải quyết", f"Tiếp nhận trong kỳ: {opinions}"),
            ("Tiếp nhận, giải quyết và tỷ lệ",),
            ("Ý kiến còn lại cuối kỳ",),
        )
        return Scene(charts, (f"{opinions} ý kiến",))

    def clicked(self, month: str) -> Scene:
        """The capital's profile: the course of supervision there, and its headline figure."""
        last = known.whole_months(self.dataset.name)[0]
        value, then = (
            numbers.number(known.province(self.dataset.name, "GS01", at, self.capital.unit_id)) for at in (month, last)
        )
        return Scene(
            (("Số cuộc giám sát", f"{self.capital.full_name}, theo tháng", then),),
            (f"{self.capital.full_name} · {periods.parse(month).label}", f"{value} cuộc"),
        )

    def choose(self, page: Page, month: str) -> None:
        """The period's drop-down, by typing its name."""
        box = page.get_by_role("combobox", name="Kỳ số liệu", exact=True)
        words = periods.parse(month).label
        box.click()
        box.fill(words)
        page.get_by_role("option", name=words, exact=True).click()

    def switch(self, page: Page, *, back: bool = False) -> None:
        """The links of the side bar."""
        page.locator("[data-testid=stSidebarNav] a", has_text="Tổng quan" if back else "Đối thoại").first.click()

    def tile(self) -> str:
        """A tile carries its unit's id first."""
        return self.capital.unit_id

    def _three(self, title: str, indicator: str, month: str) -> tuple[tuple[str, ...], ...]:
        name, label = self.dataset.name, periods.parse(month).label
        highest = numbers.number(known.highest(name, indicator, month))
        last = numbers.number(known.nation(name, indicator, known.whole_months(name)[0]))
        return (
            (title, "Bản đồ ô lục giác", label, f"({highest} cuộc)"),
            (title, "Cả nước, theo tháng", last),
            (title, "Xếp theo số lượng", label, highest),
        )


class PlainHands(Hands):
    """Streamlit with one static chart a page."""

    name = PLAIN

    def overview(self, month: str) -> Scene:
        """The chart of the month."""
        return self._chart("Tổng quan", month)

    def other(self, month: str) -> Scene:
        """The other page opens at the month that the session holds."""
        return self._chart("Trang hai", month)

    def clicked(self, month: str) -> Scene:
        """One more chart below."""
        return self._chart("Đã bấm", month)

    def choose(self, page: Page, month: str) -> None:
        """The same drop-down as ours."""
        box = page.get_by_role("combobox", name="Kỳ số liệu", exact=True)
        box.click()
        box.fill(month)
        page.get_by_role("option", name=month, exact=True).click()

    def switch(self, page: Page, *, back: bool = False) -> None:
        """The links of the side bar."""
        page.locator("[data-testid=stSidebarNav] a", has_text="Tổng quan" if back else "Trang hai").first.click()

    def tile(self) -> str:
        """The first tile."""
        return static_values.NAMES[0]

    def _chart(self, name: str, month: str) -> Scene:
        return Scene(((f"{name} {month}", numbers.number(static_values.value(month))),))


class DashHands(Hands):
    """The small Dash app."""

    name = DASH

    def overview(self, month: str) -> Scene:
        """Map, trend, ranking, and the headline figure of dialogues."""
        return self._four("Giám sát", "GS01", month)

    def other(self, month: str) -> Scene:
        """The same of dialogues."""
        return self._four("Đối thoại", "DT01", month)

    def clicked(self, month: str) -> Scene:
        """The trend of the capital."""
        last = known.whole_months(self.dataset.name)[0]
        value = known.province(self.dataset.name, "GS01", last, self.capital.unit_id)
        return Scene(((f"Giám sát, {self.capital.unit_id}", numbers.number(value)),))

    def choose(self, page: Page, month: str) -> None:
        """Dash's own drop-down, searched by typing."""
        page.locator("#month").click()
        page.keyboard.type(month)
        page.get_by_role("option", name=month, exact=True).click()

    def switch(self, page: Page, *, back: bool = False) -> None:
        """The links above."""
        page.locator("nav a", has_text="Tổng quan" if back else "Đối thoại").click()

    def tile(self) -> str:
        """A tile carries its province's id."""
        return self.capital.unit_id

    def settled(self, page: Page) -> None:
        """No callback is under way."""
        page.wait_for_function("() => !document.querySelector('[data-dash-is-loading=true]')", timeout=120_000)

    def _four(self, title: str, indicator: str, month: str) -> Scene:
        name = self.dataset.name
        highest, last, dialogues = (
            numbers.number(value)
            for value in (
                known.highest(name, indicator, month),
                known.nation(name, indicator, known.whole_months(name)[0]),
                known.nation(name, "DT01", month),
            )
        )
        charts = ((f"{title} {month}", highest), (f"{title}, cả nước", last), (f"{title}, cao nhất {month}", highest))
        return Scene(charts, (f"DT01: {dialogues}",))


HANDS = {one.name: one for one in (AppHands, PlainHands, DashHands)}
