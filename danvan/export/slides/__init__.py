"""A briefing as PowerPoint: native charts and tables, the map as shapes, notes with the sources.

`pptx_file(deck)` is all that others need.
"""

from danvan.export.slides.write import pptx_file

__all__ = ["pptx_file"]
