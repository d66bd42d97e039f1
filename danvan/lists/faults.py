"""Collects what is wrong with an entry: every fault with the field it is about and its place in the file."""

from danvan.ingest.findings import INFO, STOP, WARN, Finding, finding


class Faults:
    """What is wrong with one entry; `place` (file, sheet, row) goes with every finding."""

    def __init__(self, **place: object) -> None:
        self.place = place
        self.found: list[Finding] = []

    def label(self, name: str) -> str:
        """The field's name as people read it; each list has its own."""
        raise NotImplementedError

    def stop(self, code: str, name: str = "", **words: object) -> None:
        """Note a fault about a field: the entry cannot be written."""
        self._note(STOP, code, name, words)

    def warn(self, code: str, name: str = "", **words: object) -> None:
        """Note something doubtful: the entry can be written all the same."""
        self._note(WARN, code, name, words)

    def tell(self, code: str, name: str = "", **words: object) -> None:
        """Note something to know."""
        self._note(INFO, code, name, words)

    @property
    def stopped(self) -> bool:
        """Whether anything keeps the entry out."""
        return any(item.severity == STOP for item in self.found)

    def _note(self, severity: str, code: str, name: str, words: dict[str, object]) -> None:
        column = self.label(name) if name else None
        self.found.append(finding(code, severity, column=column, **self.place, **words))
