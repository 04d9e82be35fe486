"""Every expected error has a sentence of its own in `views/`, and none of the rules has one."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import handlers
import models
import scheduler
import views
from models.errors import LaporError
from views.refusals import sentence

HOUSE = (models, views, handlers, scheduler, bot)


def load_everything() -> None:
    for room in HOUSE:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            if "migrations" not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)


def kinds(root: type[LaporError]) -> Iterator[type[LaporError]]:
    for kind in root.__subclasses__():
        if kind.__module__.split(".")[0] in {room.__name__ for room in HOUSE}:
            yield kind
        yield from kinds(kind)


def raised_names() -> set[str]:
    """Whatever stands behind `raise` anywhere in the house, or is made to be raised later."""
    names = set()
    for room in HOUSE:
        for path in Path(room.__path__[0]).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                if isinstance(node, ast.Raise) and node.exc is not None:
                    names |= {part.id for part in ast.walk(node.exc) if isinstance(part, ast.Name)}
                elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    names.add(node.func.id)
    return names


def test_every_error_that_is_raised_has_a_sentence() -> None:
    load_everything()
    raised = raised_names()
    without = {
        kind.__name__
        for kind in kinds(LaporError)
        if kind.__name__ in raised and sentence.dispatch(kind) is sentence.dispatch(LaporError)
    }
    assert without == set()


def test_an_error_without_a_sentence_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="LaporError has no sentence"):
        sentence(LaporError())


def test_an_error_carries_what_happened_and_no_sentence() -> None:
    """A rule that hands a sentence to its error would put it beside the other sentences, not among them."""
    load_everything()
    families = {kind.__name__ for kind in kinds(LaporError)} | {"LaporError"}
    spoken = [
        f"{path}:{node.lineno}"
        for room in HOUSE
        for path in Path(room.__path__[0]).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in families
        if any(
            isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value for part in node.args
        )
    ]
    assert spoken == []
