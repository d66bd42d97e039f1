"""`python -m danvan`: the command line."""

import os
import sys

from danvan.cli import main


def _run() -> int:
    """The exit code. A reader that has seen enough (`… | head`) is no fault of ours and gets no trace."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still held back must not be flushed into the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


sys.exit(_run())
