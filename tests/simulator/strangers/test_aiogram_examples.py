"""aiogram's own example bots, by polling and by webhook."""

from functools import partial

from simulator.people import Person, Telegram
from tests.simulator.test_files import picture

from .conftest import Host

PATIENCE = 30


async def test_finite_state_machine_by_polling(aiogram: Host, telegram: Telegram, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with aiogram("finite_state_machine"):
        await budi.send("/start")
        await sees("What's your name?")
        await budi.send("Budi <3")
        asked = await sees("Nice to meet you, Budi <3!")
        assert asked.raw["reply_keyboard"]["rows"] == [[{"text": "Yes"}, {"text": "No"}]]
        answered = await budi.send("Yes")
        assert (await sees("What programming language")).raw["reply_to"] == answered.id
        await budi.send("Python")
        await sees("you like to write bots with Python.")
    assert {entry["status"] for entry in await telegram.log()} == {200}


async def test_echo_bot_by_webhook(aiogram: Host, telegram: Telegram, budi: Person) -> None:
    sees = partial(budi.sees, timeout=PATIENCE)
    async with aiogram("echo_bot_webhook"):
        await budi.send("/start")
        assert (await sees("Hello, Budi Santoso!")).raw["entities"][0]["type"] == "bold"
        await budi.send("apa kabar?")
        await sees("apa kabar?")
        await budi.send_photo(picture(30, 20), caption="foto")
        assert (await sees("foto")).raw["photo"]["width"] == 30
        await budi.send_location(1.5, 2.5)
        assert (await sees()).raw["location"] == {"latitude": 1.5, "longitude": 2.5}
        await budi.send_poll("Setuju?", ["Ya", "Tidak"])
        assert (await sees("Setuju?")).raw["poll"]["total"] == 0
    assert {entry["status"] for entry in await telegram.log()} == {200}
