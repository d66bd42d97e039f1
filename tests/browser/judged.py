"""What axe finds wrong with a page at rest: one still changing is pale, and pale words are no fault of ours."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import settled

GRAVE = ("serious", "critical")
# Nothing is about to be replaced (Streamlit draws that at a third of its strength) and nothing is still fading in.
AT_REST = """() => document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-stale=true], [data-testid=stSkeleton]")
  && document.getAnimations().every((one) => one.playState !== "running")"""


def grave_faults(page: Page) -> list[tuple[str, dict]]:
    """(rule, node) of each serious or critical violation; looked for again when the page moved meanwhile."""
    for _ in range(5):
        settled(page)
        page.wait_for_function(AT_REST)
        found = Axe().run(page).response["violations"]
        if page.evaluate(AT_REST):
            return [(item["id"], node) for item in found if item["impact"] in GRAVE for node in item["nodes"]]
    raise AssertionError(f"trang không lúc nào yên: {page.url}")
