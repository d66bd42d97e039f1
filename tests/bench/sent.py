"""What a new browser is sent until all charts of the overview stand: requests and bytes, as they go over the wire.

Counted by the browser itself (its protocol of development tools), the web socket's frames included. Once as browsers
ask, with compression accepted, and once without.
"""

import base64

from playwright.sync_api import Page

from tests.bench import reader
from tests.bench.datasets import Dataset
from tests.bench.hands import HANDS
from tests.bench.known import whole_months
from tests.bench.measured import Record
from tests.bench.reader import Reader
from tests.bench.served import all_served

PART = "sent"
WAYS = {"compression accepted": {}, "no compression": {"Accept-Encoding": "identity"}}


class Counted:
    """Requests, bytes on the wire and bytes of the web socket of one page, as they come."""

    def __init__(self, page: Page, headers: dict[str, str]) -> None:
        self.requests, self.bytes, self.socket = 0, 0.0, 0
        self.each: dict[str, float] = {}
        self._urls: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.send("Network.enable")
        if headers:
            session.send("Network.setExtraHTTPHeaders", {"headers": headers})

    def _asked(self, told: dict) -> None:
        if told["request"]["url"].startswith("http"):
            self.requests += 1
            self._urls[told["requestId"]] = told["request"]["url"].split("?")[0]

    def _came(self, told: dict) -> None:
        self.bytes += told["encodedDataLength"]
        url = self._urls.get(told["requestId"], "")
        self.each[url] = self.each.get(url, 0) + told["encodedDataLength"]

    def _frame(self, told: dict) -> None:
        payload, is_text = told["response"]["payloadData"], told["response"]["opcode"] == 1
        self.socket += len(payload.encode()) if is_text else len(base64.b64decode(payload))


def measure(record: Record, dataset: Dataset, rounds: int) -> None:
    """Every subject in turn, `rounds` times each way; the largest files of the app go into the notes."""
    part, month = f"{PART} {dataset.name}", whole_months(dataset.name)[0]
    with all_served(dataset) as servers:
        with reader.browser() as browser:
            for _ in range(rounds):
                for way, headers in WAYS.items():
                    for server in servers:
                        with reader.new_page(browser) as page:
                            counted = Counted(page, headers)
                            taken = Reader(page, server, HANDS[server.name](dataset)).opens(month)
                        record.add(part, f"{way}: requests", server.name, counted.requests, "requests")
                        record.add(part, f"{way}: over HTTP", server.name, counted.bytes / 2**20, "MB")
                        record.add(part, f"{way}: over the web socket", server.name, counted.socket / 2**20, "MB")
                        record.add(part, f"{way}: first chart", server.name, taken["first"])
                        largest = sorted(counted.each.items(), key=lambda item: -item[1])[:15]
                        record.notes[f"{part}, {way}, {server.name}"] = {
                            url.removeprefix(server.address): round(size) for url, size in largest
                        }
