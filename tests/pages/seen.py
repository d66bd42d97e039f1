"""What a page shows under Streamlit's test runner, the tables of our own components included."""

import json
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

DIALOGS = 2
"""Where an open dialog lies in the tree, beside the body (0) and the side bar (1)."""


def elements(block: Any) -> Iterator[Any]:
    """Every element below a block, dialogs and columns included, in order."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "children", None):
            yield from elements(child)
        else:
            yield child


def words(app: AppTest) -> str:
    """All text of the page's body and of an open dialog, as it is sent to the browser."""
    sent = [_sent(element) for root in (app.main, app._tree.children[DIALOGS]) for element in elements(root)]
    return "\n".join(text for text in sent if not text.startswith("<style"))


def markup(app: AppTest) -> str:
    """What the browser reads as HTML or Markdown; the data of tables and lists is put in as text nodes."""
    sent = [element.proto.body for element in elements(app.main) if getattr(element.proto, "body", "")]
    return "\n".join(sent)


def _sent(element: Any) -> str:
    proto = getattr(element, "proto", None)
    if table := getattr(proto, "json", ""):
        return json.dumps(json.loads(table), ensure_ascii=False)
    return next((value for name in ("body", "label") if (value := getattr(proto, name, ""))), str(proto))
