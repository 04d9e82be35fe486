"""Polls: sendPoll, stopPoll."""

import secrets
from typing import Any, Final

from simulator.deliveries import tell_poll
from simulator.entities import Entity
from simulator.messages import Content
from simulator.methods import wording
from simulator.methods.call import Call
from simulator.methods.composing import composed
from simulator.methods.editing import own_message, with_keyboard
from simulator.methods.parameters import Parameters
from simulator.polls import Option, Poll
from simulator.posting import edit
from simulator.refusals import RefusedError, bad_request

LONGEST_QUESTION: Final = 300
LONGEST_OPTION: Final = 100
MOST_OPTIONS: Final = 12
LONGEST_EXPLANATION: Final = 200
# What would make a poll change by itself or by others.
NOT_HERE: Final = ("open_period", "close_date", "allow_adding_options", "media", "explanation_media", "description")


def send_poll(call: Call) -> dict[str, Any]:
    """Bot API: sendPoll."""
    chat = call.chat_to_write()
    for name in NOT_HERE:
        if call.parameters.values.get(name):
            raise RefusedError(501, f"Not Implemented: the simulator has no polls with {name}")
    return composed(call, chat, poll=_poll(call))


def stop_poll(call: Call) -> dict[str, Any]:
    """Bot API: stopPoll; the bot is told of the end by an update too."""
    message = own_message(call, call.chat_to_write(), "message with poll to stop")
    poll = message.content.poll
    if poll is None:
        raise bad_request("message is not a poll")
    if poll.closed:
        raise bad_request("poll has already been closed")
    poll.closed = True
    edit(call.world, message, with_keyboard(call, Content(poll=poll)))
    tell_poll(call.world, poll)
    return poll.as_json(call.bot)


def new_poll(question: str, options: list[str], **rest: Any) -> Poll:
    """A poll with plain words."""
    return Poll(str(secrets.randbits(62)), question, tuple(_option(text) for text in options), **rest)


def _poll(call: Call) -> Poll:
    question, entities = wording.words(call, "question", "question_parse_mode", "question_entities")
    if not question:
        raise bad_request("poll question must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    given = call.parameters
    poll = Poll(str(secrets.randbits(62)), question, _options(call), call.bot, entities)
    poll.anonymous = "is_anonymous" not in given.values or given.flag("is_anonymous")
    poll.multiple, poll.closed = given.flag("allows_multiple_answers"), given.flag("is_closed")
    kind = given.text("type") or "regular"
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    if kind == "quiz":
        _make_quiz(call, poll)
    poll.revoting = given.flag("allows_revoting") if "allows_revoting" in given.values else not poll.quiz
    return poll


def _options(call: Call) -> tuple[Option, ...]:
    given = call.parameters.nested("options")
    if not isinstance(given, list):
        raise bad_request("expected an Array of String as options")
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    return tuple(_given_option(call, option) for option in given)


def _given_option(call: Call, given: Any) -> Option:
    if isinstance(given, str):
        return _option(given)
    if not isinstance(given, dict):
        raise bad_request("expected an option to be of type String")
    inner = Call(call.world, call.bot, Parameters(given))
    return _option(*wording.words(inner, "text", "text_parse_mode", "text_entities"))


def _option(text: str, entities: list[Entity] | None = None) -> Option:
    text = text.strip()
    if not text:
        raise bad_request("poll option must be non-empty")
    if len(text) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return Option(secrets.token_urlsafe(8), text, tuple(entities or ()))


def _make_quiz(call: Call, poll: Poll) -> None:
    correct = call.parameters.nested("correct_option_ids")
    if correct is None and "correct_option_id" in call.parameters.values:
        correct = [call.parameters.integer("correct_option_id", -1)]
    if not isinstance(correct, list) or not correct:
        raise bad_request("correct quiz option list must be non-empty")
    if not all(isinstance(place, int) and 0 <= place < len(poll.options) for place in correct):
        raise bad_request("wrong quiz correct_option_id")
    if sorted(set(correct)) != correct:
        raise bad_request("correct quiz option list must be increasing")
    poll.quiz, poll.correct = True, tuple(correct)
    poll.explanation, poll.explanation_entities = _explanation(call)


def _explanation(call: Call) -> tuple[str | None, list[Entity]]:
    text, entities = wording.words(call, "explanation", "explanation_parse_mode", "explanation_entities")
    if len(text) > LONGEST_EXPLANATION:
        raise bad_request("message caption is too long")
    return text or None, entities
