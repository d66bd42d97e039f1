"""How fast is a briefing handed out? Run by `make bench`; prints medians beside floors measured in the same run.

Two decks: the shipped one of Hà Nội, and a national one of twelve slides from the illustrative workspace. In each of
`--runs` rounds every format of both is composed from the figures and written, warm, and every floor is taken in turn:
  pptx   python-pptx saves its default presentation with twelve blank slides
  docx   python-docx saves its default document with one paragraph
  pdf    typst sets one page of one paragraph
  xlsx   XlsxWriter writes the same cells into one sheet
`compose` is the deck alone, with and without the list of where each figure comes from. Nothing here is asserted.
"""

import argparse
import io
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pptx
import typst
import xlsxwriter

from danvan import demo, fonts, workspace
from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck
from danvan.briefing.model import Briefing
from danvan.briefing.office import Office
from danvan.database import Database
from danvan.export import formats

MADE = date(2026, 11, 21)
SLIDES = 12
NATIONAL = ("giao-ban-6-thang", "VN", "2025-H1")
SHIPPED = "ha-noi-2020"
Task = Callable[[], object]


def floors(cells: list[list[object]]) -> dict[str, Task]:
    """What the libraries themselves take for next to nothing, and for the cells of the workbook."""
    return {"pptx": blank_slides, "docx": one_paragraph, "pdf": one_page, "xlsx": lambda: same_cells(cells)}


def blank_slides() -> None:
    """Twelve blank slides of python-pptx's own presentation."""
    made = pptx.Presentation()
    for _ in range(SLIDES):
        made.slides.add_slide(made.slide_layouts[6])
    made.save(io.BytesIO())


def one_paragraph() -> None:
    """One paragraph in python-docx's own document."""
    made = docx.Document()
    made.add_paragraph("Giao ban")
    made.save(io.BytesIO())


def one_page() -> None:
    """One page of one paragraph."""
    typst.compile(b"Giao ban", font_paths=[str(fonts.SOURCE)], ignore_system_fonts=True)


def same_cells(cells: list[list[object]]) -> None:
    """The cells of a workbook, without looks or charts."""
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(cells):
        sheet.write_row(at, 0, row)
    book.close()


def exports(database: Database, briefing: Briefing, *, illustrative: bool) -> dict[str, Task]:
    """Each format of a briefing, from the figures to the bytes; and the deck alone."""

    def deck(lineage: bool) -> Deck:
        return compose(database, briefing, Office(), made=MADE, illustrative=illustrative, lineage=lineage)

    def written(name: str) -> bytes:
        return formats.written(name, deck(name in formats.PRINT_LINEAGE))

    tasks: dict[str, Task] = {"compose": lambda: deck(False), "compose+lineage": lambda: deck(True)}
    return tasks | {name: lambda name=name: written(name) for name in formats.WRITERS}


def cells_of(data: bytes) -> list[list[object]]:
    """All cells of all sheets of a workbook, one below the other."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [["" if cell is None else cell for cell in row] for sheet in book for row in sheet.values]


def taken(task: Task) -> dict[str, float]:
    """Seconds on the clock and of the processors."""
    clock, processors = time.perf_counter(), time.process_time()
    task()
    return {"seconds": time.perf_counter() - clock, "cpu": time.process_time() - processors}


def main() -> None:
    """Measure, print a table, write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--data", type=Path, help="workspaces that are there already; made once otherwise")
    parser.add_argument("--only", nargs="+", metavar="FORMAT", help="these formats alone, and 'compose'")
    chosen = parser.parse_args()
    folder = chosen.data or Path(tempfile.gettempdir()) / "danvan-bench" / "workspaces"
    if not workspace.exists(workspace.ILLUSTRATIVE, folder):
        demo.build(folder)
    shown, official = (workspace.open_workspace(name, folder) for name in (workspace.ILLUSTRATIVE, workspace.OFFICIAL))
    national = exports(shown, occasions.begin(*NATIONAL), illustrative=True)
    tasks = {("national", name): task for name, task in national.items()}
    shipped = exports(official, occasions.load(SHIPPED), illustrative=False)
    tasks |= {(SHIPPED, name): task for name, task in shipped.items()}
    tasks |= {("floor", name): task for name, task in floors(cells_of(national["xlsx"]())).items()}
    tasks = {key: task for key, task in tasks.items() if not chosen.only or key[1].partition("+")[0] in chosen.only}
    found: dict[tuple[str, str], list[dict[str, float]]] = {key: [] for key in tasks}
    for task in tasks.values():  # once before, so that all are warm
        task()
    for _ in range(chosen.runs):
        for key, task in tasks.items():
            found[key].append(taken(task))
    _tell(found)
    if chosen.out:
        plain = {" ".join(key): runs for key, runs in found.items()}
        chosen.out.write_text(json.dumps(plain, indent=1), encoding="utf-8")


def _tell(found: dict[tuple[str, str], list[dict[str, float]]]) -> None:
    for (deck, name), runs in found.items():
        seconds, cpu = ([one[part] for one in runs] for part in ("seconds", "cpu"))
        middle = statistics.median(seconds)
        beside = found.get(("floor", name.partition("-")[0])) if deck != "floor" else None
        ratio = f"{middle / statistics.median(one['seconds'] for one in beside):6.1f} × floor" if beside else ""
        span = f"({min(seconds):.2f}–{max(seconds):.2f})"
        print(f"{deck:12} {name:16} {middle:6.2f} s {span:14} {statistics.median(cpu):6.2f} s of processors {ratio}")


if __name__ == "__main__":
    main()
