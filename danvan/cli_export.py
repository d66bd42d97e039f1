"""Owns `python -m danvan export`: a briefing as a file, the same as from the page."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from danvan import rights, workspace
from danvan.briefing import occasions, own_template, store
from danvan.briefing.compose import compose
from danvan.briefing.model import Briefing
from danvan.briefing.office import office
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.export import formats
from danvan.export.slides import office_template

DONE = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("format", choices=list(formats.WRITERS), metavar="ĐỊNH_DẠNG", help=", ".join(formats.WRITERS))
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tệp ghi ra")
    named = parser.add_mutually_exclusive_group(required=True)
    named.add_argument(
        "--briefing", metavar="TÊN", help=f"bài đã lưu, hoặc bài có sẵn: {', '.join(occasions.shipped())}"
    )
    named.add_argument("--template", metavar="MẪU", help=f"dịp trình bày: {', '.join(occasions.occasions())}")
    parser.add_argument("--unit", metavar="MÃ", help="đơn vị, dùng với --template; VN là cả nước")
    parser.add_argument("--period", metavar="KỲ", help="kỳ số liệu, dùng với --template")
    parser.add_argument(
        "--geography", default="then", choices=["then", "now"], help="địa giới lúc báo cáo hoặc hiện nay"
    )
    parser.add_argument(
        "--day", type=date.fromisoformat, metavar="NGÀY", help="ngày ghi trên tài liệu (mặc định: hôm nay)"
    )
    parser.add_argument(
        "--office-template",
        type=Path,
        metavar="TỆP",
        help="mẫu PowerPoint (.pptx, .potx) của cơ quan (mặc định: mẫu đã đưa lên trang Bài trình bày, nếu có)",
    )


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Compose the briefing and write the file; what has no figures is told."""
    template = _template(chosen, database)
    made = chosen.day or date.today()
    illustrative = chosen.workspace == workspace.ILLUSTRATIVE
    kept = store.load(database, chosen.briefing) if chosen.briefing else None
    if kept and kept.deck:
        deck = kept.deck
    else:
        briefing = kept.briefing if kept else _begun(chosen)
        how = {"illustrative": illustrative, "lineage": chosen.format in formats.PRINT_LINEAGE}
        deck = compose(database, briefing, office(database), made=made, **how)
    written = _write(chosen.out, lambda: formats.written(chosen.format, deck, template=template))
    of = [chosen.format.upper(), deck.title, chosen.unit, chosen.period]
    rights.record("export", chosen.out.name, " · ".join(filter(None, [*of, workspace.NAMES[chosen.workspace]])))
    if chosen.json:
        said = {"status": "done", "file": str(chosen.out), "bytes": written, "pages": len(deck.pages)}
        print(json.dumps(said | {"lacking": list(deck.lacking)}, ensure_ascii=False))
        return DONE
    print(f"Đã ghi {chosen.out}: {len(deck.pages)} trang.")
    for words in deck.lacking:
        print(words)
    return DONE


def _begun(chosen: argparse.Namespace) -> Briefing:
    if not (chosen.unit and chosen.period):
        raise DanVanError("Mẫu trình bày cần đơn vị và kỳ số liệu.", "Thêm --unit MÃ và --period KỲ.")
    return occasions.begin(chosen.template, chosen.unit, chosen.period, geography=chosen.geography)


def _template(chosen: argparse.Namespace, database: Database) -> bytes | None:
    """The office's template for PowerPoint: the file given, else the one that is kept."""
    if chosen.format != formats.ON_TEMPLATE:
        if chosen.office_template:
            raise DanVanError("--office-template chỉ dùng khi ghi PowerPoint.", "Bỏ tham số này, hoặc ghi tệp pptx.")
        return None
    if not chosen.office_template:
        return own_template.data(database)
    try:
        data = chosen.office_template.read_bytes()
    except OSError as error:
        raise DanVanError(
            f"Không đọc được tệp mẫu {chosen.office_template}: {error.strerror}.", "Kiểm tra đường dẫn của tệp."
        ) from error
    return office_template(data, chosen.office_template.name)


def _write(path: Path, make: Callable[[], bytes]) -> int:
    data = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise DanVanError(
            f"Không ghi được tệp {path}: {error.strerror}.", "Chọn thư mục khác hoặc đóng tệp đang mở rồi làm lại."
        ) from error
    return len(data)
