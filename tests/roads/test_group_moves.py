"""A group becomes a supergroup: Telegram tells so three times, in no certain order, and perhaps twice."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from telegram import Update

from handlers.reply import LeaveChat
from handlers.routes import routes
from models.groups import GroupPlace, bind_group
from models.members import identify
from models.schema import AuditEvent, CoordinationGroup
from tests.roads.conftest import Entrance, intake_of
from tests.roads.updates import another, standing

OLD, NEW = -77, -1_000_000_000_077
EVE = 66

Told = Callable[[], Update]


def _message(chat_id: int, kind: str, **service: int) -> Told:
    chat = {"id": chat_id, "type": kind, "title": "Grup"}
    body = {"message_id": 1, "date": 1757920000, "chat": chat, "from": _EVE} | service
    return lambda: another({"message": body})


def _arrived(title: str = "Grup") -> Update:
    chat = {"id": NEW, "type": "supergroup", "title": title}
    change = {"old_chat_member": standing("left"), "new_chat_member": standing("member")}
    return another({"my_chat_member": {"chat": chat, "from": _EVE, "date": 1757920000} | change})


_EVE = {"id": EVE, "is_bot": False, "first_name": "Eve"}
TELLING: Sequence[Told] = (
    _message(OLD, "group", migrate_to_chat_id=NEW),
    _message(NEW, "supergroup", migrate_from_chat_id=OLD),
    _arrived,
)


def bind(session: Session, chat_id: int, entrance: Entrance) -> None:
    person = identify(session, 11, entrance.clock.now())
    assert person is not None
    bind_group(session, person, GroupPlace(chat_id, None, "Grup"), entrance.clock.now())


def bound_to(entrance: Entrance) -> list[tuple[int, bool]]:
    def work(session: Session) -> list[tuple[int, bool]]:
        return [(row.chat_id, row.active) for row in session.scalars(select(CoordinationGroup))]

    return entrance.database.read_now(work)


def moves(entrance: Entrance) -> int:
    told = select(func.count(AuditEvent.id)).where(AuditEvent.action == "group.moved")
    return entrance.database.read_now(lambda session: session.scalar(told) or 0)


async def tell(entrance: Entrance, *updates: Update) -> None:
    intake = intake_of(entrance.database, entrance.clock, routes(), entrance.replies)
    for update in updates:
        await intake.accept(update)


@pytest.mark.parametrize("order", list(permutations(range(len(TELLING)))))
async def test_in_whichever_order_it_is_told_the_bot_stays_and_the_binding_moves_once(
    entrance: Entrance, order: Sequence[int]
) -> None:
    entrance.database.write_now(bind, OLD, entrance)
    await tell(entrance, *(TELLING[number]() for number in (*order, *order)))
    assert bound_to(entrance) == [(NEW, True)]
    assert moves(entrance) == 1
    assert entrance.replies.shown == [], "and says nothing to the group"


@pytest.mark.parametrize("told", TELLING[:2], ids=("in the old chat", "in the new chat"))
async def test_one_word_of_it_is_enough(entrance: Entrance, told: Told) -> None:
    entrance.database.write_now(bind, OLD, entrance)
    await tell(entrance, told())
    assert bound_to(entrance) == [(NEW, True)]


async def test_a_group_of_another_name_is_left_all_the_same(entrance: Entrance) -> None:
    entrance.database.write_now(bind, OLD, entrance)
    await tell(entrance, _arrived("Lain"))
    ((_, reply),) = entrance.replies.shown
    assert isinstance(reply.steps[-1], LeaveChat)


async def test_a_supergroup_is_no_group_that_could_be_on_its_way(entrance: Entrance) -> None:
    entrance.database.write_now(bind, NEW - 1, entrance)
    await tell(entrance, _arrived())
    ((_, reply),) = entrance.replies.shown
    assert isinstance(reply.steps[-1], LeaveChat)
