"""Streamlit reads nearly all it is given as Markdown: whatever is not the program's own goes through plain().

A sweep over the calls: each text that reaches one is constant, or made of constants, numbers and texts made harmless.
"""

import ast
from collections.abc import Iterator

import pytest

from danvan.ui.plain import plain
from tests.hostile.parts import calls, functions, given

READ_AS_MARKDOWN = {
    "markdown", "caption", "write", "warning", "error", "info", "success", "toast", "expander", "dialog", "title",
    "header", "subheader", "checkbox", "toggle", "radio", "popover", "spinner", "status", "badge", "metric", "button",
    "link_button", "download_button", "page_link", "form_submit_button", "text_input", "text_area", "number_input",
    "date_input", "selectbox", "multiselect", "segmented_control", "pills", "file_uploader",
}  # fmt: skip
ALSO = ("help", "label", "body", "captions")
"""Parameters that are read so, too."""
HARMLESS = {"plain", "number", "date", "fraction", "percent", "len", "int", "count", "moment", "page_path", "shut"}
"""Functions whose words are numbers, days, or the program's own."""
# Functions that show words they were handed, or names of the program: whose words those are.
OWN = {
    "danvan/ui/accounts.py:_said": "texts of this page; names in them are made plain",
    "danvan/ui/address.py:value": "the name of a parameter, from its callers",
    "danvan/ui/attention.py:draw": "rules numbered",
    "danvan/ui/backup.py:_troubles": "a day and plain words",
    "danvan/ui/backup.py:draw": "texts with the number of a copy",
    "danvan/ui/backup_restore.py:_confirm": "the number of a copy",
    "danvan/ui/briefing/page.py:_told": "texts; titles in them are made plain",
    "danvan/ui/cases_choose.py:_unit": "names of units, which come with the program",
    "danvan/ui/cases_one.py:_button": "texts of its callers",
    "danvan/ui/closing.py:_one": "texts with the name of a unit",
    "danvan/ui/closing.py:draw": "texts with the name of a period",
    "danvan/ui/compare_lists.py:_chosen": "texts of its callers",
    "danvan/ui/compare_lists.py:codes": "made plain two lines above",
    "danvan/ui/completeness.py:_last_due": "a period and a day",
    "danvan/ui/completeness_due.py:draw": "a text without names",
    "danvan/ui/completeness_list.py:draw": "numbers",
    "danvan/ui/compliance_pictures.py:_bars": "names of units",
    "danvan/ui/damaged.py:draw": "a copy's number and time",
    "danvan/ui/drawer_meaning.py:draw": "a question of queries/",
    "danvan/ui/filters.py:_notice_of_former": "names of units",
    "danvan/ui/grid.py:_say_level": "parts of the catalogue, which come with the program",
    "danvan/ui/handed.py:button": "texts of its callers; names of files in them are made plain",
    "danvan/ui/history_undo.py:draw": "the number of a batch; texts",
    "danvan/ui/history_undo.py:told": "the number of a batch",
    "danvan/ui/list_file.py:_sent": "numbers; the file's name is made plain",
    "danvan/ui/list_file.py:draw": "texts of the two lists",
    "danvan/ui/one_cell.py:_dimension": "a dimension of the catalogue",
    "danvan/ui/one_done.py:undone": "the number of a batch",
    "danvan/ui/one_period.py:_year": "texts of its callers",
    "danvan/ui/outcomes.py:hollow": "names of units and of the catalogue's pairs",
    "danvan/ui/parts.py:draw": "titles of its callers; dimensions of the catalogue",
    "danvan/ui/plans_fields.py:told": "numbers of plans and cases",
    "danvan/ui/plans_fields.py:typed": "texts of its callers",
    "danvan/ui/plans_norms.py:_form": "the number of a norm",
    "danvan/ui/plans_targets.py:_form": "the number of a target",
    "danvan/ui/satisfaction_components.py:_table": "indices of the catalogue",
    "danvan/ui/themes.py:draw": "a year and a unit",
    "danvan/ui/upload/choose.py:_waiting": "a plain name and a text",
    "danvan/ui/upload/choose.py:gone": "a plain name and the number of a batch",
    "danvan/ui/upload/declare.py:_form": "texts",
    "danvan/ui/upload/paper.py:_field": "texts of its callers",
    "danvan/ui/upload/result.py:_written": "the number of a batch",
    "danvan/ui/upload/review.py:_not_yet": "texts",
    "danvan/ui/upload/steps.py:_step": "texts",
    "danvan/ui/upload/steps.py:bar": "texts of its callers",
}


def _is_own(node: ast.expr | None, names: dict[str, list[ast.expr]], depth: int = 0) -> bool:
    """Whether a text can only be the program's own."""

    def own(one: ast.expr | None) -> bool:
        return _is_own(one, names, depth)

    if node is None or isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(own(one.value if isinstance(one, ast.FormattedValue) else one) for one in node.values)
    if isinstance(node, ast.BinOp):
        return own(node.left) and own(node.right)
    if isinstance(node, ast.IfExp):
        return own(node.body) and own(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(own(one) for one in node.values)
    if isinstance(node, ast.Name):
        known = depth < 4 and node.id in names
        return node.id.isupper() or known and all(_is_own(one, names, depth + 1) for one in names[node.id])
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called == "text":
        return all(own(one.value) for one in node.keywords)
    if called == "join" and isinstance(node.args[0], ast.GeneratorExp | ast.ListComp):
        return own(node.args[0].elt)
    return called in HARMLESS


def unproven() -> Iterator[tuple[str, str]]:
    """(function, the text) for each that may hold somebody's words."""
    for where, function in functions():
        if not where.startswith(("danvan/ui/", "pages/")):
            continue
        names = given(function)
        for called, node in calls(function):
            if called in READ_AS_MARKDOWN and ast.unparse(node.func).startswith("st."):
                for words in [*node.args[:1], *(one.value for one in node.keywords if one.arg in ALSO)]:
                    if not _is_own(words, names):
                        yield where, f"{called}: {ast.unparse(words)}"


def test_nothing_that_people_typed_is_read_as_markdown() -> None:
    found = list(unproven())
    assert [one for one in found if one[0] not in OWN] == []
    assert set(OWN) - {where for where, _ in found} == set(), "no longer shows such words: take it out of the list"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("http://a.vn www.b.vn HTTPS://c.vn mailto:x@y.vn x@y.vn", ("http:", "www.", "https:", "mailto:", "@y")),
        ("a\x00b\u202ec\u2066d\x1b", ("\x00", "\u202e", "\u2066", "\x1b")),
    ],
)
def test_an_address_is_no_link_and_nothing_is_unseen(words: str, left: tuple[str, ...]) -> None:
    made = plain(words).replace("\\", "").lower()
    assert not any(each in made for each in left)
    assert made.replace("\u2060", "").startswith(("http://a.vn", "abcd"))
