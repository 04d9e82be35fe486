"""Carrying cards to Telegram, and telling what became of them.

A time-out does not mean "not delivered". Certain are: a connection that never opened, and whatever Telegram refused.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import aiohttp
import structlog
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.meters import Meters
from bot.pacer import Pace, Pacer, seconds_to_wait
from scheduler.letter import Delivered, Delivery, Letter, Lost, MaybeSent, Moved, NotSent, Refused, TopicLost
from views.charts.pool import ChartPool
from views.files.pool import FilePool
from views.screen import Card, Document, Rows

log = structlog.get_logger()

Bot = ExtBot[Any]

_PICTURE = "rekap.png"
_ACTION_LASTS = 4.5
#: Telegram's words for an edit that changes nothing, and for a message that can't be edited (any more).
_UNCHANGED = "message is not modified"
_NO_TOPIC = "message thread not found"
_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
)


@dataclass(frozen=True, slots=True)
class Address:
    """A chat, or a topic of it."""

    chat_id: int
    thread_id: int | None = None


class Post:
    """The way to Telegram for every card."""

    def __init__(
        self,
        bot: Bot,
        pacer: Pacer,
        charts: ChartPool,
        meters: Meters | None = None,
        files: FilePool | None = None,
    ) -> None:
        self._bot = bot
        self._meters = meters or Meters()
        self._pacer = pacer
        self._charts = charts
        self._files = files

    async def draw(self, card: Card) -> bytes | None:
        """Give the card's picture as PNG, if it has one; a chart is drawn first."""
        return await self._charts.render(card.chart) if card.chart else card.picture

    async def enclose(self, letter: Letter) -> Letter:
        """Give the letter with its file, if one was still to be made; whoever waits sees that it is being made."""
        making = letter.card.making
        if making is None or self._files is None:
            return letter
        address = Address(letter.chat_id, letter.thread_id)
        showing = asyncio.create_task(self._keep_showing_at_work(address))
        try:
            document = await self._files.make(making)
        finally:
            showing.cancel()
        return replace(letter, card=replace(letter.card, making=None, document=document))

    async def _keep_showing_at_work(self, to: Address) -> None:
        """Bot API: a chat action is shown for five seconds."""
        while True:
            await self.show_at_work(to, ChatAction.UPLOAD_DOCUMENT)
            await asyncio.sleep(_ACTION_LASTS)

    async def wait_for_turn(self, chat_id: int) -> None:
        """Wait until a scheduled message may leave for the chat."""
        await self._pacer.turn(chat_id, Pace.SCHEDULED)

    async def is_answered(self) -> bool:
        """Tell whether Telegram answers now (Bot API: getMe)."""
        try:
            await self._bot.get_me()
        except TelegramError:
            return False
        return True

    async def deliver(self, letter: Letter, picture: bytes | None) -> Delivery:
        """Send a scheduled message whose turn has come, or put one right, and tell what became of it."""
        delivery = await self._try(letter, picture)
        self._meters.scheduled.labels(type(delivery).__name__).inc()
        return delivery

    async def _try(self, letter: Letter, picture: bytes | None) -> Delivery:
        try:
            if letter.edits is not None:
                await self._edit(letter.chat_id, letter.edits, letter.card, picture, Pace.TAKEN)
                return Delivered(letter.edits)
            address = Address(letter.chat_id, letter.thread_id)
            return Delivered(await self.send(address, letter.card, picture, Pace.TAKEN))
        except TelegramError as error:
            return outcome(error) if letter.edits is None else outcome_of_edit(error, letter.edits)

    async def send(self, to: Address, card: Card, picture: bytes | None, pace: Pace = Pace.ANSWER) -> int:
        """Send a card as a new message; give the message's number."""
        message = await self._send(to, card, picture, pace)
        return message.message_id

    async def edit(self, to: Address, message_id: int, card: Card, picture: bytes | None) -> int:
        """Show a card in place of a message, or as a new one where that can't be; give the message's number."""
        try:
            await self._edit(to.chat_id, message_id, card, picture)
        except BadRequest as refusal:
            if _is_gone(refusal):
                return await self.send(to, card, picture)
            if not _is_unchanged(refusal):
                raise
        return message_id

    async def retire(self, chat_id: int, message_id: int) -> None:
        """Take the buttons off a card that is no longer alive; no harm if it has none."""
        try:
            await self._bot.edit_message_reply_markup(chat_id, message_id)
        except BadRequest:
            return

    async def show_at_work(self, to: Address, action: ChatAction = ChatAction.UPLOAD_PHOTO) -> None:
        """Show that a picture or a file is on its way (Bot API: sendChatAction); it comes even if that fails."""
        try:
            await self._bot.send_chat_action(to.chat_id, action, message_thread_id=to.thread_id)
        except TelegramError as error:
            log.info("delivery.no_chat_action", error=type(error).__name__)

    async def _send(self, to: Address, card: Card, picture: bytes | None, pace: Pace) -> Message:
        common: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "reply_markup": _keyboard(card.buttons),
            "message_thread_id": to.thread_id,
            "rate_limit_args": pace,
        }
        if card.document is not None:
            return await self._bot.send_document(to.chat_id, _enclosed(card.document), caption=card.text, **common)
        if picture is not None:
            return await self._bot.send_photo(to.chat_id, _file(picture), caption=card.text, **common)
        return await self._bot.send_message(to.chat_id, card.text, **common)

    async def _edit(
        self, chat_id: int, message_id: int, card: Card, picture: bytes | None, pace: Pace = Pace.ANSWER
    ) -> Message | bool:
        keyboard, media = _keyboard(card.buttons), _media(card, picture)
        if media is None:
            return await self._bot.edit_message_text(
                card.text, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=keyboard, rate_limit_args=pace
            )
        return await self._bot.edit_message_media(
            media, chat_id, message_id, reply_markup=keyboard, rate_limit_args=pace
        )


def outcome(error: TelegramError) -> Delivery:
    """Tell what an error means for a message that was on its way."""
    match error:
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case BadRequest() | Forbidden():
            return _refusal(error)
        case RetryAfter():
            return NotSent("too many requests", timedelta(seconds=seconds_to_wait(error)))
        case InvalidToken():
            return NotSent("the token is not valid (any more)")
        case NetworkError() if never_left(error):
            return NotSent("no connection", unanswered=True)
        case _:  # a time-out, a broken connection, a 5xx, or an answer that is no JSON
            return MaybeSent(type(error).__name__)


def _refusal(error: TelegramError) -> Refused | TopicLost:
    if _NO_TOPIC in error.message.lower():
        return TopicLost()
    return Refused(error.message, blocked=isinstance(error, Forbidden))


def outcome_of_edit(error: TelegramError, message_id: int) -> Delivery:
    """Tell what an error means for an edit: it may be made twice, so that nothing stays in doubt."""
    match error:
        case BadRequest() if _is_unchanged(error):
            return Delivered(message_id)
        case BadRequest() if _is_gone(error):
            return Lost()
    found = outcome(error)
    return NotSent(found.reason, unanswered=True) if isinstance(found, MaybeSent) else found


def never_left(error: BaseException) -> bool:
    """Tell whether the connection never opened, so that nothing can have been delivered.

    The transport calls any broken connection a connect time-out: only aiohttp's own error below it tells them apart.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
            return True
        cause = cause.__cause__
    return False


def _is_gone(refusal: BadRequest) -> bool:
    return any(words in refusal.message.lower() for words in _GONE)


def _is_unchanged(refusal: BadRequest) -> bool:
    return _UNCHANGED in refusal.message.lower()


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(one.label, url=one.url, callback_data=one.data) for one in row] for row in rows]
    )


def _media(card: Card, picture: bytes | None) -> InputMediaDocument | InputMediaPhoto | None:
    """What a card carries beside its words."""
    told: dict[str, Any] = {"caption": card.text, "parse_mode": ParseMode.HTML}
    if card.document is not None:
        return InputMediaDocument(card.document.content, filename=card.document.name, **told)
    return InputMediaPhoto(picture, filename=_PICTURE, **told) if picture is not None else None


def _file(picture: bytes) -> InputFile:
    return InputFile(picture, filename=_PICTURE)


def _enclosed(document: Document) -> InputFile:
    return InputFile(document.content, filename=document.name)
