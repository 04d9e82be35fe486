"""What people see on their screens, and what the database holds: facts that a game in any order is held against."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.replies import Origin
from handlers.reply import Reply, Show
from models.database import Database
from models.schema import (
    DailyReport,
    Draft,
    DraftPurpose,
    Indicator,
    ReportAnswer,
    ReportRevision,
    UnitDay,
    UnitDayTotal,
)
from views import guidance, payloads
from views.report_taps import FormTap, Reason
from views.screen import Card

#: (led, joined) by indicator.
Answers = dict[str, tuple[int | None, int]]
Key = tuple[int, date]

LABELS = {
    "Patroli": "patrol",
    "Sambang": "community_visit",
    "Pemeriksaan/Pengawasan": "inspection",
    "Sosialisasi": "outreach",
}
ANSWER_LINE = re.compile(rf"^[✓∅–→] ({'|'.join(map(re.escape, LABELS))}): (.+)$", re.MULTILINE)


@dataclass
class Screens:
    """What everybody was shown, as Telegram would have it, and what it remembers of the cards."""

    database: Database
    #: Whether a shown card is written down: not when the process ends right before.
    remembers: bool = True
    shown: dict[int, list[Card]] = field(default_factory=dict)
    latest: dict[int, Card] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def show(self, origin: Origin, reply: Reply) -> None:
        for step in reply.steps:
            if guidance.failed() in str(step):
                self.failures.append(str(step))
            if isinstance(step, Show):
                self._show(origin.person_id, step)

    def _show(self, person_id: int, step: Show) -> None:
        self.shown.setdefault(person_id, []).append(step.card)
        if step.alive is None:
            return
        task, _, number = step.alive.task.partition(" ")
        if task == "form":
            self.latest[int(number)] = step.card
        if self.remembers:
            self.database.write_now(step.alive.remember, step.message_id or next(self.numbers))


@dataclass(frozen=True)
class Stored:
    """Everything that is stored of the three, as far as it must hold."""

    drafts: dict[int, tuple[DraftPurpose, Answers, str]]
    reports: dict[Key, tuple[int, Answers]]
    rows: int
    revisions: dict[Key, list[int]]


def stored_of(session: Session, unit_id: int, members: Sequence[int]) -> Stored:
    """Give the forms of these members, and the reports of their unit."""
    ours = select(DailyReport).where(DailyReport.unit_id == unit_id)
    reports = {one.id: one for one in session.scalars(ours)}
    answers: dict[int, Answers] = {number: {} for number in reports}
    raw = select(ReportAnswer, Indicator.key).join(Indicator, Indicator.id == ReportAnswer.indicator_id)
    for answer, key in session.execute(raw.where(ReportAnswer.report_id.in_(reports))):
        answers[answer.report_id][key] = (answer.led, answer.joined)
    revisions: dict[Key, list[int]] = {}
    numbers = select(ReportRevision).where(ReportRevision.report_id.in_(reports)).order_by(ReportRevision.number)
    for revision in session.scalars(numbers):
        revisions.setdefault(_key(reports[revision.report_id]), []).append(revision.number)
    drafts = select(Draft).where(Draft.author_id.in_(members))
    return Stored(
        {row.id: (row.purpose, _counts(row.answers), row.step) for row in session.scalars(drafts)},
        {_key(one): (one.revision, answers[number]) for number, one in reports.items()},
        len(reports),
        revisions,
    )


def totals_of(session: Session, unit_id: int) -> tuple[Counter[Any], Counter[Any]]:
    """Give the totals that are kept of a unit, and what a recount of its reports comes to."""
    running = select(UnitDayTotal).where(UnitDayTotal.unit_id == unit_id)
    days = select(UnitDay).where(UnitDay.unit_id == unit_id)
    raw = (
        select(
            DailyReport.report_date,
            ReportAnswer.indicator_id,
            func.sum(ReportAnswer.led),
            func.sum(ReportAnswer.joined),
        )
        .join(DailyReport, DailyReport.id == ReportAnswer.report_id)
        .where(DailyReport.unit_id == unit_id)
        .group_by(DailyReport.report_date, ReportAnswer.indicator_id)
    )
    counted: Counter[Any] = Counter()
    for row in session.scalars(running):
        counted[row.report_date, row.indicator_id] = (row.led, row.joined)  # type: ignore[assignment]
    for day in session.scalars(days):
        counted[day.report_date] = (day.reports, day.on_time, day.nil)  # type: ignore[assignment]
    recounted: Counter[Any] = Counter()
    for report_date, indicator_id, led, joined in session.execute(raw):
        recounted[report_date, indicator_id] = (led, joined)  # type: ignore[assignment]
    for report in session.scalars(select(DailyReport).where(DailyReport.unit_id == unit_id)):
        had = recounted[report.report_date] or (0, 0, 0)
        row_of = (1, int(report.on_time), int(report.nil))
        recounted[report.report_date] = tuple(a + b for a, b in zip(had, row_of, strict=True))  # type: ignore[arg-type, assignment]
    return counted, recounted


def handed_in_by(data: str) -> set[int]:
    """The form that a tap may hand in: with `Kirim`, or with the reason of a correction."""
    tap = payloads.read(data)
    if isinstance(tap, FormTap) and (tap.move is None or isinstance(tap.move, Reason)):
        return {tap.draft_id}
    return set()


def answers_on(card: Card) -> Answers:
    """What a card says, read as a person reads it: behind an arrow stands what is meant now."""
    return {LABELS[label]: _read_line(rest) for label, rest in ANSWER_LINE.findall(card.text)}


def _read_line(rest: str) -> tuple[int | None, int]:
    led, _, joined = rest.partition(" · ikut serta ")
    return _last_number(led), _last_number(joined) or 0


def _last_number(words: str) -> int | None:
    now = re.sub(r"<[^>]+>", "", words).rpartition("→ ")[2]
    if now.startswith("nihil"):
        return 0
    found = re.match(r"[\d.]+", now)
    return int(found[0].replace(".", "")) if found else None


def _counts(answers: dict[str, Any]) -> Answers:
    return {key: (one["led"], one["joined"]) for key, one in answers.items()}


def _key(report: DailyReport) -> Key:
    return report.member_id, report.report_date
