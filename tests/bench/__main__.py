"""`make bench`: how fast the dashboard is, beside floors measured in the same run. Nothing is asserted.

Parts, all of them unless some are named:
  pages     a reader with a browser: opening, reload, filter, page switch, map click; warm
  cold      the first visitor of a server that has just started
  sent      requests and bytes for a new browser, with and without compression
  cost      processors of one rerun of the overview, memory without and with a viewer
  viewers   1, 10, 20 and 50 at once over the web socket, one action each every two seconds
  queries   every question that the pages ask, through our door and bare
  importing a million rows, a wide sheet, a preview, beside DuckDB's own read_csv (tests/bench/importing.py)
  exports   every format of a briefing, beside its library's blank document (tests/bench/exports.py)
Read docs/bench.md for what each number means.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import cold, load, pages, questions, sent, workspaces
from tests.bench.datasets import DATASETS
from tests.bench.measured import ROOT, Record

ON_DATA = {
    "pages": pages.measure,
    "cold": cold.measure,
    "sent": sent.measure,
    "cost": load.cost,
    "viewers": load.measure,
    "queries": questions.measure,
}
APART = ("importing", "exports")
# Each of these rounds takes a minute or more; asking for more is up to -n.
FEW = {"cold": 5, "sent": 3, "importing": 3, "exports": 3}
N = 11


def main() -> None:
    """Measure the parts asked for, print the table, write JSON."""
    parser = argparse.ArgumentParser(
        prog="make bench ARGS=…", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[[], *ON_DATA, *APART], help="default: all")
    parser.add_argument("--data", nargs="+", choices=list(DATASETS), default=["S"], help="default: S")
    parser.add_argument("-n", type=int, help=f"samples of everything; default {N}, fewer where a round takes minutes")
    parser.add_argument("--out", type=Path, help="default: a file named by its moment in the benches' folder")
    chosen = parser.parse_args()
    # Ended from outside, it still ends its servers and tells what it has.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    record, began = Record(), time.perf_counter()
    try:
        for part in chosen.parts or [*ON_DATA, *APART]:
            _measure(record, part, chosen.n or FEW.get(part, N), chosen.data)
    finally:
        # What was measured before a fault is not lost.
        print(record.table())
        for name, told in record.notes.items():
            # Lists of samples and of files are for the file; what fits a line is told.
            if isinstance(told, int | list):
                print(f"{name}: {told}")
        out = chosen.out or workspaces.kept() / f"bench-{time.strftime('%Y%m%d-%H%M%S')}.json"
        out.write_text(record.to_json(), encoding="utf-8")
        print(f"\n{time.perf_counter() - began:.0f} s; every sample: {out}")


def _measure(record: Record, part: str, rounds: int, data: list[str]) -> None:
    if part in APART:
        record.notes[part] = _apart(part, rounds)
        return
    for name in data:
        print(f"… {part} {name}, {rounds} times", file=sys.stderr, flush=True)
        ON_DATA[part](record, DATASETS[name], rounds)


def _apart(part: str, rounds: int) -> object:
    """A bench with processes of its own prints its own table; its samples."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "samples.json"
        command = [sys.executable, "-m", f"tests.bench.{part}", "--runs", str(rounds), "--out", str(out)]
        print(f"— {part} —", flush=True)
        subprocess.run(command, cwd=ROOT, check=True)
        return json.loads(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
