"""Every question that the pages ask of the database, asked again: through our door, and bare.

Recorded by opening the pages for the country, a province and a unit below it, in several periods, both boundaries and
both as a picture and as a table, without a browser; then each is asked `rounds` times, warm, in turn with the floor:
the same statement on one cursor that stays open, its rows fetched as they are. Which of them read `observation` is
noted.
"""

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from streamlit.testing.v1 import AppTest

from danvan import units, workspace
from danvan.database import Database, connect, query
from danvan.ui import cached, places
from tests.bench import workspaces
from tests.bench.datasets import DATASETS, Dataset
from tests.bench.measured import APP, Record

PART = "queries"
BARE = "bare"
PAGES = (
    "overview", "dialogues", "cases", "models", "new_rural", "oversight", "organisation", "satisfaction", "compliance",
    "targets", "compare", "table", "unit_profile",
)  # fmt: skip
UPLOAD = ("history", "completeness", "quality")
Question = tuple[str, dict[str, Any]]


def measure(record: Record, dataset: Dataset, rounds: int) -> None:
    """ms of every question by its name (all its parameters together), of all of them, and of the bare statement."""
    with workspaces.copied(dataset) as folder:
        asked = recorded(dataset, folder)
        path = workspace.path_of(workspace.OFFICIAL, folder)
        _measured(record, f"{PART} {dataset.name}", connect(path, read_only=True), asked, rounds)


def _measured(record: Record, part: str, database: Database, asked: list[Question], rounds: int) -> None:
    scanned = set()
    with database.cursor() as cursor:
        for name, parameters in asked:
            plan = cursor.execute("explain " + query(name).sql, parameters).fetchall()
            if any("observation" in str(told).lower().replace("observation_id", "") for _, told in plan):
                scanned.add(name)
        for number in range(-1, rounds):
            for name, parameters in asked:
                ways: dict[str, Callable[[], object]] = {
                    APP: lambda name=name, parameters=parameters: database.ask(name, **parameters),
                    BARE: lambda name=name, parameters=parameters: cursor.execute(
                        query(name).sql, parameters
                    ).fetchall(),
                }
                for way, ask in ways.items():
                    began = perf_counter()
                    ask()
                    if number >= 0:
                        taken = 1000 * (perf_counter() - began)
                        record.add(part, "all questions", way, taken)
                        record.add(part, name, way, taken)
    database.close()
    record.notes[f"{part}: statements"] = len(asked)
    record.notes[f"{part}: read observation"] = sorted(scanned)


def recorded(dataset: Dataset, folder: Path) -> list[Question]:
    """The questions of the pages, each once, in the order of their names; asked in a process of its own."""
    with tempfile.TemporaryDirectory() as beside:
        out = Path(beside) / "asked"
        command = [sys.executable, "-m", "tests.bench.questions", dataset.name, str(out)]
        environment = os.environ | {"DANVAN_DATA": str(folder), "DANVAN_BACKUPS": "off"}
        ended = subprocess.run(command, cwd=workspaces.ROOT, env=environment, capture_output=True, text=True)
        if ended.returncode:
            raise SystemExit(f"{ended.stderr[-4000:]}\n{dataset.name}: the pages could not be opened")
        return pickle.loads(out.read_bytes())


def _record(dataset: Dataset, out: Path) -> None:
    """Open the pages one after the other in one session a selection, as a reader goes through them."""
    asked: dict[str, Question] = {}
    # What the opening of the workspace asks is no page's question.
    cached.live(workspace.OFFICIAL)
    for way in ("ask", "records", "value"):
        setattr(Database, way, _noting(getattr(Database, way), asked))
    for number, address in enumerate(addresses(dataset)):
        app = AppTest.from_file(str(workspaces.ROOT / "app.py"), default_timeout=300)
        for name in PAGES + (UPLOAD if number == 0 else ()):
            if name != "overview":
                app.switch_page(places.page_path(name))
            for key, value in address.items():
                app.query_params[key] = value
            app.run()
            if app.exception:
                raise SystemExit(f"{name} {address}: {app.exception[0].message}")
    out.write_bytes(pickle.dumps([asked[key] for key in sorted(asked)]))


def addresses(dataset: Dataset) -> list[dict[str, str]]:
    """The selections under which every page is opened."""
    day = dataset.last_day
    province = next(unit for unit in units.units("province", day) if unit.code == "01")
    below = [unit for unit in dataset.units if unit.parent_id == province.unit_id and unit.valid_to in (None, day)]
    year = day.year - 1
    spans = [{"lk": "year", "ky": str(year)}, {"lk": "month", "ky": f"{year}-11"}]
    found = [{"dv": unit} | span for unit in (units.NATION, province.unit_id) for span in spans]
    found += [{"dv": unit.unit_id} | spans[0] for unit in below[:1]]
    return [*found, spans[0] | {"xem": "bang"}, spans[0] | {"dg": "hien-nay"}]


def _noting(way: Callable[..., Any], asked: dict[str, Question]) -> Callable[..., Any]:
    def _asked(self: Database, name: str, **parameters: Any) -> Any:
        asked.setdefault(f"{name} {sorted(parameters.items())!r}", (name, parameters))
        return way(self, name, **parameters)

    return _asked


if __name__ == "__main__":
    _record(DATASETS[sys.argv[1]], Path(sys.argv[2]))
