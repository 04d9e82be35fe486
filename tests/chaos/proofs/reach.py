"""Who and what can't be reached: marked, left alone, and bound again where it went."""

from collections import Counter

from tests.chaos.record import Record
from tests.chaos.stored import Stored

#: A letter that was on its way already, and the card of each process that starts before it has heard of it.
MOST_TRIES = 5
_FORBIDDEN = 403


def blocked_is_marked(record: Record, stored: Stored) -> list[str]:
    """Those who block the bot in the end are marked, and nobody else."""
    wrong = [f"{person} blocks the bot, and is not marked" for person in sorted(record.blocked - stored.blocked)]
    return wrong + [f"{person} is marked as blocking the bot" for person in sorted(stored.blocked - record.blocked)]


def blocked_is_left_alone(record: Record, _stored: Stored) -> list[str]:
    """Nobody is written to more than a few times while the bot is blocked, however often it starts anew."""
    tries = Counter(call.chat_id for call in record.calls if call.status == _FORBIDDEN)
    return [f"{chat} was tried {count} times in vain" for chat, count in tries.items() if count > MOST_TRIES]


def groups_stay_bound(record: Record, stored: Stored) -> list[str]:
    """Every group is bound in the end, by the number that it has in the end."""
    wanted = {record.home(chat) for chat in record.groups}
    return [f"group {chat} is not bound" for chat in sorted(wanted - stored.bound)] + [
        f"{chat} is bound, and no group is called so" for chat in sorted(stored.bound - wanted)
    ]
