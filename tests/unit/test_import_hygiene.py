"""Imports point one way: only the pages, app.py and danvan.ui know Streamlit; the lower rooms do not know the upper."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADLESS = [
    "danvan.cases.sheet",
    "danvan.briefing.compose",
    "danvan.backup.restore",
    "danvan.catalogue",
    "danvan.charts.hexmap",
    "danvan.commentary.sentences",
    "danvan.database",
    "danvan.demo",
    "danvan.export.formats",
    "danvan.export.xlsx_file",
    "danvan.figures.ask",
    "danvan.ingest.load",
    "danvan.numbers",
    "danvan.people.sessions",
    "danvan.periods",
    "danvan.plans.progress",
    "danvan.server.gate",
    "danvan.units",
    "danvan.workspace",
    "danvan.cli",
]
BELOW = {
    "database": {"errors"},
    "units": {"errors", "periods"},
    "periods": {"errors"},
    "numbers": {"errors", "periods"},
    "catalogue": {"errors", "catalogue_file", "catalogue_own"},
    "charts": {"errors", "numbers", "periods", "catalogue", "charts"},
    "commentary": {"texts", "errors", "numbers", "periods", "catalogue", "units", "charts", "commentary"},
    "briefing": {
        "rights",
        "texts",
        "errors",
        "numbers",
        "periods",
        "catalogue",
        "units",
        "database",
        "figures",
        "charts",
        "commentary",
    },
    "export": {"errors", "formulas", "numbers", "texts", "fonts", "charts", "briefing", "export"},
    "figures": {"errors", "numbers", "periods", "catalogue", "units", "database", "figures"},
    "plans": {
        "rights",
        "texts",
        "errors",
        "numbers",
        "periods",
        "catalogue",
        "units",
        "database",
        "figures",
        "ingest",
        "lists",
        "plans",
    },
    "closing": {"rights", "errors", "numbers", "periods", "units", "database"},
    "lists": {"texts", "errors", "formulas", "units", "ingest", "lists"},
    "cases": {
        "rights",
        "texts",
        "errors",
        "numbers",
        "catalogue",
        "units",
        "database",
        "ingest",
        "lists",
        "cases",
    },
    "formulas": set(),
    "rights": {"errors", "units"},
    "people": {"errors", "units", "rights", "workspace", "people"},
    "server": {"texts", "errors", "rights", "people", "server"},
    "backup": {"rights", "texts", "errors", "numbers", "database", "ingest", "backup"},
    "ingest": {
        "closing",
        "rights",
        "texts",
        "errors",
        "formulas",
        "numbers",
        "periods",
        "catalogue",
        "units",
        "database",
        "figures",
        "ingest",
    },
}


@pytest.mark.parametrize("module", HEADLESS)
def test_the_core_loads_without_streamlit(module: str) -> None:
    check = f"import {module}, sys; sys.exit('streamlit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("room", BELOW)
def test_a_room_imports_only_from_the_rooms_below(room: str) -> None:
    folder = ROOT / "danvan" / room
    files = list(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    for path in files:
        reached = {name.split(".")[1] for name in _imports(path) if name.startswith("danvan.")}
        assert reached - BELOW[room] - {room} == set(), path


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found
