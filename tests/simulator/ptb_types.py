"""Holding objects against python-telegram-bot's types: no field that they do not know, none missing, none changed."""

import warnings
from typing import Any

import telegram
from telegram import TelegramObject

# Of a later Bot API than the library's, or kept by Telegram for older programs: it keeps or drops them unread.
NOT_READ = frozenset({"can_send_welcome_messages", "correct_option_id"})


def faults_of(kind: str, given: dict[str, Any]) -> list[str]:
    """What is wrong with an object that claims to be of a type of the Bot API."""
    try:
        with warnings.catch_warnings():
            # Telegram still sends fields that the library has deprecated.
            warnings.simplefilter("ignore")
            parsed = getattr(telegram, kind).de_json(dict(given), None)
            return [*_unknown(kind, parsed), *_changed(kind, given, parsed.to_dict())]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        return [f"{kind}: {error!r}"]


def _unknown(path: str, value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [fault for one in value for fault in _unknown(path, one)]
    if not isinstance(value, TelegramObject):
        return []
    faults = [f"{path}.{name}: unknown" for name in value.api_kwargs if name not in NOT_READ]
    for name in {slot for cls in type(value).__mro__ for slot in getattr(cls, "__slots__", ())}:
        if not name.startswith("_") and name != "api_kwargs":
            faults += _unknown(f"{path}.{name}", getattr(value, name, None))
    return faults


def _changed(path: str, given: Any, parsed: Any) -> list[str]:
    """Where the library does not give back what came: a field of another type, or one that it dropped."""
    if isinstance(given, dict):
        return [
            fault
            for name, value in given.items()
            if value != [] and name not in NOT_READ
            for fault in _changed(f"{path}.{name}", value, parsed.get(name) if isinstance(parsed, dict) else None)
        ]
    if isinstance(given, list):
        pairs = zip(given, parsed or (), strict=False)
        return [fault for one, other in pairs for fault in _changed(path, one, other)]
    # The library's enumerations are texts too; true is no 1.
    same = isinstance(parsed, type(given)) and isinstance(given, bool) == isinstance(parsed, bool) and given == parsed
    return [] if same else [f"{path}: {given!r} came back as {parsed!r}"]
