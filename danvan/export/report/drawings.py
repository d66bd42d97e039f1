"""Charts and maps inside a Word document: native charts with their workbooks, the hex map as vector shapes.

Owns the parts and the frames that Word wants; the charts themselves are those of the slides.
"""

from collections.abc import Iterator
from functools import cache
from itertools import count

from docx.document import Document as Doc
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml import etree
from pptx import Presentation
from pptx.opc.package import OpcPackage
from pptx.parts.chart import ChartPart

from danvan.briefing.contents import BARS, Chart, Map
from danvan.charts import palette
from danvan.export.report import times
from danvan.export.slides import charts, dress, maps

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" xmlns:c="{DRAWING}/chart" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wps="{WORD_2010}/wordprocessingShape" xmlns:wpg="{WORD_2010}/wordprocessingGroup"'
)
EMU_INCH, EMU_MM = 914400, 36000
BAR_MM, BARS_MM, USUAL_MM, MOST_MM = 5.8, 20, 74, 220
"""Height of a lying bar with its gap, of what stands around bars, of every other chart, of the highest."""
MAP_MM = 150
LABEL, PLOT, LEAST = 11, 0.5, 0.1
"""Points of the number beside a bar; share of the width that bars surely have; share of them left free at least."""


class Drawings:
    """The drawings of one document; each gets its own number."""

    def __init__(self, made: Doc) -> None:
        self._made = made
        self._numbers: Iterator[int] = count(1)

    def chart(self, shown: Chart, wide: float, under: Paragraph) -> None:
        """A native chart as wide as said (mm), under the words of a paragraph."""
        at = next(self._numbers)
        rid = self._made.part.relate_to(self._part(shown, at, wide), f"{OFFICE}/chart")
        high = max(len(shown.categories) * BAR_MM + BARS_MM, 45) if shown.kind == BARS else USUAL_MM
        graphic = f'<a:graphicData uri="{DRAWING}/chart"><c:chart r:id="{rid}"/></a:graphicData>'
        self._put(at, shown.title, shown.alt, wide, min(high, MOST_MM), graphic, under)

    def map(self, shown: Map, under: Paragraph, high: float = MAP_MM) -> None:
        """The hex map under the words of a paragraph, a named shape a tile."""
        left, right, low, high_edge = maps.REACH
        low -= maps.RADIUS
        scale = high / EMU_INCH * EMU_MM / ((high_edge - low) * maps.FLATTEN)
        graphic = f'<a:graphicData uri="{WORD_2010}/wordprocessingGroup"><wpg:wgp/></a:graphicData>'
        at = next(self._numbers)
        wide = (right - left) * scale * EMU_INCH / EMU_MM
        drawing = self._put(at, shown.title, shown.alt, wide, high, graphic, under)
        group = drawing.find(f".//{{{WORD_2010}/wordprocessingGroup}}wgp")
        size = f'cx="{round(wide * EMU_MM)}" cy="{round(high * EMU_MM)}"'
        for piece in (
            "<wpg:cNvGrpSpPr/>",
            f'<wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/>'
            "</a:xfrm></wpg:grpSpPr>",
        ):
            group.append(_parsed(piece))
        for tile in shown.tiles:
            x, y = (tile.x - left) * scale, (high_edge - tile.y) * scale * maps.FLATTEN
            made = _shape(maps._tile(tile, next(self._numbers), x, y, scale))
            if tile.unit_id == shown.highlight:
                _edged(made)
            group.append(made)
        _offered(drawing)

    def _part(self, shown: Chart, at: int, wide: float) -> Part:
        """The chart's XML with the workbook that holds its figures."""
        package = self._made.part.package
        native = ChartPart.new(charts.KINDS[shown.kind], charts.data(shown), _workshop())
        dress.dress(native.chart, shown)
        _plain(native, shown, wide)
        part = Part(PackURI(f"/word/charts/chart{at}.xml"), CHART_TYPE, b"", package)
        book = native.chart_workbook.xlsx_part.blob
        sheet = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{at}.xlsx"), BOOK_TYPE, book, package)
        native._element.xpath("c:externalData")[0].set(f"{{{OFFICE}}}id", part.relate_to(sheet, f"{OFFICE}/package"))
        part._blob = etree.tostring(native._element, xml_declaration=True, encoding="UTF-8", standalone=True)
        return part

    def _put(
        self, at: int, name: str, alt: str, wide: float, high: float, graphic: str, under: Paragraph
    ) -> etree._Element:
        # In the paragraph of its caption: not every program keeps two of them on one page.
        under.paragraph_format.keep_together = under.paragraph_format.keep_with_next = True
        under.add_run().add_break()
        drawing = _parsed(
            f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{Mm(wide)}" cy="{Mm(high)}"/><wp:docPr id="{at}" name=""/><wp:cNvGraphicFramePr/>'
            f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"
        )
        about = drawing.find(f".//{{{DRAWING}/wordprocessingDrawing}}docPr")
        about.set("name", name)
        about.set("descr", alt)
        under.add_run()._r.append(drawing)
        return drawing


def _plain(native: ChartPart, shown: Chart, wide: float) -> None:
    """No frame around the chart (Word draws one with round corners), and room for the number of the longest bar."""
    space = native._element
    if shown.kind == BARS:
        largest = max((point.value for each in shown.series for point in each.points if point.value), default=0)
        if largest:
            labels = (point.text for each in shown.series for point in each.points if point.value is not None)
            free = max(times.width(f"{words}  ", LABEL, bold=True) for words in labels) / (wide * PLOT)
            native.chart.value_axis.maximum_scale = largest / (1 - min(max(free, LEAST), 0.5))
    for old in space.xpath("c:roundedCorners"):
        space.remove(old)
    space.xpath("c:chart")[0].addprevious(_parsed('<c:roundedCorners val="0"/>'))
    for early in space.xpath("c:roundedCorners"):
        # Its place is before the language and styles.
        space.insert(1 if space.xpath("c:date1904") else 0, early)
    space.xpath("c:chart")[0].addnext(_parsed("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"))


def _parsed(xml: str) -> etree._Element:
    """A piece of XML with the names that drawings use."""
    end = min(at for at in (xml.find(sign) for sign in (" ", "/>", ">")) if at > 0)
    return parse_xml(f"{xml[:end]} {NAMES}{xml[end:]}")


@cache
def _workshop() -> OpcPackage:
    """A package in which charts are made before they move; nothing is ever saved from it."""
    return Presentation().part.package


def _offered(drawing: etree._Element) -> None:
    """Mark shapes as Word does, so that a program older than 2010 leaves them out instead of refusing the file."""
    offer = _parsed('<mc:AlternateContent><mc:Choice Requires="wpg"/><mc:Fallback/></mc:AlternateContent>')
    drawing.getparent().replace(drawing, offer)
    offer[0].append(drawing)


def _edged(shape: etree._Element) -> None:
    """A thick red edge around a tile of the page's own unit."""
    edge = shape.find(f".//{{{DRAWING}/main}}ln")
    edge.set("w", "28575")
    edge.find(f".//{{{DRAWING}/main}}srgbClr").set("val", palette.RED[1:])


def _shape(tile: etree._Element) -> etree._Element:
    """A tile of the slides as a shape of Word."""
    about, looks = tile.nvSpPr.cNvPr, tile.spPr
    made = _parsed(
        '<wps:wsp><wps:cNvPr id="0" name=""/><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx><w:txbxContent/></wps:txbx>'
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/></wps:wsp>'
    )
    shape = f"{{{WORD_2010}/wordprocessingShape}}"
    for name in ("id", "name", "descr"):
        made.find(f"{shape}cNvPr").set(name, about.get(name))
    made.find(f"{shape}spPr").extend(list(looks))
    holder = made.find(f".//{{{'http://schemas.openxmlformats.org/wordprocessingml/2006/main'}}}txbxContent")
    shade = tile.xpath(".//a:rPr/a:solidFill/a:srgbClr/@val")[0]
    size = round(int(tile.xpath(".//a:rPr/@sz")[0]) / 50)
    for words in tile.xpath(".//a:t/text()"):
        line = _parsed(
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
            '<w:jc w:val="center"/></w:pPr>'
            f'<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="{shade}"/>'
            f'<w:sz w:val="{size}"/></w:rPr><w:t></w:t></w:r></w:p>'
        )
        line.xpath(".//w:t")[0].text = words
        holder.append(line)
    return made
