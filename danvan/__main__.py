"""`python -m danvan`: the command line."""

import sys

from danvan.cli import main

sys.exit(main())
