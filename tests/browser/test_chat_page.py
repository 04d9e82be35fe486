"""The chat page, as people use it: in a real browser, against a real simulator, with a bot on the wire."""

import asyncio
import io
import re

import pytest
from aiohttp import web
from PIL import Image
from playwright.async_api import FilePayload, expect

from simulator.people import Person, Telegram
from simulator.running import RunningSimulator

from .acting import ChatPage, WireBot
from .conftest import GROUP, MONDAY, TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")

BUDI = "person=1001&chat=1001"
YES_NO = [[{"text": "Ya", "callback_data": "yes"}, {"text": "Tidak", "callback_data": "no"}]]
HOSTILE = '<img src=x onerror="window.hurt=1"><b>tebal</b> & <script>window.hurt=1</script>'


def picture(width: int, height: int) -> bytes:
    """A PNG."""
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "#0072b2").save(drawn, "PNG")
    return drawn.getvalue()


async def test_a_person_is_found_chosen_and_kept_over_a_reload(chat: ChatPage, telegram: Telegram) -> None:
    crowd = [{"id": 2000 + n, "first_name": f"Petugas {n}", "section": "Polri", "label": "WIB"} for n in range(318)]
    await telegram.add_people(crowd)
    await chat.open()
    await expect(chat.page.locator("#people .entry")).to_have_count(321)
    await expect(chat.page.get_by_role("heading", name="Disematkan")).to_be_visible()
    await chat.page.get_by_role("searchbox").fill("bakamla wit")
    await expect(chat.page.locator("#people .entry:visible")).to_have_count(1)
    await chat.choose("Budi Santoso")
    await expect(chat.page).to_have_url(re.compile(r"#person=1001&chat=1001$"))
    await chat.page.reload()
    await expect(chat.page.locator("#chats .panel-title")).to_have_text("Budi Santoso")
    await expect(chat.page.locator("#people [aria-current=true]")).to_contain_text("Budi Santoso")


async def test_an_empty_private_chat_begins_with_mulai(chat: ChatPage, bot: WireBot) -> None:
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Mulai", exact=True).click()
    assert await bot.hears_text() == "/start"
    await bot.says(1001, "Selamat datang")
    await chat.shows("Selamat datang")
    await expect(chat.field).to_be_visible()


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


async def test_unread_marks_count_and_go_when_the_chat_is_opened(chat: ChatPage, bot: WireBot) -> None:
    await chat.open(BUDI)
    await expect(chat.chat("Koordinasi")).to_be_visible()
    await bot.says(GROUP, "Rekap pertama")
    await bot.says(GROUP, "Rekap kedua")
    await expect(chat.chat("Koordinasi").locator(".unread")).to_have_text("2")
    await expect(chat.chat("Koordinasi")).to_contain_text("Rekap kedua")
    await chat.chat("Koordinasi").click()
    await expect(chat.page.get_by_text("Pesan belum dibaca")).to_be_visible()
    await chat.chat("Desk").click()
    await expect(chat.page.locator(".unread")).to_have_count(0)


async def test_new_messages_do_not_carry_a_reader_away(chat: ChatPage, bot: WireBot) -> None:
    await chat.open(BUDI)
    await expect(chat.page.get_by_role("button", name="Mulai", exact=True)).to_be_visible()
    for number in range(30):
        await bot.says(1001, f"Pesan ke-{number}")
    await chat.shows("Pesan ke-29")
    await chat.page.locator(".messages-scroll").evaluate("list => list.scrollTop = 0")
    await chat.shows("Pesan ke-0")
    await expect(chat.page.get_by_role("button", name="Ke pesan terakhir")).to_be_visible()
    await bot.says(1001, "Yang terbaru")
    await chat.page.get_by_role("button", name="1 pesan baru").click()
    await chat.shows("Yang terbaru")


async def test_a_chat_opens_where_the_unread_messages_begin(chat: ChatPage, bot: WireBot, people: list[Person]) -> None:
    await people[0].send("/start")
    for number in range(30):
        await bot.says(1001, f"Pesan ke-{number}")
    await chat.open(BUDI)
    await expect(chat.page.get_by_text("Pesan belum dibaca")).to_be_in_viewport()
    await chat.shows("Pesan ke-0")
    await chat.page.reload()
    await chat.shows("Pesan ke-29")


async def test_the_clock_shows_three_zones_and_jumps(chat: ChatPage, telegram: Telegram) -> None:
    await chat.open()
    clock = chat.page.get_by_label("Jam simulasi")
    await expect(clock).to_contain_text("Senin, 15 September 2025")
    for hour in ("14.55 WIB", "15.55 WITA", "16.55 WIT"):
        await expect(clock).to_contain_text(hour)
    await chat.page.get_by_role("button", name="+10 menit").click()
    await expect(clock).to_contain_text("15.05 WIB")
    await chat.page.get_by_role("button", name="Ke pukul").click()
    await chat.page.get_by_role("menuitem", name=re.compile(r"07\.00.*besok")).click()
    await expect(clock).to_contain_text("Selasa, 16 September 2025")
    await expect(clock).to_contain_text("07.00 WIB")
    await telegram.clock.advance(hours=2)
    await expect(clock).to_contain_text("09.00 WIB")


async def test_a_jump_says_that_it_is_being_prepared(chat: ChatPage, telegram: Telegram) -> None:
    ready = asyncio.Event()

    async def prepare(_: web.Request) -> web.Response:
        await ready.wait()
        return web.Response()

    watcher = web.Application()
    watcher.router.add_post("/", prepare)
    runner = web.AppRunner(watcher)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    await telegram.clock.watch("http://{}:{}/".format(*runner.addresses[0][:2]))
    await chat.open()
    await chat.page.get_by_role("button", name="+1 jam").click()
    await expect(chat.page.get_by_text("Menyiapkan…")).to_be_visible()
    await expect(chat.page.get_by_role("button", name="Besok")).to_be_disabled()
    ready.set()
    await expect(chat.page.get_by_text("Menyiapkan…")).to_be_hidden()
    await expect(chat.page.get_by_label("Jam simulasi")).to_contain_text("15.55 WIB")
    await runner.cleanup()


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


async def test_a_group_is_observed_without_a_trace_or_entered_as_a_member(
    chat: ChatPage, bot: WireBot, people: list[Person]
) -> None:
    await people[1].send("Selamat siang", chat=None)
    await bot.says(GROUP, "Rekap hari ini")
    await chat.open()
    await chat.choose("Koordinasi")
    await chat.shows("Rekap hari ini")
    await expect(chat.page.get_by_text("Anda mengamati grup ini.")).to_be_visible()
    await expect(chat.field).to_be_hidden()
    await bot.says(GROUP, "Rekap susulan")
    await chat.shows("Rekap susulan")
    await chat.page.locator("#chats .entry", has_text="Budi Santoso").click()
    await chat.write("Izin, sudah dilaporkan")
    await chat.shows("Izin, sudah dilaporkan")
    await expect(chat.chat("Koordinasi")).to_contain_text("Anda: Izin")


async def test_each_topic_of_a_forum_is_a_chat_of_its_own(
    chat: ChatPage, bot: WireBot, telegram: Telegram, people: list[Person]
) -> None:
    desk = await telegram.add_group("Desk Nasional", id=-1002, members=people, topics={"Rekap": 5, "Operasi": 6})
    await bot.says(desk.id, "Rekap harian", message_thread_id=5)
    await chat.open("person=1001")
    await expect(chat.chat("Rekap").locator(".unread")).to_have_text("1")
    await chat.chat("Operasi").click()
    await chat.write("Operasi hari ke-50")
    assert (await people[1].messages(desk, "Operasi"))[-1].words == "Operasi hari ke-50"
    await chat.chat("Rekap").click()
    await chat.shows("Rekap harian")
    await expect(chat.bubble("Operasi hari ke-50")).to_have_count(0)


async def test_who_joins_is_told_in_the_chat(chat: ChatPage, telegram: Telegram, people: list[Person]) -> None:
    group = await telegram.add_group("Satgas", id=-1003, members=people[:1])
    await chat.open("person=1001&chat=-1003")
    await expect(chat.page.get_by_text("Belum ada pesan di sini.")).to_be_visible()
    await group.add(people[1])
    await expect(chat.page.locator(".service")).to_contain_text("Rina bergabung")


async def test_the_wire_shows_requests_newest_first(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(1001, "Pertama")
    await chat.open(BUDI)
    drawer = chat.page.get_by_role("complementary", name="Di kabel")
    await expect(drawer).to_be_hidden()
    await chat.page.get_by_role("button", name="Di kabel", exact=True).click()
    await expect(drawer.locator(".wire-entry summary")).to_have_count(1)
    await bot.call("sendChatAction", chat_id=1001, action="typing")
    await expect(drawer.locator(".wire-entry summary").first).to_contain_text("sendChatAction")
    await drawer.get_by_role("combobox").select_option("sendMessage")
    await expect(drawer.locator(".wire-entry summary:visible")).to_have_count(1)
    await drawer.locator(".wire-entry summary:visible").click()
    await expect(drawer.locator("pre").first).to_contain_text('"text": "Pertama"')
    await expect(drawer.locator("pre").last).to_contain_text('"message_id": 1')


async def test_a_phone_shows_one_screen_at_a_time(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(1001, "Kirim laporan hari ini?", YES_NO)
    await chat.page.set_viewport_size({"width": 360, "height": 740})
    await chat.open()
    await chat.choose("Budi Santoso")
    await expect(chat.page.locator("#people")).to_be_hidden()
    await chat.chat("Desk").click()
    await expect(chat.page.locator("#chats")).to_be_hidden()
    await expect(chat.key("Tidak")).to_be_in_viewport(ratio=1)
    assert await chat.page.evaluate("document.documentElement.scrollWidth") == 360
    await chat.page.get_by_role("button", name="Kembali ke daftar obrolan").click()
    await chat.page.get_by_role("button", name="Kembali ke daftar orang").click()
    await expect(chat.page.get_by_role("searchbox")).to_be_visible()


async def test_the_keyboard_alone_is_enough(chat: ChatPage, bot: WireBot) -> None:
    await bot.says(1001, "Kirim?", YES_NO)
    await chat.open()
    await expect(chat.page.get_by_role("button", name="Budi Santoso")).to_be_visible()
    await chat.page.get_by_role("searchbox").fill("budi")
    await chat.page.keyboard.press("ArrowDown")
    await chat.page.keyboard.press("Enter")
    await chat.shows("Kirim?")
    await chat.page.locator(".messages-scroll").focus()
    await chat.page.keyboard.press("ArrowUp")
    await chat.page.keyboard.press("Tab")
    await chat.page.keyboard.press("Enter")
    query = await bot.hears_tap()
    assert query["data"] == "yes"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"])
    await expect(chat.key("Ya")).to_be_focused()


async def test_the_appearance_is_chosen_and_remembered(chat: ChatPage) -> None:
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Tampilan").click()
    await chat.page.get_by_role("menuitem", name="Gelap").click()
    await chat.page.reload()
    await expect(chat.page.locator("html")).to_have_css("color-scheme", "dark")


async def test_an_interruption_is_made_up_for(
    chat: ChatPage, bot: WireBot, telegram: Telegram, simulator: RunningSimulator
) -> None:
    await bot.says(1001, "Sebelum terputus")
    await chat.open(BUDI)
    await chat.shows("Sebelum terputus")
    simulator.stop()
    await expect(chat.page.get_by_text("Sambungan ke simulator terputus.")).to_be_visible()
    with RunningSimulator.start(int(simulator.url.rpartition(":")[2]), MONDAY):
        await telegram.add_bot(token=TOKEN, username="desk_bot", name="Desk")
        await telegram.add_person("Budi", id=1001, started=True)
        await bot.says(1001, "Sesudah tersambung")
        await chat.shows("Sesudah tersambung")
        await expect(chat.page.get_by_text("Sambungan ke simulator terputus.")).to_be_hidden()
        await bot.says(1001, "Dan seterusnya")
        await chat.shows("Dan seterusnya")
        await expect(chat.bubble("Sebelum terputus")).to_have_count(0)
