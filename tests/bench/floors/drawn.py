"""The charts of the floors: the plainest ones of the same kinds and sizes as ours. Needs plotly alone."""

import plotly.graph_objects as go

HEIGHT = 640
NARROW = {"l": 8, "r": 8, "t": 60, "b": 8}


def tiles(title: str, names: list[str], values: list[float]) -> go.Figure:
    """A hexagon a province with its name and value, coloured by value."""
    across = 8
    figure = go.Figure(
        go.Scatter(
            x=[at % across + (at // across % 2) / 2 for at in range(len(names))],
            y=[-(at // across) for at in range(len(names))],
            mode="markers+text",
            text=[f"{name}<br>{value:,.0f}".replace(",", ".") for name, value in zip(names, values, strict=True)],
            customdata=names,
            marker={"symbol": "hexagon", "size": 44, "color": values, "colorscale": "Blues"},
            textfont={"size": 10},
        )
    )
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    return _titled(figure, title, HEIGHT)


def line(title: str, periods: list[str], values: list[float]) -> go.Figure:
    """Points over time, the last one with its value."""
    last = [""] * (len(values) - 1) + [f"{values[-1]:,.0f}".replace(",", ".")]
    figure = go.Figure(go.Scatter(x=periods, y=values, mode="lines+markers+text", text=last, textposition="top right"))
    return _titled(figure, title, 320)


def bars(title: str, names: list[str], values: list[float]) -> go.Figure:
    """A bar a province with its value, the highest on top."""
    shown = [f"{value:,.0f}".replace(",", ".") for value in values]
    figure = go.Figure(go.Bar(x=values, y=names, orientation="h", text=shown))
    figure.update_yaxes(autorange="reversed")
    return _titled(figure, title, 320)


def _titled(figure: go.Figure, title: str, height: int) -> go.Figure:
    return figure.update_layout(title=title, height=height, margin=NARROW, showlegend=False)
