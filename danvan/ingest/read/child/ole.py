"""The compound file that XLS stands in (and that wraps an encrypted XLSX): its streams by name."""

import struct
from dataclasses import dataclass

from danvan.ingest.read.child.book import Refused

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5
_SMALL = 4096
_ENTRY = 128


@dataclass(frozen=True)
class Entry:
    """One line of the directory."""

    name: str
    kind: int
    first: int
    size: int


class Compound:
    """Streams of a compound file; Refused for anything that points outside the file or runs in circles."""

    def __init__(self, data: bytes) -> None:
        """Read the tables of sectors and the directory."""
        if len(data) < 512 or data[:8] != MAGIC:
            raise Refused("read_broken")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise Refused("read_broken")
        self.sector, self.mini_sector = 1 << shift, 1 << mini_shift
        directory, _, _, mini_first, _, difat, _ = struct.unpack_from("<7I", data, 48)
        self.table = self._table(difat)
        self.entries = self._directory(self._chain(directory, self.table))
        self.mini_table = _integers(self._chain(mini_first, self.table)) if mini_first < _LAST_SECTOR else ()
        root = next((entry for entry in self.entries if entry.kind == _ROOT), None)
        self.mini = self._chain(root.first, self.table) if root and root.first < _LAST_SECTOR else b""

    def stream(self, *names: str) -> bytes | None:
        """The first stream with one of the names; Refused when the file ends before it does."""
        for name in names:
            for entry in self.entries:
                if entry.name.lower() == name.lower() and entry.kind == _STREAM:
                    return self._content(entry)
        return None

    def _content(self, entry: Entry) -> bytes:
        small = entry.size < _SMALL
        found = self._chain(entry.first, self.mini_table, self.mini) if small else self._chain(entry.first, self.table)
        if len(found) < entry.size:
            raise Refused("read_broken")
        return found[: entry.size]

    def _table(self, difat: int) -> tuple[int, ...]:
        """Which sector follows which."""
        sectors = [number for number in struct.unpack_from("<109I", self.data, 76) if number < _LAST_SECTOR]
        seen = set()
        while difat < _LAST_SECTOR and difat not in seen:
            seen.add(difat)
            *more, difat = _integers(self._at(difat, self.sector, self.data, self.sector))
            sectors.extend(number for number in more if number < _LAST_SECTOR)
        return _integers(b"".join(self._at(number, self.sector, self.data, self.sector) for number in sectors))

    def _chain(self, first: int, table: tuple[int, ...], mini: bytes | None = None) -> bytes:
        data, size, skipped = (self.data, self.sector, self.sector) if mini is None else (mini, self.mini_sector, 0)
        pieces, number = [], first
        while number < _LAST_SECTOR:
            piece = self._at(number, size, data, skipped)
            if number >= len(table) or len(pieces) > len(table) or not piece:
                raise Refused("read_broken")
            pieces.append(piece)
            number = table[number]
        return b"".join(pieces)

    @staticmethod
    def _at(number: int, size: int, data: bytes, skipped: int) -> bytes:
        return data[skipped + number * size : skipped + (number + 1) * size]

    @staticmethod
    def _directory(data: bytes) -> list[Entry]:
        entries = []
        for start in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, start + 64)
            first, size = struct.unpack_from("<II", data, start + 116)
            name = data[start : start + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            entries.append(Entry(name, kind, first, size))
        return entries


def _integers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
