"""Holding objects against aiogram's types. A program of its own: aiogram lives in a folder apart.

It reads lines of `[type, object]` and writes what is wrong with them.
"""

import json
import sys
from importlib import import_module
from typing import Any


def main() -> None:
    """Check what comes, line by line."""
    types: Any = import_module("aiogram.types")
    adapter = import_module("pydantic").TypeAdapter
    kinds: dict[str, Any] = {}
    for line in sys.stdin:
        name, given = json.loads(line)
        if name not in kinds:
            kinds[name] = adapter(types.ChatMemberUnion if name == "ChatMember" else getattr(types, name))
        for fault in faults_of(kinds[name], name, given):
            sys.stdout.write(f"{fault}\n")


def faults_of(kind: Any, name: str, given: dict[str, Any]) -> list[str]:
    """What is wrong with an object."""
    try:
        return unknown(name, kind.validate_python(given))
    except ValueError as error:
        return [f"{name}: {error}"]


def unknown(path: str, value: Any) -> list[str]:
    """Fields that the types do not know, however deep."""
    if isinstance(value, list | tuple):
        return [fault for one in value for fault in unknown(path, one)]
    if not hasattr(value, "model_fields_set"):
        return []
    faults = [f"{path}.{name}: unknown" for name in value.model_extra or {}]
    for name in value.model_fields_set - set(value.model_extra or {}):
        faults += unknown(f"{path}.{name}", getattr(value, name))
    return faults


if __name__ == "__main__":
    main()
