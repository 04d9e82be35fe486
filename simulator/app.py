"""The web application: the Bot API, downloads, the control API and the chat page."""

from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from simulator.control import acting, running, setting, spoiling, voting, watching
from simulator.control.requests import ControlError, refuse, world_of
from simulator.methods.endpoint import PREFIX, BotApi
from simulator.refusals import RefusedError
from simulator.world import World

PAGE: Final = Path(__file__).with_name("page")


class Simulator:
    """The ASGI application of one world. Bot API calls go past the router: they are the ones that must be fast."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.faults.changed = lambda: spoiling.announce(world)
        self._bot_api = BotApi(world)
        self._rest = _application(world)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        fast = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await (self._bot_api if fast else self._rest)(scope, receive, send)


async def page(_: Request) -> Response:
    """The chat page."""
    index = PAGE / "index.html"
    return FileResponse(index) if index.is_file() else PlainTextResponse("The chat page is not here.", 404)


async def download(request: Request) -> Response:
    """`/file/bot<token>/<path>`: what getFile pointed at."""
    world = world_of(request)
    stored = world.files.at(request.path_params["path"])
    if world.bot_of(request.path_params["token"]) is None or stored is None:
        return PlainTextResponse("Not Found", 404)
    headers = {"X-Content-Type-Options": "nosniff"}
    return Response(stored.content(), media_type="application/octet-stream", headers=headers)


def _application(world: World) -> Starlette:
    routes = [
        Route("/", page),
        Route("/file/bot{token}/{path:path}", download),
        *setting.ROUTES,
        *acting.ROUTES,
        *voting.ROUTES,
        *watching.ROUTES,
        *spoiling.ROUTES,
        *running.ROUTES,
        Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
    ]
    errors = dict.fromkeys((ControlError, RefusedError), refuse)
    application = Starlette(routes=routes, exception_handlers=errors)
    application.state.world = world
    return application
