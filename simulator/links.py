"""Addresses as Telegram takes them: checked, and written out in full (tdlib: LinkManager)."""

from typing import Final
from urllib.parse import SplitResult, urlsplit

INNER_SCHEMES: Final = ("tg", "ton", "tonsite")
WEB_SCHEMES: Final = ("http", "https")


def checked_link(given: str) -> str | None:
    """The address in full (`contoh.id` is `http://contoh.id/`); None for one that Telegram does not take."""
    try:
        parts = urlsplit(given if "://" in given or given.startswith(INNER_SCHEMES) else f"http://{given}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme in INNER_SCHEMES:
        return _inner(parts, given)
    if parts.scheme not in WEB_SCHEMES or "." not in host.strip(".") or " " in given.strip():
        return None
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{_rest(parts)}"


def _inner(parts: SplitResult, given: str) -> str | None:
    rest = given[len(parts.scheme) + 1 :].removeprefix("//")
    host = rest.partition("?")[0].partition("/")[0]
    fits = host and all(letter.isalnum() or letter in "-_." for letter in host)
    return f"{parts.scheme}://{rest}" if fits else None


def _rest(parts: SplitResult) -> str:
    path = parts.path or "/"
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{path}{query}{fragment}"
