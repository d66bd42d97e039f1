"""How long a reader waits, beside the floors, step by step in turn: new browser, reload, filter, page, map click.

Each round visits every subject once: a new browser opens the overview at a month; reloads; chooses a month that nobody
has asked this server for, and goes back to the first one; goes to the other page and back; clicks the capital's tile.
"""

from tests.bench import reader
from tests.bench.datasets import Dataset
from tests.bench.hands import HANDS
from tests.bench.known import whole_months
from tests.bench.measured import Record
from tests.bench.reader import Reader
from tests.bench.served import all_served

PART = "pages"


def measure(record: Record, dataset: Dataset, rounds: int) -> None:
    """Warm servers: each has been visited once before, at a month that no round uses."""
    months = whole_months(dataset.name)
    part = f"{PART} {dataset.name}"
    with all_served(dataset) as servers:
        with reader.browser() as browser:
            for number in range(-1, rounds):
                first, second = months[2 * (number + 1)], months[2 * (number + 1) + 1]
                # Who comes first changes from round to round: no subject always follows the same one.
                for at in range(len(servers)):
                    server = servers[(number + at) % len(servers)]
                    with reader.new_page(browser) as page:
                        taken = visit(Reader(page, server, HANDS[server.name](dataset)), first, second)
                    for measure_name, value in taken.items() if number >= 0 else ():
                        record.add(part, measure_name, server.name, value)


def visit(one: Reader, first: str, second: str) -> dict[str, float]:
    """One reader's way through a subject; ms a step."""
    opened, reloaded = one.opens(first), one.reloads(first)
    return {
        "new browser: first chart": opened["first"],
        "new browser: all charts": opened["all"],
        "reload": reloaded["all"],
        "filter, new to the server": one.chooses(second),
        "filter, seen before": one.chooses(first),
        "page switch": one.switches(first),
        "page switch back": one.switches(first, back=True),
        "map click": one.clicks(first),
    }
