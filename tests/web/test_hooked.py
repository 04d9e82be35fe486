"""The whole bot behind its webhook: people are served as by polling, and nothing is lost while the database is away."""

import re

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from telegram.error import TelegramError

from bot.web import registration
from bot.web.registration import Place, Registration
from models.schema import DailyReport
from tests.desk import TOKEN, Desk, fill_in
from tests.web.conftest import SECRET


async def info(desk: Desk) -> dict[str, object]:
    async with httpx.AsyncClient(base_url=desk.url) as client:
        found: dict[str, object] = (await client.post(f"/bot{TOKEN}/getWebhookInfo")).json()["result"]
        return found


async def test_a_report_by_the_webhook_with_a_restart_on_the_way(hooked: Desk) -> None:
    budi = await hooked.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await budi.sees("1/4")
    await hooked.stop()
    await budi.tap("1")
    await hooked.start()
    for question, label in (("2/4", "2"), ("3/4", "3"), ("4/4", "∅ Nihil")):
        await budi.sees(question)
        await budi.tap(label)
    await budi.sees("Ringkasan")
    await budi.tap("Kirim laporan")
    await budi.sees("Laporan diterima")
    counted = await hooked.program.database.read(lambda session: session.scalar(select(func.count(DailyReport.id))))
    assert counted == 1
    told = await info(hooked)
    assert told["url"] == hooked.settings["webhook_url"]
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert told["pending_update_count"] == 0


async def test_what_comes_while_the_database_is_away_is_done_when_it_is_back(
    hooked: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.webhook.AGAIN_IN", {})  # then the simulator tries again after 0.1 s
    budi = await hooked.member("Budi", 1001, "BAKAMLA/BATAM")
    failures, write = [1, 1, 1], hooked.program.database.write

    async def away(*args: object, **kwargs: object) -> object:
        if failures:
            failures.pop()
            raise OperationalError("BEGIN", {}, ConnectionError("no route"))
        return await write(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(hooked.program.database, "write", away)
    await budi.send("/lapor")
    await budi.sees("1/4")
    assert failures == []
    assert "503" in str((await info(hooked))["last_error_message"])


async def test_the_numbers_say_nothing_about_anybody(hooked: Desk) -> None:
    budi = await hooked.member("Budi", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "1", "2", "3", "1")
    port = hooked.settings["web_port"]
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        told = (await client.get("/metrics")).text
        health = await client.get("/healthz")
    assert 'lapor_updates_total{outcome="done"} 6.0' in told
    assert 'lapor_transaction_seconds_count{door="write"}' in told
    assert "lapor_too_many_requests_total 0.0" in told
    assert set(re.findall(r'(\w+)="', told)) <= {"outcome", "door", "state", "result", "le"}, "no label names anybody"
    assert "Budi" not in told
    assert health.status_code == 200
    assert health.json()["seconds_since"]["update"] is not None


async def test_polling_takes_the_webhook_away(hooked: Desk) -> None:
    budi = await hooked.member("Budi", 1001, "BAKAMLA/BATAM")
    await hooked.stop()
    hooked.settings = {}
    await hooked.start()
    assert (await info(hooked))["url"] == ""
    await budi.send("/lapor")
    await budi.sees("1/4")


class Over(BaseException):
    """The story is told."""


class Telegram:
    """Answers setWebhook and getWebhookInfo as it is told."""

    def __init__(self, *answers: TelegramError | str) -> None:
        self._answers = list(answers)
        self.set = 0

    async def set_webhook(self, url: str, *, secret_token: str, **_: object) -> None:
        assert (url, secret_token) == ("https://bot.example.org/", SECRET)
        self.set += 1
        self._answer()

    async def get_webhook_info(self) -> object:
        return type("Info", (), {"url": self._answer(), "last_error_date": None})

    def _answer(self) -> str:
        if not self._answers:
            raise Over
        answer = self._answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer


@pytest.mark.parametrize(
    ("answers", "times"),
    [
        ((TelegramError("no"), TelegramError("no"), "set"), 3),
        (("set", "https://bot.example.org/", TelegramError("no"), "https://bot.example.org/"), 1),
        (("set", "", "set"), 2),
        (("set", "https://elsewhere.example.org/", TelegramError("no"), "set"), 3),
    ],
)
async def test_telegram_is_told_until_it_knows(
    answers: tuple[TelegramError | str, ...], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registration, "_PAUSES", (0.0,))
    monkeypatch.setattr(registration, "LOOK_SECONDS", 0.0)
    telegram = Telegram(*answers)
    with pytest.raises(Over):
        await Registration(telegram, Place("https://bot.example.org/", SECRET)).keep()  # type: ignore[arg-type]
    assert telegram.set == times
