"""What the structural tests walk over: the functions of the program, by place and name."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program: path from the root → its tree."""
    paths = [*sorted((ROOT / "danvan").rglob("*.py")), *sorted((ROOT / "pages").rglob("*.py")), ROOT / "app.py"]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def functions() -> Iterator[tuple[str, Function]]:
    """('danvan/people/accounts.py:add', its tree) for each function and method; nested ones are within their own."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            for one in getattr(node, "body", []) if isinstance(node, ast.Module | ast.ClassDef) else []:
                if isinstance(one, Function):
                    yield f"{path}:{one.name}", one


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """The last name of each thing called, and the call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def given(function: ast.AST) -> dict[str, list[ast.expr]]:
    """Each name that is assigned to in a function: what it is given, in every place."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, []).append(node.value)
    return found
