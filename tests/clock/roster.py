"""Members, reports and absences for tests of the clock: on a real database, without Telegram."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import absences, organisation
from models.absence_words import AbsenceReason
from models.answers import Answer, Answers
from models.colleagues import Colleague, colleague
from models.database import Database
from models.groups import GroupPlace, bind_group
from models.indicators import Question, questions_on
from models.members import Newcomer, person_by_id, take_in
from models.periods import Period
from models.permissions import Person
from models.reach import note_reach
from models.reports import Filing, file_report
from models.schema import Absence, Agency, Outbox, OutboxState, Role, ScheduleSetting, Unit
from tests.desk import SetClock

#: After the hour of the week's post.
MORNING = "2025-09-15T08:30:00+07:00"
MONDAY = date(2025, 9, 15)
NIHIL = (0, 0, 0, 0)


@dataclass
class Roster:
    """A small task force: its members by name, each with a Telegram number of their own."""

    database: Database
    clock: SetClock = field(default_factory=lambda: SetClock(MORNING))
    units: dict[str, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)

    def unit(self, name: str, province: int = 31) -> int:
        """Give the unit "AGENCY/UNIT", made where it is not there yet."""
        if name not in self.units:
            self.units[name] = self.database.write_now(self._make_unit, name, province)
        return self.units[name]

    def member(self, name: str, unit: str, role: Role = Role.OFFICER, *, province: int = 31) -> int:
        """Let somebody join now, or move there now."""
        telegram_id = 1000 + len(self.members) if name not in self.members else self.telegram_id(name)
        newcomer = Newcomer(telegram_id, name, "Lettu", role, self.unit(unit, province))
        self.members[name] = self.database.write_now(take_in, newcomer, actor_id=None, now=self.clock.now())
        return self.members[name]

    def telegram_id(self, name: str) -> int:
        """Give the member's number in Telegram."""
        return 1000 + list(self.members).index(name)

    def report(
        self,
        name: str,
        day: date = MONDAY,
        led: Sequence[int] = (1, 0, 2, 0),
        joined: Sequence[int] = (0, 0, 0, 0),
    ) -> None:
        """Let a member report now."""
        self.database.write_now(self._file, self.members[name], day, led, joined)

    def blocks(self, name: str, *, blocked: bool = True, at: datetime | None = None) -> None:
        """Let a member block the bot, or let it write again; `at` another moment than that at which it is told."""
        now = self.clock.now()
        self.database.write_now(note_reach, self.telegram_id(name), blocked=blocked, at=at or now, now=now)

    def report_each(
        self, name: str, days: Iterable[date], led: Sequence[int], joined: Sequence[int] = (0, 0, 0, 0)
    ) -> None:
        """Let a member report the same on all these days, in one transaction."""

        def work(session: Session) -> None:
            for day in days:
                self._file(session, self.members[name], day, led, joined)

        self.database.write_now(work)

    def excuse(self, name: str, first: date = MONDAY, last: date = MONDAY) -> None:
        """Let a member be absent."""
        member_id = self.members[name]
        absence = {"first_day": first, "last_day": last, "reason": "cuti", "entered_at": self.clock.now()}
        self.database.write_now(
            lambda session: session.add(Absence(member_id=member_id, entered_by=member_id, **absence))
        )

    def enter_absence(self, name: str, day: date = MONDAY) -> None:
        """Let a member enter an absence through its rule, which leaves its trace."""
        self.database.write_now(self._enter_absence, self.members[name], Period.day(day))

    def cancel_absence(self, name: str) -> None:
        """Let a member take their absence back."""
        self.database.write_now(self._cancel_absence, self.members[name])

    def group(self, by: str, chat_id: int = -1001, thread_id: int | None = None) -> None:
        """Let a member bind a group."""
        place = GroupPlace(chat_id, thread_id, "Grup")
        self.database.write_now(self._bind, self.members[by], place)

    def set_hour(self, key: str, hour: time) -> None:
        """Change an hour of the rhythm."""
        self.database.write_now(lambda session: session.add(ScheduleSetting(key=key, hour=hour)))

    def outbox(self) -> list[Outbox]:
        """Give every row of the outbox."""
        return self.database.read_now(lambda session: list(session.scalars(select(Outbox).order_by(Outbox.id))))

    def planned(self) -> set[tuple[str, str, OutboxState]]:
        """Give who is to get what, by name, and what became of it."""
        names = {f"m{member_id}": name for name, member_id in self.members.items()}
        return {(row.kind, names.get(row.recipient, row.recipient), row.state) for row in self.outbox()}

    def _make_unit(self, session: Session, name: str, province: int) -> int:
        agency_code, code = name.split("/")
        agency = session.scalar(select(Agency).where(Agency.code == agency_code))
        if agency is None:
            agency = organisation.add_agency(session, agency_code, f"Badan {agency_code}", now=self.clock.now())
        known = session.scalar(select(Unit.id).where(Unit.agency_id == agency.id, Unit.code == code))
        return known or organisation.add_unit(session, agency, code, name, province, now=self.clock.now()).id

    def _file(self, session: Session, member_id: int, day: date, led: Sequence[int], joined: Sequence[int]) -> None:
        questions = questions_on(session, day)
        answers = answers_of(questions, led, joined)
        file_report(session, Filing(member_id, day, member_id, answers), questions, self.clock.now())

    def _bind(self, session: Session, member_id: int, place: GroupPlace) -> None:
        person = person_by_id(session, member_id, self.clock.now())
        assert person is not None
        bind_group(session, person, place, self.clock.now())

    def _enter_absence(self, session: Session, member_id: int, period: Period) -> None:
        person, subject = self._acting(session, member_id)
        absences.enter(session, person, subject, period, AbsenceReason.SICK, self.clock.now())

    def _cancel_absence(self, session: Session, member_id: int) -> None:
        person, subject = self._acting(session, member_id)
        (leave,) = absences.upcoming(session, subject)
        absences.cancel(session, person, leave, subject, self.clock.now())

    def _acting(self, session: Session, member_id: int) -> tuple[Person, Colleague]:
        person = person_by_id(session, member_id, self.clock.now())
        assert person is not None
        subject = colleague(session, person, member_id, self.clock.now())
        assert subject is not None
        return person, subject


def answers_of(questions: Sequence[Question], led: Sequence[int], joined: Sequence[int] = (0, 0, 0, 0)) -> Answers:
    """Give the answers of somebody who led so many of each, and joined so many that others led."""
    counts = zip(questions, led, joined, strict=True)
    return {question.key: Answer(count, beside) for question, count, beside in counts}
