"""Choosing in a poll."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import views
from simulator.control.requests import (
    ControlError,
    answer,
    body_of,
    chat_to_write,
    message_of,
    needed,
    person_of,
    world_of,
)
from simulator.deliveries import tell_vote
from simulator.posting import touch


async def vote(request: Request) -> Response:
    """`POST /sim/vote`: the places of the chosen options; none of them takes the vote back."""
    world, body = world_of(request), await body_of(request)
    person = person_of(world, needed(body, "from"))
    message = message_of(chat_to_write(world, person, body), needed(body, "message_id"))
    poll = message.content.poll
    if poll is None:
        raise ControlError("this message is no poll")
    chosen = tuple(sorted({int(place) for place in needed(body, "options")}))
    if reason := poll.refusal(person.id, chosen):
        raise ControlError(reason)
    poll.choose(person.id, chosen)
    touch(world, message)
    tell_vote(world, poll, person, chosen)
    return answer(views.message(message, person.id))


ROUTES = [Route("/sim/vote", vote, methods=["POST"])]
