"""The panel beside the chat: faults, the clock that stops, the switch of the limits."""

import pytest
from playwright.async_api import Locator, expect

from simulator.people import Person, Telegram

from .acting import ChatPage, WireBot
from .chats import BUDI

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def opened(chat: ChatPage) -> Locator:
    """The panel with its controls unfolded."""
    await chat.open(BUDI)
    await chat.page.get_by_role("button", name="Di kabel", exact=True).click()
    panel = chat.page.get_by_role("complementary", name="Di kabel")
    await panel.get_by_text("Gangguan dan jam").click()
    return panel


async def test_a_fault_is_ordered_happens_and_is_seen(chat: ChatPage, bot: WireBot, telegram: Telegram) -> None:
    panel = await opened(chat)
    await panel.get_by_label("Kode galat").select_option("500")
    await panel.get_by_label("Metode", exact=True).fill("sendMessage")
    await panel.get_by_label("Berapa kali").fill("2")
    await panel.get_by_role("button", name="Pasang").click()
    coming = panel.get_by_role("list", name="Gangguan yang akan terjadi")
    await expect(coming).to_have_text("Panggilan ditolak · 500 · sendMessage · 2×")
    with pytest.raises(AssertionError, match="Internal Server Error"):
        await bot.says(1001, "tidak sampai")
    await expect(coming).to_have_text("Panggilan ditolak · 500 · sendMessage · 1×")
    await expect(panel.locator(".wire-status").first).to_have_text("500")
    await panel.get_by_role("button", name="Cabut semua").click()
    await expect(coming.get_by_role("listitem")).to_have_count(0)
    assert await telegram.client.get("/sim/faults") == []
    await bot.says(1001, "sampai")
    await chat.shows("sampai")


async def test_each_fault_asks_for_what_it_needs(chat: ChatPage, telegram: Telegram) -> None:
    panel = await opened(chat)
    for kind, code, seconds in (("refuse", True, False), ("delay", False, True), ("twice", False, False)):
        await panel.get_by_label("Jenis gangguan").select_option(kind)
        await expect(panel.get_by_label("Kode galat")).to_be_visible(visible=code)
        await expect(panel.get_by_label("Detik")).to_be_visible(visible=seconds)
    await panel.get_by_label("Peluang dalam persen").fill("25")
    await panel.get_by_role("button", name="Pasang").click()
    await expect(panel.get_by_text("Pembaruan datang dua kali · 25% · 1×")).to_be_visible()
    (fault,) = await telegram.client.get("/sim/faults")
    assert (fault["kind"], fault["chance"], fault["times"]) == ("twice", 0.25, 1)


async def test_faults_that_others_order_are_shown(chat: ChatPage, telegram: Telegram) -> None:
    await telegram.fault("hang")
    panel = await opened(chat)
    await expect(panel.get_by_text("getUpdates menggantung · getUpdates · 1×")).to_be_visible()
    await telegram.fault("cut", "sendPhoto", times=3)
    await expect(panel.get_by_text("Sambungan putus sebelum terjadi · sendPhoto · 3×")).to_be_visible()


async def test_the_clock_is_stopped_and_runs_on(chat: ChatPage, telegram: Telegram) -> None:
    panel = await opened(chat)
    stopped = panel.get_by_role("switch", name="Hentikan jam")
    await expect(stopped).to_be_checked()
    await stopped.click()
    await expect(stopped).not_to_be_checked()
    assert (await telegram.client.get("/sim/clock"))["frozen"] is False
    await telegram.clock.freeze()
    await expect(stopped).to_be_checked()


async def test_the_switch_of_the_limits_follows(chat: ChatPage, telegram: Telegram, people: list[Person]) -> None:
    assert people
    await chat.open(BUDI)
    switch = chat.page.get_by_role("switch", name="Batas Telegram")
    await telegram.limits(on=True)
    await expect(switch).to_be_checked()
    await switch.click()
    await expect(switch).not_to_be_checked()
    assert (await telegram.client.get("/sim/state"))["limits"] == {"on": False}
