"""Targets and prescribed numbers of a workspace, read and judged: the questions of queries/targets asked."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from danvan.plans import series, targets
from danvan.plans.documents import day_of, of_row
from danvan.plans.norms import Norm, shipped
from danvan.plans.targets import Progress, Target

Ask = Callable[..., pd.DataFrame]
"""Database.ask or a cached one: a question's name and its parameters → rows."""


def standing(ask: Ask) -> list[Target]:
    """Every target that stands, by indicator and unit."""
    return [_target(row) for row in ask("targets.standing").to_dict("records")]


def of(ask: Ask, wanted: Sequence[Target], today: date, *, until: date | None = None) -> list[Progress]:
    """How far each of these targets has come, in their order; `until`: from the figures up to that day only."""
    if not wanted:
        return []
    rows = ask("targets.figures", targets=[target.target_id for target in wanted])
    by_target = {key: part.to_dict("records") for key, part in rows.groupby("target_id", sort=False)}
    found = [(target, series.points(target, by_target.get(target.target_id, []))) for target in wanted]
    last = until or date.max
    return [
        targets.progress(target, [point for point in points if point.day <= last], min(today, last))
        for target, points in found
    ]


def norms(ask: Ask) -> list[Norm]:
    """What is prescribed: typed ones that stand, and the national defaults."""
    typed = [_norm(row) for row in ask("compliance.prescribed").to_dict("records")]
    return [*typed, *shipped()]


def _target(row: Mapping[str, Any]) -> Target:
    return Target(
        row["target_id"],
        row["indicator"],
        row["unit_id"],
        row["breakdown"] or "",
        day_of(row["due"]),
        float(row["value"]),
        row["bound"],
        day_of(row["base_day"]),
        None if pd.isna(row["base_value"]) else float(row["base_value"]),
        of_row(dict(row)),
        row["note"] or "",
    )


def _norm(row: Mapping[str, Any]) -> Norm:
    return Norm(
        row["prescribed_id"],
        row["indicator"],
        row["unit_id"],
        row["unit_level"],
        day_of(row["valid_from"]),
        day_of(row["valid_to"]),
        row["rhythm"],
        float(row["value"]),
        of_row(dict(row)),
        note=row["note"] or "",
    )
