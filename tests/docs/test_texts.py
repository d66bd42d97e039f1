"""Wording: every entry is used, every used entry exists, placeholders agree; glossary and queries keep their forms."""

import re
import string
from pathlib import Path

import pytest

from danvan.database import all_queries
from danvan.texts import entries

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*ROOT.glob("danvan/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
# Names that are put together in code: text(f"common.kind_{kind}").
BUILT = {"common.kind_": ("year", "half", "nine_months", "quarter", "month", "interval")}


def _used() -> set[str]:
    words = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r"""["']((?:common|overview|dialogues|models|new_rural|unit_profile)\.[a-z_]+)["']""", words))
    basis = {f"common.basis_{name}" for name in ("reported", "derived", "partial", "none")}
    return used | basis | {stem + end for stem, ends in BUILT.items() for end in ends}


def test_every_wording_that_is_used_exists() -> None:
    assert _used() - set(entries()) == set()


def test_every_wording_is_used() -> None:
    unused = {name for name in entries() if not name.startswith("streamlit.")} - _used()
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
