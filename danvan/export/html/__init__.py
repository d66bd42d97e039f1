"""A briefing as one HTML file that needs no network: slides, keys, notes, print; and the same deck for the screen.

Owns nothing but the door: danvan.export.html.document puts the file together, .slides says what stands on a slide.
"""

from danvan.export.html.document import Show, html_file, show
from danvan.export.html.slides import thumbnails

__all__ = ["Show", "html_file", "show", "thumbnails"]
