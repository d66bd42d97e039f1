"""The third stage of an import: what rows would change, and everything about them that needs a second look.

Also what the checks find in the data as it is: the warnings beside the charts.
"""

from danvan.ingest.check.preview import Preview, preview
from danvan.ingest.check.warnings import ensure, rebuild, refresh, refresh_all

__all__ = ["Preview", "ensure", "preview", "rebuild", "refresh", "refresh_all"]
