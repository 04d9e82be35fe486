"""Calling the control API of a running simulator."""

import http.client
import io
import json
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import aiohttp

from simulator.encoding import as_bytes

# Longer than any wait that the simulator itself ends.
ANSWER_SECONDS: Final = 90
SCREEN_SECONDS: Final = 10
ERROR_FROM: Final = 400
JSON_HEADERS: Final = {"Content-Type": "application/json"}


class ControlClient:
    """HTTP to one simulator; a refused call is an AssertionError, as it is the test that asked for nonsense."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        connector = aiohttp.TCPConnector(limit=0)
        self._session = aiohttp.ClientSession(
            connector=connector, timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS), trust_env=False
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._session.close()

    async def get(self, path: str, **query: Any) -> Any:
        """The JSON that a GET gives; query values that are None are left out."""
        async with self._session.get(self.url + path, params=_given(query)) as answer:
            return _checked(path, answer.status, await answer.read())

    async def post(self, path: str, body: Any) -> Any:
        """The JSON that a POST gives."""
        # A stream, as aiohttp warns of great bodies that are given as bytes.
        data = io.BytesIO(as_bytes(body))
        async with self._session.post(self.url + path, data=data, headers=JSON_HEADERS) as answer:
            return _checked(path, answer.status, await answer.read())

    async def download(self, path: str) -> bytes:
        """The bytes of a file."""
        async with self._session.get(self.url + path) as answer:
            answer.raise_for_status()
            return await answer.read()

    def get_at_once(self, path: str, **query: Any) -> Any:
        """The same as `get` without awaiting, for what must be at hand inside an assert."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=SCREEN_SECONDS)
        try:
            connection.request("GET", f"{path}?{urlencode(_given(query))}")
            answer = connection.getresponse()
            return _checked(path, answer.status, answer.read())
        finally:
            connection.close()


def _given(query: dict[str, Any]) -> dict[str, str]:
    return {name.rstrip("_"): str(value) for name, value in query.items() if value is not None}


def _checked(path: str, status: int, body: bytes) -> Any:
    if status >= ERROR_FROM:
        raise AssertionError(f"{path}: {status} {body.decode('utf-8', 'replace')}")
    return json.loads(body)
