"""Owns `python -m danvan office`: what the office puts on its covers and papers; shown, or set as on the page."""

import argparse
import json
from dataclasses import asdict, replace

from danvan.briefing.office import Office, keep, office
from danvan.database import Database
from danvan.texts import text

DONE = 0
WORDS = ("name", "above", "place", "symbol", "signs_for", "signer_title", "signer")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command; without any it shows what is set."""
    for name in WORDS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="CHỮ", help=_label(name))
    parser.add_argument("--recipient", action="append", metavar="NƠI_NHẬN", help="một nơi nhận; ghi lại cho mỗi nơi")
    parser.add_argument("--margins", nargs=4, metavar=("TRÊN", "DƯỚI", "TRÁI", "PHẢI"), help="lề trang báo cáo, mm")


def command(chosen: argparse.Namespace, database: Database) -> int:
    """Set what is told, then show everything."""
    told: dict[str, str] = {
        name: " ".join(said.split()) for name in WORDS if (said := getattr(chosen, name)) is not None
    }
    if chosen.recipient is not None:
        told["recipients"] = "\n".join(chosen.recipient).strip()
    if chosen.margins is not None:
        told["margins"] = " ".join(chosen.margins)
    found: Office = replace(office(database), **told)
    if told:
        keep(database, found)
    if chosen.json:
        print(json.dumps({"status": "done", **asdict(found)}, ensure_ascii=False))
        return DONE
    for name, said in asdict(found).items():
        print(f"{_label(name)}: {'; '.join(said.splitlines()) or text('report.blank')}")
    return DONE


def _label(name: str) -> str:
    return text("report.margins") if name == "margins" else text(f"present.office_{name}")
