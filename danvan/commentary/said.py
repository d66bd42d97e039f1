"""A claim before it is put into a sentence, and how important it is."""

from dataclasses import dataclass

from danvan.commentary.reading import Reading

# Weights: what must be known before what is nice to know.
ALARM, STANDING, LEVEL, PATTERN, ASIDE = 90, 60, 55, 40, 20


@dataclass(frozen=True)
class Said:
    """A claim without its time and place, which are those of `of`; without `of` it is a sentence of its own.

    `plain`: a bare result, that may stand in one sentence with the next one. `weight`: the most important are kept.
    """

    claim: str
    of: Reading | None = None
    weight: int = LEVEL
    plain: bool = False
