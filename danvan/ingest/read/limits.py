"""How much of anything the read stage takes. Imported by the child process too: numbers only."""

MB = 1024 * 1024
MOST_BYTES = 50 * MB
LONGEST_LINE = MB
MOST_COLUMNS = 16_384
MOST_ROWS = 2_000_000
MOST_CELLS = 20_000_000
"""Rows × columns of one sheet, blank cells included: one stray cell at XFD1048576 would ask for 17 thousand million."""
LONGEST_CELL = 131_072
"""Excel's own limit is 32.767 characters."""

MOST_UNPACKED = 300 * MB
MOST_ENTRIES = 5_000
SUSPECT_SIZE = 50 * MB
SUSPECT_RATIO = 200
"""A zip that promises more than 50 MB and 200 times its own size is no table: those shrink 10 to 60 times."""
MOST_TEXT = 300 * MB

CHILD_MEMORY = 1536 * MB
CHILD_SECONDS = 60
CHILDREN = 2
"""Child processes at one time: further uploads wait for their turn."""
