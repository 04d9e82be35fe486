"""The control API: the scene, what people see, and what makes no sense."""

from typing import Any

import pytest
from telegram import Bot as PtbBot
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Bot, Group, Person, Telegram


async def test_the_state_tells_who_is_there(telegram: Telegram, account: Bot, budi: Person, forum: Group) -> None:
    await telegram.client.post("/sim/note", {"text": "data sintetis"})
    state = await telegram.client.get("/sim/state")
    assert state["bots"] == [{"id": account.id, "username": "desk_bot", "name": "Desk"}]
    assert [person["name"] for person in state["people"]] == [budi.name]
    assert state["groups"][0]["topics"] == [{"id": 5, "name": "Laporan"}, {"id": 9, "name": "Rekap"}]
    assert state["groups"][0]["id"] == forum.id
    assert (state["limits"], state["note"]) == ({"on": False}, "data sintetis")


async def test_a_person_that_exists_is_updated(telegram: Telegram, budi: Person) -> None:
    await telegram.add_people([{"id": budi.id, "first_name": "Budiman", "label": "Satgas", "pinned": True}])
    (shown,) = (await telegram.client.get("/sim/state"))["people"]
    assert (shown["first_name"], shown["last_name"], shown["label"]) == ("Budiman", "Santoso", "Satgas")
    assert shown["pinned"]


async def test_a_bot_that_comes_later_finds_the_chats_open(telegram: Telegram) -> None:
    await telegram.add_person("Ani", id=5, started=True)
    late = await telegram.add_bot(token="9:late", username="late_bot", name="Late")
    async with PtbBot(late.token, base_url=f"{telegram.url}/bot") as bot:
        assert await bot.send_message(5, "halo")


async def test_chats_of_a_person(telegram: Telegram, bot: PtbBot, budi: Person, group: Group, forum: Group) -> None:
    await bot.send_message(budi.id, "satu")
    await bot.send_message(budi.id, "dua")
    await bot.send_message(forum.id, "tiga", message_thread_id=5)
    chats = await telegram.client.get(f"/sim/people/{budi.id}/chats")
    shown = [(chat["title"], chat["kind"], chat.get("thread_id"), chat["unread"]) for chat in chats]
    assert shown == [
        ("Desk", "private", None, 2),
        (group.title, "supergroup", None, 0),
        ("Forum", "supergroup", None, 0),
        ("Forum · Laporan", "supergroup", 5, 1),
        ("Forum · Rekap", "supergroup", 9, 0),
    ]
    assert chats[0]["last"]["text"] == "dua"


async def test_looking_marks_as_read_and_watching_does_not(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "satu")
    unseen = await telegram.client.get(f"/sim/chats/{budi.id}/messages")
    assert [message["text"] for message in unseen["messages"]] == ["satu"]
    for unread in (1, 0):
        assert (await telegram.client.get(f"/sim/people/{budi.id}/chats"))[0]["unread"] == unread
        await budi.messages()


async def test_messages_come_oldest_first_up_to_a_limit(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    for number in range(5):
        await bot.send_message(budi.id, str(number))
    answer = await telegram.client.get(f"/sim/chats/{budi.id}/messages", as_=budi.id, limit=2)
    assert [message["text"] for message in answer["messages"]] == ["3", "4"]


async def test_waiting_tells_what_was_deleted(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    message = await bot.send_message(budi.id, "satu")
    path = f"/sim/chats/{budi.id}/wait"
    sequence = (await telegram.client.get(path, as_=budi.id, after=0))["sequence"]
    await message.delete()
    answer = await telegram.client.get(path, as_=budi.id, after=sequence, seconds=5)
    assert (answer["messages"], answer["deleted"]) == ([], [message.message_id])


async def test_sent_keeps_every_version(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
    message = await bot.send_message(budi.id, "lama", reply_markup=markup)
    await budi.send("tidak dihitung")
    await message.edit_text("baru")
    await message.delete()
    (entry,) = await telegram.sent(budi)
    assert [(v["text"], v["keyboard"]) for v in entry["versions"]] == [
        ("lama", [[{"text": "Ya", "data": "y"}]]),
        ("baru", None),
    ]
    assert (entry["message_id"], entry["deleted"]) == (message.message_id, True)


async def test_the_log_shows_calls_and_leaves_polls_out(telegram: Telegram, bot: PtbBot, budi: Person) -> None:
    await bot.get_updates()
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
    await bot.send_message(budi.id, "halo", reply_markup=markup)
    log = await telegram.log()
    assert [entry["method"] for entry in log] == ["getMe", "sendMessage"]
    entry = log[-1]
    assert entry["parameters"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Ya"
    assert (entry["bot"], entry["status"]) == ("desk_bot", 200)
    assert [entry["method"] for entry in await telegram.log("getUpdates")] == ["getUpdates"]
    assert await telegram.log(after=log[-1]["sequence"]) == []


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/sim/bots", {"token": "x", "username": "x", "name": "x"}, "a token is a number"),
        ("/sim/bots", {"token": "1:x"}, "username is missing"),
        ("/sim/people", {"id": 1}, "a list of people is needed"),
        ("/sim/people", [{"id": "x", "first_name": "x"}], "id must be a whole number"),
        ("/sim/groups", {"id": -1, "members": [4711]}, "there is no person 4711"),
        ("/sim/send", {"from": 4711, "chat_id": 1, "text": "x"}, "there is no person 4711"),
        ("/sim/send", {"from": 1001, "chat_id": 4711, "text": "x"}, "there is no chat 4711"),
        ("/sim/send", {"from": 1001, "chat_id": 1001}, "there is nothing to send"),
        ("/sim/send", {"from": 1001, "chat_id": 1001, "document": {"data": "%"}}, "data must be base64"),
        ("/sim/send", {"from": 1001, "chat_id": 1001, "location": {"latitude": 1}}, "a location has"),
        ("/sim/send", {"from": 1001, "chat_id": 1001, "text": "x", "thread_id": 4}, "there is no topic 4"),
        ("/sim/send", {"from": 1001, "chat_id": 1001, "text": "x", "reply_to": 4}, "there is no message 4"),
        ("/sim/send", {"from": 1001, "chat_id": 1001, "text": "x", "forward_from": 4}, "nobody wrote"),
        ("/sim/edit", {"from": 1001, "chat_id": 1001, "message_id": 4, "text": "x"}, "there is no message 4"),
        ("/sim/tap", {"from": 1001, "chat_id": 1001, "message_id": 4, "data": "x"}, "only a message of a bot"),
        ("/sim/join", {"person": 1001, "chat_id": -4711}, "there is no such group"),
        ("/sim/migrate", {"chat_id": -4711, "to": -1}, "there is no such group"),
        ("/sim/delete_topic", {"chat_id": -4711, "topic": 5}, "no such topic"),
        ("/sim/faults", {"kind": "explode"}, "kind is one of refuse, lose, delay"),
        ("/sim/faults", {"kind": "lose", "colour": "red"}, "cannot order this fault"),
        ("/sim/note", [], "a JSON object is needed"),
    ],
)
async def test_nonsense_is_refused_with_a_reason(
    telegram: Telegram, budi: Person, path: str, body: Any, reason: str
) -> None:
    assert budi.id == 1001
    with pytest.raises(AssertionError, match=reason):
        await telegram.client.post(path, body)


async def test_what_is_not_there_is_404(telegram: Telegram) -> None:
    for path in ("/sim/taps/1", "/sim/files/x", "/sim/nothing", "/file/botx/y"):
        with pytest.raises(AssertionError, match="404"):
            await telegram.client.get(path)


async def test_people_edit_only_their_own(bot: PtbBot, budi: Person) -> None:
    await bot.send_message(budi.id, "halo")
    with pytest.raises(AssertionError, match="people edit only what they wrote themselves"):
        await budi.edit(await budi.sees("halo"), "x")
