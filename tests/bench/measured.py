"""Owns what a bench has measured: samples by measure and subject, their medians and spans, ratios, the table, JSON.

A subject is what was measured: `app`, or one of its floors. Nothing is left out and nothing is smoothed: p95 is a
sample that was taken (nearest rank, upwards), and a ratio is that of two medians of the same run.
"""

import json
import math
import os
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APP = "app"


@dataclass(frozen=True)
class Summary:
    """How many samples, their median, smallest, largest, and 95th percentile, in the unit of the samples."""

    n: int
    median: float
    low: float
    high: float
    p95: float


def summary(samples: Sequence[float]) -> Summary:
    """What a list of samples amounts to; ValueError for an empty one."""
    if not samples:
        raise ValueError("no sample")
    inner = sorted(samples)
    return Summary(len(inner), statistics.median(inner), inner[0], inner[-1], p95(inner))


def p95(samples: Sequence[float]) -> float:
    """The smallest sample that 95 of 100 are not above."""
    return sorted(samples)[math.ceil(0.95 * len(samples)) - 1]


def ratio(samples: Sequence[float], floor: Sequence[float]) -> float | None:
    """The median of the samples over that of the floor; None for a floor of nothing."""
    below = statistics.median(floor)
    return statistics.median(samples) / below if below else None


@dataclass
class Record:
    """Samples of one run: (part, measure) → subject → samples. `unit` of a measure: ms, s, MB, requests …"""

    samples: dict[tuple[str, str], dict[str, list[float]]] = field(default_factory=dict)
    units: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, object] = field(default_factory=dict)

    def add(self, part: str, measure: str, subject: str, value: float, unit: str = "ms") -> None:
        """One more sample."""
        self.units[part, measure] = unit
        self.samples.setdefault((part, measure), {}).setdefault(subject, []).append(value)

    def table(self) -> str:
        """Every measure with each subject's median and span, and the app's ratio to each of its floors."""
        lines, shown = [], ""
        for (part, measure), subjects in self.samples.items():
            if part != shown:
                lines += ["", f"— {part} —"]
                shown = part
            unit = self.units[part, measure]
            lines.append(f"{measure} ({unit})")
            lines += [f"    {name:10} {_told(found)}{self._beside(name, subjects)}" for name, found in subjects.items()]
        return "\n".join(lines)

    def _beside(self, name: str, subjects: dict[str, list[float]]) -> str:
        if name == APP or APP not in subjects:
            return ""
        times = ratio(subjects[APP], subjects[name])
        return f"   app = {times:.2f} × {name}" if times is not None else ""

    def to_json(self) -> str:
        """Where and when it was measured, every sample, every summary and ratio."""
        measures = [
            {
                "part": part,
                "measure": measure,
                "unit": self.units[part, measure],
                "subjects": {name: vars(summary(found)) | {"samples": found} for name, found in subjects.items()},
                "ratios": {
                    name: ratio(subjects[APP], found)
                    for name, found in subjects.items()
                    if name != APP and APP in subjects
                },
            }
            for (part, measure), subjects in self.samples.items()
        ]
        return json.dumps({"where": where(), "measures": measures, "notes": self.notes}, indent=1, ensure_ascii=False)


def _told(samples: Sequence[float]) -> str:
    found = summary(samples)
    places = 0 if found.median >= 100 else 1 if found.median >= 10 else 2
    span = f"({found.low:.{places}f}–{found.high:.{places}f})"
    return f"{found.median:9.{places}f} {span:20} p95 {found.p95:9.{places}f}  n {found.n:3}"


def where() -> dict[str, object]:
    """The machine, the load on it, the day and the commit."""
    asked = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": asked.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
    }
