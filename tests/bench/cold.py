"""The first visitor of a server that has just started: from the start to the answer, and to the first reader's charts.

Nothing is warm but the machine's own file cache; every round starts every subject anew.
"""

from tests.bench import reader
from tests.bench.datasets import Dataset
from tests.bench.hands import HANDS
from tests.bench.known import whole_months
from tests.bench.measured import Record
from tests.bench.reader import Reader
from tests.bench.served import SUBJECTS, served

PART = "cold"


def measure(record: Record, dataset: Dataset, rounds: int) -> None:
    """One new server and one new browser page a subject and round."""
    part, month = f"{PART} {dataset.name}", whole_months(dataset.name)[0]
    with reader.browser() as browser:
        for _ in range(rounds):
            for name in SUBJECTS:
                with served(name, dataset) as server, reader.new_page(browser) as page:
                    record.add(part, "start of the server", name, 1000 * server.started)
                    taken = Reader(page, server, HANDS[name](dataset)).opens(month)
                    record.add(part, "first visitor: first chart", name, taken["first"])
                    record.add(part, "first visitor: all charts", name, taken["all"])
                    record.add(part, "memory after the first visitor", name, server.memory(), "MB")
