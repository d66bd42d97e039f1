"""Wording: every entry is used, every used entry exists, placeholders agree; glossary and queries keep their forms."""

import re
import string
from pathlib import Path

import pytest

from danvan import catalogue, units
from danvan.charts.heat import LOOKS
from danvan.database import all_queries
from danvan.export.report.papers import APPENDIX
from danvan.export.sheets.lines import COLUMNS
from danvan.ingest import choices, findings, new_indicators, templates
from danvan.ingest.check import faults
from danvan.ingest.check.domain import TOLD_OTHERWISE
from danvan.ingest.check.preview import STATUSES
from danvan.ingest.read import formats
from danvan.ingest.shape import understood
from danvan.quality.lines import KINDS
from danvan.texts import entries
from danvan.ui import attention
from danvan.ui.completeness_choose import CAPS
from danvan.ui.upload import columns, paper, questions, review

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*ROOT.glob("danvan/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
STEMS = sorted({name.partition(".")[0] for name in entries()} - {"streamlit"})
FINDINGS = [stem.removeprefix("findings_") for stem in STEMS if stem.startswith("findings_")]
# Names that are put together in code, text(f"common.kind_{kind}"), with every value there may be.
BUILT = {
    "common.kind_": ("year", "half", "nine_months", "quarter", "month", "interval"),
    "common.basis_": ("reported", "derived", "partial", "none"),
    "attention.rule_": attention.RULES,
    "attention.below_": ("province", "district", "commune"),
    "completeness.state_": tuple(LOOKS),
    "completeness.told_": tuple(LOOKS),
    "completeness.below_": ("province", *CAPS.values()),
    "phrases.": [item.code.lower() for item in catalogue.all_indicators()],
    "history.": ("undo", "undo_of", "redo", "redo_of"),
    "one_figure.": ("as_of_example", "place_example"),
    "plans.": ("title_example", "number_example", "day_example", "issuer_example"),
    "report.column_": (*APPENDIX, *COLUMNS, "category", "change", "class", "count", "figure", "units"),
    "report.": ("contents_page", "contents_title"),
    "quality.kind_": (*KINDS, "all", "count"),
    "quality.about_": (*KINDS, "all"),
    "quality.level_": ("province", "district", "commune"),
    "upload.role_": [role.replace(":", "_") for role in (*understood.ROLES, *columns.ROLES) if role != "measure"],
    "upload.layout_": understood.LAYOUTS,
    "upload.format_": tuple(formats.LABELS),
    "upload.severity_": (*findings.SEVERITIES, "all"),
    "upload.status_": (*STATUSES, "all"),
    "upload.status_words_": review.STATUSES,
    "upload.kind_": tuple(new_indicators.AGGREGATION),
    "upload.kind_words_": tuple(new_indicators.AGGREGATION),
    "upload.dash_": (choices.MISSING, choices.ZERO),
    "upload.form_": templates.FORMS,
    "upload.form_words_": templates.FORMS,
    "upload.file_": templates.FILES,
    "upload.paper_kind_": paper.KINDS,
    "upload.level_": units.LEVELS,
    "upload.geography_": ("63", "34", "then"),
    "upload.ask_": tuple(questions.FIELD),
}
# Codes of findings that SQL names: the fault's name, and the name of a check.
CHECKED = {f"check_{name}" for name in faults.SEVERITY}
WARNED = {path.stem.removeprefix("warn_") for path in ROOT.glob("queries/checks/warn_*.sql")}
CHECKED |= {f"check_{name}" for name in WARNED if f"warn_{name}" not in TOLD_OTHERWISE}


def _words() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


def _named() -> set[str]:
    """Names that stand in the code whole."""
    whole = re.findall(rf"""["']((?:{"|".join(STEMS)})\.[a-z0-9_]+)["']""", _words())
    # A topic may be the folder of questions too: database.ask("targets.standing") is no wording.
    wordings = {name for name in whole if name in entries() or name not in all_queries()}
    return {*wordings, *(stem + end for stem, ends in BUILT.items() for end in ends)}


def _codes() -> set[str]:
    """Codes of findings: the first thing that is given to whatever makes one."""
    ingest = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("danvan/ingest/**/*.py"))
    given = re.findall(rf"""(\w+)\(\s*"((?:{"|".join(FINDINGS)})_[a-z0-9_]+)\"""", ingest)
    return {code for call, code in given if call != "groupby"} | CHECKED


def _told(code: str) -> set[str]:
    """The two texts of a finding: what is wrong, and what to do."""
    stage, _, name = code.partition("_")
    return {f"findings_{stage}.{name}", f"findings_{stage}.{name}_remedy"}


def _bare(name: str) -> str:
    """'findings_check.stated_total_remedy' → 'stated_total'."""
    return name.partition(".")[2].removesuffix("_remedy").removesuffix("_expected")


def test_every_wording_that_is_used_exists() -> None:
    assert _named() - set(entries()) == set()


def test_every_finding_says_what_is_wrong_and_what_to_do() -> None:
    assert {name for code in _codes() for name in _told(code)} - set(entries()) == set()


def test_every_wording_is_used() -> None:
    words = _words()
    literal = set(re.findall(r"""["']([a-z0-9_]+)["']""", words))
    begun = tuple(re.findall(rf"""f["']((?:{"|".join(STEMS)})\.[a-z0-9_]+)\{{""", words))
    whole = set(re.findall(rf"""f["']({"|".join(STEMS)})\.\{{""", words))
    codes = {code for code in literal if code.partition("_")[0] in FINDINGS}
    told = {name for code in _codes() | codes for name in _told(code)}
    told |= {f"findings_check.{name}" for name in WARNED}
    used = _named() | told | {name.replace("_remedy", "_expected") for name in told}
    unused = {
        name
        for name in entries()
        if not name.startswith("streamlit.")
        and name not in used
        and not name.startswith(begun)
        # text(f"history.{name}") with the name standing alone elsewhere.
        and not (name.partition(".")[0] in whole and _bare(name) in literal)
    }
    assert unused == set()


def test_placeholders_are_plain_names() -> None:
    for name, wording in entries().items():
        for _, field, _, _ in string.Formatter().parse(wording):
            assert field is None or re.fullmatch(r"[a-z_]+", field), name


@pytest.mark.parametrize("name", [name for name in entries() if name.startswith("streamlit.")])
def test_each_of_streamlits_words_has_a_vietnamese_one(name: str) -> None:
    english, arrow, vietnamese = entries()[name].partition(" → ")
    assert arrow and english and vietnamese and english != vietnamese


def test_every_query_asks_in_vietnamese_and_states_its_grain() -> None:
    vietnamese = re.compile("[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE)
    for found in all_queries().values():
        assert vietnamese.search(found.question), found.name
        assert found.grain, found.name


def test_no_sql_in_pages() -> None:
    for path in [*ROOT.glob("pages/**/*.py"), ROOT / "app.py", *ROOT.glob("danvan/ui/*.py")]:
        words = path.read_text(encoding="utf-8")
        sql = r"\b(select|insert into|update|delete from)\b.*\b(from|values|set|where)\b"
        assert not re.search(sql, words, re.IGNORECASE), path
