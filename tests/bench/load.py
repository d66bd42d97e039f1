"""How the server answers many viewers: 1, 10, 20 and 50 at once, one action of each every two seconds.

Four of five actions choose another month on the overview, the fifth goes to the other page and the next one comes back.
Viewers begin evenly spread over the two seconds and look at months of their own, so that some answers are new to the
server and some are not, as in an office on a morning. An action that comes before the last answer waits for it. Every
answer is checked: the charts of the chosen month, no exception.
"""

import asyncio
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from danvan import periods
from tests.bench.datasets import Dataset
from tests.bench.known import whole_months
from tests.bench.measured import APP, Record
from tests.bench.served import PLAIN, Served, served
from tests.bench.viewer import Viewer

PART = "viewers"
EVERY = 2.0
AT_ONCE = (1, 10, 20, 50)
LABEL = "Kỳ số liệu"
# The name of the other page with words of a chart that only it has; words of a chart of the overview.
OTHER = {APP: ("Đối thoại", "Từ tiếp nhận đến giải quyết"), PLAIN: ("Trang hai", "Trang hai")}
OVERVIEW = {APP: "Số cuộc giám sát", PLAIN: "Tổng quan"}


def measure(record: Record, dataset: Dataset, rounds: int) -> None:
    """`rounds` actions of every viewer at each number of them; new servers for the part, the same for all numbers."""
    part = f"{PART} {dataset.name}"
    months = whole_months(dataset.name)
    with served(APP, dataset) as app, served(PLAIN, dataset) as plain:
        for server in (app, plain):
            record.add(part, "memory before any viewer", server.name, server.memory(), "MB")
            asyncio.run(_all(server, months, 1, 2))
        for count in AT_ONCE:
            for server in (app, plain):
                before = server.processors()
                with sampled(server) as held:
                    found = asyncio.run(_all(server, months, count, rounds))
                for value in found:
                    record.add(part, f"{count} viewers: an action", server.name, 1000 * value)
                record.add(part, f"{count} viewers: memory at most", server.name, max(held), "MB")
                used = 1000 * (server.processors() - before) / len(found)
                record.add(part, f"{count} viewers: processors an action", server.name, used)


def option(server: Served, month: str) -> str:
    """A month as the subject's drop-down calls it."""
    return periods.parse(month).label if server.name == APP else month


def shown(server: Served, month: str) -> str:
    """What the chart of that month alone has in it: our trend names every month, the map's subtitle one."""
    return f'"subtitle":"{periods.parse(month).label}' if server.name == APP else month


async def _all(server: Served, months: list[str], count: int, actions: int) -> list[float]:
    spread = [_one(server, months[7 * number % len(months) :] + months, number * EVERY / count, actions)
              for number in range(count)]  # fmt: skip
    return [value for found in await asyncio.gather(*spread) for value in found]


async def _one(server: Served, months: list[str], delay: float, actions: int) -> list[float]:
    """Seconds of each action of one viewer, the opening not among them."""
    clock, taken = asyncio.get_running_loop().time, []
    async with Viewer(server.address) as viewer:
        await viewer.opens(f"lk=month&ky={months[0]}&ct=GS01", shown(server, months[0]))
        start = clock() + delay
        for number in range(actions):
            await asyncio.sleep(max(0.0, start + number * EVERY - clock()))
            kind, month = number % 6, months[number + 1]
            if kind == 4:
                answer = await viewer.goes(*OTHER[server.name])
            elif kind == 5:
                answer = await viewer.goes("Tổng quan", OVERVIEW[server.name])
            else:
                answer = await viewer.chooses(LABEL, option(server, month), shown(server, month))
            taken.append(answer.seconds)
    return taken


@contextmanager
def sampled(server: Served) -> Iterator[list[float]]:
    """MB of the server, looked at twenty times a second while the block runs."""
    held, stop = [server.memory()], threading.Event()

    def _look() -> None:
        while not stop.wait(0.05):
            held.append(server.memory())

    looking = threading.Thread(target=_look)
    looking.start()
    try:
        yield held
    finally:
        stop.set()
        looking.join()


def cost(record: Record, dataset: Dataset, rounds: int) -> None:
    """Processor time of one rerun of the overview (the mean of five, `rounds` times), and what the server holds."""
    part = f"cost {dataset.name}"
    with served(APP, dataset) as app, served(PLAIN, dataset) as plain:
        for server in (app, plain):
            record.add(part, "start to first answer", server.name, server.started, "s")
            record.add(part, "memory, nobody yet", server.name, server.memory(), "MB")
        asyncio.run(_reruns(record, part, (app, plain), whole_months(dataset.name), rounds))
        for server in (app, plain):
            record.add(part, "memory after one viewer", server.name, server.memory(), "MB")
            record.add(part, "memory at most", server.name, server.peak(), "MB")


async def _reruns(
    record: Record, part: str, servers: tuple[Served, Served], months: list[str], rounds: int, each: int = 5
) -> None:
    async with Viewer(servers[0].address) as one, Viewer(servers[1].address) as two:
        viewers = (one, two)
        for server, viewer in zip(servers, viewers, strict=True):
            await viewer.opens(f"lk=month&ky={months[-1]}&ct=GS01", shown(server, months[-1]))
        for number in range(rounds):
            chosen = [months[(number * each + step) % (len(months) - 1)] for step in range(each)]
            for seen in ("new to the server", "seen before"):
                for server, viewer in zip(servers, viewers, strict=True):
                    before, taken, received = server.processors(), [], 0
                    for month in chosen:
                        answer = await viewer.chooses(LABEL, option(server, month), shown(server, month))
                        taken.append(answer.seconds)
                        received += answer.received
                    used = 1000 * (server.processors() - before) / each
                    record.add(part, f"rerun, {seen}: processors", server.name, used)
                    record.add(part, f"rerun, {seen}: until answered", server.name, 1000 * statistics.median(taken))
                    record.add(part, f"rerun, {seen}: received", server.name, received / each / 1024, "kB")
