"""A reader with a browser: each step returns how long it took until everything was drawn with the right figures.

Times are taken in the page itself (drawn.js): from the beginning of the navigation, or from the press that decided, to
the frame in which the last chart held its title and its value. Nothing ever sleeps.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.bench.hands import Hands, Scene
from tests.bench.served import Served

SCRIPT = Path(__file__).with_name("drawn.js").read_text(encoding="utf-8")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LONGEST = 120_000
SCREEN = {"width": 1366, "height": 768}


def chromium() -> str:
    """The browser of this machine."""
    for name in (os.environ.get("DANVAN_CHROMIUM"), "chromium", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    raise SystemExit("No browser: install Chromium or set DANVAN_CHROMIUM.")


@contextmanager
def browser() -> Iterator[Browser]:
    """One browser for a part of the bench."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@contextmanager
def new_page(launched: Browser) -> Iterator[Page]:
    """A page of a browser that has never been here: nothing kept, no session."""
    context = launched.new_context(viewport=SCREEN, locale="vi-VN")
    context.add_init_script(SCRIPT)
    page = context.new_page()
    page.set_default_timeout(LONGEST)
    yield page
    context.close()


class Reader:
    """One page open at one server."""

    def __init__(self, page: Page, server: Served, hands: Hands) -> None:
        self.page, self.server, self.hands = page, server, hands

    def opens(self, month: str) -> dict[str, float]:
        """Open the overview: ms to the first chart and to all of them."""
        self.page.goto(self.server.address + self.hands.path(month), wait_until="commit")
        return self._navigated(self.hands.overview(month))

    def reloads(self, month: str) -> dict[str, float]:
        """The same page once more, with what the browser has kept."""
        self.page.reload(wait_until="commit")
        return self._navigated(self.hands.overview(month))

    def chooses(self, month: str) -> float:
        """Another month on the overview, ms."""
        return self._acted(lambda: self.hands.choose(self.page, month), self.hands.overview(month))

    def switches(self, month: str, *, back: bool = False) -> float:
        """The other page, or back to the overview, ms."""
        scene = self.hands.overview(month) if back else self.hands.other(month)
        return self._acted(lambda: self.hands.switch(self.page, back=back), scene)

    def clicks(self, month: str) -> float:
        """The capital's tile on the map, ms."""
        at = self.page.evaluate("words => window.__bench.markOf(words)", self.hands.tile())
        if at is None:
            raise RuntimeError(f"{self.server.name}: no tile {self.hands.tile()}")
        self.page.mouse.move(at["x"], at["y"])
        return self._acted(lambda: self.page.mouse.click(at["x"], at["y"]), self.hands.clicked(month))

    def _navigated(self, scene: Scene) -> dict[str, float]:
        told = self._until(scene)
        self.hands.settled(self.page)
        return {"first": told["first"], "all": told["all"]}

    def _acted(self, act: Callable[[], None], scene: Scene) -> float:
        # Looked at from before the press on: the frame that has everything is not missed.
        self.page.evaluate("scene => { window.__bench.waiting = window.__bench.until(scene); }", scene.told())
        act()
        told = self._answer("() => window.__bench.waiting", None)
        self.hands.settled(self.page)
        return told["all"] - told["acted"]

    def _until(self, scene: Scene) -> dict[str, float]:
        return self._answer("scene => window.__bench.until(scene)", scene.told())

    def _answer(self, script: str, given: object) -> dict[str, float]:
        limited = (
            f"given => Promise.race([({script})(given), new Promise((_, no) => setTimeout(() => "
            f"no(new Error('not drawn: ' + JSON.stringify(window.__bench.missing))), {LONGEST}))])"
        )
        try:
            return self.page.evaluate(limited, given)
        except BrowserError:
            self.page.screenshot(path=str(Path("/tmp") / f"danvan-bench-{self.server.name}.png"))
            raise
