"""The form as a state machine: whatever two officers tap, type and forge, in any order, over restarts.

Hypothesis plays against a real SQLite file. The test knows by itself which answers and which reports there must be:
a tap counts if, and only if, the card that it was drawn for is still the form's present one.
"""

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from models import draft_cards, drafts
from models.database import Database
from models.drafts import NoOpenForm, Press
from models.errors import LaporError
from models.form import AllNil, AskJoined, AskNote, Back, Confirm, Count, Jump, Move, NotComplete, Skip
from models.form_card import FormCard
from models.open_dates import DateClosed
from models.permissions import Person
from tests.databases import NewUrl
from tests.rules.form_facts import (
    WIB,
    Answers,
    Sent,
    Stored,
    answers_on,
    deadline_of,
    drafts_of,
    is_nil,
    let_two_in,
    recounted,
    reports_of,
    running_totals,
)
from views import payloads
from views.form import form_card
from views.report_taps import FormTap, Reason

MORNING = datetime(2025, 9, 15, 1, 0, tzinfo=UTC)
MAXIMA = {"patrol": 99, "community_visit": 199, "inspection": 999, "outreach": 99}
READABLE = {"3": 3, "dua": 2, "nihil": 0, "１２": 12, "٣": 3, "100": 100, "3 kali": 3}
UNREADABLE = ("-1", "2,5", "banyak", "👍", "1000000", "<b>3</b>", "3 4", "x" * 4096)
OFFICERS = st.integers(0, 1)
#: How many cards ago: mostly the one that is alive.
AGO = st.sampled_from([0, 0, 0, 0, 1, 2, 5, 9])
MOVES = st.one_of(
    st.builds(Count, st.integers(0, 1100)),
    st.sampled_from([None, Back(), AskJoined(), AllNil(), Confirm(), Skip(), AskNote()]),
    st.builds(Jump, st.sampled_from([*MAXIMA, "summary", "nothing"])),
)
SIDE_STEPS = [f"{side}:{key}" for side in ("joined", "with") for key in MAXIMA]
STEPS = st.sampled_from([*MAXIMA, *SIDE_STEPS, "check:patrol:40", "summary", "note", "reason", "nothing"])


class TwoOfficers(RuleBasedStateMachine):
    """Two officers of one unit, with as many devices as they like; a unit of their own for every example."""

    database: Database
    rounds = itertools.count(1)

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.officers = self.database.write_now(let_two_in, next(self.rounds), self.now)
        self.unit_id = self.officers[0].unit_id
        self.answers: dict[int, Answers] = {}
        self.sent: Sent = {}
        self.versions: Counter[int] = Counter()
        self.shown: tuple[list[FormCard], list[FormCard]] = ([], [])
        self.open(who=0, back=0)
        self.open(who=1, back=0)

    # What officers do

    @rule(who=OFFICERS, back=st.integers(0, 3))
    def open(self, who: int, back: int) -> None:
        person, day = self.officers[who], self._today - timedelta(days=back)
        try:
            card = self.database.write_now(drafts.open_form, person, day, self.now)
        except DateClosed:
            assert back == 3
            return
        assert back < 3 or card.receipt
        self.answers.setdefault(card.draft_id, {})
        self._look(card)

    @rule(who=OFFICERS, ago=AGO, place=st.integers(0, 20))
    def tap(self, who: int, ago: int, place: int) -> None:
        """Tap a button of the card, or of one that was shown before, however long ago."""
        buttons = [button for row in form_card(self._card(who, ago)).buttons for button in row]
        tap = payloads.read(buttons[place % len(buttons)].data or "") if buttons else None
        if isinstance(tap, FormTap):
            self._press(self.officers[who], tap)

    @rule(owner=OFFICERS, ago=AGO, who=OFFICERS, move=MOVES)
    def forge_a_button_of_a_card(self, owner: int, ago: int, who: int, move: Move | None) -> None:
        """Tap what the card never had, and be it somebody else's card."""
        card = self._card(owner, ago)
        self._press(self.officers[who], FormTap(card.draft_id, card.state.version, card.state.step, move))

    @rule(who=OFFICERS, ago=AGO, move=MOVES, step=STEPS, ahead=st.integers(-1, 1), beside=st.integers(0, 9))
    def forge_anything(self, who: int, ago: int, move: Move | None, step: str, ahead: int, beside: int) -> None:
        card = self._card(who, ago)
        version = max(0, card.state.version + ahead)
        self._press(self.officers[who], FormTap(card.draft_id + beside // 8, version, step, move))

    @rule(who=OFFICERS, text=st.sampled_from([*READABLE, *UNREADABLE]))
    def type(self, who: int, text: str) -> None:
        before = self._stored()
        try:
            card = self.database.write_now(drafts.answer_typed, self.officers[who], text, self.now)
        except NoOpenForm:
            assert not [one for one in before.values() if one.author_id == self._id(who) and self._is_open(one)]
            return
        except LaporError:
            assert text in UNREADABLE or text == "100"
            return
        assert self._is_open(before[card.draft_id])
        assert card.person == self.officers[who]
        if text in READABLE and not _takes_words(before[card.draft_id].step):
            self._expect(before[card.draft_id], Count(READABLE[text]), card)
        self._look(card)

    @rule(who=OFFICERS)
    def put_away(self, who: int) -> None:
        card = self.database.write_now(drafts.put_away, self.officers[who], self.now)
        if card:
            self._look(card)

    # What happens around them

    @rule(hours=st.sampled_from([1, 5, 11, 12, 26]))
    def time_goes_on(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_bot_restarts(self) -> None:
        TwoOfficers.database.close()
        TwoOfficers.database = Database(str(self.database.url))

    @rule(who=OFFICERS, ago=AGO, message_id=st.integers(1, 9))
    def a_card_arrives(self, who: int, ago: int, message_id: int) -> None:
        """What is not on the screen as it stands is what would be shown at a start."""
        card = self._card(who, ago)
        self.database.write_now(draft_cards.card_shown, card.draft_id, card.state.version, message_id)
        lagging = {one.draft_id for one in self.database.read_now(draft_cards.lagging_cards, self.now)}
        if self._stored()[card.draft_id].version == card.state.version:
            assert card.draft_id not in lagging

    # What must hold

    @invariant()
    def drafts_hold_what_was_answered_and_versions_only_rise(self) -> None:
        stored = self._stored()
        assert {draft.id: draft.answers for draft in stored.values()} == self.answers
        assert all(draft.version >= self.versions[draft.id] for draft in stored.values())
        self.versions = Counter({draft.id: draft.version for draft in stored.values()})

    @invariant()
    def what_was_sent_is_stored_once_and_nothing_else_is(self) -> None:
        assert self.database.read_now(reports_of, self.unit_id) == [
            (member_id, day, moment, moment <= deadline_of(day), is_nil(answers), answers)
            for (member_id, day), (answers, moment) in sorted(self.sent.items(), key=lambda one: one[0])
        ]

    @invariant()
    def totals_equal_a_recount(self) -> None:
        assert self.database.read_now(running_totals, self.unit_id) == recounted(self.sent)

    # How it is looked at

    def _press(self, person: Person, tap: FormTap) -> None:
        before, button = self._stored().get(tap.draft_id), Press(tap.draft_id, tap.version, tap.step)
        try:
            if tap.move is None:
                card = self.database.write_now(drafts.send, person, button, self.now)
            elif isinstance(tap.move, Reason):
                card = self.database.write_now(drafts.give_reason, person, button, "Salah ketik", self.now)
            else:
                card = self.database.write_now(drafts.press, person, button, tap.move, self.now)
        except NotComplete:
            assert tap.step == "summary"
            return
        if before is None or before.author_id != person.member_id:
            assert card is None
            return
        assert card is not None
        if self._is_open(before) and (before.version, before.step) == (tap.version, tap.step):
            self._expect(before, tap.move, card)
        else:
            assert card.stale
        self._look(card)

    def _expect(self, before: Stored, move: Move | Reason | None, card: FormCard) -> None:
        """Note what an accepted move changes; a number that is asked back changes nothing yet."""
        answers, (head, _, rest) = self.answers[before.id], before.step.partition(":")
        key, _, pending = rest.partition(":") if rest else (head, "", "")
        led, joined = answers.get(key, (None, 0))
        match move:
            case Count(value) if head != "with" and value <= MAXIMA.get(key, -1):
                if not card.state.step.startswith("check:"):
                    answers[key] = (led, value) if head == "joined" else (value, joined)
            case Confirm() if head == "check":
                answers[key] = (int(pending), joined)
            case AllNil() if not answers:
                answers |= dict.fromkeys(MAXIMA, (0, 0))
            case None if key == "summary" and len(answers) == len(MAXIMA):
                self.sent[before.author_id, before.day] = dict(answers), self.now

    def _card(self, who: int, ago: int) -> FormCard:
        return self.shown[who][-1 - ago % len(self.shown[who])]

    def _look(self, card: FormCard) -> None:
        """Look at a card: it shows the row as it is stored, and a confirmation what was confirmed."""
        text, stored = form_card(card).text, self._stored()[card.draft_id]
        assert (card.state.step, card.state.version) == (stored.step, stored.version)
        shown = answers_on(text)
        assert ("Laporan diterima" in text) == ((stored.author_id, stored.day) in self.sent)
        if "Laporan diterima" in text or "Ringkasan" in text:
            assert shown == {key: stored.answers.get(key, (None, 0)) for key in MAXIMA}
        elif not card.paused and not card.closed and stored.step.removeprefix("joined:") in MAXIMA:
            assert shown == {key: answer for key, answer in stored.answers.items() if answer[0] is not None}
        self.shown[self.officers.index(card.person)].append(card)

    @property
    def _today(self) -> date:
        return (self.now + WIB).date()

    def _id(self, who: int) -> int:
        return self.officers[who].member_id

    def _is_open(self, draft: Stored) -> bool:
        return draft.state == "open" and self._today - draft.day <= timedelta(days=2)

    def _stored(self) -> dict[int, Stored]:
        return self.database.read_now(drafts_of, [self._id(0), self._id(1)])


def _takes_words(step: str) -> bool:
    return step == "note" or step.startswith("with:")


def test_two_officers_do_whatever_they_like(new_sqlite: NewUrl) -> None:
    TwoOfficers.database = Database(new_sqlite())
    slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
    #: Shrinking a failure takes minutes: add `Phase.shrink` where one wants to read it.
    quick = (Phase.explicit, Phase.reuse, Phase.generate)
    try:
        run_state_machine_as_test(
            TwoOfficers,
            settings=settings(
                max_examples=settings().max_examples // 8,
                stateful_step_count=40,
                phases=quick,
                suppress_health_check=slow_is_fine,
            ),
        )
    finally:
        TwoOfficers.database.close()
