"""Look-alikes of an unknown name, for a person to choose from; nothing here is ever accepted."""

from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from danvan.units import index, registry
from danvan.units.fold import clean, plain, words
from danvan.units.registry import Unit
from danvan.units.typed import MAX_LENGTH, take_apart

LIMIT = 3
SHORTEST = 3
LIKENESS = 70.0
"""Out of 100, by letters: 'Hà Nan' is 83 to Hà Nam, 'Tổng cộng' below 60 to every province."""


def suggestions(text: str, *, level: str | None, parent: str | None, on: date | None) -> tuple[Unit, ...]:
    """Up to three units of the scope whose names look like the text, the nearest first."""
    typed = take_apart(text).readings
    names = [r.name for r in typed] or [tuple(words(clean(text[:MAX_LENGTH])))]
    wanted = {" ".join(map(plain, name)) for name in names}
    scope, known = _scope(level, parent, on)
    likeness: dict[int, float] = {}
    for name in sorted(n for n in wanted if len(n) >= SHORTEST):
        near = process.extract(name, known, scorer=fuzz.ratio, limit=LIMIT, score_cutoff=LIKENESS)
        for _, score, place in near:
            likeness[place] = max(score, likeness.get(place, 0))
    best = sorted(likeness, key=lambda place: (-likeness[place], place))
    return tuple(scope[place] for place in best[:LIMIT])


@lru_cache(maxsize=1024)
def _scope(level: str | None, parent: str | None, on: date | None) -> tuple[tuple[Unit, ...], list[str]]:
    """The units to choose from, with their folded names; provinces when nothing narrows it."""
    units = index.below(parent) if parent else registry.all_units()
    wanted = level or (None if parent else "province")
    scope = tuple(u for u in units if wanted in (None, u.level) and (on is None or u.stands_on(on)))
    return scope, [plain(u.name) for u in scope]
