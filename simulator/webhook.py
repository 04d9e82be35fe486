"""Delivering updates to a bot's webhook (Bot API: setWebhook): in order per lane, again and again until a 2xx."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from simulator.updates import Update, UpdateQueue

FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 30.0
LONGEST_RETRY_AFTER: Final = 3600.0
ANSWER_SECONDS: Final = 60
SENDER_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
DEFAULT_CONNECTIONS: Final = 40


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a bot wants its updates."""

    url: str
    secret_token: str | None = None
    max_connections: int = DEFAULT_CONNECTIONS


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an update was not delivered, in the words of getWebhookInfo, and when the bot wants it again."""

    words: str
    retry_after: float = 0.0


def failure_of(answer: aiohttp.ClientResponse) -> Failure:
    """The failure that a status other than 2xx is; `Retry-After` is honoured up to an hour."""
    given = answer.headers.get("Retry-After", "")
    retry_after = min(float(given), LONGEST_RETRY_AFTER) if given.isdecimal() else 0.0
    return Failure(f"Wrong response from the webhook: {answer.status} {answer.reason or ''}", retry_after)


@dataclass(slots=True, eq=False)
class Courier:
    """Carries one bot's updates to its webhook; what is not delivered stays in the queue.

    `reply` is given what the bot answers: its type and its body may hold a call (Bot API: "Making requests when
    getting updates").
    """

    webhook: Webhook
    queue: UpdateQueue
    reply: Callable[[bytes, bytes], Awaitable[None]] | None = None
    last_error: tuple[float, str] | None = None
    _lanes: dict[str, deque[Update]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _session: aiohttp.ClientSession | None = None

    def take(self, update: Update) -> None:
        """Deliver an update after the earlier ones of its lane."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._walk(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop delivering."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _walk(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            await self._deliver(lane[0])
            self.queue.discard([lane[0].id])
            # One that is to come twice still waits.
            if not self.queue.holds(lane[0]):
                lane.popleft()
        del self._lanes[name]

    async def _deliver(self, update: Update) -> None:
        pause = FIRST_PAUSE
        while self.queue.holds(update):
            failure = await self._post(update)
            if failure is None:
                return
            self.last_error = (self.queue.now(), failure.words)
            await asyncio.sleep(failure.retry_after or pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _post(self, update: Update) -> Failure | None:
        """Why it was not delivered; None when it was."""
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers[SENDER_HEADER] = self.webhook.secret_token
        try:
            body = update.body.encode("utf-8", "replace")
            async with self._client().post(self.webhook.url, data=body, headers=headers) as answer:
                return await self._heard(answer)
        except TimeoutError:
            return Failure("Read timeout expired")
        except aiohttp.ClientError:
            return Failure("Connection refused")

    async def _heard(self, answer: aiohttp.ClientResponse) -> Failure | None:
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            return failure_of(answer)
        if self.reply is not None and (body := await answer.read()):
            await self.reply(answer.headers.get("Content-Type", "").encode(), body)
        return None

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self.webhook.max_connections)
            timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
            self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)
        return self._session


class Couriers:
    """The courier of each bot that has a webhook; `reply` does the calls that bots answer with."""

    def __init__(self) -> None:
        self.reply: Callable[[int, bytes, bytes], Awaitable[None]] | None = None
        self._by_bot: dict[int, Courier] = {}

    def of(self, bot_id: int) -> Courier | None:
        """The bot's courier, if it has a webhook."""
        return self._by_bot.get(bot_id)

    async def start(self, bot_id: int, webhook: Webhook, queue: UpdateQueue) -> None:
        """Deliver a bot's updates, those that wait already first."""
        await self.stop(bot_id)
        courier = self._by_bot[bot_id] = Courier(webhook, queue, partial(self.reply, bot_id) if self.reply else None)
        queue.webhook_active = True
        queue.interrupt()
        for update in queue.waiting():
            courier.take(update)

    async def stop(self, bot_id: int) -> bool:
        """Take a bot's webhook away; False when it had none."""
        courier = self._by_bot.pop(bot_id, None)
        if courier is None:
            return False
        courier.queue.webhook_active = False
        await courier.stop()
        return True

    async def close(self) -> None:
        """Stop all of them."""
        for bot_id in list(self._by_bot):
            await self.stop(bot_id)

    def info(self, bot_id: int, pending: int, allowed: tuple[str, ...] | None) -> dict[str, Any]:
        """WebhookInfo (Bot API: getWebhookInfo)."""
        courier = self.of(bot_id)
        info: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": pending}
        if allowed is not None:
            info["allowed_updates"] = list(allowed)
        if courier is None:
            return info
        info |= {"url": courier.webhook.url, "max_connections": courier.webhook.max_connections}
        if courier.last_error:
            info |= {"last_error_date": int(courier.last_error[0]), "last_error_message": courier.last_error[1]}
        return info
