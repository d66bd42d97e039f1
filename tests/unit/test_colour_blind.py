"""The palettes as red-blind, green-blind and blue-blind people see them (Machado, Oliveira and Fernandes 2009)."""

import itertools
import math

import pytest

from danvan.charts import palette

# Full dichromacy, in linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TOLD_APART = 10  # CIE76; about four times what a trained eye just notices side by side
SERIES = 6  # no chart draws more series in these colours, each with its name beside it


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of '#rrggbb' as seen with that sight."""
    linear = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in SIGHT[sight])
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def nearest(colours: tuple[str, ...], sight: str) -> tuple[float, tuple[str, str]]:
    return min((math.dist(lab(a, sight), lab(b, sight)), (a, b)) for a, b in itertools.combinations(colours, 2))


@pytest.mark.parametrize("sight", SIGHT)
def test_the_series_of_a_chart_are_told_apart_by_every_sight(sight: str) -> None:
    distance, pair = nearest(palette.CATEGORICAL[:SERIES], sight)
    assert distance >= TOLD_APART, pair


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("ramp", [palette.NEUTRAL_RAMP, palette.ALERT_RAMP])
def test_the_classes_of_a_map_go_from_light_to_dark_for_every_sight(ramp: tuple[str, ...], sight: str) -> None:
    lightness = [lab(colour, sight)[0] for colour in ramp]
    assert all(light - dark >= TOLD_APART for light, dark in itertools.pairwise(lightness))


def test_the_measure_knows_red_from_green_only_with_normal_sight() -> None:
    pair = ("#D04A4A", "#6F8F3A")
    assert nearest(pair, "normal")[0] > 60 > 25 > nearest(pair, "deutan")[0]
