"""What a role means is decided in `models/permissions.py`: elsewhere a role is named only where it is shown."""

import ast
from collections.abc import Iterator
from pathlib import Path

from models.schema import Role

ROOT = Path(__file__).parents[2]
HOUSE = ("bot", "handlers", "models", "scheduler", "views")
DECIDES = "models/permissions.py"
#: Who else may name a role, and what for. None of them decides what anybody may do or is told.
SHOWS = {
    "models/schema/people.py": "the list of roles",
    "models/member_sheets.py": "the words by which a sheet names a role",
    "views/roles.py": "the names of roles on screen",
    "views/member_changes.py": "what a role is, on screen",
    "views/members.py": "a list names every role but the usual one",
    "bot/demo/cast.py": "whom the demo plays",
    "bot/demo/stage.py": "in what order the demo lists them",
}
_VALUES = {role.value for role in Role}
_NAMES = {role.name for role in Role}


def spelled_out(source: str) -> Iterator[int]:
    """The lines where a role is named by its name, its value, its number, or taken from the order of roles."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name("Role") | ast.Attribute(attr="Role"), attr=name) if name in _NAMES:
                yield node.lineno
            case ast.Subscript(value=ast.Name("Role")):
                yield node.lineno
            case ast.Call(func=ast.Name("Role"), args=[ast.Constant()]):
                yield node.lineno
            case ast.Call(func=ast.Name("tuple" | "list" | "sorted"), args=[ast.Name("Role"), *_]):
                yield node.lineno
            case ast.Compare(left=left, comparators=others) if _compares_with_a_word(left, others):
                yield node.lineno


def _compares_with_a_word(left: ast.expr, others: list[ast.expr]) -> bool:
    """Whether something called a role is compared with a role's value, written as text."""
    sides = [left, *others]
    words = {part.value for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant)}
    called = {getattr(part, "attr", getattr(part, "id", "")) for side in sides for part in ast.walk(side)}
    return bool(words & _VALUES) and any("role" in name for name in called)


def test_only_the_permissions_decide_by_a_role() -> None:
    found = {
        str(path.relative_to(ROOT)): lines
        for folder in HOUSE
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and (lines := list(spelled_out(path.read_text())))
    }
    assert DECIDES in found
    assert {path: lines for path, lines in found.items() if path not in {DECIDES, *SHOWS}} == {}


def test_every_exception_is_still_one() -> None:
    assert [path for path in SHOWS if path != "models/schema/people.py" and not list(spelled_out(_text(path)))] == []


def test_each_way_of_spelling_a_role_out_is_found() -> None:
    ways = (
        "person.role == Role.ADMINISTRATOR",
        "people_with_role(session, (schema.Role.OFFICER,), now)",
        "Role['OFFICER']",
        "Role('officer')",
        "tuple(Role).index(role) > 2",
        "person.role == 'administrator'",
        "role in ('officer', 'unit_operator')",
    )
    assert [way for way in ways if not list(spelled_out(way))] == []
    assert list(spelled_out("role == member.spell.role; Role(row.payload['role']); ROLE_NAMES[role]")) == []


def _text(path: str) -> str:
    return (ROOT / path).read_text()
