"""The closing summary of an operation: which group or topic gets it, and at what hour, as `/grup` chose."""

from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.members import person_by_id
from models.operation_plans import Plan, create
from models.organisation import agency_by_code
from models.permissions import Person
from models.post_choices import set_post_hour, switch_post
from models.schema import CoordinationGroup
from scheduler.due import Kind
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.roster import Roster

#: A group as a whole, and two topics of another.
WHOLE, TOPIC, OTHER_TOPIC = (-1001, None), (-1002, 5), (-1002, 6)
Where = tuple[int, int | None]
MORNING_AFTER = "2025-09-16T{}:00+07:00"


@pytest.fixture
def ending(roster: Roster) -> Roster:
    """A Monday on which an operation of the Coast Guard ends; three places get the posts."""
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT")
    for chat_id, thread_id in (WHOLE, TOPIC, OTHER_TOPIC):
        roster.group("Ketua", chat_id, thread_id)
    roster.report("Ani", led=(3, 0, 1, 0))

    def begin(session: Session) -> None:
        agency = agency_by_code(session, "BAKAMLA")
        plan = Plan("Patroli Gabungan", date(2025, 9, 14), 2, frozenset({agency.id}))
        create(session, None, plan, roster.clock.now())

    roster.database.write_now(begin)
    return roster


def steer(roster: Roster, where: Where, *, on: bool = True, hour: time | None = None) -> None:
    """Choose for a place whether it gets the summary, and when."""

    def work(session: Session) -> None:
        chat_id, thread_id = where
        of_chat = select(CoordinationGroup).where(CoordinationGroup.chat_id == chat_id)
        (group,) = [one for one in session.scalars(of_chat) if one.thread_id == thread_id]
        person = person_of(session, roster)
        switch_post(session, person, group, Kind.OPERATION_SUMMARY, on=on, now=roster.clock.now())
        set_post_hour(session, person, group, Kind.OPERATION_SUMMARY, hour, roster.clock.now())

    roster.database.write_now(work)


def person_of(session: Session, roster: Roster) -> Person:
    person = person_by_id(session, roster.members["Ketua"], roster.clock.now())
    assert person is not None
    return person


async def told_at(roster: Roster, courier: Courier, outgoing: Outgoing, hour: str) -> list[Where]:
    """Give the places that have the summary by that hour of the morning after, in the order in which they got it."""
    roster.clock.set(MORNING_AFTER.format(hour))
    await outgoing.tick()
    summaries = (one for one in courier.delivered if "Operasi selesai" in one.card.text)
    return [(one.chat_id, one.thread_id) for one in summaries]


async def test_every_group_and_topic_gets_it_at_eight_where_nothing_else_was_chosen(
    ending: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    assert await told_at(ending, courier, outgoing, "07:59") == []
    assert set(await told_at(ending, courier, outgoing, "08:00")) == {WHOLE, TOPIC, OTHER_TOPIC}
    assert len(await told_at(ending, courier, outgoing, "09:00")) == 3


async def test_only_the_places_that_chose_it_get_it(ending: Roster, courier: Courier, outgoing: Outgoing) -> None:
    steer(ending, WHOLE, on=False)
    steer(ending, OTHER_TOPIC, on=False)
    assert await told_at(ending, courier, outgoing, "08:00") == [TOPIC]
    assert await told_at(ending, courier, outgoing, "21:00") == [TOPIC]


async def test_each_place_gets_it_at_its_own_hour(ending: Roster, courier: Courier, outgoing: Outgoing) -> None:
    steer(ending, WHOLE, hour=time(10, 30))
    steer(ending, TOPIC, hour=time(6, 15))
    assert await told_at(ending, courier, outgoing, "06:14") == []
    assert await told_at(ending, courier, outgoing, "06:15") == [TOPIC]
    assert await told_at(ending, courier, outgoing, "08:00") == [TOPIC, OTHER_TOPIC]
    assert await told_at(ending, courier, outgoing, "10:29") == [TOPIC, OTHER_TOPIC]
    assert await told_at(ending, courier, outgoing, "10:30") == [TOPIC, OTHER_TOPIC, WHOLE]


async def test_another_hour_brings_it_no_second_time(ending: Roster, courier: Courier, outgoing: Outgoing) -> None:
    steer(ending, OTHER_TOPIC, on=False)
    steer(ending, TOPIC, on=False)
    assert await told_at(ending, courier, outgoing, "08:00") == [WHOLE]
    steer(ending, WHOLE, hour=time(9, 0))
    assert await told_at(ending, courier, outgoing, "09:00") == [WHOLE]


async def test_a_place_that_chooses_it_in_time_gets_it_after_all(
    ending: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    for place in (WHOLE, TOPIC, OTHER_TOPIC):
        steer(ending, place, on=False)
    assert await told_at(ending, courier, outgoing, "08:00") == []
    steer(ending, TOPIC)
    assert await told_at(ending, courier, outgoing, "11:00") == [TOPIC]


async def test_the_hour_of_the_desk_is_its_own_and_not_the_weeks(
    ending: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    ending.set_hour("weekly_post", time(6, 0))
    ending.set_hour("operation_summary", time(9, 0))
    assert await told_at(ending, courier, outgoing, "08:59") == []
    assert len(await told_at(ending, courier, outgoing, "09:00")) == 3


async def test_what_it_tells_are_the_raw_answers_inside_it(
    ending: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    ending.member("Siti", "KKP/BIAK")
    ending.report("Siti", led=(50, 50, 50, 50))
    await told_at(ending, courier, outgoing, "08:00")
    summary = next(one.card.text for one in courier.delivered if "Operasi selesai" in one.card.text)
    assert "BAKAMLA: patroli 3, sambang 0, pemeriksaan/pengawasan 1, sosialisasi 0" in summary
    assert "Patroli: <b>3</b> kali" in summary, "what others led is not of the operation"
    assert not {"Ani", "Siti"} & set(summary.split())
