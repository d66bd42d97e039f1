"""Moments as the book writes them: UTC, to the second, sorted as text as they are in time."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC).replace(microsecond=0)


def written(moment: datetime) -> str:
    """As the book writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(words: str) -> datetime:
    """From the book's writing."""
    return datetime.strptime(words, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
