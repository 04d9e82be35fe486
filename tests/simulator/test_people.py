"""The people client: what they see, and what a test reads when they do not."""

import asyncio
import re

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Group, Person, Telegram

from .reading import next_update
from .test_files import picture

MARKUP = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])


async def test_they_wait_for_what_comes(bot: PtbBot, budi: Person) -> None:
    waiting = asyncio.create_task(budi.sees("selesai"))
    message = await bot.send_message(budi.id, "sebentar")
    await message.edit_text("sudah selesai")
    assert (await waiting).text == "sudah selesai"


async def test_they_see_by_pattern_too(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "2/4 · Sambang")
    assert (await budi.sees(re.compile(r"\d/4 · \w+"))).words == "2/4 · Sambang"


async def test_what_stood_before_their_action_is_old(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "lama")
    await budi.send("halo")
    await budi.sees_nothing("lama")
    with pytest.raises(
        AssertionError, match=r"Budi Santoso does not see 'lama' within 0.01 s[\s\S]*Desk: lama\nyou: halo"
    ):
        await budi.sees("lama", timeout=0.01)


async def test_an_edit_of_something_old_is_new(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "lama")
    await budi.send("halo")
    await message.edit_text("lama, tetapi lain")
    await budi.sees("lain")


async def test_after_a_tap_only_what_follows_is_new(bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "kartu", reply_markup=MARKUP)
    await budi.tap("Ya")
    await budi.sees_nothing("kartu")
    await message.edit_text("kartu kedua")
    await budi.sees("kartu")


async def test_seeing_something_unwanted_is_an_error(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "rahasia")
    with pytest.raises(AssertionError, match="Budi Santoso sees 'rahasia'"):
        await budi.sees_nothing()


async def test_a_tap_is_on_the_newest_message_with_buttons(bot: PtbBot, budi: Person) -> None:
    old = await bot.send_message(budi.id, "lama", reply_markup=MARKUP)
    new = await bot.send_message(budi.id, "baru", reply_markup=MARKUP)
    await bot.send_message(budi.id, "tanpa tombol")
    await budi.tap("Ya")
    first = await budi.messages()
    await budi.tap("Ya", on=first[0])
    queries = [update.callback_query for update in await bot.get_updates()]
    tapped = [query.message.message_id for query in queries if query and query.message]
    assert tapped == [new.message_id, old.message_id]


async def test_a_screen_shows_words_and_buttons(bot: PtbBot, budi: Person) -> None:
    await budi.send("/lapor")
    await bot.send_message(
        budi.id,
        "Berapa?",
        reply_markup=InlineKeyboardMarkup(
            [[InlineKeyboardButton("1", callback_data="1"), InlineKeyboardButton("2", callback_data="2")]]
        ),
    )
    await budi.send_location(1, 2)
    assert budi.screen() == "you: /lapor\nDesk: Berapa?\n    [1] [2]\nyou: <location>"


async def test_a_message_without_photo_says_so(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "polos")
    with pytest.raises(AssertionError, match="no photo in: 'polos'"):
        await (await budi.sees("polos")).photo()


async def test_many_people_come_at_once(telegram: Telegram, bot: PtbBot) -> None:
    people = await telegram.add_people(
        [{"id": 5000 + number, "first_name": f"Orang {number}", "started": True} for number in range(500)]
    )
    await people[-1].send("hadir")
    message = (await next_update(bot)).message
    assert message is not None
    assert message.chat.id == 5499


async def test_idle_waits_for_a_request_that_is_under_way(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await telegram.fault("delay", "sendMessage", seconds=0.1)
    sending = asyncio.create_task(bot.send_message(budi.id, "lambat"))
    await budi.sees("lambat")
    await telegram.idle(quiet=0.01)
    assert (await sending).text == "lambat"
    assert [entry["method"] for entry in await telegram.log("sendMessage")] == ["sendMessage"]


async def test_a_caption_can_be_changed_too(bot: PtbBot, budi: Person) -> None:
    photo = await budi.send_photo(picture(20, 10), caption="lama")
    changed = await budi.edit(photo, "baru")
    assert (changed.caption, changed.raw["photo"]["width"]) == ("baru", 20)
    edited = [update.edited_message for update in await bot.get_updates()][-1]
    assert edited is not None
    assert edited.caption == "baru"


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://t.me/desk_bot?start=Ab_-9", "/start Ab_-9"),
        ("https://t.me/Desk_Bot", "/start"),
        ("tg://resolve?domain=desk_bot&start=x", "/start x"),
        (f"https://t.me/desk_bot?start={'x' * 64}", f"/start {'x' * 64}"),
    ],
)
async def test_a_link_starts_the_bot(bot: PtbBot, sari: Person, url: str, text: str) -> None:
    await sari.opens(url)
    message = (await next_update(bot)).message
    assert message is not None
    assert (message.text, message.chat.id) == (text, sari.id)
    assert await bot.send_message(sari.id, "Selamat datang")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (f"https://t.me/desk_bot?start={'x' * 65}", "at most 64 characters"),
        ("https://t.me/desk_bot?start=a.b", "at most 64 characters"),
        ("https://t.me/other_bot", "there is no bot other_bot"),
        ("https://contoh.id/desk_bot", "does not lead into Telegram"),
    ],
)
async def test_other_links_start_nothing(sari: Person, url: str, reason: str) -> None:
    with pytest.raises(AssertionError, match=reason):
        await sari.opens(url)


async def test_two_bots_have_two_chats_with_one_person(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    other = await telegram.add_bot(token="77:OTHER", username="other_bot", name="Other")
    await budi.send("untuk yang kedua", chat=other)
    assert await bot.get_updates() == ()
    async with PtbBot(other.token, base_url=f"{telegram.url}/bot") as second:
        message = (await next_update(second)).message
        assert message is not None
        await message.reply_text("dari yang kedua", reply_markup=MARKUP)
        await budi.sees("dari yang kedua", chat=other)
        await budi.tap("Ya", chat=other)
        assert (await next_update(second)).callback_query is not None
    assert [message.words for message in await budi.messages()] == []
    chats = await telegram.client.get(f"/sim/people/{budi.id}/chats")
    assert [(chat["bot"], chat["title"]) for chat in chats] == [(123456, "Desk"), (77, "Other")]
    await budi.block(other)
    assert await bot.send_message(budi.id, "masih boleh")


async def test_each_topic_counts_what_is_unread(telegram: Telegram, bot: PtbBot, budi: Person, forum: Group) -> None:
    async def unread() -> dict[str, int]:
        chats = await telegram.client.get(f"/sim/people/{budi.id}/chats")
        return {chat.get("topic", "General"): chat["unread"] for chat in chats if chat["id"] == forum.id}

    for topic in (None, 5, 5, 9):
        await bot.send_message(forum.id, "baru", message_thread_id=topic)
    assert await unread() == {"General": 1, "Laporan": 2, "Rekap": 1}
    await budi.messages(forum, "Laporan")
    assert await unread() == {"General": 1, "Laporan": 0, "Rekap": 1}
    await telegram.client.get(f"/sim/chats/{forum.id}/messages", as_=budi.id, thread_id="all")
    assert await unread() == {"General": 0, "Laporan": 0, "Rekap": 0}
