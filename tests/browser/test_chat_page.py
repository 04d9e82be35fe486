"""The chat page, as people use it: in a real browser, against a real simulator, with a bot on the wire."""

import asyncio
import re

import pytest
from aiohttp import web
from playwright.async_api import expect

from simulator.people import Person, Telegram
from simulator.running import RunningSimulator
from tests.browser.chats import BUDI, YES_NO

from .acting import ChatPage, WireBot
from .conftest import GROUP, MONDAY, TOKEN

pytestmark = pytest.mark.asyncio(loop_scope="module")


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


async def test_seven_keys_stand_side_by_side_on_a_small_phone(chat: ChatPage, bot: WireBot) -> None:
    week = [{"text": day, "callback_data": day} for day in ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg")]
    await bot.says(1001, "September 2025", [week, *YES_NO])
    await chat.page.set_viewport_size({"width": 360, "height": 640})
    await chat.open("person=1001&chat=1001")
    one_line = await chat.key("Ya").bounding_box()
    widest = await chat.key("Mg").bounding_box()
    assert one_line is not None
    assert widest is not None
    assert widest["height"] == one_line["height"]


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
