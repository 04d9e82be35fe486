"""Ordering faults, looking at those that are still to come, and taking them back."""

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.control.requests import ControlError, answer, json_of, world_of
from simulator.deliveries import release_held
from simulator.faults import Fault, Kind
from simulator.world import World


async def faults(request: Request) -> Response:
    """`GET /sim/faults`: what is still to come."""
    return answer([fault.as_json() for fault in world_of(request).faults.coming])


async def order(request: Request) -> Response:
    """`POST /sim/faults`: a fault, or a list that is a script; `{"seed"}` fixes chance, `{}` takes all faults back."""
    world, given = world_of(request), await json_of(request)
    if given == {}:
        world.faults.clear()
        release_held(world)
    elif isinstance(given, dict) and set(given) == {"seed"}:
        world.faults.seed(int(given["seed"]))
    else:
        for fault in [_fault(entry) for entry in (given if isinstance(given, list) else [given])]:
            world.faults.order(fault)
    return answer(given)


def announce(world: World) -> None:
    """Tell the listeners what is still to come."""
    coming = [fault.as_json() for fault in world.faults.coming]
    data = {"sequence": world.events.next(), "faults": coming}
    world.events.publish("faults", lambda _: data)


def _fault(given: Any) -> Fault:
    if not isinstance(given, dict) or given.get("kind") not in get_args(Kind):
        raise ControlError(f"kind is one of {', '.join(get_args(Kind))}")
    try:
        return Fault(**given)
    except TypeError as error:
        raise ControlError(f"cannot order this fault: {error}") from error


ROUTES = [Route("/sim/faults", faults), Route("/sim/faults", order, methods=["POST"])]
