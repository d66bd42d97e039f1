"""A viewer without a browser: speaks Streamlit's own messages over its web socket, and checks what comes back.

As the browser does, it keeps the messages that may be named again by their hash, and tells the server which it has.
"""

import asyncio
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

LARGEST = 64 * 2**20
LONGEST = 120


class Wrong(RuntimeError):
    """The server answered with an exception, or with something else than what was asked for."""


@dataclass
class Answer:
    """One run of a page as it was received: seconds until it ended, bytes, the charts as they are sent, what failed."""

    seconds: float = 0.0
    received: int = 0
    charts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def shows(self, words: str) -> bool:
        """Whether one of the charts holds these words."""
        return any(_bare(words) in _bare(chart) for chart in self.charts)


def _bare(words: str) -> str:
    """Without spaces, those that do not break included."""
    return "".join(words.split())


class Viewer:
    """One session at a server of Streamlit; use `async with`."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.query = ""
        self.page = ""
        self.pages: dict[str, str] = {}
        self.boxes: dict[str, tuple[str, list[str]]] = {}
        self._kept: dict[str, ForwardMsg] = {}

    async def __aenter__(self) -> Self:
        where = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await websockets.connect(
            where,
            subprotocols=["streamlit"],
            max_size=LARGEST,
            origin=self.address,
            open_timeout=LONGEST,
            ping_timeout=LONGEST,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def opens(self, query: str, words: str) -> Answer:
        """The first run, at this query string; a chart must show these words."""
        self.query = query
        return await self._rerun([], self.page, words)

    async def chooses(self, label: str, option: str, words: str) -> Answer:
        """An option of the drop-down with this label; a chart must show these words."""
        number, options = self.boxes[label]
        if option not in options:
            raise Wrong(f"{label}: no {option}")
        return await self._rerun([WidgetState(id=number, string_value=option)], self.page, words)

    async def goes(self, title: str, words: str) -> Answer:
        """Another page, by its name in the navigation, the address beginning anew; a chart must show these words."""
        self.query = ""
        return await self._rerun([], self.pages[title], words)

    async def _rerun(self, states: list[WidgetState], page: str, words: str) -> Answer:
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string, run.page_script_hash = self.query, page
        run.widget_states.widgets.extend(states)
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone, run.context_info.locale, run.context_info.url = (
            "Asia/Ho_Chi_Minh",
            "vi",
            self.address,
        )
        answer, began = Answer(), time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        try:
            async with asyncio.timeout(LONGEST):
                # The server may have run the page by itself in between; only what was asked for ends the wait.
                while not (await self._heard(answer) and answer.shows(words)):
                    if answer.faults:
                        raise Wrong(f"asked for {words}: {answer.faults}")
        except TimeoutError:
            raise Wrong(f"asked for {words}: not among {len(answer.charts)} charts") from None
        answer.seconds = time.perf_counter() - began
        return answer

    async def _heard(self, answer: Answer) -> bool:
        """Take one message; whether it ends the run."""
        data = await self._socket.recv()
        answer.received += len(data)
        told = ForwardMsg.FromString(data)
        kind = told.WhichOneof("type")
        if kind == "ref_hash":
            told = self._kept[told.ref_hash]
            kind = told.WhichOneof("type")
        elif told.metadata.cacheable:
            self._kept[told.hash] = told
        if kind == "new_session":
            # What a run before this one had begun to draw is drawn anew.
            answer.charts.clear()
        if kind == "script_finished":
            if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                answer.faults.append("compile error")
            return told.script_finished in (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
        if kind == "navigation":
            self.pages = {page.page_name: page.page_script_hash for page in told.navigation.app_pages}
            self.page = told.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = told.page_info_changed.query_string
        elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
            self._seen(told.delta.new_element, answer)
        return False

    def _seen(self, element: object, answer: Answer) -> None:
        kind = element.WhichOneof("type")
        if kind == "plotly_chart":
            spec = element.plotly_chart.spec or element.plotly_chart.figure.spec
            answer.charts.append(spec.replace("\\u002f", "/"))
        elif kind == "selectbox":
            self.boxes[element.selectbox.label] = (element.selectbox.id, list(element.selectbox.options))
        elif kind == "exception":
            answer.faults.append(element.exception.message)
