"""The web application: the webhook, `/healthz` for whoever looks after the process, `/metrics` for Prometheus."""

from http import HTTPStatus
from urllib.parse import urlsplit

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.meters import Meters
from bot.web.health import Pulse, look
from bot.web.webhook import WebhookDoor
from models.clock import Clock
from models.database import Database
from models.outbox_counts import count_by_state

HEALTH_PATH, METRICS_PATH = "/healthz", "/metrics"


class Standing:
    """How the program is, for those who look from outside."""

    def __init__(self, database: Database, clock: Clock, pulse: Pulse, meters: Meters) -> None:
        self._database = database
        self._clock = clock
        self._pulse = pulse
        self._meters = meters

    async def health(self, _request: Request) -> Response:
        """Answer 200 if updates can be carried out here, and 503 otherwise."""
        found = await look(self._database, self._pulse)
        status = HTTPStatus.OK if found.is_well else HTTPStatus.SERVICE_UNAVAILABLE
        return JSONResponse(found.as_json(), status)

    async def metrics(self, _request: Request) -> Response:
        """Give all numbers in Prometheus' text format."""
        await self._count_outbox()
        return Response(generate_latest(self._meters.registry), media_type=CONTENT_TYPE_LATEST)

    async def _count_outbox(self) -> None:
        try:
            counts = await self._database.read(count_by_state, self._clock.now())
        except SQLAlchemyError:
            self._meters.database_up.set(0)
            self._meters.outbox.clear()
            return
        self._meters.database_up.set(1)
        for state, count in counts.items():
            self._meters.outbox.labels(state.value).set(count)


def web_app(standing: Standing, door: WebhookDoor | None = None, url: str = "") -> Starlette:
    """Give the application; with a door, updates come in at the path of the webhook's URL."""
    routes = [
        Route(HEALTH_PATH, standing.health, methods=["GET"]),
        Route(METRICS_PATH, standing.metrics, methods=["GET"]),
    ]
    if door is not None:
        routes.append(Route(urlsplit(url).path or "/", door.receive, methods=["POST"]))
    return Starlette(routes=routes)
