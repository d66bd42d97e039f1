"""Typeface and colours of what is put on a slide: ours, or those of the office's own template.

Owns which colour of a theme stands for which of ours. A theme's colour that nobody could see on its own background is
not used, and a typeface of the time before Unicode is never asked to write Unicode.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pptx.dml.color import ColorFormat, RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.text.text import _Run
from pptx.util import Pt

from danvan.charts import palette

FONT = "Arial"
"""On every office machine, with every Vietnamese letter."""
SEEN, READ = 1.8, 4.5
"""Contrast at which a coloured bar stands out from its ground, and at which a text is read on it."""
STANDS_FOR = {
    "accent1": (palette.RED, palette.BLUE),
    **{f"accent{number}": (palette.CATEGORICAL[number - 1],) for number in range(2, 7)},
}
"""The colours of ours that an accent of a theme takes the place of; never two of one chart, but for `stress`."""


@dataclass(frozen=True)
class Looks:
    """font: '' is the theme's own. themed: colour of ours → colour of the theme; seen: what that one looks like.

    stress: the bar that the page is about, among bars in palette.BLUE. ground: what slides lie on.
    """

    font: str = FONT
    stress: str = palette.RED
    ground: str = palette.PAPER
    themed: Mapping[str, MSO_THEME_COLOR] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)

    def paint(self, place: ColorFormat, code: str) -> None:
        """Give a fill, line or run the colour '#9B1C1F', or the theme's in its place."""
        if code in self.themed:
            place.theme_color = self.themed[code]
        else:
            place.rgb = RGBColor.from_string(code.removeprefix("#"))

    def on_paper(self) -> "Looks":
        """The same typeface in our own colours: for texts on a light ground of our own, whatever the slide's is."""
        return replace(self, themed={}, seen={}, ground=palette.PAPER)

    def faint(self, code: str, share: float) -> str:
        """A colour so thin that it hardly stands out from the ground: grids, watermarks."""
        parts = zip(*(([int(each[at : at + 2], 16) for at in (1, 3, 5)]) for each in (self.ground, code)), strict=True)
        return "#" + "".join(f"{round(low + (high - low) * share):02X}" for low, high in parts)

    def readable(self, code: str) -> str:
        """The colour where it can be read on the ground, else that of texts."""
        return code if palette.contrast(code, self.ground) >= READ else palette.INK

    def shown(self, code: str) -> str:
        """The colour '#rrggbb' that `paint` gives."""
        return self.seen.get(code, code)

    def run(self, run: _Run, *, size: float, bold: bool, fill: str, italic: bool = False) -> None:
        """Size, weight, colour, typeface and language of a run."""
        run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
        if self.font:
            run.font.name = self.font
        self.paint(run.font.color, fill)
        run._r.get_or_add_rPr().set("lang", "vi-VN")


OWN = Looks()


def of_theme(colours: Mapping[str, str], ground: str, font: str) -> Looks:
    """The looks of a template. colours: 'accent1' … 'accent6', 'text' → '#rrggbb'; ground: what slides lie on.

    Text takes the theme's, so that it is read on a dark template as well; series take the accents that stand out.
    """
    themed, seen = {}, {}
    if palette.contrast(colours["text"], ground) >= READ:
        for code in (palette.INK, palette.SLATE):
            themed[code], seen[code] = MSO_THEME_COLOR.TEXT_1, colours["text"]
    for accent, codes in STANDS_FOR.items():
        shade = colours[accent]
        if palette.contrast(shade, ground) >= SEEN and shade not in seen.values():
            for code in codes:
                themed[code], seen[code] = MSO_THEME_COLOR[accent.upper().replace("ACCENT", "ACCENT_")], shade
    others = (code for code in palette.CATEGORICAL[1:6] if code in themed)
    stress = next(others, palette.RED) if palette.BLUE in themed else palette.RED
    return Looks("" if _writes_vietnamese(font) else FONT, stress, ground, themed, seen)


def _writes_vietnamese(font: str) -> bool:
    """Not so the typefaces of TCVN3 and VNI: '.VnTime', 'VNI-Times' draw other letters for Unicode."""
    return bool(font) and not font.lower().startswith((".vn", "vni"))
