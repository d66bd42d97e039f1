"""What is to be said about a file: every fault and remark, with its place, value and remedy.

Owns the shape of a finding. Its wording is in danvan/texts/findings_<stage>.toml: one entry `<name>` for what is
wrong and one `<name>_remedy` for what to do; a code is '<stage>_<name>'.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from danvan.texts import text

STOP, WARN, INFO = "stop", "warn", "info"
SEVERITIES = (STOP, WARN, INFO)
MOST_OF_A_KIND = 1000
LONGEST_VALUE = 120


@dataclass(frozen=True)
class Finding:
    """One remark. `row` counts from 1; a stop with a row rejects that row, one without rejects the file or sheet.

    `message` and `remedy` are plain Vietnamese text; `value` is the cell as sent, cut to 120 characters.
    """

    severity: str
    code: str
    message: str
    remedy: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    value: str = ""
    expected: str = ""
    suggestion: str = ""

    def as_json(self) -> dict[str, Any]:
        """The object that the command line prints."""
        return asdict(self)


def finding(
    code: str,
    severity: str,
    *,
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str | None = None,
    value: object = "",
    expected: str = "",
    suggestion: str = "",
    **words: object,
) -> Finding:
    """The finding with this code; `words` fill the placeholders of its texts, beside the named fields."""
    if severity not in SEVERITIES:
        raise ValueError(f"severity {severity!r}")
    stage, _, name = code.partition("_")
    shown = short(value)
    fields = {"file": file, "sheet": sheet, "row": row, "column": column, "value": shown, "expected": expected}
    fields |= {"suggestion": suggestion, **words}
    return Finding(
        severity,
        code,
        text(f"findings_{stage}.{name}", **fields),
        text(f"findings_{stage}.{name}_remedy", **fields),
        file,
        sheet,
        row,
        column,
        shown,
        expected,
        suggestion,
    )


def short(value: object) -> str:
    """A cell's text short enough for a message."""
    found = " ".join(str(value).split())
    return found if len(found) <= LONGEST_VALUE else found[: LONGEST_VALUE - 1] + "…"


def capped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with no more than 1.000 of a kind; a last one says how many more there were."""
    kept: list[Finding] = []
    times: Counter[str] = Counter()
    last: dict[str, Finding] = {}
    for item in findings:
        times[item.code] += 1
        last[item.code] = item
        if times[item.code] <= MOST_OF_A_KIND:
            kept.append(item)
    for code, count in times.items():
        if count > MOST_OF_A_KIND:
            item = last[code]
            kept.append(
                finding(
                    "import_more",
                    item.severity,
                    file=item.file,
                    sheet=item.sheet,
                    more=count - MOST_OF_A_KIND,
                    about=item.message,
                )
            )
    return tuple(kept)
