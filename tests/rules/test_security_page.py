"""The page on security names tests: each of them exists."""

import ast
import re
from pathlib import Path

PAGE = Path("docs/security.md")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def named() -> list[tuple[str, str]]:
    return NAMED.findall(PAGE.read_text(encoding="utf-8"))


def names_in(path: str) -> set[str]:
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_test_that_the_page_names_exists() -> None:
    assert [f"{path}::{name}" for path, name in named() if name not in names_in(path)] == []


def test_every_threat_names_a_test() -> None:
    table = PAGE.read_text(encoding="utf-8").split("## Threats and answers")[1].split("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 15
    assert [row for row in rows if not NAMED.search(row)] == []
