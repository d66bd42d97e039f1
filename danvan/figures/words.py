"""A figure in a few plain lines, for the terminal and for messages."""

from danvan import catalogue, numbers, units
from danvan.figures.ask import Figure


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
    for source in answer.sources:
        place = f", {source['place']}" if source["place"] else ""
        lines.append(f"Nguồn: {source['title']}{place} ({source['publisher']}, {source['date']}); đợt {source['batch']}")
    return "\n".join(line for line in lines if line)
