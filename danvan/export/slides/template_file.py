"""The office's own PowerPoint template as a file: checked, then emptied of its slides and of all that speaks of them.

Owns what is refused, each with its remedy: no PowerPoint file, macros, linked pictures, a zip made to burst.
`read` gives the bytes of a plain presentation with the template's masters, layouts and theme and nothing else.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck

from danvan import numbers
from danvan.errors import DanVanError

MB = 1_000_000
LARGEST, LARGEST_OPEN, LARGEST_XML, MOST_PARTS = 30 * MB, 300 * MB, 40 * MB, 3000
"""Bytes of the file, of all its parts, of its XML parts; and how many parts it may have."""
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.{}.main+xml"
PLAIN = MAIN.format("presentation")
TAKEN = (PLAIN, MAIN.format("template"), MAIN.format("slideshow"))
TYPES = "[Content_Types].xml"
OLD = b"\xd0\xcf\x11\xe0"
SAVE_AGAIN = "Mở tệp bằng PowerPoint, chọn Lưu thành (Save As), kiểu .pptx hoặc .potx, rồi chọn lại tệp vừa lưu."
DROPPED = (RT.VIEW_PROPS, RT.COMMENT_AUTHORS, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES)
"""Relations to parts that tell of slides which are no longer there."""
REFERS = re.compile(r"\}(id|embed|link|pict|dm|lo|qs|cs)$")


def read(data: bytes, name: str) -> bytes:
    """The template without slides, as a plain .pptx. DanVanError when it cannot be used."""
    if len(data) > LARGEST:
        raise DanVanError(
            f"Tệp mẫu “{name}” có {numbers.number(len(data) / MB)} MB, lớn hơn mức {LARGEST // MB} MB.",
            "Trong PowerPoint, nén ảnh của mẫu (Picture Format, Compress Pictures) rồi lưu lại.",
        )
    made = _opened(_plain(data, name), name)
    try:
        _emptied(made)
        _no_links(made, name)
        buffer = io.BytesIO()
        made.save(buffer)
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, etree.LxmlError) as error:
        raise _broken(name) from error
    return buffer.getvalue()


def _plain(data: bytes, name: str) -> bytes:
    """The same file as a plain presentation, whatever kind of PowerPoint file it was."""
    if data[:4] == OLD:
        raise DanVanError(
            f"Tệp “{name}” là PowerPoint đời cũ (.ppt) hoặc có đặt mật khẩu, không dùng làm mẫu được.", SAVE_AGAIN
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _limits(archive, name)
            kind = _kind(archive, name)
            if kind == PLAIN:
                return data
            return _retyped(archive, kind)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise DanVanError(f"Tệp “{name}” không phải tệp PowerPoint (.pptx, .potx) hoặc đã hỏng.", SAVE_AGAIN) from error


def _limits(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    words = sum(each.file_size for each in entries if each.filename.endswith((".xml", ".rels")))
    if (
        len(entries) > MOST_PARTS
        or sum(each.file_size for each in entries) > LARGEST_OPEN
        or words > LARGEST_XML
        or len({each.filename for each in entries}) < len(entries)
    ):
        raise DanVanError(
            f"Tệp “{name}” khi mở ra lớn bất thường, không giống một mẫu trình bày.",
            "Kiểm tra nguồn của tệp; " + SAVE_AGAIN[:1].lower() + SAVE_AGAIN[1:],
        )


def _kind(archive: zipfile.ZipFile, name: str) -> str:
    """The content type of the file's main part. DanVanError for macros and for what is not PowerPoint."""
    if TYPES not in archive.namelist():
        raise DanVanError(f"Tệp “{name}” là tệp nén, không phải tệp PowerPoint (.pptx, .potx).", SAVE_AGAIN)
    types = archive.read(TYPES).decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaproject" in each.lower() for each in archive.namelist()):
        raise DanVanError(
            f"Tệp “{name}” có macro; mẫu có macro không được dùng vì lý do an toàn.",
            "Mở tệp bằng PowerPoint, lưu thành kiểu .pptx hoặc .potx (không có macro), rồi chọn lại tệp vừa lưu.",
        )
    found = next((kind for kind in TAKEN if f'"{kind}"' in types), None)
    if found is None:
        raise DanVanError(f"Tệp “{name}” không phải tệp PowerPoint (.pptx, .potx).", SAVE_AGAIN)
    for each in archive.namelist():
        if each.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(each):
            raise _broken(name)
    return found


def _retyped(archive: zipfile.ZipFile, kind: str) -> bytes:
    """A template or slide show as a presentation: only the content type tells them apart."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for each in archive.infolist():
            data = archive.read(each)
            made.writestr(
                each.filename, data.replace(kind.encode(), PLAIN.encode()) if each.filename == TYPES else data
            )
    return buffer.getvalue()


def _opened(data: bytes, name: str) -> Deck:
    try:
        made = Presentation(io.BytesIO(data))
        usable = any(len(master.slide_layouts) for master in made.slide_masters)
    # A file from anywhere: whatever its parts lack, the answer is the same.
    except Exception as error:
        raise _broken(name) from error
    if not usable:
        raise DanVanError(f"Tệp “{name}” không có bố cục trang nào (Slide Master, Layout).", SAVE_AGAIN)
    if made.slide_width < made.slide_height:
        raise DanVanError(
            f"Mẫu “{name}” là khổ dọc; biểu đồ và bản đồ cần khổ ngang.",
            "Trong PowerPoint, chọn Thiết kế (Design), Cỡ trang chiếu (Slide Size) 16:9 hoặc 4:3, rồi lưu lại.",
        )
    return made


def _broken(name: str) -> DanVanError:
    return DanVanError(f"Tệp “{name}” bị lỗi, không mở được như một mẫu trình bày.", SAVE_AGAIN)


def _emptied(made: Deck) -> None:
    """Take out the slides, and whatever names them: sections, shows, links, views, titles in the properties."""
    part = made.part
    for slide in list(made.slides._sldIdLst):
        part.drop_rel(slide.rId)
        made.slides._sldIdLst.remove(slide)
    for tag in ("p:custShowLst", "p:extLst"):
        for found in part._element.findall(qn(tag)):
            part._element.remove(found)
    for holder in (part, part.package):
        for rid in [rid for rid, rel in holder._rels.items() if rel.reltype in DROPPED]:
            holder._rels.pop(rid)
    for each in _parts(made):
        _unlinked(each)
        if each.partname.endswith("/presProps.xml"):
            _without_show(each)
    about = made.core_properties
    about.keywords = about.comments = about.category = about.content_status = ""


def _parts(made: Deck) -> list[Part]:
    return list(made.part.package.iter_parts())


def _unlinked(part: Part) -> None:
    """Take out links of a layout to slides: a slide that something still points at would stay in the file."""
    for rid, rel in list(part.rels.items()):
        if rel.reltype != RT.SLIDE or rel.is_external:
            continue
        for holder in list(_referring(part, rid)):
            holder.getparent().remove(holder)
        part.rels.pop(rid)


def _referring(part: Part, rid: str) -> Iterator[etree._Element]:
    if isinstance(part, XmlPart):
        for each in part._element.iter():
            if any(value == rid and REFERS.search(name) for name, value in each.attrib.items()):
                yield each


def _without_show(part: Part) -> None:
    """No range of slides, no show by name: the template's are gone."""
    root = parse_xml(part.blob)
    for found in root.findall(qn("p:showPr")):
        root.remove(found)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _no_links(made: Deck, name: str) -> None:
    """Pictures and objects must lie in the file: one elsewhere would be asked for wherever the deck is opened."""
    for part in _parts(made):
        if any(rel.is_external and rel.reltype != RT.HYPERLINK for rel in part.rels.values()):
            raise DanVanError(
                f"Mẫu “{name}” dùng ảnh hoặc đối tượng liên kết từ nơi khác.",
                "Trong PowerPoint, mở Slide Master, xóa ảnh đó rồi chèn lại ảnh từ tệp (không chọn Link to File).",
            )
