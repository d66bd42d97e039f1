"""People at their screens without browsers: Streamlit's own protocol over web sockets, one real session each.

A browser a person would cost a hundred times the memory; what the server does for a session is the same.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

CARD = re.compile(r'<div class="card[^"]*" data-indicator="(\w+)".*?<div class="value[^"]*">(.*?)</div>', re.S)
MARKUP = re.compile(r"<[^>]*>")
LONGEST = 180.0


@dataclass
class View:
    """One page as it stood when it was drawn: its cards (indicator → words), faults, and the seconds it took."""

    began: float
    seconds: float = 0.0
    cards: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class Viewer:
    """One session; `page` and `asked` are the path and the query of its address."""

    def __init__(self, address: str, page: str, asked: str) -> None:
        self.address, self.page, self.asked = address, page, asked
        self._line: ClientConnection | None = None

    async def __aenter__(self) -> "Viewer":
        host = urlsplit(self.address).netloc
        self._line = await connect(
            f"ws://{host}/_stcore/stream", subprotocols=["streamlit"], origin=self.address, max_size=None,
            open_timeout=LONGEST, ping_timeout=LONGEST,
        )  # fmt: skip
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.close()

    async def look(self) -> View:
        """Have the page drawn; when the server has drawn it anew by itself, the last drawing counts."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self.page, self.asked
        view = View(time.monotonic())
        await self._line.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(self._line.recv(), LONGEST))
            kind = told.WhichOneof("type")
            if kind == "new_session":
                view.cards, view.faults = {}, []
            elif kind == "delta" and told.delta.WhichOneof("type") == "new_element":
                _take(told.delta.new_element, view)
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                view.seconds = time.monotonic() - view.began
                return view
            elif kind == "script_finished" and told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                view.faults.append("the script does not compile")
                return view


def _take(element: object, view: View) -> None:
    kind = element.WhichOneof("type")
    if kind == "html":
        view.cards |= {name: MARKUP.sub("", words).strip() for name, words in CARD.findall(element.html.body)}
    elif kind == "exception":
        view.faults.append(f"{element.exception.type}: {element.exception.message}")
    elif kind == "alert" and element.alert.format == Alert.ERROR:
        view.faults.append(element.alert.body)
