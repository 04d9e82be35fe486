"""Reads a whole report as people write or paste it: `Patroli 3x, sambang:2; pemeriksaan nihil sosialisasi 1`.

Nothing is guessed: what could mean two things is told as not understood, and its question stays open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.answers import Answer
from models.indicators import Question
from models.report_reading.groups import ALL, REST
from models.report_reading.names import names_of
from models.report_reading.rows import readable, rows_of
from models.report_reading.sheet import HEADING, Mention, Sheet, cut, read_row


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What a text says.

    `answers` has only the indicators that were understood, by key; one of them may have only `joined`. `not_understood`
    gives the parts that could not be read, in their order, as plain text of at most 40 characters each. `counted_items`
    are the keys whose number was not written: the items of a numbered list were counted. `is_report` tells whether the
    text is a report at all, and not just an answer to a question. `day` is the date that stands in it, if it is one.
    """

    answers: Mapping[str, Answer]
    not_understood: tuple[str, ...]
    counted_items: tuple[str, ...]
    is_report: bool
    day: date | None = None


NOTHING_READ = WrittenReport({}, (), (), is_report=False)


def read_report(text: str, questions: Sequence[Question]) -> WrittenReport:
    """Read a report in any usual spelling and order, on one line or many, old WhatsApp reports included.

    Reads the first 4096 characters, in time that grows with their number; raises nothing, whatever the text.
    """
    names = names_of(questions)
    sheet = Sheet(names)
    begun, beyond = readable(text)
    for row in rows_of(begun, names):
        read_row(sheet, row)
    if not sheet.mentions:
        return NOTHING_READ
    is_report = _is_report(sheet)
    answers, counted = _resolved(sheet, questions)
    told = [part for _, part in sorted(sheet.told.items()) if part]
    told += [part for part in (cut(beyond),) if part]
    return WrittenReport(answers, tuple(dict.fromkeys(told)), counted, is_report or bool(answers))


def _resolved(sheet: Sheet, questions: Sequence[Question]) -> tuple[dict[str, Answer], tuple[str, ...]]:
    by_key: dict[str, list[Mention]] = {}
    for mention in sheet.mentions:
        by_key.setdefault(mention.group.key, []).append(mention)
    _spread(sheet, by_key, questions)
    answers: dict[str, Answer] = {}
    counted: list[str] = []
    for question in questions:
        mentions = by_key.pop(question.key, [])
        led = _led(question, mentions)
        if led is None and (items := _items(sheet, question, mentions)):
            led = items
            counted.append(question.key)
        joined = _joined(sheet, question, mentions)
        if led is None:
            sheet.tell_mentions(mentions)
        if led is not None or joined:
            answers[question.key] = Answer(led, joined or 0)
    sheet.tell_mentions([mention for mentions in by_key.values() for mention in mentions if mention.group.counts])
    return answers, tuple(counted)


def _spread(sheet: Sheet, by_key: dict[str, list[Mention]], questions: Sequence[Question]) -> None:
    """Let `semua nihil` and `lainnya nihil` tell of each indicator that they mean."""
    everything, rest = by_key.pop(ALL, []), by_key.pop(REST, [])
    keys = [question.key for question in questions]
    unnamed = [key for key in keys if key not in by_key] if by_key else []
    for mentions, meant in ((everything, keys), (rest, unnamed)):
        for mention in mentions:
            if mention.group.counts == [0] and meant:
                _add(by_key, meant, mention)
            elif mention.group.counts:
                sheet.tell_mentions([mention])


def _add(by_key: dict[str, list[Mention]], keys: Sequence[str], mention: Mention) -> None:
    for key in keys:
        by_key.setdefault(key, []).append(mention)


def _led(question: Question, mentions: Sequence[Mention]) -> int | None:
    counting = [mention for mention in mentions if mention.group.counts]
    rank = min((mention.rank for mention in counting), default=HEADING)
    counting = [mention for mention in counting if mention.rank == rank]
    counts = {count for mention in counting for count in mention.group.counts}
    if len(counts) != 1 or _differ(counting):
        return None
    count = counts.pop()
    return count if 0 <= count <= question.maximum else None


def _differ(mentions: Sequence[Mention]) -> bool:
    """Whether equal numbers seem to tell of different things: `patroli pagi 2, patroli malam 2` may be four."""
    words = [mention.group.words for mention in mentions if any(mention.group.counts)]
    longest = max(words, key=len, default=set())
    return not all(some <= longest for some in words)


def _items(sheet: Sheet, question: Question, mentions: Sequence[Mention]) -> int | None:
    """The number of items in the only list below the indicator's heading, where nothing else tells its number."""
    if any(mention.group.counts for mention in mentions):
        return None
    listed = [section for section in sheet.sections if section.key == question.key and section.items]
    if len(listed) != 1 or not listed[0].is_clear or listed[0].items > question.maximum:
        return None
    return listed[0].items


def _joined(sheet: Sheet, question: Question, mentions: Sequence[Mention]) -> int | None:
    joining = [mention for mention in mentions if mention.group.joined]
    counts = {count for mention in joining for count in mention.group.joined}
    if len(counts) == 1 and 0 <= min(counts) <= question.maximum:
        return counts.pop()
    for mention in joining:
        sheet.tell(mention.row, mention.group.start, mention.group.end)
    return None


def _is_report(sheet: Sheet) -> bool:
    named = [mention.group for mention in sheet.mentions if mention.group.key != REST]
    numbered = any(group.counts or group.joined or group.has_other_number for group in named)
    return len({group.key for group in named} - {ALL}) > 1 or numbered or (bool(named) and bool(sheet.told))
