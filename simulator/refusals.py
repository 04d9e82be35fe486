"""What Telegram refuses, in Telegram's words (tdlib/telegram-bot-api and what its servers are known to answer)."""

from typing import Any, Final

NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
QUERY_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER: Final = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_WAS_SET: Final = "terminated by setWebhook request"
WEBHOOK_IS_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class RefusedError(Exception):
    """A call that the Bot API refuses: an HTTP code, a description, and perhaps `parameters`.

    With `html` it is the web server before it that refuses, with a page.
    """

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None, *, html: bool = False
    ) -> None:
        super().__init__(description)
        self.html = html
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> RefusedError:
    """400: the call itself is wrong."""
    return RefusedError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> RefusedError:
    """403: the bot may not do this."""
    return RefusedError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> RefusedError:
    """409: two ways of getting updates are in each other's way."""
    return RefusedError(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> RefusedError:
    """429, with the whole real seconds to wait."""
    return RefusedError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(chat_id: int) -> RefusedError:
    """400: the group has become a supergroup with another id."""
    return RefusedError(
        400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat_id}
    )
