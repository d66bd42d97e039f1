"""Floor (a): Streamlit itself. Two pages, one drop-down, one static chart of the map's kind; no data, no cache."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parent))
import plain_charts  # noqa: E402  made once in the process: a static chart costs nothing to make

st.set_page_config(page_title="Floor", layout="wide")


def page(name: str) -> None:
    """The drop-down and the chart of the chosen month."""
    month = st.selectbox("Kỳ số liệu", plain_charts.MONTHS, index=_asked(), key=f"month_{name}")
    st.session_state["month"] = month
    chosen = st.plotly_chart(plain_charts.chart(name, month), key=f"chart_{name}", on_select="rerun")
    points = chosen.selection.points if chosen else []
    if points:
        st.plotly_chart(plain_charts.chart("Đã bấm", month), key="clicked")


def _asked() -> int:
    month = st.session_state.get("month") or st.query_params.get("ky")
    return plain_charts.MONTHS.index(month) if month in plain_charts.MONTHS else 0


def _overview() -> None:
    page("Tổng quan")


def _other() -> None:
    page("Trang hai")


st.navigation(
    [
        st.Page(_overview, title="Tổng quan", url_path="tong-quan", default=True),
        st.Page(_other, title="Trang hai", url_path="trang-hai"),
    ]
).run()
