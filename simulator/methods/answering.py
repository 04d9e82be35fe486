"""Answering a tap: answerCallbackQuery."""

from typing import Final

from simulator.entities import utf16_length
from simulator.methods.call import Call
from simulator.refusals import QUERY_TOO_OLD, bad_request
from simulator.world import Tap

ANSWERABLE_SECONDS: Final = 150
LONGEST_ANSWER: Final = 200


def answer_callback_query(call: Call) -> bool:
    """Bot API: answerCallbackQuery; within 150 simulated seconds of the tap."""
    tap = call.world.taps.get(call.parameters.text("callback_query_id"))
    if tap is None or tap.bot is not call.bot or call.world.clock.now() - tap.asked_at > ANSWERABLE_SECONDS:
        raise bad_request(QUERY_TOO_OLD)
    text = call.parameters.text("text")
    if utf16_length(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    _answer(call, tap, text)
    return True


def _answer(call: Call, tap: Tap, text: str) -> None:
    url = call.parameters.text("url") or None
    tap.answer = {"text": text or None, "alert": call.parameters.flag("show_alert"), "url": url}
    tap.bell.ring()
    data = {"sequence": call.world.events.next(), "chat_id": tap.message.chat.id, "query_id": tap.id} | tap.answer
    call.world.events.publish("answer", lambda _: data, lambda person_id: person_id == tap.person.id)
