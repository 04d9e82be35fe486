"""How a call comes: every way of giving parameters, names of methods, tokens."""

import json

import aiohttp
import pytest
from telegram import Bot as PtbBot
from telegram.error import NetworkError

from simulator.methods.table import METHODS
from simulator.people import Bot, Person, Telegram

from .conftest import Wire

MARKUP = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}


@pytest.mark.parametrize("how", ["query", "get", "form", "multipart", "json", "json with text inside"])
async def test_parameters_come_in_every_way(telegram: Telegram, account: Bot, budi: Person, how: str) -> None:
    address = f"{telegram.url}/bot{account.token}/sendMessage"
    flat = {"chat_id": str(budi.id), "text": "a&b=ü 👮", "reply_markup": json.dumps(MARKUP)}
    ways = {
        "query": ("POST", {"params": flat}),
        "get": ("GET", {"params": flat}),
        "form": ("POST", {"data": flat}),
        "multipart": ("POST", {"data": aiohttp.FormData(flat, default_to_multipart=True)}),
        "json": ("POST", {"json": {"chat_id": budi.id, "text": flat["text"], "reply_markup": MARKUP}}),
        "json with text inside": ("POST", {"json": flat}),
    }
    verb, given = ways[how]
    async with aiohttp.ClientSession() as client, client.request(verb, address, **given) as answer:  # type: ignore[arg-type]
        result = (await answer.json())["result"]
    assert (result["text"], result["reply_markup"]) == (flat["text"], MARKUP)


async def test_the_name_of_a_method_may_have_any_case(wire: Wire) -> None:
    assert (await wire("GETme"))["result"]["username"] == "desk_bot"


async def test_a_method_that_is_not_here_says_so(wire: Wire) -> None:
    answer = await wire("sendDice", chat_id=1)
    description = "Not Implemented: the simulator has no method sendDice"
    assert answer == {"ok": False, "error_code": 501, "description": description}


async def test_a_method_that_nobody_has_is_not_found(wire: Wire) -> None:
    answer = await wire("sendHologram")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_a_wrong_token_is_unauthorized(telegram: Telegram, account: Bot) -> None:
    address = f"{telegram.url}/bot{account.id}:wrong/getMe"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 401
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "can't parse JSON-encoded request"),
        (b"[]", "can't parse JSON-encoded request"),
        (b'{"chat_id": 1001, "text": "x", "reply_markup": "{"}', "can't parse reply markup JSON object"),
        (b'{"chat_id": 1001, "text": "x", "reply_markup": "[]"}', "object expected as reply markup"),
    ],
)
async def test_a_bad_body_is_refused(telegram: Telegram, account: Bot, budi: Person, body: bytes, reason: str) -> None:
    assert budi.id == 1001
    address, headers = f"{telegram.url}/bot{account.token}/sendMessage", {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session, session.post(address, data=body, headers=headers) as answer:
        assert (await answer.json())["description"] == f"Bad Request: {reason}"


async def test_an_upload_has_a_greatest_size(
    monkeypatch: pytest.MonkeyPatch, bot: PtbBot, budi: Person, wire: Wire
) -> None:
    monkeypatch.setattr("simulator.methods.parameters.LARGEST_UPLOAD", 100_000)
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(budi.id, bytes(100_001))
    assert (await wire("sendMessage", chat_id=budi.id, text="x" * 500_000))["error_code"] == 413


async def test_an_error_inside_is_500_and_logged(
    monkeypatch: pytest.MonkeyPatch, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(METHODS, "getme", fail)
    assert await wire("getMe") == {"ok": False, "error_code": 500, "description": "Internal Server Error"}
    assert "getMe failed" in caplog.text


async def test_the_bot_knows_itself(bot: PtbBot, account: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.first_name, me.is_bot) == (account.id, "desk_bot", "Desk", True)
    assert me.can_join_groups
