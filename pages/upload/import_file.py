"""Nhập từ tệp: a file as it was sent, understood, put right, looked through and brought in, a step at a time."""

import streamlit as st

from danvan.ui.upload import checking, choose, columns, reading, result, review, state, steps

DRAW = {state.READ: reading.draw, state.COLUMNS: columns.draw, state.CHECK: checking.draw, state.LOAD: review.draw}

step, work = state.step(), state.work()
asked = st.query_params.get("tep", "")
if step == state.DONE:
    steps.head(step, work)
    result.draw(st.query_params.get("dot", ""))
elif work is None or step == state.CHOOSE:
    steps.head(state.CHOOSE, None)
    if asked and work is None:
        choose.gone(asked)
    choose.draw()
else:
    steps.head(step, work)
    DRAW[step](work)
