"""Promise 3: every scheduled message is decided once."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.chaos.proofs.answers import _ZONES
from tests.chaos.record import Message, Record
from tests.chaos.screens import date_in
from tests.chaos.stored import Officer, Row, Stored

#: How each begins, as it comes.
TITLES = {
    "invitation": "Laporan harian · ",
    "nudge": "Laporan Anda belum masuk · ",
    "warning": "Sebentar lagi batas waktu · ",
    "missing_list": "Belum lapor · ",
}
_MOVED = re.compile(r"pukul \d\d\.\d\d WITA?|pukul \d\d\.\d\d WIB")
_ABOUT_MOVED = re.compile(r" \+(\d\d)(\d\d)(\d\d)$")
_DATE_LENGTH = len("2025-09-15")
#: On the officer's clock: when it becomes due, and pointless.
HOURS = {
    "invitation": (time(15), time(18)),
    "nudge": (time(18), time(19, 30)),
    "warning": (time(19, 30), time(20)),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a scheduled message is about: its kind and date; and the hour of a deadline that an outage moved."""

    chat: int
    kind: str
    day: date
    about: str = ""


def as_scheduled(record: Record) -> Iterator[tuple[Message, Told]]:
    """Give every message that came as one of the clock's, with what it is about."""
    for message in record.messages:
        words = message.first.shown.words
        kind = next((kind for kind, title in TITLES.items() if words.startswith(title)), None)
        day = date_in(words)
        if kind and day:
            moved = _MOVED.search(words) if "diperpanjang" in words else None
            yield message, Told(message.chat_id, kind, day, moved[0] if moved else "")


def never_twice(record: Record, _stored: Stored) -> list[str]:
    """No chat got two messages of one kind about one date and deadline."""
    times = Counter(told for _, told in as_scheduled(record))
    return [f"{told} came {count} times" for told, count in times.items() if count > 1]


def decided_once(record: Record, stored: Stored) -> list[str]:
    """Each row that was sent has its message; what failed or was dropped has none; and no message lacks its row."""
    came: defaultdict[Told, list[int]] = defaultdict(list)
    for message, told in as_scheduled(record):
        came[told].append(message.message_id)
    there = {(record.home(message.chat_id), message.message_id) for message in record.messages}
    zones = {one.person: one.zone for one in stored.officers}
    rows = {_told_by(row, zones): row for row in stored.outbox}
    wrong = [_wrong(row, came[told], there) for told, row in rows.items()]
    return [what for what in wrong if what] + [f"{told} came without a row" for told in came if told not in rows]


def _told_by(row: Row, zones: Mapping[int, str]) -> Told:
    """What a row's message is about; a deadline that an outage moved is written as day, hour and minute in UTC."""
    moved = _ABOUT_MOVED.search(row.occasion)
    if moved is None or row.kind not in HOURS:
        return Told(row.chat, row.kind, row.day, row.occasion[_DATE_LENGTH:])
    day, hour, minute = (int(part) for part in moved.groups())
    base = datetime(row.day.year, row.day.month, row.day.day, hour, minute, tzinfo=UTC)
    zone = zones[row.chat]
    until = (base + timedelta(days=day - row.day.day)).astimezone(ZoneInfo(_ZONES[zone]))
    return Told(row.chat, row.kind, row.day, f"pukul {until:%H.%M} {zone}")


def _wrong(row: Row, came: list[int], there: set[tuple[int, int]]) -> str | None:
    name = f"{row.kind} of {row.occasion} for {row.chat} is {row.state}"
    if row.state == "sent" and (row.chat, row.message_id) not in there:
        return f"{name}, and no such message exists"
    if row.kind not in TITLES:
        return None
    if row.state == "sent" and row.message_id not in came:
        return f"{name}, and its message says something else"
    if row.state in ("dropped", "failed", "pending") and came:
        return f"{name}, and came all the same"
    return None


def due_was_planned(record: Record, stored: Stored) -> list[str]:
    """Whoever had not reported at some moment of rest while a reminder was due, and can be reached, has a row of it."""
    rows = {(row.chat, row.kind, row.day) for row in stored.outbox}
    reported = {(one.person, one.day): one.submitted_at for one in stored.reports}
    return [
        f"{officer.person} was to get {kind} of {day}, and nothing was planned"
        for officer in stored.officers
        if officer.person not in record.ever_blocked
        for day in sorted({moment.date() for moment in record.rests} - officer.away)
        for kind in HOURS
        if (officer.person, kind, day) not in rows and _was_due(record, officer, kind, day, reported)
    ]


def _was_due(
    record: Record, officer: Officer, kind: str, day: date, reported: dict[tuple[int, date], datetime]
) -> bool:
    zone = ZoneInfo(_ZONES[officer.zone])
    opens, closes = (datetime.combine(day, hour, zone) for hour in HOURS[kind])
    submitted = reported.get((officer.person, day))
    return any(opens <= moment < closes and (submitted is None or moment < submitted) for moment in record.rests)


def nothing_stuck(_record: Record, stored: Stored) -> list[str]:
    """At the end nothing waits that is due, and nothing is on its way."""
    return [
        f"{row.kind} of {row.occasion} for {row.chat} is still {row.state}"
        for row in stored.outbox
        if row.state == "sending" or (row.state == "pending" and row.due_at <= stored.at)
    ]
