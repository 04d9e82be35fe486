"""Puts the names and counts of one row together: `3 patroli 2 sambang`, `patroli 3, ikut serta 1`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.report_reading.groups import ALL, REST, Group, share
from models.report_reading.names import IndicatorNames
from models.report_reading.pieces import Token
from models.report_reading.words import Kind

_DESCRIBES = {Kind.WORD, Kind.PLACE, Kind.NOUN, Kind.LABEL}
_JOINS = {Kind.BREAK, Kind.AND, Kind.FILLER, Kind.COLON, Kind.DASH}


@dataclass(slots=True)
class RowReading:
    """What a row says: its groups, and the parts (start, end) with a number that belongs to none of them."""

    groups: list[Group]
    strays: list[tuple[int, int]]


def groups_of(tokens: Sequence[Token], names: IndicatorNames, section: str | None) -> RowReading:
    """Put a row together; a row that names nothing may tell of the section above it: then it is its only group."""
    pieces = _without_exceptions(list(tokens))
    reading = _Reading(names)
    if section is not None and pieces and not any(piece.kind is Kind.NAME for piece in pieces):
        reading.open_section(section, pieces[0].start)
    for number, clause in enumerate(_clauses(pieces)):
        reading.read_clause(number, clause)
    share(reading.groups)
    return RowReading(reading.groups, reading.strays)


def _without_exceptions(pieces: list[Token]) -> list[Token]:
    """`semua nihil kecuali patroli 3` is nihil for the rest."""
    at = next((place for place, piece in enumerate(pieces) if piece.kind is Kind.EXCEPT), None)
    if at is None:
        return [_renamed(piece, Kind.REST, REST) for piece in pieces]
    exception = pieces[at]
    if any(piece.kind is Kind.ALL for piece in pieces):
        pieces[at] = replace(exception, kind=Kind.BREAK)
    elif at > 0 and pieces[at - 1].is_nil:
        pieces[at - 1 : at + 1] = [
            replace(exception, kind=Kind.REST),
            pieces[at - 1],
            replace(exception, kind=Kind.BREAK),
        ]
    else:
        pieces[at] = replace(exception, kind=Kind.BAD)
    rest = [replace(piece, kind=Kind.REST) if piece.kind is Kind.ALL else piece for piece in pieces]
    return [_renamed(piece, Kind.REST, REST) for piece in rest]


def _renamed(piece: Token, kind: Kind, key: str) -> Token:
    return replace(piece, kind=Kind.NAME, key=key) if piece.kind is kind else piece


def _clauses(pieces: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for piece in pieces:
        if piece.ends_clause:
            yield clause
            clause = []
        else:
            clause.append(piece)
    yield clause


@dataclass(frozen=True, slots=True)
class _Count:
    """A number, and where the words between it and the name before it begin, if there are any."""

    piece: Token
    described_from: int | None
    is_entry: bool


class _Reading:
    """Reads one row from left to right."""

    def __init__(self, names: IndicatorNames) -> None:
        self.names = names
        self.groups: list[Group] = []
        self.strays: list[tuple[int, int]] = []
        self._pending: list[_Count] = []
        self._clause = -1
        self._described_from: int | None = None
        self._is_entry = False
        self._is_total = False
        self._words_before: set[str] = set()

    @property
    def _group(self) -> Group | None:
        return self.groups[-1] if self.groups else None

    def open_section(self, key: str, start: int) -> None:
        """Let what has no name tell of this indicator."""
        self.groups.append(Group(key, start, start, clause=-1))

    def read_clause(self, number: int, clause: Sequence[Token]) -> None:
        """Read one clause; a count without a name in it tells of the name before."""
        self._clause, self._described_from, self._is_entry, self._is_total = number, None, False, False
        self._words_before.clear()
        named = any(piece.kind is Kind.NAME for piece in clause)
        for piece in clause if named else [self._as_all(piece) for piece in clause]:
            self._read(piece)
        self._settle_pending()

    def _as_all(self, piece: Token) -> Token:
        if piece.text == "sama sekali" and self._group is not None:
            return piece
        return _renamed(piece, Kind.ALL, ALL)

    def _read(self, piece: Token) -> None:
        if piece.kind is Kind.NAME:
            self._name(piece)
        elif piece.kind in {Kind.COUNT, Kind.BAD}:
            self._count(_Count(piece, self._described_from, self._is_entry))
        elif piece.kind is Kind.JOINED:
            self._join(piece)
        else:
            self._aside(piece)

    def _name(self, piece: Token) -> None:
        group = self._group
        if group and not self._pending and group.key == piece.key and not group.counts and not group.described:
            group.end = piece.end
            group.words.add(piece.text)
            return
        passed_on = self._passed_on(group)
        start = self._pending[0].piece.start if self._pending else piece.start
        new = Group(piece.key, start, piece.end, self._clause, passed_on, words={piece.text, *self._words_before})
        new.counts_first = bool(self._pending or passed_on)
        self.groups.append(new)
        for count in self._pending:
            self._bind(new, count.piece)
        self._pending.clear()
        self._words_before.clear()
        self._described_from = None

    def _passed_on(self, group: Group | None) -> list[int]:
        """In `patroli 3 kali 2 sambang` the second number belongs to the name after it."""
        if group is None or group.clause != self._clause or len(group.counts) < 2 or self._pending:  # noqa: PLR2004
            return []
        return [group.counts.pop()] if self._described_from is None else []

    def _count(self, count: _Count) -> None:
        group = self._group
        if group is None or (group.clause != self._clause and group.clause >= 0) or group.counts_first:
            self._pending.append(count)
        else:
            self._attach(group, count)

    def _settle_pending(self) -> None:
        group = self._group
        for count in self._pending:
            if group is None:
                self._stray(count)
            elif group.clause == self._clause:
                self._spoil_clause(count.piece)
            else:
                self._attach(group, count)
        self._pending.clear()

    def _spoil_clause(self, piece: Token) -> None:
        """In `1 patroli 3` either number could be the count."""
        for group in self.groups:
            if group.clause == self._clause:
                group.counts.append(-1)
                group.end = max(group.end, piece.end)

    def _attach(self, group: Group, count: _Count) -> None:
        piece = count.piece
        is_clear = count.described_from is None or piece.has_unit or self.names.counts_in(group.key, piece.thing)
        if self._is_total and group.counts:
            return
        if is_clear and not count.is_entry:
            self._bind(group, piece)
        elif group.clause == self._clause and not group.counts:
            self._bind(group, replace(piece, kind=Kind.BAD))
        elif not self._is_of_something(group, piece):
            self._stray(count)

    def _bind(self, group: Group, piece: Token) -> None:
        group.end = max(group.end, piece.end)
        if self._is_of_something(group, piece):
            group.described = group.has_other_number = True
            return
        group.counts.append(piece.value if piece.kind is Kind.COUNT else -1)
        group.was_nil = piece.is_nil

    def _is_of_something(self, group: Group, piece: Token) -> bool:
        """Whether the number counts something else than the indicator: 25 peserta."""
        return bool(piece.thing) and not piece.has_unit and not self.names.counts_in(group.key, piece.thing)

    def _stray(self, count: _Count) -> None:
        if count.piece.is_nil:
            return
        self.strays.append(
            (count.piece.start if count.described_from is None else count.described_from, count.piece.end)
        )

    def _join(self, piece: Token) -> None:
        group = self._group
        if piece.key and (group is None or group.key != piece.key):
            group = Group(piece.key, piece.start, piece.end, self._clause)
            self.groups.append(group)
        if group is None:
            self.strays.append((piece.start, piece.end))
            return
        group.joined.append(piece.value)
        group.end = max(group.end, piece.end)

    def _aside(self, piece: Token) -> None:
        group = self._group
        is_own = group is not None and group.clause == self._clause
        self._is_total = piece.kind is Kind.TOTAL or (self._is_total and piece.kind in _JOINS)
        if piece.kind is Kind.COLON and is_own and group is not None and not group.counts:
            self._described_from = None
        elif piece.kind is Kind.COLON and not is_own:
            self._is_entry = self._described_from is not None
        elif piece.kind in _DESCRIBES and self._described_from is None:
            self._described_from = piece.start
        if not is_own and _tells_which(piece):
            self._words_before.add(piece.text)
        if group is not None and not self._pending:
            _describe(group, piece, is_own=is_own)


def _describe(group: Group, piece: Token, *, is_own: bool) -> None:
    group.each = group.each or piece.kind is Kind.EACH
    group.described = group.described or piece.kind in _DESCRIBES
    if is_own and (piece.kind is Kind.DASH or piece.kind not in _JOINS):
        group.end = max(group.end, piece.end)
    if is_own and _tells_which(piece):
        group.words.add(piece.text)


def _tells_which(piece: Token) -> bool:
    """Whether the word sets one activity apart from another: laut, tadi pagi, or any word that is not known."""
    return piece.kind in {Kind.WORD, Kind.QUALIFIER} or (piece.kind is Kind.FILLER and " " in piece.text)
