"""Promise 5, and the figures: one post per group and date, and every recap says what the database said."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import sub
from zoneinfo import ZoneInfo

from tests.chaos.record import Message, Record, Version
from tests.chaos.screens import MONTHS, Shown, date_in, number_of
from tests.chaos.stored import Report, Stored

WIB = ZoneInfo("Asia/Jakarta")
_TITLE = re.compile(rf"Rekap \w+, \d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}} · (.+)")
_REPORTED = re.compile(r"(\d[\d.]*) dari (\d[\d.]*) laporan masuk")
_ON_TIME = re.compile(r"tepat waktu ([\d.]+).*?terlambat ([\d.]+).*?nihil ([\d.]+)")
_TOTAL = re.compile(r"([^:\n]+): (nihil|—|[\d.]+)")
_HOUR = re.compile(r"pukul (\d\d)\.(\d\d) WIB")
WHOLE_DESK = "Seluruh K/L"
#: The bot looks at the simulator's clock now and then only; and a minute is all that a recap says of its moment.
_LAG = timedelta(seconds=3)
#: From the hour that a change carries to its commit, at most.
_COMMITS_TAKE = timedelta(seconds=2)
_MOST_REACHED = 5000
#: All figures but the first: how many are nil falls when a nil report is corrected.
_NEVER_FALLS = slice(1, None)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a recap of one day says."""

    reported: int
    on_time: int
    nil: int
    #: By label; −1 where nothing is known.
    led: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What one revision adds to the figures of a day from a moment on."""

    at: datetime
    adds: tuple[int, ...]


def recaps(record: Record) -> Iterator[tuple[Message, Version, date, str]]:
    """Give every recap of one day that was ever shown, with its date and scope."""
    for message in record.messages:
        for version in message.versions:
            found, day = _TITLE.match(version.shown.title), date_in(version.shown.words)
            if found and day:
                yield message, version, day, found[1]


def posts(record: Record) -> list[tuple[Message, date]]:
    """Give the posts of groups: recaps that nobody asked for, which therefore have no buttons."""
    found = {}
    for message, version, day, _ in recaps(record):
        if message.chat_id in record.groups and not message.first.shown.buttons and not version.shown.buttons:
            found[message.chat_id, message.message_id] = (message, day)
    return list(found.values())


def one_post(record: Record, stored: Stored) -> list[str]:
    """No group got two posts of a date, but for one that says that it takes the place of another that may be lost.

    Lost is also what was deleted with its topic, and what stands where a group was before it became a supergroup: what
    took another's place there may have to be replaced once more.
    """
    told = posts(record)
    times = Counter((record.home(one.chat_id), day, _replaces_in(one)) for one, day in told if not one.deleted)
    wrong = [f"group {chat} got {count} posts of {day}" for (chat, day, _), count in times.items() if count > 1]
    there = {(record.home(message.chat_id), day) for message, day in told}
    sent = [row for row in stored.outbox if row.kind == "daily_post" and row.state == "sent"]
    wrong += [f"group {row.chat} has no post of {row.day}" for row in sent if (row.chat, row.day) not in there]
    doubted = {(row.chat, row.day) for row in stored.outbox if row.kind == "daily_post" and row.state != "sent"}
    lost = {(record.home(one.chat_id), day) for one, day in told if one.deleted or one.chat_id in record.moved}
    anew = [(chat, day) for chat, day, replacing in times if replacing and (chat, day) not in doubted | lost]
    return wrong + [f"group {chat}: the post of {day} was replaced, and it had arrived" for chat, day in anew]


def replaces(message: Message) -> bool:
    """Tell whether a post says that it takes the place of an earlier one."""
    return "Menggantikan rekap" in message.first.shown.words


def _replaces_in(message: Message) -> int | None:
    """In which chat a post takes the place of an earlier one, if it does."""
    return message.chat_id if replaces(message) else None


def post_is_true(record: Record, stored: Stored) -> list[str]:
    """As it stands, the newest post of each date says what the database says in the end.

    Not where it is in doubt whether its replacement arrived, too: it is not posted a third time by itself.
    """
    newest = {
        (record.home(message.chat_id), day): message
        for message, day in sorted(posts(record), key=lambda one: one[0].first.at)
    }
    wrong = []
    for (chat, day), message in newest.items():
        said, true = figures_in(message.last.shown, stored), figures_of(stored, day, None, stored.at)
        if said != true and (chat, day) not in stored.doubted_posts:
            wrong.append(f"group {chat}, {day}: the post says {said}, the database {true}")
    return wrong


def recaps_said_the_truth(record: Record, stored: Stored) -> list[str]:
    """Each recap, to whomever, said what the database held at some moment of the minute that it names.

    Commits of the same seconds may come in another order than their hours; but each is there as a whole or not at all.
    """
    wrong = []
    for message, version, day, scope in recaps(record):
        said, agency = figures_in(version.shown, stored), stored.agencies.get(scope)
        changes = _changes(stored, day, agency)
        if scope != WHOLE_DESK and agency is None:
            wrong.append(f"{message.chat_id} read a recap of {scope!r}, which nobody knows")
        elif not any(_was_true(said, changes, at) for at in _moments(version, changes)):
            wrong.append(f"{message.chat_id}, {day}, {scope}: {said} was never true when it was said")
    return wrong


def _was_true(said: Figures, changes: Sequence[Change], at: datetime) -> bool:
    """Tell whether all changes until then, and any of those of the same seconds, give what was said."""
    wanted = _vector(said)
    sure = _added([one.adds for one in changes if one.at <= at - _COMMITS_TAKE], len(wanted))
    perhaps = [one.adds for one in changes if at - _COMMITS_TAKE < one.at <= at + _COMMITS_TAKE]
    reached, left = {sure}, _added(perhaps, len(wanted))
    for adds in perhaps:
        left = tuple(map(sub, left, adds))
        further = {_added([one, adds], len(wanted)) for one in reached}
        reached = {one for one in reached | further if _leads_to(one, left, wanted)}
        if len(reached) > _MOST_REACHED:
            return True  # too much at once to tell
    return wanted in reached


def _added(vectors: Sequence[tuple[int, ...]], width: int) -> tuple[int, ...]:
    return tuple(map(sum, zip(*vectors, strict=True))) if vectors else (0,) * width


def _leads_to(reached: tuple[int, ...], left: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    """Tell whether what is wanted lies between what is reached and that with all that is left."""
    triples = zip(reached[_NEVER_FALLS], left[_NEVER_FALLS], wanted[_NEVER_FALLS], strict=True)
    return all(low <= middle <= low + more for low, more, middle in triples)


def _vector(said: Figures) -> tuple[int, ...]:
    """The figures in a row; where nothing is known, nothing was added."""
    return (said.nil, said.reported, said.on_time, *(max(0, led) for _, led in said.led))


def _changes(stored: Stored, day: date, agency: int | None) -> list[Change]:
    """Give what each revision added to the figures of a day."""
    changes = []
    for report in stored.reports:
        if report.day == day and agency in (None, report.agency):
            before = (0,) * (3 + len(stored.labels))
            for revision in report.revisions:
                nil = not any(led or joined for led, joined in revision.counts.values())
                after = (int(nil), 1, int(report.on_time), *(revision.counts[label][0] for label in stored.labels))
                changes.append(Change(revision.at, tuple(map(sub, after, before))))
                before = after
    return changes


def figures_in(shown: Shown, stored: Stored) -> Figures:
    """Read the figures of a caption."""
    reported, times = _REPORTED.search(shown.words), _ON_TIME.search(shown.words)
    led = dict(_TOTAL.findall(shown.words))
    return Figures(
        number_of(reported[1]) if reported else 0,
        number_of(times[1]) if times else 0,
        number_of(times[3]) if times else 0,
        tuple((label, number_of(led.get(label, "—"))) for label in stored.labels),
    )


def figures_of(stored: Stored, day: date, agency: int | None, at: datetime) -> Figures:
    """Count from the raw revisions what was true at that moment."""
    reports = [one for one in stored.reports if one.day == day and agency in (None, one.agency)]
    there = [(one, counts) for one in reports if (counts := _at(one, at)) is not None]
    led = {label: sum(counts[label][0] for _, counts in there) if there else -1 for label in stored.labels}
    nil = sum(not any(led or joined for led, joined in counts.values()) for _, counts in there)
    return Figures(len(there), sum(one.on_time for one, _ in there), nil, tuple(led.items()))


def _at(report: Report, at: datetime) -> dict[str, tuple[int, int]] | None:
    """What a report said at a moment; nothing before it was there."""
    said = [one for one in report.revisions if one.at <= at]
    return dict(said[-1].counts) if said else None


def _moments(version: Version, changes: Sequence[Change]) -> list[datetime]:
    """The moments at which anything changed in the minute that the recap names, and its beginning."""
    hour = _HOUR.search(version.shown.words)
    came = datetime.fromtimestamp(version.at, UTC).astimezone(WIB)
    if hour is None:
        return [came]
    begins = came.replace(hour=int(hour[1]), minute=int(hour[2]), second=0, microsecond=0)
    if begins > came + timedelta(minutes=1):
        begins -= timedelta(days=1)
    begins, ends = begins - _LAG, begins + timedelta(minutes=1) + _LAG
    return [begins, *sorted({one.at for one in changes if begins <= one.at <= ends}), ends]
