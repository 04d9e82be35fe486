"""A group's post is kept true: put right in place when late reports change it, and never twice in the group."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import group_posts
from models.figures import sha256
from models.members import identify
from models.outbox_desk import Decision, decide
from models.schema import GroupPost, OutboxState, PostState, Role
from scheduler.due import Kind
from scheduler.letter import Letter, Lost, MaybeSent, NotSent, Refused
from scheduler.letters import compose
from scheduler.sender import Outgoing
from scheduler.settling import set_out
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, claim_elsewhere, outgoing_of, see_it_silent
from tests.clock.roster import Roster

NIGHT, LATE = "2025-09-15T21:00:00+07:00", "2025-09-15T21:10:00+07:00"
GROUP = -1001
SOON = group_posts.COALESCED_WITHIN


@pytest.fixture
def night(roster: Roster) -> Roster:
    """A Monday evening: Ani has reported, Budi and Citra have not."""
    for name in ("Ani", "Budi", "Citra"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", GROUP)
    roster.report("Ani")
    roster.clock.set(NIGHT)
    return roster


async def pass_time(roster: Roster, outgoing: Outgoing, span: timedelta = SOON) -> None:
    """Let a tick notice what changed, and the one after that carry it out."""
    await outgoing.tick()
    roster.clock.set((roster.clock.now() + span).isoformat())
    await outgoing.tick()


def to_group(courier: Courier) -> list[Letter]:
    return [letter for letter in courier.delivered if letter.chat_id == GROUP]


def post_in(roster: Roster, kind: Kind = Kind.DAILY_POST) -> GroupPost:
    def find(session: Session) -> GroupPost:
        return session.scalars(select(GroupPost).where(GroupPost.kind == kind)).one()

    return roster.database.read_now(find)


async def test_a_late_report_puts_the_post_right_in_place(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.clock.set(LATE)
    night.report("Budi")
    await pass_time(night, outgoing)
    first, second = to_group(courier)
    assert first.edits is None
    assert second.edits == post_in(night).message_id is not None
    assert "1 dari 3" in first.card.text
    assert "2 dari 3" in second.card.text
    assert "pemutakhiran 1, pukul 21.10 WIB" in second.card.text
    assert getattr(second.card.chart, "revision", None) == 1
    assert post_in(night).revision == 1


async def test_it_happens_within_a_minute(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.report("Budi")
    reported = night.clock.now()
    tick = timedelta(seconds=15)
    while len(to_group(courier)) < 2:
        night.clock.set((night.clock.now() + tick).isoformat())
        await outgoing.send_waiting()  # the order of the two jobs is the worse one
        await outgoing.plan()
        assert night.clock.now() - reported < timedelta(seconds=50)


async def test_many_changes_are_one_edit(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.report("Budi")
    await outgoing.tick()
    night.report("Citra")
    await pass_time(night, outgoing)
    await pass_time(night, outgoing)
    assert len(to_group(courier)) == 2
    assert "3 dari 3" in to_group(courier)[1].card.text


async def test_what_shows_the_same_is_left_alone(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.excuse("Ani")  # who has reported counts as reported
    await pass_time(night, outgoing, timedelta(hours=1))
    assert len(to_group(courier)) == 1


async def test_what_was_taken_back_meanwhile_is_not_edited(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.enter_absence("Budi")
    await outgoing.plan()
    night.cancel_absence("Budi")
    await pass_time(night, outgoing)
    update = next(row for row in night.outbox() if row.kind == Kind.POST_UPDATE)
    assert (update.state, update.outcome) == (OutboxState.DROPPED, "shows the same")
    night.report("Citra")
    await pass_time(night, outgoing)
    assert len(to_group(courier)) == 2, "and a later change finds its way"


async def test_an_absence_changes_the_post_too(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.enter_absence("Budi")
    await pass_time(night, outgoing)
    assert "1 dari 2" in to_group(courier)[-1].card.text


async def test_an_edit_in_doubt_is_made_again(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.report("Budi")
    courier.answers = [NotSent("TimedOut")]
    await pass_time(night, outgoing)
    await pass_time(night, outgoing, timedelta(seconds=30))
    assert [letter.edits for letter in to_group(courier)[1:]] == [post_in(night).message_id] * 2
    assert post_in(night).revision == 1
    assert {row.state for row in night.outbox() if row.group_id} == {OutboxState.SENT}


async def test_an_edit_that_a_crash_interrupted_is_made_again(
    night: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds
) -> None:
    await outgoing.tick()
    night.report("Budi")
    await outgoing.plan()
    night.clock.set((night.clock.now() + SOON).isoformat())
    crash_while_leaving(night)
    await see_it_silent(outgoing, seconds)
    await outgoing.tick()
    assert to_group(courier)[-1].edits is not None
    assert {row.state for row in night.outbox() if row.group_id} == {OutboxState.SENT}


async def test_a_deleted_post_is_posted_anew_once_and_says_so(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await outgoing.tick()
    night.report("Budi")
    courier.answers = [Lost()]
    await pass_time(night, outgoing)
    anew = to_group(courier)[-1]
    assert anew.edits is None
    assert "Menggantikan rekap yang terbit sebelumnya" in anew.card.text
    assert post_in(night).state == PostState.STANDING
    night.report("Citra")
    courier.answers = [Lost()]
    await pass_time(night, outgoing)
    await pass_time(night, outgoing)
    assert [letter.edits is None for letter in to_group(courier)] == [True, False, True, False], "never a third time"
    assert post_in(night).state == PostState.LOST


async def test_a_deleted_post_that_is_put_off_is_posted_anew_all_the_same(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await outgoing.tick()
    night.report("Budi")
    courier.answers = [Lost(), NotSent("too many requests")]
    await pass_time(night, outgoing)
    await pass_time(night, outgoing, timedelta(seconds=30))
    assert "Menggantikan" in to_group(courier)[-1].card.text
    assert post_in(night).state == PostState.STANDING


async def test_a_post_of_which_nobody_knows_is_posted_anew_when_it_changes(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    courier.answers = [MaybeSent("TimedOut")] * 2  # the list to the coordinator, and the post
    await pass_time(night, outgoing)
    assert len(to_group(courier)) == 1
    night.report("Budi")
    courier.answers = [MaybeSent("TimedOut")]
    await pass_time(night, outgoing)
    night.report("Citra")
    await pass_time(night, outgoing)
    assert ["Menggantikan" in letter.card.text for letter in to_group(courier)] == [False, True]
    assert [row.state for row in night.outbox() if row.group_id] == [OutboxState.UNKNOWN] * 2


async def decide_again(night: Roster, row_id: int) -> int:
    def work(session: Session) -> int:
        desk = identify(session, night.telegram_id("Ketua"), night.clock.now())
        assert desk is not None
        return decide(session, desk, Decision.AGAIN, row_id, night.clock.now(), night.clock.now())

    return night.database.write_now(work)


async def test_a_doubtful_post_that_was_replaced_is_not_sent_a_third_time(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    courier.answers = [MaybeSent("TimedOut")] * 2
    await pass_time(night, outgoing)
    night.report("Budi")
    await pass_time(night, outgoing)
    (doubtful,) = [row for row in night.outbox() if row.kind == "daily_post"]
    assert await decide_again(night, doubtful.id) == 1
    await pass_time(night, outgoing)
    assert ["Menggantikan" in letter.card.text for letter in to_group(courier)] == [False, True]
    assert post_in(night).state == PostState.STANDING


async def test_a_replacement_in_doubt_is_sent_again_when_the_desk_asks_for_it(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    courier.answers = [MaybeSent("TimedOut")] * 2
    await pass_time(night, outgoing)
    night.report("Budi")
    courier.answers = [MaybeSent("TimedOut")]
    await pass_time(night, outgoing)
    (doubtful,) = [row for row in night.outbox() if row.kind == "post_update"]
    assert await decide_again(night, doubtful.id) == 1
    await pass_time(night, outgoing)
    assert ["Menggantikan" in letter.card.text for letter in to_group(courier)] == [False, True, True]
    assert post_in(night).state == PostState.STANDING


async def test_a_post_that_was_put_off_does_not_say_that_it_replaces_one(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    courier.answers = [NotSent("too many requests")] * 2
    await pass_time(night, outgoing, timedelta(seconds=30))
    assert len(to_group(courier)) == 2
    assert "Menggantikan" not in to_group(courier)[-1].card.text


async def test_a_refused_edit_is_tried_again_only_with_other_figures(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await outgoing.tick()
    night.report("Budi")
    courier.answers = [Refused("Bad Request: not enough rights")]
    for _ in range(3):
        await pass_time(night, outgoing)
    assert len(to_group(courier)) == 2
    night.report("Citra")
    await pass_time(night, outgoing)
    assert len(to_group(courier)) == 3
    assert "pemutakhiran 1" in to_group(courier)[-1].card.text


async def test_nothing_is_put_right_once_the_corrections_are_over(
    night: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await outgoing.tick()
    night.clock.set("2025-09-23T23:59:00+07:00")  # seven days for the coordinator, one more for the reopened date
    night.report("Budi")
    await outgoing.plan()
    assert any(row.kind == Kind.POST_UPDATE for row in night.outbox())
    night.clock.set("2025-09-24T00:00:00+07:00")
    night.report("Citra")
    await outgoing.tick()
    edits = [letter for letter in to_group(courier) if "15 September" in letter.card.text and letter.edits]
    assert edits == []


async def test_the_morning_tells_what_came_late(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.clock.set(LATE)
    night.report("Budi", led=(3, 0, 0, 1))
    night.clock.set("2025-09-16T07:00:00+07:00")
    await outgoing.tick()
    addendum = next(letter.card.text for letter in to_group(courier) if "Susulan" in letter.card.text)
    assert "Susulan Senin, 15 September 2025" in addendum
    assert "1 laporan masuk" in addendum
    assert "sejak pukul 21.00 WIB" in addendum
    assert "BAKAMLA: ◷ 1 masuk" in addendum
    assert "Patroli +3 kali" in addendum
    assert "Budi" not in addendum
    assert "Kini 2 dari 3 laporan masuk" in addendum


async def test_a_morning_with_nothing_new_is_silent(night: Roster, outgoing: Outgoing) -> None:
    await outgoing.tick()
    night.clock.set("2025-09-16T07:00:00+07:00")
    await outgoing.tick()
    row = next(row for row in night.outbox() if row.kind == Kind.MORNING_ADDENDUM)
    assert (row.state, row.outcome) == (OutboxState.DROPPED, "nothing to tell")


async def test_the_week_is_told_on_monday_and_kept_true(night: Roster, courier: Courier, outgoing: Outgoing) -> None:
    night.clock.set("2025-09-22T08:00:00+07:00")
    await outgoing.tick()
    assert any("Pekan 15–21 September 2025" in letter.card.text for letter in to_group(courier))
    night.report("Budi", day=date(2025, 9, 21))
    await pass_time(night, outgoing)
    (letter,) = [one for one in to_group(courier) if one.edits is not None and "Pekan" in one.card.text]
    assert "pemutakhiran 1" in letter.card.text


async def test_two_processes_plan_an_update_once(
    night: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds
) -> None:
    await outgoing.tick()
    night.report("Budi")
    await outgoing.plan()
    await outgoing_of(night, courier, "elsewhere", seconds).plan()
    assert sum(row.kind == Kind.POST_UPDATE for row in night.outbox()) == 1


def test_the_same_figures_have_the_same_digest() -> None:
    assert sha256({"b": 1, "a": [2, 3]}) == sha256({"a": [2, 3], "b": 1})
    assert sha256({"a": 1}) != sha256({"a": 2})


def crash_while_leaving(roster: Roster) -> None:
    """Claim the update and mark it as leaving, as a process does that is killed right then."""

    (row,) = claim_elsewhere(roster)

    def work(session: Session, now: datetime) -> None:
        letter = compose(session, row, now, synthetic=False)
        assert isinstance(letter, Letter)
        assert set_out(session, row, letter, "elsewhere", now, synthetic=False)

    roster.database.write_now(work, roster.clock.now())
