"""Reply markups: checked as Telegram checks them, and kept as the Bot API shows them again."""

from typing import Any, Final

from simulator.refusals import bad_request

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
LOOKS: Final = ("text", "style", "icon_custom_emoji_id")

Rows = list[list[dict[str, Any]]]


def inline_keyboard(markup: dict[str, Any] | None) -> Rows | None:
    """Checked rows of an InlineKeyboardMarkup, None for any other markup or an empty one."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [[_inline_button(button) for button in row] for row in _rows(markup, "inline_keyboard")]
    _refuse_too_many(rows)
    return rows or None


def reply_keyboard(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a ReplyKeyboardMarkup or ReplyKeyboardRemove does to the person's keyboard: rows, or none."""
    if not markup:
        return None
    if markup.get("remove_keyboard"):
        return {"rows": [], "one_time": False}
    if "keyboard" not in markup:
        return None
    rows = [[_plain_button(button) for button in row] for row in _rows(markup, "keyboard")]
    _refuse_too_many(rows)
    return {"rows": rows, "one_time": bool(markup.get("one_time_keyboard"))}


def _rows(markup: dict[str, Any], name: str) -> list[list[Any]]:
    """The rows that have buttons."""
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'can\'t parse keyboard: Field "{name}" must be an Array of Arrays')
    return [row for row in rows if row]


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    kind = next((kind for kind in BUTTON_KINDS if kind in button), None)
    if kind is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if kind == "callback_data" and not 1 <= len(str(button[kind]).encode()) <= LONGEST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return {key: button[key] for key in (*LOOKS, kind) if key in button}


def _plain_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    return button


def _refuse_too_many(rows: Rows) -> None:
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(row) > MOST_BUTTONS_A_ROW for row in rows):
        raise bad_request("reply markup is too long")
