"""Corrections and additions in any order: the report says what was last confirmed, and the totals equal a recount."""

import itertools
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import drafts
from models.answers import Answer
from models.database import Database
from models.drafts import Press
from models.errors import LaporError
from models.form import AskJoined, Back, Count, Jump, Move, Skip
from models.form_card import FormCard
from models.indicators import questions_on
from models.members import Newcomer, person_by_id, take_in
from models.organisation import add_unit, agency_by_code, ship_agencies
from models.permissions import Person
from models.reports import Filing, file_report, report_of
from models.schema import Indicator, ReportAnswer, ReportRevision, Role, UnitDay, UnitDayTotal
from tests.databases import NewUrl

NOW = datetime(2025, 9, 15, 9, 0, tzinfo=UTC)
DAY = date(2025, 9, 15)
KEYS = ("patrol", "community_visit", "inspection", "outreach")
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.builds(Jump, st.sampled_from(KEYS)),
    st.builds(Count, st.integers(0, 9)),
    st.sampled_from([AskJoined(), Skip(), Back()]),
)
Counts = dict[str, tuple[int, int]]


class Changes(RuleBasedStateMachine):
    """One officer who has reported, with a correction and an addition open at once; a unit for every example."""

    url: str
    rounds = itertools.count(1)

    def __init__(self) -> None:
        super().__init__()
        self.database = Database(self.url)
        self.officer = self.database.write_now(self._come, next(self.rounds))
        self.confirmed: Counts = dict.fromkeys(KEYS, (1, 0))
        self.revision = 1
        self.cards = {"correction": self._open("correction"), "addition": self._open("addition")}

    def teardown(self) -> None:
        self.database.close()

    @rule(which=st.sampled_from(["correction", "addition"]))
    def open_again(self, which: str) -> None:
        self.cards[which] = self._open(which)

    @rule(which=st.sampled_from(["correction", "addition"]), move=MOVES)
    def move(self, which: str, move: Move) -> None:
        self._act(which, lambda button: self.database.write_now(drafts.press, self.officer, button, move, NOW))

    @rule(which=st.sampled_from(["correction", "addition"]))
    def send(self, which: str) -> None:
        self._act(which, lambda button: self.database.write_now(drafts.send, self.officer, button, NOW))

    @rule()
    def give_a_reason(self) -> None:
        self._act(
            "correction",
            lambda button: self.database.write_now(drafts.give_reason, self.officer, button, "Salah ketik", NOW),
        )

    @invariant()
    def the_report_says_what_was_confirmed(self) -> None:
        assert self.database.read_now(self._stored) == (self.revision, self.confirmed)

    @invariant()
    def totals_equal_a_recount(self) -> None:
        assert self.database.read_now(self._totals) == (self.confirmed, 1)

    def _act(self, which: str, act: object) -> None:
        card = self.cards[which]
        button = Press(card.draft_id, card.state.version, card.state.step)
        try:
            after = act(button)  # type: ignore[operator]
        except LaporError:
            return
        assert isinstance(after, FormCard)
        if after.receipt is not None and not after.stale:
            self.confirmed = {key: (one.led or 0, one.joined) for key, one in after.outcome.items()}
            self.revision += 1
            assert after.receipt.revision == self.revision
        self.cards[which] = after

    def _open(self, which: str) -> FormCard:
        work = drafts.open_correction if which == "correction" else drafts.open_addition
        return self.database.write_now(work, self.officer, DAY, NOW)

    def _stored(self, session: Session) -> tuple[int, Counts]:
        report = report_of(session, self.officer.member_id, DAY)
        assert report is not None
        rows = session.execute(
            select(Indicator.key, ReportAnswer.led, ReportAnswer.joined)
            .join(Indicator, Indicator.id == ReportAnswer.indicator_id)
            .where(ReportAnswer.report_id == report.id)
        )
        stored = {key: (led, joined) for key, led, joined in rows}
        latest = session.get_one(ReportRevision, (report.id, report.revision))
        assert stored == {key: (one["led"], one["joined"]) for key, one in latest.answers.items()}
        assert report.nil == all(count == (0, 0) for count in stored.values())
        return report.revision, stored

    def _totals(self, session: Session) -> tuple[Counts, int]:
        mine = UnitDayTotal.unit_id == self.officer.unit_id
        rows = session.execute(
            select(Indicator.key, UnitDayTotal.led, UnitDayTotal.joined)
            .join(Indicator, Indicator.id == UnitDayTotal.indicator_id)
            .where(mine)
        )
        days = session.scalars(select(UnitDay).where(UnitDay.unit_id == self.officer.unit_id)).one()
        return {key: (led, joined) for key, led, joined in rows}, days.reports

    def _come(self, session: Session, number: int) -> Person:
        ship_agencies(session, NOW)
        unit = add_unit(session, agency_by_code(session, "BAKAMLA"), f"C{number}", "Satuan", 31, now=NOW)
        member_id = take_in(session, Newcomer(number, "Budi", None, Role.OFFICER, unit.id), actor_id=None, now=NOW)
        answers = dict.fromkeys(KEYS, Answer(led=1))
        file_report(session, Filing(member_id, DAY, member_id, answers), questions_on(session, DAY), NOW)
        person = person_by_id(session, member_id, NOW)
        assert person is not None
        return person


def test_changes_in_any_order(new_sqlite: NewUrl) -> None:
    Changes.url = new_sqlite()
    run_state_machine_as_test(
        Changes,
        settings=settings(
            max_examples=settings().max_examples // 8,
            stateful_step_count=40,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
        ),
    )
