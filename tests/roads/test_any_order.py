"""The whole form as a state machine: everything that people can send, in any order, through the real way in.

Two officers and the operator of their unit write commands, numbers, words, sentences and pasted reports, tap any button
that was ever shown to them, send photos and positions, twice at times; hours pass, and the bot restarts. Hypothesis
plays; the test knows nothing of the form's rules, only what must hold: what a card shows is what is stored, a report
changes by `Kirim` alone and then says what the card said, one report per member and date, and totals equal a recount.
"""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session
from telegram import Update

from handlers.routes import routes
from models.database import Database
from models.members import Newcomer, take_in
from models.organisation import add_unit, agency_by_code, ship_agencies
from models.schema import (
    DraftPurpose,
    Role,
)
from tests.databases import NewUrl
from tests.desk import SetClock
from tests.roads import updates
from tests.roads.conftest import intake_of
from tests.roads.screens import LABELS, Screens, Stored, answers_on, handed_in_by, stored_of, totals_of

MORNING = datetime(2025, 9, 15, 1, 0, tzinfo=UTC)
COMMANDS = (
    *("/lapor", "/lapor kemarin", "/lapor 13/9/2025", "/ubah", "/ubah kemarin", "/batal", "/riwayat", "/bantuan"),
    *("/izin", "/izin besok sakit", "/izin hari ini cuti", "/start"),
)
PASTED = """Selamat sore, izin melaporkan kegiatan hari Senin, 15 September 2025
A. PATROLI : 2 kali
B. SAMBANG : NIHIL
C. PEMERIKSAAN RUTIN : 4 objek
D. SOSIALISASI
   1 kegiatan, 25 peserta
Demikian laporan, terima kasih."""
TEXTS = (
    *("3", "dua", "nihil", "100", "3 kali", "40", "-1", "2,5", "banyak", "👍", "<b>3</b>", "x" * 4096),
    *("patroli 3, sambang 2, pemeriksaan nihil, sosialisasi 1", "semua nihil", "patroli 2 sambang 1", PASTED),
    *("salah hitung kemarin", "KKP dan Polairud", "Pelabuhan Batu Ampar", "08.30", "20/9/2025", "besok"),
    *("7°59.449'S 131°16.233'E", "ombak <i>3 meter</i> & hujan", "patroli 3/4"),
)
WHO = st.integers(0, 2)
#: How many cards ago: mostly the one that was shown last.
AGO = st.sampled_from([0, 0, 0, 0, 0, 1, 2, 4, 9])


class AnyOrder(RuleBasedStateMachine):
    """Three people of a unit of their own for every example."""

    url: str
    rounds = itertools.count(1)

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = SetClock(MORNING.isoformat())
        self.database = Database(self.url)
        number = next(self.rounds)
        self.people = [10 * number + place for place in range(3)]
        self.members: list[int] = []
        self.unit_id = self.database.write_now(self._come, number)
        self._start()
        self.stored = self._stored()

    def teardown(self) -> None:
        self.runner.close()
        self.database.close()

    # What people do

    @rule(who=WHO, text=st.sampled_from(COMMANDS))
    def command(self, who: int, text: str) -> None:
        self._send(updates.message(self.people[who], text))

    @rule(who=WHO, text=st.sampled_from(TEXTS))
    def write(self, who: int, text: str) -> None:
        drafts_at_reason = {number for number, (_, _, step) in self.stored.drafts.items() if step == "reason"}
        self._send(updates.message(self.people[who], text), may_send=drafts_at_reason)

    @rule(who=WHO, counts=st.tuples(*[st.integers(0, 5)] * 4), hands_in=st.booleans())
    def write_a_whole_report(self, who: int, counts: tuple[int, ...], hands_in: bool) -> None:
        """As a sentence; often enough the first buttons follow, up to the reason of a correction."""
        words = ("patroli", "sambang", "pemeriksaan", "sosialisasi")
        self.write(who, ", ".join(f"{word} {count}" for word, count in zip(words, counts, strict=True)))
        for _ in range(2 if hands_in else 0):
            self.tap(who, 0, 0, twice=False)

    @rule(who=WHO, ago=AGO, place=st.integers(0, 30), twice=st.booleans())
    def tap(self, who: int, ago: int, place: int, twice: bool) -> None:
        """Tap any button of a card, however old; Telegram may bring the tap twice."""
        cards = self.screens.shown.get(self.people[who], [])
        buttons = [b for row in cards[-1 - ago % len(cards)].buttons for b in row if b.data] if cards else []
        if not buttons:
            return
        data = buttons[place % len(buttons)].data or ""
        update = updates.tap(self.people[who], data)
        self._send(update, may_send=handed_in_by(data))
        if twice:
            self._again(update)

    @rule(who=WHO, ago=AGO)
    def tap_the_first_button(self, who: int, ago: int) -> None:
        """The button that most people want first: so that reports are sent often enough."""
        self.tap(who, ago, 0, twice=False)

    @rule(who=WHO, caption=st.sampled_from([None, "patroli pagi", "<b>x</b>"]), name=st.integers(1, 5))
    def send_a_photo(self, who: int, caption: str | None, name: int) -> None:
        self._send(updates.picture(self.people[who], str(name), caption))

    @rule(who=WHO)
    def send_a_position(self, who: int) -> None:
        self._send(updates.place(self.people[who], 1.15, 104.02))

    # What happens around them

    @rule(hours=st.sampled_from([1, 5, 12, 26]))
    def time_goes_on(self, hours: int) -> None:
        self.clock.set((self.clock.now() + timedelta(hours=hours)).isoformat())

    @rule()
    def the_bot_restarts(self) -> None:
        self.database.close()
        self.database = Database(self.url)
        self._start(self.screens)

    @rule(remembers=st.booleans())
    def what_is_shown_is_written_down(self, remembers: bool) -> None:
        self.screens.remembers = remembers

    # What must hold

    @invariant()
    def nothing_fails(self) -> None:
        assert self.screens.failures == []

    @invariant()
    def totals_equal_a_recount(self) -> None:
        counted, recounted = self.database.read_now(totals_of, self.unit_id)
        assert counted == recounted

    def _send(self, update: Update, *, may_send: set[int] | frozenset[int] = frozenset()) -> None:
        """Send it, and look at what it changed: nothing but one report, handed in as it was shown."""
        before, on_screen = self.stored, dict(self.screens.latest)
        self.runner.run(self._accept(update))
        self.stored = after = self._stored()
        changed = [key for key in after.reports if after.reports[key] != before.reports.get(key)]
        assert len(changed) <= 1
        if changed:
            assert may_send, "only Kirim, or the reason of a correction, hands anything in"
            shown = [answers_on(on_screen[number]) for number in may_send if number in on_screen]
            assert after.reports[changed[0]][1] in shown
        assert after.rows == len(after.reports)
        assert after.revisions == {key: list(range(1, last + 1)) for key, (last, _) in after.reports.items()}
        self._look(after)

    def _again(self, update: Update) -> None:
        self.runner.run(self._accept(update))
        assert self._stored() == self.stored

    async def _accept(self, update: Update) -> None:
        await self.intake.accept(Update.de_json(update.to_dict(), self.intake._application.bot))
        await self.intake.settle()

    def _look(self, stored: Stored) -> None:
        """The newest card of each form shows what is stored."""
        for number, card in self.screens.latest.items():
            if number not in stored.drafts:
                continue
            purpose, answers, step = stored.drafts[number]
            if purpose == DraftPurpose.DAILY and "Ringkasan" in card.text and step == "summary":
                assert answers_on(card) == {key: answers.get(key, (None, 0)) for key in LABELS.values()}

    def _start(self, screens: Screens | None = None) -> None:
        self.screens = screens or Screens(self.database)
        self.screens.database = self.database

        async def make() -> None:
            self.intake = intake_of(self.database, self.clock, list(routes()), self.screens)

        self.runner.run(make())

    def _stored(self) -> Stored:
        return self.database.read_now(stored_of, self.unit_id, self.members)

    def _come(self, session: Session, number: int) -> int:
        joined_at = MORNING - timedelta(days=9)
        ship_agencies(session, joined_at)
        unit = add_unit(session, agency_by_code(session, "BAKAMLA"), f"U{number}", "Satuan", 31, now=joined_at)
        names = (("Budi", Role.OFFICER), ("Sari", Role.OFFICER), ("Tono", Role.UNIT_OPERATOR))
        for telegram_id, (name, role) in zip(self.people, names, strict=True):
            newcomer = Newcomer(telegram_id, name, None, role, unit.id)
            self.members.append(take_in(session, newcomer, actor_id=None, now=joined_at))
        return unit.id


def test_whatever_people_send_in_any_order(new_sqlite: NewUrl) -> None:
    AnyOrder.url = new_sqlite()
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=settings().max_examples // 16,
            stateful_step_count=40,
            #: Shrinking a failure takes minutes: add `Phase.shrink` where one wants to read it.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
