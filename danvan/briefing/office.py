"""The office that presents: its names for the head of a paper. Kept in the workspace, with defaults.

Owns the settings `office.*`; margins and header texts of the report are in data/briefings/papers.toml.
"""

from dataclasses import dataclass, fields

from danvan.database import Database


@dataclass(frozen=True)
class Office:
    """name: the issuing body; above: the body above it; place: where papers are dated."""

    name: str = "Ban Tuyên giáo và Dân vận"
    above: str = ""
    place: str = ""


def office(database: Database) -> Office:
    """The office of a workspace; the defaults for what was never set."""
    said = database.ask("briefing.settings", prefix="office.").set_index("name")["value"].to_dict()
    known = {one.name: said[f"office.{one.name}"] for one in fields(Office) if f"office.{one.name}" in said}
    return Office(**known)


def keep(database: Database, chosen: Office) -> None:
    """Keep the office's names."""
    with database.writing() as cursor:
        for one in fields(Office):
            name = f"office.{one.name}"
            cursor.execute("delete from setting where name = ?", [name])
            cursor.execute("insert into setting values (?, ?)", [name, getattr(chosen, one.name)])
