"""One chat in the browser: what is written, sent, tapped and shown in it."""

import re

import pytest
from playwright.async_api import FilePayload, expect

from simulator.people import Person, Telegram
from tests.browser.chats import BUDI, YES_NO, picture

from .acting import ChatPage, WireBot
from .conftest import GROUP

pytestmark = pytest.mark.asyncio(loop_scope="module")

HOSTILE = '<img src=x onerror="window.hurt=1"><b>tebal</b> & <script>window.hurt=1</script>'


async def test_enter_sends_and_shift_enter_begins_a_line(chat: ChatPage, bot: WireBot, people: list[Person]) -> None:
    await people[0].send("/start")
    await bot.hears()
    await chat.open(BUDI)
    await chat.field.fill("patroli 3")
    await chat.field.press("Shift+Enter")
    await chat.field.type("sambang 2")
    await chat.field.press("Enter")
    assert await bot.hears_text() == "patroli 3\nsambang 2"
    await expect(chat.field).to_have_value("")
    await chat.shows("sambang 2")


async def test_a_tap_waits_for_its_answer_and_the_card_changes_in_place(chat: ChatPage, bot: WireBot) -> None:
    card = await bot.says(1001, "Kirim laporan?", YES_NO)
    await chat.open(BUDI)
    await chat.tap("Ya")
    await expect(chat.key("Ya")).to_have_attribute("aria-busy", "true")
    query = await bot.hears_tap()
    assert query["data"] == "yes"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Sudah tercatat")
    await expect(chat.page.locator(".toast")).to_have_text("Sudah tercatat")
    await expect(chat.key("Ya")).not_to_have_attribute("aria-busy", "true")
    await bot.call("editMessageText", chat_id=1001, message_id=card, text="Laporan terkirim")
    await chat.shows("Laporan terkirim")
    await expect(chat.page.locator(".row")).to_have_count(1)
    await expect(chat.page.locator(".inline-keyboard")).to_have_count(0)
    await expect(chat.page.locator(".edited")).to_contain_text("diedit 14.55")


async def test_an_alert_stays_until_it_is_closed(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(1001, "Ubah?", YES_NO)
    await chat.open(BUDI)
    await chat.tap("Tidak")
    query = await bot.hears_tap()
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Masa koreksi lewat", show_alert=True)
    dialog = chat.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Masa koreksi lewat")
    await chat.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_a_photo_opens_large_and_a_document_can_be_kept(chat: ChatPage, bot: WireBot) -> None:
    await bot.sends_file("sendPhoto", "photo", 1001, "grafik.png", picture(640, 360))
    await bot.sends_file("sendDocument", "document", 1001, "rekap.csv", b"a;b")
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Buka foto").click()
    large = chat.page.get_by_role("dialog", name="Foto").get_by_role("img")
    await expect(large).to_be_visible()
    await expect(large).to_have_js_property("naturalWidth", 640)
    await chat.page.keyboard.press("Escape")
    await expect(large).to_have_count(0)
    async with chat.page.expect_download() as started:
        await chat.page.get_by_role("link", name="Unduh rekap.csv").click()
    assert (await started.value).suggested_filename == "rekap.csv"


async def test_nothing_that_people_write_is_markup(chat: ChatPage, bot: WireBot, telegram: Telegram) -> None:
    await telegram.add_person(HOSTILE, id=1666, section=HOSTILE, label=HOSTILE, started=True)
    await bot.says(1666, HOSTILE, [[{"text": HOSTILE, "callback_data": "x"}]])
    await chat.open("person=1666&chat=1666")
    await expect(chat.bubble("tebal").locator(".words")).to_contain_text(HOSTILE)
    await expect(chat.page.locator("#chats .panel-title")).to_have_text(HOSTILE)
    await expect(chat.page.locator("img[src=x], .words b, main script")).to_have_count(0)
    assert await chat.page.evaluate("window.hurt") is None


async def test_entities_are_drawn_and_a_spoiler_opens_on_a_tap(chat: ChatPage, bot: WireBot) -> None:
    text = (
        "<b>Tebal <i>dan miring</i></b> <tg-spoiler>rahasia</tg-spoiler>\n<blockquote expandable>satu\ndua</blockquote>"
    )
    await bot.says(1001, text, parse_mode="HTML")
    await chat.open(BUDI)
    await expect(chat.page.locator(".words strong em")).to_have_text("dan miring")
    spoiler = chat.page.get_by_role("button", name="Teks tersembunyi")
    await spoiler.click()
    await expect(chat.page.locator(".spoiler.open")).to_have_text("rahasia")
    await expect(chat.page.locator("blockquote.expandable")).to_contain_text("satu\ndua")


async def test_a_link_that_starts_the_bot_stays_in_the_page(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(GROUP, "Undangan: https://t.me/desk_bot?start=TOKEN_1")
    await chat.open(f"person=1001&chat={GROUP}")
    await chat.page.get_by_role("link", name=re.compile("TOKEN_1")).click()
    assert await bot.hears_text() == "/start TOKEN_1"
    await expect(chat.page).to_have_url(re.compile("chat=1001$"))
    assert len(chat.page.context.pages) == 1


async def test_an_own_message_can_be_changed(chat: ChatPage, bot: WireBot, people: list[Person]) -> None:
    await people[0].send("patroli 3")
    await bot.hears()
    await chat.open(BUDI)
    await chat.bubble("patroli 3").click(button="right")
    await chat.page.get_by_role("menuitem", name="Ubah").click()
    await expect(chat.field).to_have_value("patroli 3")
    await chat.write("patroli 4")
    assert (await bot.hears())["edited_message"]["text"] == "patroli 4"
    await expect(chat.page.locator(".row")).to_have_count(1)
    await chat.shows("patroli 4")


async def test_a_location_and_a_photo_can_be_sent(chat: ChatPage, bot: WireBot, people: list[Person]) -> None:
    await people[0].send("/start")
    await bot.hears()
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Lampirkan").click()
    await chat.page.get_by_role("menuitem", name="Lokasi").click()
    await chat.page.get_by_role("dialog").get_by_role("button", name="Kirim", exact=True).click()
    assert (await bot.hears())["message"]["location"] == {"latitude": -7.99, "longitude": 131.27}
    await chat.page.get_by_role("button", name="Lampirkan").click()
    async with chat.page.expect_file_chooser() as chooser:
        await chat.page.get_by_role("menuitem", name="Foto").click()
    await (await chooser.value).set_files(FilePayload(name="giat.png", mimeType="image/png", buffer=picture(64, 48)))
    await chat.page.get_by_label("Keterangan").fill("Sambang nelayan")
    await chat.page.get_by_role("dialog").get_by_role("button", name="Kirim", exact=True).click()
    message = (await bot.hears())["message"]
    assert message["caption"] == "Sambang nelayan"
    assert message["photo"][-1]["width"] == 64


async def test_a_reply_keyboard_is_used_and_taken_away(chat: ChatPage, bot: WireBot) -> None:
    rows = {"keyboard": [[{"text": "Nihil"}, {"text": "Batal"}]]}
    await bot.call("sendMessage", chat_id=1001, text="Berapa?", reply_markup=rows)
    await chat.open(BUDI)
    await chat.tap("Nihil")
    assert await bot.hears_text() == "Nihil"
    await bot.call("sendMessage", chat_id=1001, text="Baik", reply_markup={"remove_keyboard": True})
    await chat.shows("Baik")
    await expect(chat.key("Nihil")).to_have_count(0)


async def test_the_menu_of_commands_sends_what_is_tapped(chat: ChatPage, bot: WireBot, people: list[Person]) -> None:
    await bot.call("setMyCommands", commands=[{"command": "lapor", "description": "Isi laporan harian"}])
    await people[0].send("/start")
    await bot.hears()
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Menu perintah").click()
    await chat.page.get_by_role("menuitem", name="/lapor Isi laporan harian").click()
    assert await bot.hears_text() == "/lapor"
    await chat.field.fill("/la")
    await chat.page.get_by_role("option", name="/lapor").click()
    assert await bot.hears_text() == "/lapor"
