"""Ten thousand people in one simulator. How fast it is, benchmarks/simulator_rate.py prints."""

import asyncio

from telegram import Bot as PtbBot

from simulator.people import Person, Telegram

from .reading import confirm

MANY = 10_000


async def test_ten_thousand_people_live_in_one_simulator(telegram: Telegram, bot: PtbBot) -> None:
    people = await telegram.add_people(
        [{"id": 10_000 + n, "first_name": f"Orang {n}", "started": True} for n in range(MANY)]
    )
    state = await telegram.client.get("/sim/state")
    assert len(state["people"]) == MANY
    group = await telegram.add_group("Semua", id=-9, members=people, admins=people[:1])
    assert await bot.get_chat_member_count(group.id) == MANY + 1
    await asyncio.gather(*(person.send("hadir") for person in people[::100]))
    updates = [*await bot.get_updates(), *await bot.get_updates(offset=-1)]
    assert len(updates) == 101
    await bot.send_message(people[-1].id, "Terima kasih")
    await people[-1].sees("Terima kasih")


async def test_a_hundred_people_talk_at_once_and_nobody_is_mixed_up(telegram: Telegram, bot: PtbBot) -> None:
    people = await telegram.add_people([{"id": 20_000 + n, "first_name": f"Orang {n}"} for n in range(100)])

    async def talk(person: Person) -> None:
        await person.send(f"saya {person.id}")
        await person.sees(f"Anda {person.id}", timeout=30)
        assert [message.words for message in await person.messages()] == [f"saya {person.id}", f"Anda {person.id}"]

    async def answer() -> None:
        for _ in people:
            (update,) = await bot.get_updates(timeout=5, limit=1)
            await confirm(bot, update)
            message = update.message
            assert message is not None
            assert message.text is not None
            assert message.text == f"saya {message.chat.id}"
            await bot.send_message(message.chat.id, f"Anda {message.chat.id}")

    await asyncio.gather(answer(), *map(talk, people))
