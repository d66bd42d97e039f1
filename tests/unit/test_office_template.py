"""The office's own PowerPoint template: any size is written on, none of its slides stays, bad files refused."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck_
from pptx.util import Inches, Pt

from danvan import cli
from danvan.briefing import occasions, own_template
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck
from danvan.briefing.office import Office
from danvan.charts import palette
from danvan.errors import DanVanError
from danvan.export import measure
from danvan.export.slides import office_template, pptx_file
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.ready_workspace import make

AT = datetime(2026, 11, 21, 9, 30)
DAY = date(2026, 11, 21)
PLAIN = "presentationml.presentation.main+xml"


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("mau"))
    yield {
        name: compose(database, occasions.load(name), Office(), made=DAY, illustrative=True, lineage=False)
        for name in ("ha-noi-2020", "soc-son-2024")
    }
    database.close()


def saved(made: Deck_) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def themed(made: Deck_, **changed: str) -> None:
    """Other colours or typefaces in the theme: old → new."""
    part = next(rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode()
    for old, new in changed.items():
        text = text.replace(old, new)
    part._blob = text.encode()


def old_format() -> Deck_:
    """4:3 in the office's colours, with two slides, a section, a show, a link and an outline view."""
    made = Presentation()
    themed(made, **{"4F81BD": "006838", "C0504D": "F7941D", 'typeface="Calibri"': 'typeface="Times New Roman"'})
    for layout in list(made.slide_layouts)[:2]:
        slide = made.slides.add_slide(layout)
        slide.shapes.title.text = "Trang cũ, bí mật"
    slide.notes_slide.notes_text_frame.text = "Ghi chú cũ, bí mật"
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "#123456").save(picture, "PNG")
    slide.shapes.add_picture(picture, 0, 0)
    ids = [(each.get("id"), each.rId) for each in made.slides._sldIdLst]
    made.part._element.append(
        parse_xml(
            f'<p:custShowLst {nsdecls("p", "r")}><p:custShow name="Rút gọn" id="0"><p:sldLst>'
            f'<p:sld r:id="{ids[0][1]}"/></p:sldLst></p:custShow></p:custShowLst>'
        )
    )
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    made.part._element.append(
        parse_xml(
            f'<p:extLst {nsdecls("p")}><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst '
            f'xmlns:p14="{space}"><p14:section name="Phần" id="{{2B1A4A9C-0C3B-4E51-9C73-1D6E3A7E0001}}">'
            f'<p14:sldIdLst><p14:sldId id="{ids[0][0]}"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext>'
            "</p:extLst>"
        )
    )
    layout = made.slide_layouts[5]
    box = layout.shapes[0]
    rid = layout.part.relate_to(made.slides[0].part, RT.SLIDE)
    box._element.xpath(".//p:cNvPr")[0].append(
        parse_xml(f'<a:hlinkClick {nsdecls("a", "r")} r:id="{rid}" action="ppaction://hlinksldjump"/>')
    )
    view = next(rel.target_part for rel in made.part.rels.values() if rel.reltype == RT.VIEW_PROPS)
    view.relate_to(made.slides[0].part, RT.SLIDE)
    made.core_properties.keywords = "bí mật"
    return made


def odd() -> Deck_:
    """No title slide, no title-only: one layout with two contents, one headed at the side; capitals."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(11), Inches(6.2)
    for layout in [each for at, each in enumerate(made.slide_layouts) if at not in (3, 10)]:
        made.slide_layouts.remove(layout)
    for holder in (made.slide_master, *made.slide_layouts):
        for shape in holder.placeholders:
            if shape.top and shape.top > Inches(6):
                shape.top = Inches(5.7)
    style = made.slide_master._element.xpath("./p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")[0]
    style.set("cap", "all")
    return made


def bare() -> Deck_:
    """Only an empty layout, on a wide page."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    for layout in list(made.slide_layouts)[:6] + list(made.slide_layouts)[7:]:
        made.slide_layouts.remove(layout)
    return made


def dark() -> Deck_:
    """Light letters on a dark ground, a pale first accent, a typeface of the time before Unicode."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(13.333), Inches(7.5)
    themed(made, **{"4F81BD": "1F4A80", "C0504D": "FFC000", 'typeface="Calibri"': 'typeface=".VnTime"'})
    mapped = made.slide_master._element.find(qn("p:clrMap"))
    mapped.set("bg1", "dk2")
    mapped.set("tx1", "lt1")
    return made


def potx(made: Deck_) -> bytes:
    return retyped(saved(made), PLAIN, "presentationml.template.main+xml")


def retyped(data: bytes, old: str, new: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            part = archive.read(name)
            made.writestr(name, part.replace(old.encode(), new.encode()) if name == "[Content_Types].xml" else part)
    return buffer.getvalue()


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "4:3 with slides": lambda: saved(old_format()),
    "odd layouts": lambda: saved(odd()),
    "no title at all": lambda: saved(bare()),
    "dark": lambda: saved(dark()),
    "potx": lambda: potx(old_format()),
}


def on(template: bytes, deck: Deck) -> Deck_:
    return Presentation(io.BytesIO(pptx_file(deck, office_template(template, "mau.pptx"))))


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("briefing", ["ha-noi-2020", "soc-son-2024"])
def test_every_slide_stands_inside_any_template_with_its_title_and_words(
    name: str, briefing: str, decks: dict[str, Deck]
) -> None:
    deck = decks[briefing]
    made = on(TEMPLATES[name](), deck)
    titles = [slide.shapes.title.text_frame.text for slide in made.slides]
    assert [page.title for page in deck.pages] == list(dict.fromkeys(titles))
    for slide in made.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left and shape.left + shape.width <= made.slide_width + 9, (shape.name, name)
            assert 0 <= shape.top and shape.top + shape.height <= made.slide_height + 9, (shape.name, name)
        empty = [each.name for each in slide.placeholders if not each.text_frame.text]
        assert empty == []
        assert "MINH HỌA" in " ".join(each.text_frame.text for each in slide.shapes if each.has_text_frame)


@pytest.mark.parametrize("name", TEMPLATES)
def test_texts_are_no_taller_than_their_boxes_on_any_template(name: str, decks: dict[str, Deck]) -> None:
    for slide in on(TEMPLATES[name](), decks["ha-noi-2020"]).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text and not shape.is_placeholder:
                assert needed(shape) <= shape.height / 12700 + 1, (slide.shapes.title.text_frame.text, shape.name)


def needed(shape: object) -> float:
    """Points in height that the words of a box take, by the metrics of the typeface."""
    room, high = shape.width / 12700, 0.0
    for paragraph in shape.text_frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size] or [10]
        words = "".join(run.text for run in paragraph.runs)
        indent = int(paragraph._p.get_or_add_pPr().get("marL", 0)) / 12700
        widths = sum(
            measure.width(run.text, run.font.size.pt, bold=bool(run.font.bold))
            for run in paragraph.runs
            if run.font.size
        )
        lines = 1 if widths <= room - indent else len(measure.lines(words, sizes[0], room - indent))
        high += lines * sizes[0] * 1.2 + (paragraph.space_after.pt if paragraph.space_after else 0)
    return high


def test_slides_of_a_template_leave_nothing_behind(decks: dict[str, Deck]) -> None:
    kept = office_template(saved(old_format()), "mau.pptx")
    archive = zipfile.ZipFile(io.BytesIO(kept))
    assert not [name for name in archive.namelist() if "/slides/" in name or "/media/" in name or "notesSlide" in name]
    said = b" ".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert "bí mật" not in said and "Rút gọn" not in said and "sectionLst" not in said and "hlinksldjump" not in said
    made = Presentation(io.BytesIO(pptx_file(decks["soc-son-2024"], kept)))
    names = zipfile.ZipFile(io.BytesIO(saved(made))).namelist()
    assert len(names) == len(set(names))
    assert len([name for name in names if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]) == len(made.slides)


def test_colours_and_typefaces_are_those_of_the_theme(decks: dict[str, Deck]) -> None:
    made = on(saved(old_format()), decks["soc-son-2024"])
    assert (Inches(10), Inches(7.5)) == (made.slide_width, made.slide_height)
    chart = next(shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart)
    assert chart.plots[0].series[0].format.fill.fore_color.theme_color == MSO_THEME_COLOR.ACCENT_1
    texts = [shape for shape in made.slides[1].shapes if shape.has_text_frame and shape.name == "Nhận xét"]
    run = texts[0].text_frame.paragraphs[0].runs[0]
    assert run.font.name is None and run.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
    assert {run.get("lang") for run in made.slides[1].shapes._spTree.xpath(".//a:r/a:rPr")} == {"vi-VN"}


def test_on_a_dark_template_texts_are_light_and_unseen_accents_are_not_used(decks: dict[str, Deck]) -> None:
    made = on(saved(dark()), decks["soc-son-2024"])
    chart = next(shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart)
    assert chart.plots[0].series[0].format.fill.fore_color.rgb == RGBColor.from_string(palette.BLUE[1:])
    for slide in made.slides:
        for shape in slide.shapes:
            if shape.name in ("Phạm vi", "Nguồn", "Nhận xét") and not shape.is_placeholder:
                run = shape.text_frame.paragraphs[0].runs[0]
                assert run.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
                assert run.font.name == "Arial", "TCVN3 draws other letters for Unicode"


def test_titles_keep_what_the_layout_gives_them_and_shrink_only_to_fit(decks: dict[str, Deck]) -> None:
    made = on(saved(old_format()), decks["ha-noi-2020"])
    runs = [slide.shapes.title.text_frame.paragraphs[0].runs[0] for slide in made.slides]
    assert any(run.font.size is None for run in runs)
    assert all(run.font.size is None or run.font.size < Pt(44) for run in runs)
    assert all(run.font.name is None and run.font.bold is None for run in runs)


def test_the_layouts_are_found_by_their_places_whatever_their_names(decks: dict[str, Deck]) -> None:
    made = old_format()
    for layout in made.slide_layouts:
        layout.name = "Trang"
    got = on(saved(made), decks["soc-son-2024"])
    kinds = [[each.get("type") for each in slide.slide_layout._element.xpath(".//p:ph")] for slide in got.slides]
    assert "ctrTitle" in kinds[0] and "subTitle" in kinds[0]
    assert all(set(each) <= {"title", "dt", "ftr", "sldNum"} for each in kinds[1:])


def macro() -> bytes:
    return retyped(
        saved(Presentation()),
        f"openxmlformats-officedocument.{PLAIN}",
        "ms-powerpoint.presentation.macroEnabled.main+xml",
    )


def hidden_macro() -> bytes:
    made = Presentation()
    part = Part(PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject", made.part.package, b"x")
    made.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")
    return saved(made)


def linked() -> bytes:
    made = Presentation()
    made.slide_master.part.relate_to("file:///K:/logo.png", RT.IMAGE, is_external=True)
    return saved(made)


def bomb() -> bytes:
    buffer = io.BytesIO(saved(Presentation()))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ppt/theme/themeX.xml", b"0" * 50_000_000)
    return buffer.getvalue()


def entities() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(Presentation()))) as archive, zipfile.ZipFile(buffer, "w") as made:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "ppt/presentation.xml":
                part = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]>' + part.partition(b"?>")[2]
            made.writestr(name, part)
    return buffer.getvalue()


def upright() -> bytes:
    made = Presentation()
    made.slide_width, made.slide_height = Inches(7.5), Inches(10)
    return saved(made)


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("anh.jpg", b"x")
    return buffer.getvalue()


def workbook() -> bytes:
    return retyped(
        saved(Presentation()),
        f"openxmlformats-officedocument.{PLAIN}",
        "openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    )


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "macro": (macro, "macro"),
    "hidden macro": (hidden_macro, "macro"),
    "linked picture": (linked, "liên kết"),
    "bomb": (bomb, "lớn bất thường"),
    "entities": (entities, "bị lỗi"),
    "upright": (upright, "khổ dọc"),
    "a zip": (zipped, "không phải tệp PowerPoint"),
    "a workbook": (workbook, "không phải tệp PowerPoint"),
    "no zip": (lambda: b"xin chao" * 100, "không phải tệp PowerPoint"),
    "nothing": (lambda: b"", "không phải tệp PowerPoint"),
    "an old .ppt": (lambda: b"\xd0\xcf\x11\xe0" + b"0" * 600, "mật khẩu"),
    "cut off": (lambda: saved(Presentation())[:9000], "không phải tệp PowerPoint"),
    "too large": (lambda: b"PK" + b"0" * 30_000_001, "lớn hơn mức 30 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_template_is_refused_in_vietnamese_with_what_to_do(name: str) -> None:
    make_it, said = BAD[name]
    with pytest.raises(DanVanError) as refused:
        office_template(make_it(), "mẫu.pptx")
    assert said in refused.value.message
    assert "PowerPoint" in refused.value.remedy


def test_a_template_is_kept_with_who_and_when_replaced_and_removed() -> None:
    database = make()
    assert own_template.kept(database) is None and own_template.data(database) is None
    checked = office_template(saved(old_format()), "mau.pptx")
    with pytest.raises(DanVanError, match="người thực hiện"):
        own_template.keep(database, checked, file="mau.pptx", who=" ", at=AT)
    own_template.keep(database, checked, file="mau.pptx", who="Lan", at=AT)
    assert own_template.kept(database) == own_template.Kept("mau.pptx", "Lan", AT)
    assert own_template.data(database) == checked
    own_template.keep(database, b"PK2", file="moi.potx", who="Minh", at=AT)
    assert (own_template.kept(database).file, own_template.data(database)) == ("moi.potx", b"PK2")
    own_template.remove(database)
    assert own_template.kept(database) is None and own_template.data(database) is None
    database.close()


def test_the_command_line_takes_a_template_or_the_kept_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template, out = tmp_path / "mau.potx", tmp_path / "bai.pptx"
    template.write_bytes(potx(old_format()))
    ask = ["--data", str(tmp_path), "export", "pptx", "--briefing", "soc-son-2024", "--out", str(out)]
    assert cli.main([*ask, "--office-template", str(template)]) == 0
    assert Presentation(str(out)).slide_width == Inches(10)
    assert cli.main(ask) == 0
    assert Presentation(str(out)).slide_width == Inches(13.333)
    database = open_workspace(OFFICIAL, tmp_path)
    own_template.keep(database, office_template(template.read_bytes(), "mau.potx"), file="mau.potx", who="Lan", at=AT)
    database.close()
    assert cli.main(ask) == 0
    assert Presentation(str(out)).slide_width == Inches(10)
    (tmp_path / "hong.pptx").write_bytes(b"khong phai")
    assert cli.main([*ask, "--office-template", str(tmp_path / "hong.pptx")]) == 1
    assert "không phải tệp PowerPoint" in capsys.readouterr().err


def test_the_mark_of_made_up_figures_is_read_on_a_dark_template_and_hides_nothing(decks: dict[str, Deck]) -> None:
    slide = on(saved(dark()), decks["soc-son-2024"]).slides[1]
    shapes = {shape.name: shape for shape in slide.shapes}
    banner, mark = (shapes[name].text_frame.paragraphs[0].runs[0] for name in ("Số liệu minh họa", "Minh họa"))
    assert banner.font.color.theme_color == MSO_THEME_COLOR.TEXT_1
    assert 1.05 < palette.contrast(f"#{mark.font.color.rgb}", "#1F497D") < 1.8
