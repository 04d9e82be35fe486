"""Albums, polls and several bots on the chat page."""

import aiohttp
import pytest
from playwright.async_api import FilePayload, expect

from simulator.people import Group, Person, Telegram

from .acting import ChatPage, WireBot
from .chats import BUDI, picture
from .conftest import GROUP

pytestmark = pytest.mark.asyncio(loop_scope="module")
COLOURS = ["Merah", "Putih"]


async def test_an_album_is_one_bubble_whose_pictures_open(chat: ChatPage, people: list[Person], bot: WireBot) -> None:
    await chat.open(BUDI)
    await people[0].send_album([picture(64, 48), picture(80, 48), picture(96, 48)], caption="Tiga foto")
    await expect(chat.page.locator(".album .photo")).to_have_count(3)
    await expect(chat.page.locator(".bubble:visible")).to_have_count(1)
    await chat.shows("Tiga foto")
    await chat.page.reload()
    await expect(chat.page.locator(".album .photo")).to_have_count(3)
    await chat.page.locator(".album .photo").last.click()
    await expect(chat.page.get_by_role("dialog").locator("img")).to_have_js_property("naturalWidth", 96)
    await chat.page.keyboard.press("ArrowLeft")
    await expect(chat.page.get_by_role("dialog").locator("img")).to_have_js_property("naturalWidth", 80)
    await chat.page.keyboard.press("Escape")
    await bot.call("deleteMessage", chat_id=1001, message_id=1)
    await expect(chat.page.locator(".album .photo")).to_have_count(2)


async def test_several_pictures_are_sent_as_an_album(chat: ChatPage, people: list[Person], bot: WireBot) -> None:
    await people[0].send("/start")
    await bot.hears()
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Lampirkan").click()
    async with chat.page.expect_file_chooser() as chooser:
        await chat.page.get_by_role("menuitem", name="Foto").click()
    files = [FilePayload(name=f"{n}.png", mimeType="image/png", buffer=picture(60 + n, 48)) for n in range(2)]
    await (await chooser.value).set_files(files)
    dialog = chat.page.get_by_role("dialog", name="Kirim album, 2 foto")
    await dialog.get_by_label("Keterangan").fill("Dua")
    await dialog.get_by_role("button", name="Kirim", exact=True).click()
    first, second = [(await bot.hears())["message"] for _ in range(2)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second["photo"][-1]["width"]) == ("Dua", 61)
    await expect(chat.page.locator(".album .photo")).to_have_count(2)


async def test_a_poll_is_voted_in_and_closed(
    chat: ChatPage, bot: WireBot, telegram: Telegram, people: list[Person]
) -> None:
    sent = await bot.call("sendPoll", chat_id=GROUP, question="Warna?", options=COLOURS, is_anonymous=False)
    await chat.open(f"person=1001&chat={GROUP}")
    poll = chat.page.get_by_role("group", name="Jajak pendapat: Warna?")
    await expect(poll).to_contain_text("Belum ada suara")
    await poll.get_by_role("button", name="Putih").click()
    await expect(poll.get_by_role("button", name="Putih")).to_have_attribute("aria-pressed", "true")
    assert (await bot.hears())["poll_answer"]["option_ids"] == [1]
    await people[1].vote("Merah", on=await people[1].sees("Warna?", chat=Group(telegram.client, GROUP, "", {})))
    await expect(poll.get_by_role("button", name="Merah")).to_contain_text("50%")
    await bot.call("stopPoll", chat_id=GROUP, message_id=sent["message_id"])
    await expect(poll).to_contain_text("Ditutup")
    await expect(poll.get_by_role("button", name="Merah")).to_be_disabled()


async def test_a_bot_asks_for_a_poll_and_gets_one(chat: ChatPage, bot: WireBot) -> None:
    rows = {"keyboard": [[{"text": "Buat jajak pendapat", "request_poll": {}}]]}
    await bot.call("sendMessage", chat_id=1001, text="Silakan", reply_markup=rows)
    await chat.open(BUDI)
    await chat.tap("Buat jajak pendapat")
    dialog = chat.page.get_by_role("dialog", name="Kirim jajak pendapat")
    await dialog.get_by_label("Pertanyaan").fill("Makan siang?")
    await dialog.get_by_label("Pilihan, satu per baris").fill("Ya\n\nTidak\n")
    await dialog.get_by_role("button", name="Kirim", exact=True).click()
    poll = (await bot.hears())["message"]["poll"]
    assert (poll["question"], [option["text"] for option in poll["options"]]) == ("Makan siang?", ["Ya", "Tidak"])


async def test_two_bots_are_two_chats(chat: ChatPage, bot: WireBot, telegram: Telegram, people: list[Person]) -> None:
    await telegram.add_bot(token="77:OTHER", username="other_bot", name="Lain")
    async with aiohttp.ClientSession() as session:
        other = WireBot(f"{telegram.url}/bot77:OTHER", session)
        await people[0].send("halo", chat=None)
        await bot.says(1001, "dari Desk")
        await chat.open("person=1001")
        await chat.chat("Lain").click()
        await chat.page.get_by_role("button", name="Mulai", exact=True).click()
        assert await other.hears_text() == "/start"
        await other.says(1001, "dari Lain", [[{"text": "Ya", "callback_data": "y"}]])
        await chat.shows("dari Lain")
        await expect(chat.bubble("dari Desk")).to_have_count(0)
        await chat.tap("Ya")
        assert (await other.hears_tap())["data"] == "y"
        await bot.says(1001, "lagi dari Desk")
        await expect(chat.chat("Desk").locator(".unread")).to_be_visible()
        await expect(chat.bubble("lagi dari Desk")).to_have_count(0)
        await chat.chat("Desk").click()
        await chat.shows("lagi dari Desk")
        await expect(chat.bubble("dari Lain")).to_have_count(0)


async def test_typing_is_shown_in_its_topic_only(
    chat: ChatPage, bot: WireBot, telegram: Telegram, people: list[Person]
) -> None:
    desk = await telegram.add_group("Desk Nasional", id=-1002, members=people, topics={"Rekap": 5, "Operasi": 6})
    await chat.open(f"person=1001&chat={desk.id}&thread=5")
    await expect(chat.page.locator("#chat-head .panel-title")).to_have_text("Rekap")
    about = chat.page.locator("#chat-head .panel-about")
    await bot.call("sendChatAction", chat_id=desk.id, message_thread_id=6, action="typing")
    await people[0].send("penanda", chat=desk, topic="Rekap")
    await chat.shows("penanda")
    await expect(about).not_to_have_text("mengetik …")
    await bot.call("sendChatAction", chat_id=desk.id, message_thread_id=5, action="typing")
    await expect(about).to_have_text("mengetik …")


async def test_a_link_with_a_forbidden_token_says_so(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(1001, "https://t.me/desk_bot?start=a.b")
    await chat.open(BUDI)
    await chat.page.get_by_role("link", name="start=a.b").click()
    await expect(chat.page.locator(".toast")).to_contain_text("at most 64 characters")
