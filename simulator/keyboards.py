"""Reply markups: checked as Telegram checks them, and kept as the Bot API shows them again."""

from typing import Any, Final

from simulator.links import checked_link
from simulator.refusals import RefusedError, bad_request

MOST_BUTTONS: Final = 100
MOST_BUTTONS_A_ROW: Final = 8
LONGEST_DATA_BYTES: Final = 64

BUTTON_KINDS: Final = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
# What a reply keyboard can ask for in private chats only.
PRIVATE_ONLY: Final = {
    "request_contact": "phone number can be requested",
    "request_location": "location can be requested",
    "request_poll": "poll can be requested",
    "request_users": "users can be requested",
    "request_chat": "chats can be requested",
    "web_app": "Web App buttons can be used",
}
LOOKS: Final = ("text", "style", "icon_custom_emoji_id")

Rows = list[list[dict[str, Any]]]


def inline_keyboard(markup: dict[str, Any] | None) -> Rows | None:
    """Checked rows of an InlineKeyboardMarkup, None for any other markup or an empty one."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [[_inline_button(button) for button in row] for row in _rows(markup, "inline_keyboard")]
    _refuse_too_many(rows)
    return rows or None


def reply_keyboard(markup: dict[str, Any] | None, *, private: bool = True) -> dict[str, Any] | None:
    """What a ReplyKeyboardMarkup or ReplyKeyboardRemove does to the person's keyboard: rows, or none.

    Some buttons stand in private chats only.
    """
    if not markup:
        return None
    if markup.get("remove_keyboard"):
        return {"rows": [], "one_time": False}
    if "keyboard" not in markup:
        return None
    rows = [[_plain_button(button, private=private) for button in row] for row in _rows(markup, "keyboard")]
    _refuse_too_many(rows)
    return {"rows": rows, "one_time": bool(markup.get("one_time_keyboard"))}


def _rows(markup: dict[str, Any], name: str) -> list[list[Any]]:
    """The rows that have buttons."""
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        of = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        raise bad_request(f'field "{name}"{of} must be an Array of Arrays')
    return [row for row in rows if row]


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _bad_button("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _bad_button('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    kind = next((kind for kind in BUTTON_KINDS if button.get(kind, "") != ""), None)
    if kind is None:
        raise _bad_button("Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    looks = {key: button[key] for key in LOOKS if key in button}
    if kind == "url":
        return looks | {"url": _checked_url(button["url"])}
    if kind == "callback_data" and len(str(button[kind]).encode()) > LONGEST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return looks | {kind: button[kind]}


def _bad_button(reason: str) -> RefusedError:
    return bad_request(f"can't parse inline keyboard button: {reason}")


def _checked_url(given: Any) -> str:
    url = checked_link(str(given))
    if url is None:
        raise bad_request(f"inline keyboard button URL '{given}' is invalid: Wrong HTTP URL")
    return url


def _plain_button(button: Any, *, private: bool) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not button.get("text"):
        raise bad_request("keyboard button text must be non-empty")
    for field, asked in PRIVATE_ONLY.items():
        if button.get(field) and not private:
            raise bad_request(f"{asked} in private chats only")
    return button


def _refuse_too_many(rows: Rows) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_BUTTONS_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
