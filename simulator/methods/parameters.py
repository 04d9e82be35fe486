"""Reading what a Bot API call carries: query, form, multipart or JSON; nested objects may be JSON strings."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.types import Receive, Scope

from simulator.refusals import RefusedError, bad_request

LARGEST_UPLOAD = 50 * 1024 * 1024
YES = frozenset({True, "1", "true", "True", "yes"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    data: bytes
    mime: str


@dataclass(slots=True)
class Parameters:
    """The values of one call, by name."""

    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A text, "" when it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as missing, as in the real server."""
        value = self.values.get(name)
        try:
            return default if value is None else int(value)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A boolean, false when it is missing."""
        value = self.values.get(name)
        return isinstance(value, str | int) and value in YES

    def nested(self, name: str) -> Any:
        """An object or array, None when it is missing; it may come as JSON text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A nested object; anything else is refused."""
        value = self.nested(name)
        if value is not None and not isinstance(value, dict):
            raise bad_request("object expected as " + name.replace("_", " "))
        return value

    def for_log(self) -> dict[str, Any]:
        """The values, and of each upload its name and size."""
        if not self.uploads:
            return self.values
        files = {name: f"{file.name} ({len(file.data)} bytes)" for name, file in self.uploads.items()}
        return self.values | files


async def read(scope: Scope, receive: Receive) -> Parameters:
    """Everything that a call carries; raises RefusedError for a body that cannot be read."""
    query = scope["query_string"]
    parameters = Parameters(dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {})
    kind = _content_type(scope)
    if kind.startswith(b"multipart/form-data"):
        await _read_multipart(parameters, scope, receive)
    else:
        body = await _read_body(receive)
        if body:
            parameters.values |= _decoded(body, kind)
    return parameters


def _content_type(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"content-type":
            return bytes(value)
    return b""


async def _read_body(receive: Receive) -> bytes:
    event = await receive()
    body = bytes(event.get("body", b""))
    while event.get("more_body"):
        event = await receive()
        body += event.get("body", b"")
        _refuse_too_large(len(body))
    return body


def _decoded(body: bytes, kind: bytes) -> dict[str, Any]:
    if not kind.startswith(b"application/json"):
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    try:
        found = json.loads(body)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON-encoded request")
    return found


async def _read_multipart(parameters: Parameters, scope: Scope, receive: Receive) -> None:
    async with Request(scope, receive).form(max_part_size=LARGEST_UPLOAD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                parameters.uploads[name] = await _upload(value)
            else:
                parameters.values[name] = value


async def _upload(file: UploadFile) -> Upload:
    data = await file.read()
    _refuse_too_large(len(data))
    return Upload(file.filename or "file", data, file.content_type or "application/octet-stream")


def _refuse_too_large(size: int) -> None:
    if size > LARGEST_UPLOAD:
        raise RefusedError(413, "Request Entity Too Large")
