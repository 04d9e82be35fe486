"""How fast messages may leave: Telegram's limits hold in every stretch of time, whatever is asked."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.allowance import Allowance, Limits

BUDI, SARI, GROUP, FORUM = 11, 12, -21, -22
#: What Telegram publishes (telegram.md, "Limits").
PUBLISHED_IN_ALL, PUBLISHED_GROUP, MINUTE = 30, 20, 60.0


@dataclass(frozen=True)
class Asked:
    """Somebody wants to send to a chat, so many seconds after the one before."""

    gap: float
    chat_id: int
    scheduled: bool


gaps = st.one_of(st.just(0.0), st.floats(0, 0.1), st.floats(0, 3), st.floats(50, 70))
asked = st.builds(Asked, gap=gaps, chat_id=st.sampled_from((BUDI, SARI, GROUP, FORUM)), scheduled=st.booleans())
floods = st.builds(
    lambda size, chat_id, scheduled: [Asked(0.0, chat_id, scheduled)] * size,
    st.integers(1, 60),
    st.sampled_from((BUDI, GROUP)),
    st.booleans(),
)
rushes = st.lists(st.one_of(asked.map(lambda one: [one]), floods), max_size=12).map(lambda many: list(chain(*many)))


def leave(allowance: Allowance, rush: list[Asked]) -> list[tuple[float, int]]:
    """Let each go as soon as it may; give when, and to which chat."""
    now, left = 1000.0, []
    for one in rush:
        now += one.gap
        now += allowance.wait(one.chat_id, now, scheduled=one.scheduled)
        assert allowance.wait(one.chat_id, now, scheduled=one.scheduled) < 1e-6
        allowance.take(one.chat_id, now, scheduled=one.scheduled)
        left.append((now, one.chat_id))
    return left


def most_within(times: list[float], seconds: float) -> int:
    """Give the most that ever left within any stretch of so many seconds."""
    return max((sum(1 for other in times if start <= other < start + seconds) for start in times), default=0)


def by_chat(left: list[tuple[float, int]]) -> dict[int, list[float]]:
    times: dict[int, list[float]] = defaultdict(list)
    for time, chat_id in left:
        times[chat_id].append(time)
    return times


@given(rushes)
def test_no_second_sees_more_than_thirty_messages(rush: list[Asked]) -> None:
    assert most_within([time for time, _ in leave(Allowance(Limits()), rush)], 1.0) <= PUBLISHED_IN_ALL


@given(rushes)
def test_no_minute_sees_more_than_twenty_messages_to_a_group(rush: list[Asked]) -> None:
    times = by_chat(leave(Allowance(Limits()), rush))
    assert max(most_within(times[group], MINUTE) for group in (GROUP, FORUM)) <= PUBLISHED_GROUP


@given(rushes, st.floats(1, 60))
def test_a_person_gets_one_message_a_second_and_a_short_burst(rush: list[Asked], seconds: float) -> None:
    times = by_chat(leave(Allowance(Limits()), rush))
    for person in (BUDI, SARI):
        assert most_within(times[person], seconds) <= Limits().person_burst + seconds


@given(rushes)
def test_an_allowance_that_forgot_quiet_chats_allows_the_same(rush: list[Asked]) -> None:
    remembers, forgets = Allowance(Limits()), Allowance(Limits())
    now = 1000.0
    for one in rush:
        now += one.gap
        wait = remembers.wait(one.chat_id, now, scheduled=one.scheduled)
        assert forgets.wait(one.chat_id, now, scheduled=one.scheduled) == wait
        now += wait
        remembers.take(one.chat_id, now, scheduled=one.scheduled)
        forgets.take(one.chat_id, now, scheduled=one.scheduled)
        forgets._forget_quiet_chats(now, most=0)


def test_a_scheduled_message_leaves_the_burst_to_the_answers() -> None:
    allowance = Allowance(Limits())
    allowance.take(BUDI, 0.0)
    assert allowance.wait(BUDI, 0.0, scheduled=True) == Limits().person_seconds
    assert allowance.wait(BUDI, 0.0, scheduled=False) == 0.0


def test_a_chat_that_telegram_closed_closes_no_other() -> None:
    allowance = Allowance(Limits())
    allowance.close(GROUP, 30.0)
    assert allowance.wait(GROUP, 10.0, scheduled=True) == 20.0
    assert allowance.wait(GROUP, 30.0, scheduled=True) == 0.0
    assert [allowance.wait(chat, 10.0, scheduled=True) for chat in (BUDI, FORUM)] == [0.0, 0.0]


def test_a_shorter_wait_does_not_open_a_chat_early() -> None:
    allowance = Allowance(Limits())
    allowance.close(GROUP, 30.0)
    allowance.close(GROUP, 5.0)
    assert allowance.wait(GROUP, 10.0, scheduled=False) == 20.0
