"""What the plain page shows: months, the names of its tiles, the value in the first of them."""

MONTHS = [f"{year}-{month:02d}" for year in range(2015, 2036) for month in range(1, 13)]
NAMES = [f"Tỉnh {number}" for number in range(63)]


def value(month: str) -> int:
    """What stands in the first tile; the others follow in sevens."""
    return 1000 + MONTHS.index(month)
