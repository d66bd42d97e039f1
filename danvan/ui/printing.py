"""Charts on paper: each drawing is given its own frame of reference while the page is printed, so that it shrinks
or grows with the paper (see the print rules in style.css) instead of being cut where the paper ends.
"""

from typing import Any

import streamlit as st

_JS = """
export default function() {
  if (window.danvanPrinting) return;
  window.danvanPrinting = true;
  const HIGHEST = 640;  // pixels of CSS: the height of A4 lying, less margins and the chart's frame
  const drawings = () => document.querySelectorAll(".js-plotly-plot .main-svg");
  const boxes = () => document.querySelectorAll(".js-plotly-plot .svg-container");
  window.addEventListener("beforeprint", () => {
    for (const drawing of drawings())
      drawing.setAttribute("viewBox", `0 0 ${drawing.width.baseVal.value} ${drawing.height.baseVal.value}`);
    for (const box of boxes()) {
      const drawing = box.querySelector(".main-svg");
      if (!drawing) continue;
      const [wide, high] = [drawing.width.baseVal.value, drawing.height.baseVal.value];
      box.style.aspectRatio = `${wide} / ${high}`;
      box.style.setProperty("--widest", `${Math.min(wide, (HIGHEST * wide) / high)}px`);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const drawing of drawings()) drawing.removeAttribute("viewBox");
    for (const box of boxes()) box.style.removeProperty("aspect-ratio");
  });
}
"""


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component("danvan_printing", html="<span></span>", js=_JS)


def ready() -> None:
    """Draw the (invisible) component; once a page."""
    _component()(key="printing")
