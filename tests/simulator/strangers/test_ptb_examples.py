"""python-telegram-bot's own example bots, by polling and by webhook."""

from functools import partial

from simulator.people import Person, Telegram
from tests.simulator.test_files import picture

from .conftest import Host

PATIENCE = 30


async def test_conversationbot(ptb: Host, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with ptb("conversationbot") as stranger:
        await budi.send("/start")
        asked = await sees("Are you a boy or a girl?")
        assert asked.raw["reply_keyboard"] == {
            "rows": [[{"text": "Boy"}, {"text": "Girl"}, {"text": "Other"}]],
            "one_time": True,
        }
        await budi.send("Girl")
        await sees("Please send me a photo of yourself")
        await budi.send_photo(picture(300, 200, "JPEG"))
        await sees("Gorgeous!")
        await budi.send_location(-7.99, 131.27)
        await sees("tell me something about yourself")
        await budi.send("Nelayan")
        await sees("I hope we can talk again some day.")
        assert (stranger.folder / "user_photo.jpg").read_bytes() == picture(300, 200, "JPEG")


async def test_inlinekeyboard2(ptb: Host, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with ptb("inlinekeyboard2"):
        await budi.send("/start")
        card = await sees("Start handler, Choose a route")
        assert card.buttons == ["1", "2"]
        assert await budi.tap("1", answer=True) == ""
        await sees("First CallbackQueryHandler")
        await budi.tap("3")
        await sees("Do want to start over?")
        await budi.tap("Yes")
        await sees("Start handler, Choose a route")
        await budi.tap("2")
        await sees("Second CallbackQueryHandler")
        await budi.tap("3")
        await sees("Do want to start over?")
        await budi.tap("Nah")
        last = await sees("See you next time!")
        assert (last.id, last.buttons) == (card.id, [])


async def test_timerbot(ptb: Host, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with ptb("timerbot"):
        await budi.send("/start")
        await sees("Use /set <seconds> to set a timer")
        await budi.send("/set 0.2")
        await sees("Timer successfully set!")
        await sees("Beep! 0.2 seconds are over!")
        await budi.send("/set -1")
        await sees("Sorry we can not go back to future!")
        await budi.send("/unset")
        await sees("You have no active timer.")


async def test_persistentconversationbot(ptb: Host, telegram: Telegram, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with ptb("persistentconversationbot"):
        await budi.send("/start")
        assert (await sees("Doctor Botter")).raw["reply_keyboard"]["rows"][2] == [{"text": "Done"}]
        await budi.send("Age")
        await sees("I would love to hear about that!")
        await budi.send("29")
        await sees("age - 29")
    await budi.send("Done")
    await budi.send("/show_data")
    async with ptb("persistentconversationbot"):
        await sees("Until next time!")
        await sees("This is what you already told me: \nage - 29")
    assert {entry["status"] for entry in await telegram.log()} == {200}


async def test_pollbot(ptb: Host, telegram: Telegram, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    voters = await telegram.add_people([{"id": 2000 + n, "first_name": f"Orang {n}"} for n in range(2)])
    group = await telegram.add_group("Pemilih", id=-7, members=[budi, *voters])
    async with ptb("pollbot"):
        await budi.send("/poll", chat=group)
        poll = await sees("How are you?", chat=group)
        for person in (budi, *voters):
            await person.vote("Good", "Great", on=poll)
            await person.sees("feels Good and Great!", chat=group, timeout=PATIENCE)
        await telegram.idle(patience=PATIENCE)
        assert (await budi.messages(group))[1].raw["poll"]["closed"]
        await budi.send("/quiz", chat=group)
        quiz = await sees("How many eggs do you need for a cake?", chat=group)
        for person in (budi, *voters):
            await person.vote("4", on=quiz)
        await telegram.idle(patience=PATIENCE)
        assert next(m for m in await budi.messages(group) if m.id == quiz.id).raw["poll"]["closed"]
        await budi.send("/preview")
        asked = await sees("Press the button")
        assert asked.raw["reply_keyboard"]["rows"] == [[{"text": "Press me!", "request_poll": {}}]]
        await budi.send_poll("Makan siang?", ["Ya", "Tidak"])
        preview = await sees("Makan siang?")
        assert preview.raw["poll"]["closed"]
    assert {entry["status"] for entry in await telegram.log()} == {200}
