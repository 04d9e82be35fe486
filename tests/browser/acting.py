"""Who takes part in a test of the chat page: a bot on the wire, and a person before the page."""

import re
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from playwright.async_api import Locator, Page, expect

Buttons = list[list[dict[str, str]]]
PATIENCE: Final = 5


@dataclass(slots=True)
class WireBot:
    """A bot that speaks the Bot API by plain HTTP, and does only what the test tells it to."""

    address: str
    session: aiohttp.ClientSession
    offset: int = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """The result of a call."""
        async with self.session.post(f"{self.address}/{method}", json=parameters) as answer:
            body = await answer.json()
        assert body["ok"], body
        return body["result"]

    async def says(self, chat_id: int, text: str, buttons: Buttons | None = None, **rest: Any) -> int:
        """Send a text, perhaps with inline buttons; the id of the message."""
        keyboard = {"reply_markup": {"inline_keyboard": buttons}} if buttons else {}
        message = await self.call("sendMessage", chat_id=chat_id, text=text, **keyboard, **rest)
        return int(message["message_id"])

    async def sends_file(self, method: str, field: str, chat_id: int, name: str, data: bytes) -> None:
        """Upload a photo or document."""
        form = aiohttp.FormData({"chat_id": str(chat_id)})
        form.add_field(field, data, filename=name)
        async with self.session.post(f"{self.address}/{method}", data=form) as answer:
            assert answer.status == 200

    async def hears(self) -> dict[str, Any]:
        """The next update; waits for it."""
        updates = await self.call("getUpdates", offset=self.offset, limit=1, timeout=PATIENCE)
        assert updates, "no update came"
        self.offset = updates[0]["update_id"] + 1
        return dict(updates[0])

    async def hears_text(self) -> str:
        """The text of the next message."""
        return str((await self.hears())["message"]["text"])

    async def hears_tap(self) -> dict[str, Any]:
        """The next callback query."""
        return dict((await self.hears())["callback_query"])


@dataclass(slots=True)
class ChatPage:
    """The page as somebody uses it."""

    page: Page
    url: str

    async def open(self, place: str = "") -> None:
        """Open the page at an address after #, such as "person=1001"."""
        await self.page.goto(f"{self.url}/#{place}")

    async def choose(self, name: str) -> None:
        """Choose a person or group in the list."""
        await self.page.locator("#people .entry", has_text=name).first.click()

    async def write(self, text: str) -> None:
        """Write and send."""
        await self.field.fill(text)
        await self.field.press("Enter")

    async def tap(self, label: str) -> None:
        """Tap an inline button of the newest message that has it."""
        await self.key(label).click()

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.page.get_by_label("Tulis pesan", exact=True)

    def key(self, label: str) -> Locator:
        """A button below a message or of the reply keyboard."""
        return self.page.locator(".key", has_text=re.compile(f"^{re.escape(label)}$")).last

    def bubble(self, text: str) -> Locator:
        """The bubble with these words."""
        return self.page.locator(".bubble", has_text=text).last

    def chat(self, title: str) -> Locator:
        """An entry of the chat list."""
        return self.page.locator("#chats .entry", has_text=title).first

    async def shows(self, text: str) -> None:
        """Wait until a bubble with these words is in sight."""
        await expect(self.bubble(text)).to_be_in_viewport()
