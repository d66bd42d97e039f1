"""The office that presents: its names, and what it puts on its papers. Kept in the workspace, with defaults.

Owns the settings `office.*`. What is not set stays blank: nothing is made up for it. The layouts of papers are in
data/briefings/papers.toml.
"""

from dataclasses import dataclass, fields

from danvan import numbers, rights
from danvan.briefing.contents import Official
from danvan.database import Database
from danvan.errors import DanVanError

SIDES = ("trên", "dưới", "trái", "phải")
LEAST, MOST = 5, 60
"""Margins that a paper may have, mm."""


@dataclass(frozen=True)
class Office:
    """name: the issuing body; above: the body above it; place: where papers are dated; the rest as in `Official`.

    recipients: a line each; margins: '20 20 30 15' (mm: top, bottom, left, right), '' for those of the layout.
    """

    name: str = "Ban Tuyên giáo và Dân vận"
    above: str = ""
    place: str = ""
    symbol: str = ""
    signs_for: str = ""
    signer_title: str = ""
    signer: str = ""
    recipients: str = ""
    margins: str = ""

    def official(self) -> Official:
        """What its papers bear."""
        return Official(
            self.symbol, self.signs_for, self.signer_title, self.signer, lines(self.recipients), margins(self.margins)
        )


def lines(said: str) -> tuple[str, ...]:
    """The recipients without the marks that lists have: '- Như trên,' → 'Như trên'."""
    bare = (line.strip().lstrip("-–").strip().rstrip(",;.").strip() for line in said.splitlines())
    return tuple(line for line in bare if line)


def margins(said: str) -> tuple[float, ...]:
    """Four lengths in mm, () for none. DanVanError for anything else."""
    if not said.strip():
        return ()
    try:
        found = tuple(float(each.replace(",", ".")) for each in said.split())
    except ValueError:
        found = ()
    if len(found) != len(SIDES) or not all(LEAST <= each <= MOST for each in found):
        raise DanVanError(
            f"Lề trang “{said}” không dùng được.",
            f"Ghi bốn số tính bằng mm theo thứ tự {', '.join(SIDES)}, mỗi số từ {numbers.number(LEAST)} đến "
            f"{numbers.number(MOST)}, ví dụ: 20 20 30 15.",
        )
    return found


def office(database: Database) -> Office:
    """The office of a workspace; the defaults for what was never set."""
    said = database.ask("briefing.settings", prefix="office.").set_index("name")["value"].to_dict()
    known = {one.name: said[f"office.{one.name}"] for one in fields(Office) if f"office.{one.name}" in said}
    return Office(**known)


def keep(database: Database, chosen: Office) -> None:
    """Keep the office's names and what its papers bear. DanVanError when its margins cannot be used."""
    rights.need(rights.ADMINISTER)
    margins(chosen.margins)
    with database.writing() as cursor:
        for one in fields(Office):
            name = f"office.{one.name}"
            cursor.execute("delete from setting where name = ?", [name])
            cursor.execute("insert into setting values (?, ?)", [name, getattr(chosen, one.name)])
    rights.record("office", chosen.name)
