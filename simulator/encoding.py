"""JSON as it goes over the wire: compact, UTF-8."""

import json
from typing import Any, Final

encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class RawJson(str):
    """Text that is JSON already, and is not encoded again."""

    __slots__ = ()


def as_text(value: Any) -> str:
    """JSON of any value."""
    return value if isinstance(value, RawJson) else encode(value)


def as_bytes(value: Any) -> bytes:
    """JSON of any value, as bytes. A lone surrogate, which no UTF-8 can hold, becomes a question mark."""
    return as_text(value).encode("utf-8", "replace")
