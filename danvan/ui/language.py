"""Puts Streamlit's own last English words into Vietnamese, and says that the page is Vietnamese.

What a parameter can set is set by parameters; this is for the rest: exact texts (danvan/texts/streamlit.toml),
replaced in the browser as they appear, and the language of the document for screen readers.
"""

from typing import Any

import streamlit as st

from danvan.texts import entries

_JS = """
export default function(component) {
  const words = new Map(Object.entries(component.data));
  document.documentElement.lang = "vi";
  const attributes = ["aria-label", "title", "placeholder"];
  const one = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = words.get(node.data.trim());
      if (said) node.data = said;
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      for (const name of attributes) {
        const value = node.getAttribute(name);
        if (value === null) continue;
        const said = words.get(value.trim());
        if (said) node.setAttribute(name, said);
        else if (value.startsWith("Help for ")) node.setAttribute(name, "Giải thích: " + value.slice(9));
        else if (value.startsWith("Remove ")) node.setAttribute(name, "Bỏ " + value.slice(7));
        else if (value.startsWith("Selected ")) node.setAttribute(name, "Đang chọn" + value.slice(8));
      }
    }
  };
  const all = (root) => {
    one(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) one(walker.currentNode);
  };
  all(document.body);
  if (window.danvanLanguage) window.danvanLanguage.disconnect();
  window.danvanLanguage = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData" || change.type === "attributes") one(change.target);
      for (const node of change.addedNodes) all(node);
    }
  });
  window.danvanLanguage.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes,
  });
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("danvan_language", html="<span></span>", js=_JS)


def _words() -> dict[str, str]:
    pairs = (value.split(" → ", 1) for name, value in entries().items() if name.startswith("streamlit."))
    return {english: vietnamese for english, vietnamese in pairs}


def vietnamese() -> None:
    """Draw the (invisible) component; once a page."""
    _component()(key="language", data=_words())
