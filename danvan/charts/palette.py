"""Colours: the only place where one is written down.

Owns the brand, the categorical and the sequential colours and the arithmetic of contrast. It
refuses colour as the only carrier of meaning: states get a pattern or an outline as well.
"""

RED = "#9B1C1F"
"""Brand accent: the unit or series that the chart is about."""
GOLD = "#C8932B"
INK = "#1F2430"
SLATE = "#5A6272"
"""Secondary text; 6:1 on white."""
MUTED = "#A7AEBB"
"""Series that serve as a backdrop: the nation, the other units."""
GRID = "#E9ECF1"
RULE = "#C4CAD4"
PAPER = "#FFFFFF"
MIST = "#F4F6F9"
"""Ground of insets and of anything not applicable."""
BLUE = "#2B6F95"
"""Bars and tiles without a rank or class of their own."""

CATEGORICAL = (
    "#9B1C1F",
    "#2B7BBA",
    "#D99A1C",
    "#507C7C",
    "#452574",
    "#64CEA4",
    "#31283E",
    "#C3B2DC",
    "#C0C072",
    "#3D3DC2",
)
"""Ten colours told apart with normal, red-blind and green-blind sight; use in this order."""

NEUTRAL_RAMP = ("#DCEAF1", "#A8CDDE", "#67A5C2", "#2B7299", "#12466A")
"""Low to high where more is better, or simply more."""
ALERT_RAMP = ("#FCEBD6", "#F0BF80", "#DB9546", "#A96319", "#6E3B0D")
"""Low to high where less is better (overdue, complaints)."""
ZERO = "#F3EDDC"
NOT_APPLICABLE = "#E3E6EB"
HATCH = "#BBC2CD"


def ramp(direction: str) -> tuple[str, ...]:
    """Five colours, low to high, for a catalogue direction ('up', 'down' or '')."""
    return ALERT_RAMP if direction == "down" else NEUTRAL_RAMP


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of '#rrggbb', 0–1."""
    channels = []
    for position in (1, 3, 5):
        part = int(colour[position : position + 2], 16) / 255
        channels.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = channels
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2), 1–21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(fill: str) -> str:
    """White or ink, whichever reads better on the fill."""
    return max((PAPER, INK), key=lambda colour: contrast(colour, fill))


def as_text(colour: str, floor: float = 4.5) -> str:
    """The colour, darkened as far as needed to be read as text on white."""
    shade = colour
    while contrast(shade, PAPER) < floor:
        parts = (int(shade[at : at + 2], 16) * 0.94 for at in (1, 3, 5))
        shade = "#" + "".join(f"{int(part):02X}" for part in parts)
    return shade


def faded(colour: str, opacity: float) -> str:
    """'rgba(…)' of a '#rrggbb' colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def lightened(colour: str, share: float) -> str:
    """The colour mixed with white; `share` of it remains."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
