"""So sánh: units, two periods or two indicators side by side, against the nation, the regions and the units alike."""

from danvan.ui import compare

compare.page()
