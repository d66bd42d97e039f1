"""Owns one line of the report: what was looked at, how it is, in words, and what to do."""

from dataclasses import asdict, dataclass

OK, WARN, FAIL = "ok", "warn", "fail"


@dataclass(frozen=True)
class Line:
    """`check`: a stable code; `state`: ok, warn or fail; `words` say what was found, `remedy` what to do."""

    check: str
    state: str
    words: str
    remedy: str = ""

    def as_json(self) -> dict[str, str]:
        """The object of --json."""
        return asdict(self)
