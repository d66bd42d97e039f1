"""Our own empty presentation: 16:9, our colours and typeface, one layout with a title.

It starts from python-pptx's own file and makes every layout fit the wide page.
"""

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.util import Inches

from danvan.charts import palette
from danvan.export.slides.base import HIGH, WIDE, Box
from danvan.export.slides.looks import FONT, OWN
from danvan.export.slides.sheet import Places, Sheet

TITLE_ONLY = 5
PLACES = Places(
    title=Box(0.6, 0.38, 12.13, 0.72),
    subtitle=Box(0.6, 1.08, 12.13, 0.36),
    body=Box(0.6, 1.72, 12.13, 4.92),
    foot=Box(0.6, 6.78, 11.2, 0.5),
    number=Box(12.03, 6.78, 0.7, 0.4),
)
TITLES = (32, 30, 28, 26, 24, 22, 20, 18)
COVERS = (44, 40, 38, 36, 34, 32, 28, 24)


def sheet() -> Sheet:
    """An empty presentation in our looks."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(WIDE), Inches(HIGH)
    _theme(made)
    layout = made.slide_layouts[TITLE_ONLY]
    for shape in list(layout.placeholders):
        if shape.placeholder_format.type is not None and shape.placeholder_format.idx != 0:
            shape._element.getparent().remove(shape._element)
    for holder in (layout, made.slide_master):
        for shape in holder.placeholders:
            if shape.placeholder_format.idx == 0:
                shape.left, shape.top, shape.width, shape.height = PLACES.title.emu
            else:
                _widened(shape)
    for other in [each for each in made.slide_layouts if each is not layout]:
        made.slide_layouts.remove(other)
    return Sheet(made, layout, layout, PLACES, OWN, WIDE, HIGH, True, TITLES, COVERS)


def _widened(shape: BaseShape) -> None:
    """The master's other places, made for 10 inches, on the wide page."""
    share = WIDE / 10
    shape.left, shape.width = int(shape.left * share), int(shape.width * share)


def _theme(made: Deck) -> None:
    """Typeface and colours of the theme, so that what users add looks the same."""
    part = next(rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    for old in ("Calibri Light", "Calibri"):
        text = text.replace(f'typeface="{old}"', f'typeface="{FONT}"')
    accents = (palette.RED, *palette.CATEGORICAL[1:6])
    old_accents = ("4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646")
    for old, new in zip(old_accents, accents, strict=True):
        text = text.replace(old, new[1:])
    part._blob = text.encode("utf-8")
