"""Starts Streamlit on app.py in this process."""

import sys

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

from danvan import fonts
from danvan.workspace import ROOT


def serve(port: int) -> int:
    """Serve the pages on this machine until stopped; Streamlit's exit code."""
    fonts.ensure()
    # A folder named pages/ makes Streamlit try its old automatic navigation for the very first visitor, who then sees
    # "page not found" for a deep link. app.py declares its pages itself.
    PagesManager.uses_pages_directory = False
    sys.argv = [
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.port",
        str(port),
        "--logger.hideWelcomeMessage",
        "true",
    ]
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0
