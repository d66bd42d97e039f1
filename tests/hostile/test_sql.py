"""No text of a person ever becomes SQL: the structure of the code, and attacks in each parameter there is."""

import ast
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from danvan import cli, workspace
from danvan.database import Database, all_queries, query
from danvan.errors import DanVanError
from tests.hostile.parts import ROOT, functions, given
from tests.unit import ready_workspace

# What hands a text to a database.
HANDED = {"execute", "executemany", "executescript", "sql", "from_query", "query_df"}
# Functions whose SQL is put together, and from what: names out of this program or of the database itself, or counts.
PUT_TOGETHER = {
    "danvan/backup/compare.py:held": "a table as the database itself names it",
    "danvan/backup/in_place.py:_carry_over": "tables that the module lists, columns as the database names them",
    "danvan/backup/make.py:_copy": "tables as the database names them; the path of its copy, as literal()",
    "danvan/backup/make.py:_quietly": "constant words of its callers: rollback, use, detach",
    "danvan/backup/changes.py:sums": "a question of queries/, read by name",
    "danvan/backup/restore.py:_fill": "tables and columns as the database names them; the program's path, as literal()",
    "danvan/database/migrate.py:migrate": "the steps in danvan/schema",
    "danvan/database/opening.py:opened": "settings of the program; DuckDB binds no parameters there",
    "danvan/database/opening.py:_attach": "the workspace's path, as literal()",
    "danvan/figures/reference.py:take_indicator": "tables that the module lists",
    "danvan/figures/reference.py:_replace": "tables that the module lists",
    "danvan/figures/reference.py:_insert": "tables that the module lists",
    "danvan/figures/rule_aside.py:_put": "tables that the module names",
    "danvan/figures/rule_aside.py:taken": "tables that the module names",
    "danvan/figures/rule_steps.py:_put": "a question of queries/, read by name",
    "danvan/ingest/check/domain.py:run": "a question of queries/ as a view",
    "danvan/ingest/check/preview.py:_put_declared": "tables that figures/reference lists",
    "danvan/ingest/sources.py:_known": "columns that the module lists",
    "danvan/plans/store.py:_change": "one of two tables named beside it",
    "danvan/snapshot.py:_copy": "tables and columns as the database names them",
    "danvan/snapshot.py:_compute": "a constant question inside another",
}
ATTACKS = (
    "' or 1=1 --",
    "'; drop table figure; --",
    "\"; attach '/etc/passwd' as x; --",
    "$1",
    "?",
    "\x00",
    "%27%20or%201=1",
    "x' union select secret from account --",
    "read_csv('/etc/passwd')",
    "\ud83d\ude00" * 500,
)


def _is_constant(node: ast.expr, names: dict[str, list[ast.expr]]) -> bool:
    """Whether a text can only be what stands in the program: constants, and questions read from .sql files."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(isinstance(part, ast.Constant) or _is_named(part.value) for part in node.values)
    if isinstance(node, ast.BinOp):
        return _is_constant(node.left, names) and _is_constant(node.right, names)
    if isinstance(node, ast.IfExp):
        return _is_constant(node.body, names) and _is_constant(node.orelse, names)
    if isinstance(node, ast.Name) and node.id in names:
        return all(_is_constant(one, names) for one in names[node.id])
    told = ast.unparse(node)
    return told.endswith(".sql") and "query(" in told or told.startswith("statement(")


def _is_named(node: ast.expr) -> bool:
    """A constant of a module: ATTACHED, `danvan.database.opening.ATTACHED`."""
    return isinstance(node, ast.Name) and node.id.isupper() or isinstance(node, ast.Attribute) and node.attr.isupper()


def put_together() -> Iterator[tuple[str, str]]:
    """(function, the SQL) for each text that is not constant."""
    for where, function in functions():
        names = given(function)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in HANDED:
                if node.args and not _is_constant(node.args[0], names):
                    yield where, ast.unparse(node.args[0])


def test_sql_is_never_put_together_from_words_that_come_from_outside() -> None:
    found = {where for where, _ in put_together()}
    assert found - set(PUT_TOGETHER) == set()
    assert set(PUT_TOGETHER) - found == set(), "no longer put together: take it out of the list"


def test_a_question_in_a_file_has_no_place_for_words_but_bound_ones() -> None:
    """No {braces}, no %s, no ${}: nothing that a program could fill in."""
    for path in (ROOT / "queries").rglob("*.sql"):
        words = "\n".join(line.partition("--")[0] for line in path.read_text(encoding="utf-8").splitlines())
        assert "{{" not in words and "%s" not in words and "${" not in words, path


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    made = ready_workspace.make()
    ready_workspace.commit(made, ready_workspace.report("DT01", "42-2008", "2024", 9))
    yield made
    made.close()


@pytest.mark.parametrize("name", [name for name in all_queries() if query(name).parameters])
def test_each_parameter_of_each_question_takes_an_attack_as_a_value(name: str, database: Database) -> None:
    """The question answers, or says that the value has the wrong type; the workspace is what it was."""
    asked = query(name)
    before = database.value("figure.count")
    for words in ATTACKS[:4]:
        for parameter in asked.parameters:
            given = dict.fromkeys(asked.parameters) | {parameter: words}
            try:
                database.ask(name, **given)
            except (duckdb.ConversionException, duckdb.BinderException, duckdb.InvalidInputException) as fault:
                assert "Parser" not in type(fault).__name__
            except duckdb.CatalogException as fault:
                # Questions of the rule work on tables that only it makes.
                assert "does not exist" in str(fault)
    assert database.value("figure.count") == before


@pytest.mark.parametrize(
    "attack",
    [
        "../../etc/passwd",
        "../x",
        "/etc/passwd",
        "figure/../../x",
        "figure.count\x00",
        "figure.count; --",
        "C:\\x",
        "~/x",
        "figure.../x",
        "",
    ],
)
def test_a_question_is_found_by_its_name_only(attack: str) -> None:
    with pytest.raises(DanVanError):
        query(attack)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_command_line_takes_an_attack_as_a_value(
    attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, or answered with nothing: no exception, and no file beside the data folder."""
    made = ready_workspace.make()
    monkeypatch.setattr(workspace, "open_workspace", lambda *_, **__: made)
    for words in (
        ["figure", attack, "42", "2024"],
        ["figure", "DT01", attack, "2024"],
        ["figure", "DT01", "42", attack],
        ["figure", "DT01", "42", "2024", "--breakdown", attack],
        ["query", attack],
        ["query", "figure.count", "--param", attack],
        ["unit", attack],
        ["unit", "Hà Tĩnh", "--parent", attack],
    ):
        try:
            assert cli.main(["--data", str(tmp_path), *words]) in (0, 1, 2)
        except SystemExit as ended:
            assert ended.code == 2
    assert made.value("figure.count") == 0
    made.close()
