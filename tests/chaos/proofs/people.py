"""Promises 4 and 7: whoever does not belong gets nothing, and everything leaves at Telegram's pace."""

from collections import defaultdict
from collections.abc import Sequence

from tests.chaos.record import Call, Record
from tests.chaos.stored import Stored

STRANGER = "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."
IN_ALL, A_GROUP = (30, 1.0), (20, 60.0)
#: To one person: one a second in the long run, five at once.
BURST = 5
#: Done and answered, or done and answered with the error that only that fault gives. What was cut may not be done.
DELIVERED = (200, 504)
#: The record's own error: a call is timed by when it ended and how long it took.
_GRACE = 0.05


def strangers_got_nothing(record: Record, _stored: Stored) -> list[str]:
    """Strangers read the one sentence, without a button."""
    return [
        f"stranger {message.chat_id} read {version.shown.words!r} {list(version.shown.buttons)}"
        for message in record.messages
        if message.chat_id in record.strangers
        for version in message.versions
        if version.shown.words != STRANGER or version.shown.buttons
    ]


def groups_got_totals_only(record: Record, stored: Stored) -> list[str]:
    """No group ever read an officer's name, and no officer a recap or a list of who is missing."""
    steering = {row.chat for row in stored.outbox if row.kind == "missing_list"} | record.groups | record.strangers
    officers = {one.person for one in stored.officers} - steering
    wrong = []
    for message in record.messages:
        for words in (version.shown.words for version in message.versions):
            if message.chat_id in record.groups and "Petugas " in words:
                wrong.append(f"group {message.chat_id} read {words!r}")
            if message.chat_id in officers and words.startswith(("Rekap ", "Belum lapor")):
                wrong.append(f"officer {message.chat_id} read {words!r}")
    return wrong


def pace_was_kept(record: Record, _stored: Stored) -> list[str]:
    """What was delivered kept to 30 a second in all, 1 a second (5 at once) to a person, 20 a minute to a group."""
    if not record.paced:
        return []
    by_chat: defaultdict[int, list[float]] = defaultdict(list)
    for call in record.calls:
        if is_message(call) and call.status in DELIVERED:
            by_chat[call.chat_id or 0].append(call.began)
    wrong = _over("all chats", sorted(moment for moments in by_chat.values() for moment in moments), *IN_ALL)
    for chat, moments in by_chat.items():
        if chat < 0:
            wrong += _over(f"group {chat}", sorted(moments), *A_GROUP)
        else:
            wrong += _over(f"person {chat}", sorted(moments), BURST + 30, 30.0)
    return wrong


def is_message(call: Call) -> bool:
    """Tell whether a call counts as a message."""
    return call.method.lower().startswith(("send", "edit")) and call.method != "sendChatAction"


def too_many(record: Record) -> int:
    """Count the calls that came too early: the 429s that nobody ordered."""
    return sum(call.status == 429 and "ordered" not in call.description for call in record.calls)


def _over(whom: str, moments: Sequence[float], count: int, seconds: float) -> list[str]:
    """Find windows with more messages than may be."""
    wrong = []
    for first, last in zip(moments, moments[count:], strict=False):
        if last - first < seconds - _GRACE:
            wrong.append(f"{whom}: {count + 1} messages within {last - first:.2f} s")
    return wrong[:3]
