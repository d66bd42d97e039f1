"""Floor (d): a small Plotly Dash app with the same four elements: headline figures, map, trend, ranking.

The whole data is in memory as a pandas frame, one row a reported value; every callback filters and groups it. Run as
`dash_app.py PARQUET LEVEL PORT`; nothing of the project is imported.
"""

import sys

import pandas as pd
from dash import Dash, Input, Output, dcc, html, no_update
from drawn import bars, line, tiles

PATH, LEVEL, PORT = sys.argv[1], sys.argv[2], int(sys.argv[3])
DATA = pd.read_parquet(PATH)
DATA = DATA.astype({name: "category" for name in ("province", "unit", "indicator", "period")})
MONTHS = sorted(DATA["period"].cat.categories)
PAGES = {"/": ("GS01", "Giám sát"), "/doi-thoai": ("DT01", "Đối thoại")}
OPENED = ("DT01", "DV03")
SHARES = (("YK03", "YK06", "YK01"), ("NT02", "NT01"))

app = Dash(__name__, suppress_callback_exceptions=True)
app.layout = html.Div(
    [
        dcc.Location(id="where"),
        html.Nav([dcc.Link("Tổng quan", href="/"), " ", dcc.Link("Đối thoại", href="/doi-thoai")]),
        html.Label("Kỳ số liệu"),
        dcc.Dropdown(MONTHS, MONTHS[-1], id="month", clearable=False),
        html.Div(id="cards"),
        html.Div(
            [
                dcc.Graph(id="map", style={"width": "50%"}),
                html.Div([dcc.Graph(id="trend"), dcc.Graph(id="ranking")], style={"width": "50%"}),
            ],
            style={"display": "flex"},
        ),
    ]
)


@app.callback(Output("month", "value"), Input("where", "search"))
def _asked(search: str) -> str:
    """The month of the address, once."""
    month = (search or "").partition("ky=")[2]
    return month if month in MONTHS else no_update


@app.callback(
    Output("cards", "children"),
    Output("map", "figure"),
    Output("ranking", "figure"),
    Input("where", "pathname"),
    Input("month", "value"),
)
def _shown(path: str, month: str) -> tuple:
    indicator, name = PAGES.get(path, PAGES["/"])
    now = DATA[(DATA["period"] == month)]
    found = now[now["indicator"] == indicator].groupby("province", observed=True)["value"].sum()
    top = found.sort_values(ascending=False).head(8)
    return (
        _cards(now),
        tiles(f"{name} {month}", list(found.index), found.tolist()),
        bars(f"{name}, cao nhất {month}", list(top.index), top.tolist()),
    )


def _cards(now: pd.DataFrame) -> list:
    """Two counts and two shares of the whole country."""
    sums = now.groupby("indicator", observed=True)["value"].sum()
    made = [html.H3(f"{code}: {sums[code]:,.0f}".replace(",", ".")) for code in OPENED]
    for top, *below in SHARES:
        whole = sum(sums.get(code, 0) for code in below)
        made.append(html.H3(f"{top}: {100 * sums[top] / whole:.1f}%" if whole else f"{top}: –"))
    return made


@app.callback(Output("trend", "figure"), Input("where", "pathname"), Input("map", "clickData"))
def _over_time(path: str, clicked: dict | None) -> object:
    indicator, name = PAGES.get(path, PAGES["/"])
    rows = DATA[DATA["indicator"] == indicator]
    where = "cả nước"
    if clicked:
        where = clicked["points"][0]["customdata"]
        rows = rows[rows["province"] == where]
    found = rows.groupby("period", observed=True)["value"].sum().sort_index()
    return line(f"{name}, {where}", list(found.index), found.tolist())


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=PORT, debug=False)
