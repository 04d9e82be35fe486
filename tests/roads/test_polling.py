"""Long polling: an update is confirmed after its effect is committed, and not before."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.polling import Polling
from bot.tries import DatabaseAway
from models.schema import Draft, ProcessedUpdate
from tests.desk import Desk, fill_in
from tests.roads.fake_loop import JumpingLoop
from tests.roads.updates import message


class Over(BaseException):
    """The story is told: ends the endless polling."""


class Telegram:
    """Gives one answer after the other, and notes what was asked for and when."""

    def __init__(self, *answers: Sequence[Update] | TelegramError) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[float, int | None]] = []

    async def get_updates(self, *, offset: int | None, **_: object) -> Sequence[Update]:
        self.asked.append((asyncio.get_running_loop().time() - 1000, offset))
        if not self._answers:
            raise Over
        answer = self._answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer

    @property
    def pauses(self) -> list[float]:
        times = [time for time, _ in self.asked]
        return [later - earlier for earlier, later in pairwise(times)]

    @property
    def offsets(self) -> list[int | None]:
        return [offset for _, offset in self.asked]


class Intake:
    """Accepts everything but what it is told to let come again."""

    def __init__(self, *away: int) -> None:
        self._away = list(away)
        self.accepted: list[int] = []

    async def accept(self, update: Update) -> None:
        if update.update_id in self._away:
            self._away.remove(update.update_id)
            raise DatabaseAway
        self.accepted.append(update.update_id)


def poll(telegram: Telegram, intake: Intake | None = None) -> None:
    """Poll until Telegram has no answer left, in a time that jumps."""
    bot: Any = telegram
    entrance: Any = intake or Intake()
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        try:
            runner.run(Polling(bot, entrance).run())
        except Over:
            return


def updates(*numbers: int) -> list[Update]:
    return [message(11, "halo", update_id=number) for number in numbers]


def test_the_offset_moves_behind_what_was_carried_out() -> None:
    telegram = Telegram(updates(5, 6), [], updates(7))
    poll(telegram)
    assert telegram.offsets == [None, 7, 7, 8]


def test_the_offset_stops_at_the_first_update_that_found_no_database() -> None:
    telegram, intake = Telegram(updates(5, 6, 7), updates(6, 7)), Intake(6)
    poll(telegram, intake)
    assert telegram.offsets == [None, 6, 8]
    assert intake.accepted == [5, 7, 6, 7]


def test_a_database_that_stays_away_is_asked_less_and_less_often() -> None:
    telegram = Telegram(*[updates(5)] * 9, updates(5, 6))
    poll(telegram, Intake(*[5] * 8, 6))
    assert telegram.pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30, 0, 0.5])


@pytest.mark.parametrize("error", [NetworkError("broken"), Conflict("two pollers"), TelegramError("something new")])
def test_without_telegram_the_pauses_grow_and_start_anew(error: TelegramError) -> None:
    telegram = Telegram(error, error, error, [], error)
    poll(telegram)
    assert telegram.pauses == pytest.approx([0.5, 1, 2, 0, 0.5])


def test_telegram_says_itself_how_long_to_wait() -> None:
    telegram = Telegram(RetryAfter(timedelta(seconds=17)), [])
    poll(telegram)
    assert telegram.pauses == pytest.approx([17, 0])


def test_a_token_that_is_not_valid_any_more_ends_the_polling() -> None:
    with pytest.raises(InvalidToken):
        poll(Telegram(updates(5), InvalidToken()))


class Gate:
    """Holds up everything that is to be written, or lets it fail."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        self.failures = 0
        self._write = desk.program.database.write
        monkeypatch.setattr(desk.program.database, "write", self._hold_up)

    async def _hold_up(self, *args: Any, **kwargs: Any) -> Any:
        self.reached.set()
        assert await asyncio.to_thread(self.open.wait, 20)
        if self.failures:
            self.failures -= 1
            raise OperationalError("BEGIN", {}, ConnectionError("no route"))
        return await self._write(*args, **kwargs)


def count(session: Session, column: Any) -> int:
    return session.scalar(select(func.count(column))) or 0


async def test_telegram_is_told_after_the_commit_and_not_before(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    gate = Gate(desk, monkeypatch)
    await budi.send("/lapor")
    assert await asyncio.to_thread(gate.reached.wait, 10)
    with pytest.raises(AssertionError, match="not idle"):  # an update waits to be confirmed
        await desk.telegram.idle(quiet=0.01, patience=0.05)
    gate.open.set()
    await desk.telegram.idle(quiet=0.01)
    await budi.sees("1/4")


async def test_what_found_no_database_comes_again_and_has_its_effect_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling._SHORTEST_PAUSE", 0.01)
    desk.program._polling._pause = 0.01
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    gate = Gate(desk, monkeypatch)
    gate.failures = 3
    gate.open.set()
    await budi.send("/lapor")
    await budi.sees("1/4")
    await desk.telegram.idle(quiet=0.01)
    assert gate.failures == 0
    assert await desk.program.database.read(count, Draft.id) == 1
    assert await desk.program.database.read(count, ProcessedUpdate.update_id) == 1
    assert len([one for one in await desk.telegram.sent(budi) if not one["deleted"]]) == 1


async def test_an_answer_that_is_lost_on_its_way_loses_no_effect(desk: Desk) -> None:
    """Promise 2: Telegram is told when the effect is committed, never waiting for what is sent in answer."""
    budi = await desk.member("Budi", 1001, "BAKAMLA/BATAM")
    await desk.telegram.fault("refuse", "sendMessage", code=500)
    await budi.send("/lapor")
    await desk.telegram.idle(quiet=0.01)
    assert await desk.program.database.read(count, Draft.id) == 1
    await desk.stop()
    await desk.start()  # a card that lags behind is shown again at the start
    await fill_in(budi, "1", "1", "1", "1")


class GarbledTelegram(Telegram):
    """Sends one update that can't be read, between two that can; confirmed ones do not come again."""

    def __init__(self) -> None:
        super().__init__()
        self._raw: list[dict[str, Any]] = [
            message(1001, "a", update_id=5).to_dict(),
            {"update_id": 6, "message": {}},
            message(1001, "b", update_id=7).to_dict(),
        ]

    async def get_updates(self, *, offset: int | None, **_: object) -> Sequence[Update]:
        self._confirm(offset)
        self.asked.append((0, offset))
        if not self._raw:
            raise Over
        return [Update.de_json(one, None) for one in self._raw]

    async def do_api_request(self, _endpoint: str, api_kwargs: dict[str, Any]) -> list[dict[str, Any]]:
        self._confirm(api_kwargs["offset"])
        return self._raw

    def _confirm(self, offset: int | None) -> None:
        self._raw = [one for one in self._raw if one["update_id"] >= (offset or 0)]


async def test_an_update_that_cannot_be_read_is_passed_over_and_stops_nobody() -> None:
    telegram, intake = GarbledTelegram(), Intake()
    with pytest.raises(Over):
        await Polling(telegram, intake).run()  # type: ignore[arg-type]
    assert intake.accepted == [5, 7]
    assert telegram.offsets[-1] == 8
