"""Telegram's webhook: only Telegram is let in, and hears 2xx when the effect is committed, and not before."""

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from bot.web import webhook
from tests.roads.updates import message
from tests.web.conftest import SECRET, Doorstep


def update(number: int = 5) -> dict[str, object]:
    return message(11, "halo", update_id=number).to_dict()


async def in_pieces(pieces: Iterable[bytes]) -> AsyncIterator[bytes]:
    """A body that does not say how long it is."""
    for piece in pieces:
        yield piece


async def test_an_update_is_answered_when_its_effect_is_committed(doorstep: Doorstep) -> None:
    doorstep.intake.may.clear()
    bringing = asyncio.create_task(doorstep.bring(update()))
    await doorstep.intake.reached.wait()
    assert not bringing.done()
    assert doorstep.intake.accepted == []
    doorstep.intake.may.set()
    assert (await bringing).status_code == 200
    assert doorstep.intake.accepted == [5]
    assert doorstep.door.waiting == 0


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], f"{SECRET}x", SECRET.lower(), "rähasia".encode()])
async def test_nobody_but_telegram_is_let_in(doorstep: Doorstep, secret: str | bytes | None) -> None:
    answer = await doorstep.bring(update(), secret)
    assert (answer.status_code, answer.content) == (401, b"")
    assert doorstep.intake.accepted == []


async def test_what_nobody_let_in_brings_is_not_even_read(doorstep: Doorstep) -> None:
    async def body() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    assert (await doorstep.bring(body(), "somebody")).status_code == 401


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"5", b"null", b'{"update_id": "5"}', b'{"update_id": true}', b'{"message": {}}', b"\xff\xfe"],
)
async def test_what_is_no_update_is_refused(doorstep: Doorstep, damage: bytes) -> None:
    assert (await doorstep.bring(damage)).status_code == 400
    assert doorstep.intake.accepted == []


async def test_a_body_that_nests_without_end_is_refused(doorstep: Doorstep) -> None:
    assert (await doorstep.bring(b"[" * 200_000)).status_code == 400


async def test_a_body_that_is_too_long_is_refused_whether_it_says_so_or_not(doorstep: Doorstep) -> None:
    assert (await doorstep.bring(b" " * (webhook.LONGEST_BODY + 1))).status_code == 413
    endless = (b" " * 65536 for _ in range(1000))
    assert (await doorstep.bring(in_pieces(endless))).status_code == 413
    assert next(endless, None) is not None, "it was read to its end"


async def test_a_body_that_comes_in_pieces_is_read_whole(doorstep: Doorstep) -> None:
    whole = b'{"update_id": 7}'
    assert (await doorstep.bring(in_pieces(whole[at : at + 1] for at in range(len(whole))))).status_code == 200
    assert doorstep.intake.accepted == [7]


async def test_a_body_that_never_ends_is_given_up(doorstep: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "BODY_SECONDS", 0.01)

    async def stuck() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    assert (await doorstep.bring(stuck())).status_code == 408


async def test_an_update_that_can_t_be_read_does_not_come_for_ever(doorstep: Doorstep) -> None:
    assert (await doorstep.bring({"update_id": 6, "message": {}})).status_code == 200
    assert doorstep.intake.accepted == []


async def test_without_a_database_telegram_is_to_try_again(doorstep: Doorstep) -> None:
    doorstep.intake.away = 1
    answer = await doorstep.bring(update())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert (await doorstep.bring(update())).status_code == 200
    assert doorstep.intake.accepted == [5]


async def test_nobody_waits_for_ever(doorstep: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "COMMIT_SECONDS", 0.01)
    doorstep.intake.may.clear()
    assert (await doorstep.bring(update())).status_code == 503
    assert doorstep.door.waiting == 0


async def test_not_more_wait_than_there_is_room_for(doorstep: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "MOST_WAITING", 1)
    doorstep.intake.may.clear()
    first = asyncio.create_task(doorstep.bring(update(1)))
    await doorstep.intake.reached.wait()
    assert (await doorstep.bring(update(2))).status_code == 503
    doorstep.intake.may.set()
    assert (await first).status_code == 200


async def test_a_door_that_is_shut_takes_nothing_in(doorstep: Doorstep) -> None:
    doorstep.door.is_open = False
    assert (await doorstep.bring(update())).status_code == 503
    assert doorstep.intake.accepted == []


async def test_nothing_else_is_there(doorstep: Doorstep) -> None:
    assert (await doorstep.client.get("/telegram")).status_code == 405
    assert (await doorstep.client.post("/")).status_code == 404
