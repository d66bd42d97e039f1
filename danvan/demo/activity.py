"""What "happened": synthetic activity per node and month, before anybody reports it.

Counts are Poisson around a rate made of size, province, season, trend and the two years of the pandemic. Opinions and
models obey their balances exactly. Values of quarterly topics stand at the last month of the quarter.
"""

from dataclasses import dataclass

import numpy as np

from danvan.demo.lands import HUYEN, TINH, XA, Era, random

SEASON = np.array([0.75, 0.55, 1.0, 1.05, 1.1, 1.35, 1.0, 0.95, 1.0, 1.15, 1.3, 0.8])
EVEN = np.ones(12)
PANDEMIC = {2020: [1, 1, 0.7, 0.35, 0.7] + [0.9] * 7, 2021: [0.9, 0.8, 0.9, 0.9, 0.6] + [0.45] * 4 + [0.6, 0.8, 0.9]}


@dataclass(frozen=True)
class Rate:
    """Yearly count per province, per district and per commune; growth per year; how hard the pandemic hit (0–1)."""

    tinh: float
    huyen: float
    xa: float
    growth: float = 0.035
    pandemic: float = 1.0
    season: tuple[float, ...] = tuple(SEASON)


def flow(era: Era, name: str, rate: Rate) -> np.ndarray:
    """Counts per node and month, shape (n, m), integers."""
    base = np.select([era.cap == TINH, era.cap == HUYEN, era.cap == XA], [rate.tinh, rate.huyen, rate.xa])
    rng = random(name, era.name)
    years = era.years
    noise = rng.lognormal(0, 0.07, (len(era.provinces), years.max() - years.min() + 1))[:, years - years.min()]
    shape = np.array(
        [
            rate.season[day.month - 1] * (1 + rate.growth) ** (day.year - 2015) * _pandemic(day, rate.pandemic)
            for day in era.months
        ]
    )
    mean = (base * era.weight * era.factor[era.province] / 12)[:, None] * shape * noise[era.province]
    return rng.poisson(mean).astype(float)


def _pandemic(day: object, strength: float) -> float:
    kept = PANDEMIC.get(day.year, [1.0] * 12)[day.month - 1]
    return 1 - strength * (1 - kept)


def share(era: Era, name: str, of: np.ndarray, rate: float | np.ndarray) -> np.ndarray:
    """How many of the counts have a property: binomial with the rate, which may differ per node or month."""
    return random(name, era.name).binomial(of.astype(int), np.broadcast_to(rate, of.shape)).astype(float)


def quarters(era: Era, values: np.ndarray) -> np.ndarray:
    """Monthly counts gathered at the last month of each quarter."""
    gathered = np.zeros_like(values)
    for last in quarter_ends(era):
        gathered[:, last] = values[:, last - 2 : last + 1].sum(axis=1)
    return gathered


def quarter_ends(era: Era) -> list[int]:
    """Positions of the months that end a whole quarter."""
    return [i for i, day in enumerate(era.months) if day.month % 3 == 0 and i >= 2]


def opinions(era: Era, opening: np.ndarray | None) -> dict[str, np.ndarray]:
    """YK01–YK07 per node, quarterly, with YK06 + YK01 = YK03 + YK07 + YK04 and every opening the last closing.

    opening: per province, kept by the province's own node; None draws one.
    """
    received = quarters(era, flow(era, "YK01", Rate(18, 14, 6.2, growth=0.03, pandemic=0.8)))
    rng = random("opinions", era.name)
    made = {code: np.zeros_like(received) for code in ("YK02", "YK03", "YK04", "YK05", "YK06", "YK07")}
    stock = np.zeros(len(era.cap), int)
    if opening is None:
        stock = rng.poisson(received[:, quarter_ends(era)].mean(axis=1) * 0.66)
    else:
        stock[era.cap == TINH] = opening
    skill = rng.normal(0, 0.07, len(era.provinces))[era.province]
    for last in quarter_ends(era):
        new = received[:, last].astype(int)
        moved = rng.binomial(new, 0.05)
        solved = rng.binomial(stock + new - moved, np.clip(0.58 + 0.016 * (era.years[last] - 2015) + skill, 0.4, 0.95))
        closing = stock + new - moved - solved
        made["YK02"][:, last] = rng.binomial(new, 0.62)
        made["YK06"][:, last], made["YK03"][:, last], made["YK07"][:, last] = stock, solved, moved
        made["YK04"][:, last], made["YK05"][:, last] = closing, rng.binomial(closing, 0.18)
        stock = closing
    return {"YK01": received, **made}


def models(era: Era, opening: np.ndarray | None) -> dict[str, np.ndarray]:
    """DV01–DV04 and DV09 per node, quarterly, with DV02 = last DV02 + DV01 − DV09. opening as for opinions."""
    season = (1.9, 1.7, 1.6, 1.1, 0.8, 0.7, 0.7, 0.6, 0.8, 0.8, 0.7, 0.6)
    started = quarters(era, flow(era, "DV01", Rate(22, 6.5, 0.85, growth=0.045, pandemic=0.4, season=season)))
    rng = random("models", era.name)
    made = {code: np.zeros_like(started) for code in ("DV02", "DV03", "DV04", "DV09")}
    yearly = started.sum(axis=1) / len(era.months) * 12
    stock = rng.poisson(yearly * 3.2)
    if opening is not None:
        stock = np.zeros_like(stock)
        parts = np.bincount(era.province, yearly, len(era.provinces))
        stock = np.floor(opening[era.province] * yearly / parts[era.province]).astype(int)
        rest = opening.astype(int) - np.bincount(era.province, stock, len(era.provinces)).astype(int)
        stock[era.cap == TINH] += rest
    for last in quarter_ends(era):
        new = started[:, last].astype(int)
        ended = rng.binomial(stock, 0.06)
        stock = stock + new - ended
        # Recognised and commended ones are chosen in the second and the last quarter.
        choosing = {6: 0.28, 12: 0.52}.get(era.months[last].month, 0.03)
        base = new if last < 3 else (started[:, last - 3 : last + 1].sum(axis=1)).astype(int)
        made["DV03"][:, last] = rng.binomial(base, choosing)
        made["DV04"][:, last] = rng.binomial(made["DV03"][:, last].astype(int), 0.3)
        made["DV02"][:, last], made["DV09"][:, last] = stock, ended
    return {"DV01": started, **made}
