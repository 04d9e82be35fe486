"""Gathers what the rows of a report say: its mentions of indicators, its sections with their lists, its odd parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from models.errors import one_line
from models.report_reading.clauses import groups_of
from models.report_reading.groups import ALL, REST, Group
from models.report_reading.names import IndicatorNames
from models.report_reading.pieces import Token
from models.report_reading.rows import Row
from models.report_reading.tokens import tokens_of
from models.report_reading.words import Kind, is_ship

TOLD_CHARACTERS = 40
"""How much of a part that was not understood is told."""

HEADING, DETAIL = 0, 1


@dataclass(frozen=True, slots=True)
class Mention:
    """One group with its rank (a heading goes before its details) and where it stands."""

    group: Group
    rank: int
    row: Row

    @property
    def is_soft(self) -> bool:
        """Whether it only introduces what follows."""
        return self.row.introduces and not self.group.counts and not self.group.joined


@dataclass(slots=True)
class Section:
    """A heading and the numbered list beneath it."""

    key: str
    row: Row
    items: int = 0
    is_clear: bool = True


@dataclass(slots=True)
class Sheet:
    """What was found in the text so far."""

    names: IndicatorNames
    mentions: list[Mention] = field(default_factory=list)
    told: dict[tuple[int, int, int], str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    open: Section | None = None

    def tell(self, row: Row, start: int, end: int) -> None:
        """Note a part of a row as not understood."""
        self.told[row.place, start, end] = cut(row.text[start:end])

    def tell_mentions(self, mentions: Iterable[Mention]) -> None:
        """Tell the parts that have a number, or the first that names the indicator when none has."""
        told = list(mentions)
        counted = [mention for mention in told if mention.group.counts]
        bare = [mention for mention in told if not mention.is_soft and not mention.group.joined]
        for mention in counted or bare[:1]:
            self.tell(mention.row, mention.group.start, mention.group.end)


def read_row(sheet: Sheet, row: Row) -> None:
    """Add to the sheet what one row says."""
    if row.is_note:
        sheet.open = None
        return
    tokens = tokens_of(row.line, sheet.names, row.ordinal)
    reading = groups_of(tokens, sheet.names, sheet.open.key if sheet.open else None)
    if row.is_signature:
        _tell_afterthought(sheet, row, tokens, reading.groups)
    elif any(token.kind is Kind.NAME for token in tokens):
        _read_named(sheet, row, tokens, reading.groups)
        _tell(sheet, row, reading.strays)
    elif sheet.open and _is_sibling(row, sheet.open) and not any(group.counts for group in reading.groups):
        _close_section(sheet, row, tokens)
    else:
        _read_nameless(sheet, row, tokens, reading.groups)
        if not row.introduces and (sheet.open is None or not _is_detail(row, sheet.open)):
            _tell(sheet, row, reading.strays)


def _tell_afterthought(sheet: Sheet, row: Row, tokens: Sequence[Token], groups: Iterable[Group]) -> None:
    """After the closing words nothing counts, but a second report or an addition is not passed over in silence."""
    if tokens and tokens[0].kind is Kind.NAME and any(group.counts for group in groups):
        sheet.tell(row, 0, len(row.text))


def _tell(sheet: Sheet, row: Row, strays: Iterable[tuple[int, int]]) -> None:
    for start, end in strays:
        sheet.tell(row, start, end)


def _read_named(sheet: Sheet, row: Row, tokens: Sequence[Token], groups: Sequence[Group]) -> None:
    section = sheet.open
    rank = DETAIL if section and _is_detail(row, section) else HEADING
    sheet.mentions += [Mention(group, rank, row) for group in groups]
    keys = dict.fromkeys(group.key for group in groups if group.key not in {ALL, REST})
    if section and rank == DETAIL and (list(keys) == [section.key] or not _leads_with_name(tokens)):
        _count_item(section, row, is_clear=not any(group.counts or group.joined for group in groups))
    elif keys and not (row.introduces and len(keys) > 1):
        sheet.open = Section(list(keys)[-1], row)
        sheet.sections.append(sheet.open)


def _leads_with_name(tokens: Sequence[Token]) -> bool:
    describing = {Kind.WORD, Kind.PLACE, Kind.NOUN, Kind.LABEL}
    first = next((token.kind for token in tokens if token.kind in {Kind.NAME, *describing}), Kind.WORD)
    return first is Kind.NAME


def _read_nameless(sheet: Sheet, row: Row, tokens: Sequence[Token], groups: Sequence[Group]) -> None:
    section = sheet.open
    counted = [group for group in groups if group.counts or group.joined]
    if section and not counted:
        _count_item(section, row, is_clear=_is_thing(tokens) and not any(token.has_unit for token in tokens))
    elif section and any(group.key == section.key for group in counted) and row.marker == "digit":
        section.is_clear = False
    sheet.mentions += [Mention(group, DETAIL if group.key not in {ALL, REST} else HEADING, row) for group in counted]


def _is_thing(tokens: Sequence[Token]) -> bool:
    """Whether an item of a list is one thing that was done, and not a circumstance: `Waktu: 09.00`."""
    first = tokens[0] if tokens else None
    return first is not None and (is_ship(first.text) or first.kind not in {Kind.LABEL, Kind.NOUN, Kind.TOTAL})


def _close_section(sheet: Sheet, row: Row, tokens: Sequence[Token]) -> None:
    """A heading of something that is no indicator; told if it has a number."""
    if any(token.kind in {Kind.COUNT, Kind.BAD} and not token.is_nil for token in tokens):
        sheet.tell(row, 0, len(row.text))
    if sheet.open and row.ordinal == sheet.open.items + 1:
        sheet.open.is_clear = False
    sheet.open = None


def _is_detail(row: Row, section: Section) -> bool:
    """Whether a row stands below the section's heading: further in, or without its kind of marker."""
    heading = section.row
    return row.indent > heading.indent + 1 or (heading.marker in {"letter", "digit"} and row.marker != heading.marker)


def _is_sibling(row: Row, section: Section) -> bool:
    heading = section.row
    follows = row.marker == "letter" or (row.ordinal or 0) == (heading.ordinal or 0) + 1
    return (
        heading.marker in {"letter", "digit"}
        and row.marker == heading.marker
        and not _is_detail(row, section)
        and follows
    )


def _count_item(section: Section, row: Row, *, is_clear: bool) -> None:
    if row.marker != "digit":
        return
    section.is_clear = section.is_clear and is_clear and row.ordinal == section.items + 1
    section.items += 1


def cut(text: str) -> str:
    """Give a part as it is told: one line, at most 40 characters."""
    line = one_line(text).strip(" ,;")
    return line if len(line) <= TOLD_CHARACTERS else line[: TOLD_CHARACTERS - 1].rstrip() + "…"
