"""Settles what the tokens of a line mean beside each other: which numbers are counts, and which are not."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from models.report_reading.pieces import Token, is_number
from models.report_reading.words import Kind, holds_a_name


def settled(found: list[Token], ordinal: int | None) -> list[Token]:
    """Give the tokens with their meaning; `ordinal` is the number before the line in its list, if it had one."""
    for step in (_restated, _names_held, _negated, _uncertain, _glued, _listed, _labelled, _with_things):
        found = step(found)
    return _numbered(found, ordinal)


def _restated(found: list[Token]) -> list[Token]:
    """`3 (tiga)` is one number; `3 (dua)` is none."""
    kept: list[Token] = []
    for token in found:
        kept.append(token)
        match kept[-4:]:
            case [first, Token(kind=Kind.OPENING), second, Token(kind=Kind.CLOSING)] if _both_counts(first, second):
                kind = Kind.COUNT if first.value == second.value else Kind.BAD
                kept[-4:] = [replace(first, kind=kind, end=token.end)]
    return kept


def _both_counts(first: Token, second: Token) -> bool:
    return first.kind is Kind.COUNT and second.kind is Kind.COUNT


def _names_held(found: list[Token]) -> list[Token]:
    """`kapal patroli` names a ship; in `4 kapal, patroli` or `4 kapal patroli 3` the ships were counted."""
    kept: list[Token] = []
    for token in found:
        match kept[-2:]:
            case [*before, holder] if token.kind is Kind.NAME and holds_a_name(holder.text):
                is_held = not (before and is_number(before[0]))
                kept.append(replace(token, kind=Kind.WORD) if is_held else token)
            case _:
                kept.append(token)
    return kept


def _negated(found: list[Token]) -> list[Token]:
    """`tidak patroli` is nihil; any other `tidak` makes a number uncertain."""
    return [_negation(token, _next(found, at)) if token.kind is Kind.NOT else token for at, token in enumerate(found)]


def _negation(token: Token, following: Token | None) -> Token:
    if following is not None and following.kind is Kind.NAME:
        return replace(token, kind=Kind.COUNT, is_nil=True)
    return replace(token, kind=Kind.ABOUT)


def _uncertain(found: list[Token]) -> list[Token]:
    """Ranges, choices, questions and estimates are no counts: `2-4`, `3 atau 4`, `3?`, `sekitar 3`."""
    kept: list[Token] = []
    for token in found:
        kept.append(token)
        match kept[-3:]:
            case [first, Token(kind=Kind.OR | Kind.DASH), second] if is_number(first) and is_number(second):
                kept[-3:] = [replace(first, kind=Kind.BAD, end=token.end)]
            case [*_, first, Token(kind=Kind.DOUBT | Kind.ABOUT)] if is_number(first) and _sticks(first, token):
                kept[-2:] = [replace(first, kind=Kind.BAD, end=token.end)]
            case [*_, Token(kind=Kind.ABOUT) as about, second] if is_number(second):
                kept[-2:] = [replace(second, kind=Kind.BAD, start=about.start)]
    return [replace(token, kind=Kind.WORD) if token.kind is Kind.ABOUT else token for token in kept]


def _sticks(number: Token, after: Token) -> bool:
    return not number.is_nil and after.text in {"?", "lebih", "kurang", ">", "<", "±"}


def _glued(found: list[Token]) -> list[Token]:
    """`KP3004` and `3an` are no counts; `3x`, `patroli3` and `x3` are."""
    own = {Kind.UNIT, Kind.NAME, Kind.JOINED}
    kept = list(found)
    for at, (token, after) in enumerate(pairwise(found)):
        if token.end != after.start:
            continue
        if is_number(token) and after.text[0].isalpha() and after.kind not in {*own, Kind.NOUN}:
            kept[at] = replace(token, kind=Kind.BAD)
        elif is_number(after) and token.text[-1].isalpha() and token.kind not in own:
            kept[at + 1] = replace(after, kind=Kind.ASIDE)
    return kept


def _labelled(found: list[Token]) -> list[Token]:
    """What follows a label is no count: `hasil: nihil`, `no. 3`, `peserta 25`."""
    kept: list[Token] = []
    label = False
    for token in found:
        kept.append(replace(token, kind=Kind.ASIDE) if label and is_number(token) else token)
        if token.kind not in {Kind.FILLER, Kind.COLON, Kind.DOT, Kind.DASH}:
            label = token.kind is Kind.LABEL or (token.kind is Kind.NOUN and not _counted_by(kept))
    return kept


def _counted_by(kept: Sequence[Token]) -> bool:
    """Whether the last noun already has its number before it, with none to follow: `25 peserta`."""
    return len(kept) > 1 and (is_number(kept[-2]) or kept[-2].kind is Kind.ASIDE)


def _with_things(found: list[Token]) -> list[Token]:
    return [_with_thing(token, found, at) if is_number(token) else token for at, token in enumerate(found)]


def _with_thing(token: Token, found: Sequence[Token], at: int) -> Token:
    following = _next(found, at, skipping={Kind.CLOSING})
    if following is None or following.kind not in {Kind.UNIT, Kind.WORD, Kind.NOUN, Kind.QUALIFIER}:
        return token
    if following.kind is Kind.UNIT:
        return replace(token, has_unit=True, thing=following.text)
    return replace(token, thing=following.text)


def _numbered(found: list[Token], ordinal: int | None) -> list[Token]:
    """A list that lost its line breaks: the 2 of `1. Patroli 3 2. Sambang 1` is no count."""
    kept = list(found)
    for at, token in enumerate(found[:-2]):
        dot, name = found[at + 1 : at + 3]
        if ordinal is None or dot.kind not in {Kind.DOT, Kind.CLOSING} or name.kind is not Kind.NAME:
            continue
        if token.kind is Kind.COUNT and token.value == ordinal + 1:
            kept[at] = replace(token, kind=Kind.BREAK)
            ordinal += 1
    return kept


def _listed(found: list[Token]) -> list[Token]:
    """The numbers of `Patroli: 1. Kapal A 2. Kapal B` are no counts."""
    places = [
        at
        for at, (token, dot, word) in enumerate(zip(found, found[1:], found[2:], strict=False))
        if token.kind is Kind.COUNT and dot.kind in {Kind.DOT, Kind.CLOSING} and word.kind is Kind.WORD
    ]
    if len(places) < 2 or [found[at].value for at in places] != list(range(1, len(places) + 1)):  # noqa: PLR2004 - a list
        return found
    numbering = set(places)
    return [replace(token, kind=Kind.BAD) if at in numbering else token for at, token in enumerate(found)]


def _next(found: Sequence[Token], at: int, skipping: set[Kind] | None = None) -> Token | None:
    """The token after this place that says something."""
    skipped = {Kind.FILLER, *(skipping or ())}
    return next((token for token in islice(found, at + 1, None) if token.kind not in skipped), None)
