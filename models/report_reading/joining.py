"""Puts `ikut serta` and its number together."""

from collections.abc import Sequence
from dataclasses import replace

from models.report_reading.pieces import Token, is_number
from models.report_reading.words import Kind

_SILENT = {Kind.FILLER, Kind.QUALIFIER, Kind.UNIT, Kind.TOTAL, Kind.COLON, Kind.DASH, Kind.AND, Kind.PLACE, Kind.EACH}


def with_joined(found: list[Token]) -> list[Token]:
    """Put `ikut serta` and its number together: a joined token has a value, and a key where it names its indicator."""
    kept: list[Token] = []
    skip_to = 0
    for at, token in enumerate(found):
        if at < skip_to:
            continue
        if token.kind is not Kind.JOINED:
            kept.append(token)
            continue
        skip_to, piece = _joined_piece(found, at, kept)
        kept.append(piece)
    return kept


def _joined_piece(found: Sequence[Token], at: int, kept: list[Token]) -> tuple[int, Token]:
    """The joined token at this place, and where to go on; takes a number that stands before it from `kept`."""
    first = _after(found, at + 1)
    if first is not None and is_number(found[first]):
        name = _after(found, first + 1, silent={Kind.FILLER, Kind.UNIT, Kind.QUALIFIER})
        named = name is not None and _opens(kept) and found[name].kind is Kind.NAME and not _is_counted(found, name)
        end = name if named and name is not None else first
        return end + 1, _merged(found, at, end, found[first], found[end].key)
    if first is not None and found[first].kind is Kind.NAME:
        number = _after(found, first + 1)
        if number is not None and is_number(found[number]):
            return number + 1, _merged(found, at, number, found[number], found[first].key)
    return at + 1, _joined_before(found[at], kept, found[at + 1] if at + 1 < len(found) else None)


def _joined_before(token: Token, kept: list[Token], following: Token | None) -> Token:
    """`1 ikut serta` at the start of a clause; after a name and its only number it could mean either."""
    number = len(kept) - 1
    while number >= 0 and kept[number].kind in {Kind.UNIT, Kind.FILLER}:
        number -= 1
    if number < 0 or not is_number(kept[number]) or (following is not None and following.kind is Kind.WORD):
        return replace(token, kind=Kind.WORD)
    if not _opens(kept[:number]):
        return replace(token, kind=Kind.BAD)
    value = kept[number]
    del kept[number:]
    return replace(value, kind=Kind.JOINED, end=token.end, key="", value=_value(value))


def _merged(found: Sequence[Token], at: int, end: int, number: Token, key: str) -> Token:
    return replace(number, kind=Kind.JOINED, start=found[at].start, end=found[end].end, key=key, value=_value(number))


def _value(number: Token) -> int:
    """A number that is none is kept as minus one: nobody can have joined so often."""
    return number.value if number.kind is Kind.COUNT else -1


def _opens(before: Sequence[Token]) -> bool:
    return not before or before[-1].ends_clause or before[-1].kind is Kind.AND or is_number(before[-1])


def _is_counted(found: Sequence[Token], name: int) -> bool:
    number = _after(found, name + 1)
    return number is not None and is_number(found[number])


def _after(found: Sequence[Token], at: int, silent: set[Kind] = _SILENT) -> int | None:
    """The place of the next token that says something, in the same clause."""
    while at < len(found) and found[at].kind in silent:
        at += 1
    return at if at < len(found) and not found[at].ends_clause else None
