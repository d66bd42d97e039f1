"""A figure in a few plain lines, for the terminal and for messages."""

from datetime import date
from typing import Any

from danvan import catalogue, numbers, units
from danvan.figures.ask import Figure
from danvan.periods import vi_date


def in_words(answer: Figure) -> str:
    """Name, value, basis and documents, a line each."""
    item = catalogue.get(answer.indicator)
    level = f" ({catalogue.breakdown_name(answer.breakdown)})" if answer.breakdown else ""
    value = numbers.qualified(answer.value, answer.qualifier, item.decimals)
    lines = [
        f"{item.name}{level} – {units.get(answer.unit_id).full_name} – {answer.period.label}",
        f"{value} {item.unit}" if answer.value is not None else "Chưa có số liệu",
        answer.reason,
    ]
    lines += [f"Nguồn: {source_words(source)}; đợt {source['batch']}" for source in answer.sources]
    return "\n".join(line for line in lines if line)


def source_words(source: dict[str, Any]) -> str:
    """'Tên tài liệu, đoạn 5 (Kinh tế & Đô thị, 15/7/2020)'."""
    day = vi_date(date.fromisoformat(source["date"])) if source["date"] else ""
    where = ", ".join(filter(None, (source["publisher"], day)))
    named = ", ".join(filter(None, (source["title"], source["place"])))
    return f"{named} ({where})" if where else named
