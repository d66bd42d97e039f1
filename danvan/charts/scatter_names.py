"""Which dots of a scatter are named, and on which side: labels never meet one another, on a telephone neither.

Works in pixels of the narrowest screen; knows names and places, no figures.
"""

from collections.abc import Sequence
from statistics import median

NARROW = 205
"""Pixels between the axes on a 360 px screen: labels that do not meet there meet nowhere."""
LETTER, LINE, DOT = 6.6, 15, 5
MUST = 6
"""So many of the outermost are named if it can be done at all; others only where no dot is hidden."""
SIDES = (("top center", 0.0, 1.0), ("bottom center", 0.0, -1.0), ("middle right", 1.0, 0.0), ("middle left", -1.0, 0.0))

Place = tuple[float, float]
Box = tuple[float, float, float, float]


def named(names: Sequence[str], places: Sequence[Place], chosen: Sequence[bool], room: float) -> dict[int, str]:
    """Dot → side of its name: the chosen, then the outermost, then whoever still finds room.

    `places` in px from the lower left; `room`: px between top and bottom.
    """
    middle = (median(x for x, _ in places), median(y for _, y in places))
    far = sorted(
        range(len(names)),
        key=lambda at: (
            not chosen[at],
            -(((places[at][0] - middle[0]) / NARROW) ** 2 + ((places[at][1] - middle[1]) / room) ** 2),
        ),
    )
    must = sum(chosen) + MUST
    taken: list[Box] = []
    found: dict[int, str] = {}
    for order, at in enumerate(far):
        for side, right, above in SIDES:
            box = box_of(places[at], names[at], right, above)
            inside = box[0] > -56 and box[2] < NARROW + 14 and box[3] < room + 8 and box[1] > -4
            hides = order >= must and any(_within(other, box) for other in places if other != places[at])
            if inside and not hides and not any(_meet(box, other) for other in taken):
                taken.append(box)
                found[at] = side
                break
    return found


def box_of(place: Place, name: str, right: float, above: float) -> Box:
    """Left, bottom, right, top of a label beside a dot."""
    width = LETTER * len(name) + 2
    x = place[0] + right * (width / 2 + DOT + 3)
    y = place[1] + above * (LINE / 2 + DOT + 2)
    return x - width / 2, y - LINE / 2, x + width / 2, y + LINE / 2


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(place: Place, box: Box) -> bool:
    return box[0] - DOT < place[0] < box[2] + DOT and box[1] - DOT < place[1] < box[3] + DOT
