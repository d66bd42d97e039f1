"""Charts: figure rows in, plotly figures out. No module here reads a database or a page's state."""
