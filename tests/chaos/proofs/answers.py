"""Promises 1 and 2: what the screen confirmed is stored, once, and whoever was interrupted goes on where they were."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from tests.chaos.record import Message, Record, Version
from tests.chaos.screens import Counts, Shown, agree, counts_in, date_in
from tests.chaos.stored import Report, Stored

_UPDATED = re.compile(r"pemutakhiran (\d+)", re.IGNORECASE)
_HOUR = re.compile(r"pukul (\d\d\.\d\d) (WIB|WITA|WIT)\b")
_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_CONFIRMATIONS = ("Laporan diterima", "Perubahan diterima")
_SUMMARY = "Ringkasan"


def confirmations(record: Record) -> Iterator[tuple[Message, Version]]:
    """Give every screen that ever said that a report, or a change of one, was received."""
    for message in record.messages:
        for version in message.versions:
            if version.shown.title.startswith(_CONFIRMATIONS):
                yield message, version


def confirmed_is_stored(record: Record, stored: Stored) -> list[str]:
    """Each confirmation that somebody read: the report is there, with those counts, that hour and that punctuality."""
    reports = {(one.person, one.day): one for one in stored.reports}
    wrong = []
    for message, version in confirmations(record):
        day = date_in(version.shown.words)
        report = reports.get((message.chat_id, day)) if day else None
        if report is None:
            wrong.append(f"{message.chat_id} read {version.shown.title!r} of {day}, and nothing is stored")
        else:
            wrong += [f"{message.chat_id}, {day}: {what}" for what in _differences(version.shown, report)]
    return wrong


def _differences(shown: Shown, report: Report) -> list[str]:
    updated = _UPDATED.search(shown.words)
    number = int(updated[1]) + 1 if updated else 1
    revision = next((one for one in report.revisions if one.number == number), None)
    if revision is None:
        return [f"read of revision {number}, and there are {len(report.revisions)}"]
    wrong = []
    if not agree(counts_in(shown.words), revision.counts):
        wrong.append(f"read {counts_in(shown.words)}, stored is {dict(revision.counts)}")
    if shown.title.startswith(_CONFIRMATIONS[0]):
        if ("tepat waktu" in shown.title) != report.on_time:
            wrong.append(f"read {shown.title!r}, stored is on time: {report.on_time}")
        if not _hour_fits(shown, report):
            wrong.append(f"read another hour than {report.submitted_at}")
    return wrong


def _hour_fits(shown: Shown, report: Report) -> bool:
    hour = _HOUR.search(shown.words)
    return hour is not None and f"{report.submitted_at.astimezone(ZoneInfo(_ZONES[hour[2]])):%H.%M}" == hour[1]


def stored_was_handed_in(record: Record, stored: Stored) -> list[str]:
    """Each revision of a report: its author tapped `Kirim` on a card that said just that."""
    handed_in: defaultdict[tuple[int, date, bool], list[Counts]] = defaultdict(list)
    for one in record.handed_in:
        handed_in[one.person_id, one.day, one.title.startswith(_SUMMARY)].append(one.counts)
    return [
        f"{report.person}, {report.day}: nobody handed in revision {revision.number}, {dict(revision.counts)}"
        for report in stored.reports
        for revision in report.revisions
        if not any(
            agree(said, revision.counts) for said in handed_in[revision.author, report.day, revision.number == 1]
        )
    ]


def confirmed_absences(record: Record, stored: Stored) -> list[str]:
    """Each absence that somebody read to be noted is there."""
    wrong = []
    for message in record.messages:
        for version in message.versions:
            if "Izin tercatat" in version.shown.title:
                day = date_in(version.shown.words)
                there = (who == message.chat_id and first <= day <= last for who, first, last in stored.absences if day)
                if not any(there):
                    wrong.append(f"{message.chat_id} read that an absence of {day} is noted, and it is not")
    return wrong


def reports_once(_record: Record, stored: Stored) -> list[str]:
    """One report per member and date; its revisions count up, and the raw answers are those of the last one."""
    times = Counter((one.person, one.day) for one in stored.reports)
    wrong = [f"{person} has {count} reports of {day}" for (person, day), count in times.items() if count > 1]
    for report in stored.reports:
        numbers = [one.number for one in report.revisions]
        if numbers != list(range(1, report.revision + 1)):
            wrong.append(f"{report.person}, {report.day}: revisions {numbers} of {report.revision}")
        elif dict(report.answers) != dict(report.revisions[-1].counts):
            wrong.append(f"{report.person}, {report.day}: the raw answers are not those of the last revision")
        elif report.nil != (not any(led or joined for led, joined in report.answers.values())):
            wrong.append(f"{report.person}, {report.day}: nil is {report.nil} with {dict(report.answers)}")
    return wrong


def same_card_twice(record: Record, _stored: Stored) -> list[str]:
    """Wherever a form was shown at the same version more than once, it asked and answered the same."""
    seen: dict[tuple[int, str], tuple[str, object, object]] = {}
    wrong = []
    for message in record.messages:
        for version in message.versions:
            place = form_place(version.shown)
            if place is None:
                continue
            said = (version.shown.title, counts_in(version.shown.words), dict(version.shown.buttons))
            if seen.setdefault((message.chat_id, place), said) != said:
                wrong.append(f"{message.chat_id} was shown {place} as {seen[message.chat_id, place]} and as {said}")
    return wrong


def form_place(shown: Shown) -> str | None:
    """Give draft, version and step of a form's card."""
    fields = next((data.split("|") for data in shown.buttons.values() if data.startswith("f|")), None)
    return "|".join(fields[1:4]) if fields else None


def resumed_where_they_were(record: Record, _stored: Stored) -> list[str]:
    """Whoever asked for an unfinished form was shown the question at which its row stands."""
    return [
        f"{one.person_id} was shown {one.shown or 'nothing'} instead of {one.expected}"
        for one in record.resumed
        if one.shown != one.expected
    ]
