"""How a bot gets its updates: getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

import re
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from simulator.encoding import RawJson
from simulator.methods.call import Call
from simulator.refusals import WEBHOOK_IS_ACTIVE, RefusedError, bad_request, conflict
from simulator.updates import KINDS
from simulator.webhook import DEFAULT_CONNECTIONS, Webhook

MOST_UPDATES: Final = 100
LONGEST_POLL: Final = 50
LONGEST_SECRET: Final = 256
MOST_CONNECTIONS: Final = 100
HTTPS_PORT: Final = 443
PORTS: Final = frozenset({80, 88, 443, 8443})


async def get_updates(call: Call) -> RawJson:
    """Bot API: getUpdates. A conflict soon after another one is told three real seconds late."""
    _remember_allowed(call)
    limit = min(max(call.parameters.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    seconds = min(max(call.parameters.integer("timeout"), 0), LONGEST_POLL)
    try:
        if call.world.couriers.of(call.bot.id) is not None:
            raise conflict(WEBHOOK_IS_ACTIVE)
        return await call.bot.updates.poll(call.parameters.integer("offset"), limit, seconds)
    except RefusedError:
        if pause := call.bot.updates.conflict_pause():
            await call.world.bells.new().heard(pause)
        raise


async def set_webhook(call: Call) -> bool:
    """Bot API: setWebhook; plain HTTP is taken too, as a local Bot API server does."""
    url = call.parameters.text("url")
    if not url:
        return await delete_webhook(call)
    webhook = _checked(call, url)
    call.world.limits.count_webhook(call.bot.id)
    _remember_allowed(call)
    _drop_pending(call)
    await call.world.couriers.start(call.bot.id, webhook, call.bot.updates)
    return True


async def delete_webhook(call: Call) -> bool:
    """Bot API: deleteWebhook."""
    _drop_pending(call)
    await call.world.couriers.stop(call.bot.id)
    return True


def get_webhook_info(call: Call) -> dict[str, Any]:
    """Bot API: getWebhookInfo."""
    updates = call.bot.updates
    return call.world.couriers.info(call.bot.id, len(updates), updates.allowed)


def _checked(call: Call, url: str) -> Webhook:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if call.world.public_webhooks:
        _refuse_unreachable(parts)
    secret = call.parameters.text("secret_token")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if re.search(r"[^A-Za-z0-9_-]", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(call.parameters.integer("max_connections", DEFAULT_CONNECTIONS), 1), MOST_CONNECTIONS)
    return Webhook(url, secret or None, connections)


def _refuse_unreachable(parts: SplitResult) -> None:
    """What Telegram's own servers ask of an address; a local Bot API server does not."""
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or HTTPS_PORT) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _remember_allowed(call: Call) -> None:
    """Keep the list of wanted kinds until another one comes; one that names none is the default again."""
    given = call.parameters.nested("allowed_updates")
    if isinstance(given, list):
        call.bot.updates.allowed = tuple(kind for kind in map(str, given) if kind.lower() in KINDS) or None


def _drop_pending(call: Call) -> None:
    if call.parameters.flag("drop_pending_updates"):
        call.bot.updates.clear()
