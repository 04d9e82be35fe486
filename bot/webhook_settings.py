"""What a webhook's address and secret have to be like (Bot API: setWebhook). A `ValueError` says what is wrong."""

import re
from urllib.parse import urlsplit

TELEGRAMS_PORTS = (443, 80, 88, 8443)
SHORTEST_SECRET, LONGEST_SECRET = 24, 256
#: A secret of few characters, each many times, was typed and not drawn.
FEWEST_CHARACTERS = 8
_OUR_OWN_PATHS = ("/healthz", "/metrics")


def check_webhook_url(url: str, *, by_telegram_itself: bool) -> None:
    """Check an address; a Bot API server of one's own also takes plain HTTP and every port."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname or re.search(r"\s", url):
        raise ValueError("it is no address that begins with https://")
    if parts.path in _OUR_OWN_PATHS:
        raise ValueError(f"{parts.path} is where this program tells how it is")
    if by_telegram_itself and parts.scheme != "https":
        raise ValueError("updates come by https only")
    if by_telegram_itself and (parts.port or 443) not in TELEGRAMS_PORTS:
        raise ValueError("its port has to be 443, 80, 88 or 8443: Telegram knows no others")


def check_webhook_secret(secret: str) -> None:
    """Check that Telegram takes it and nobody guesses it."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise ValueError("it may hold A-Z, a-z, 0-9, _ and - only")
    if not SHORTEST_SECRET <= len(secret) <= LONGEST_SECRET:
        raise ValueError(f"it has to be {SHORTEST_SECRET} to {LONGEST_SECRET} characters long")
    if len(set(secret)) < FEWEST_CHARACTERS:
        raise ValueError("it is too easy to guess")
