"""The one family of errors that a user may see.

Owns the shape of a complaint: what is wrong (place, value, what was expected) and what to do
about it. It refuses to carry anything technical: a traceback is for the log, not for the reader.
"""


class DanVanError(Exception):
    """A fault told in Vietnamese: `message` says what and where, `remedy` says what to do.

    Both are plain text without a trailing line break; `remedy` may be empty when nothing can be
    done. `str(error)` joins them with one space.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep the two parts apart, so that a page can set the remedy on its own line."""
        self.message = message
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Message and remedy in one line, as the command line prints them."""
        return f"{self.message} {self.remedy}".strip()

    def __reduce__(self) -> tuple[type["DanVanError"], tuple[str, str]]:
        """Survive the trip from a child process (the Excel reader) with both parts intact."""
        return type(self), (self.message, self.remedy)
