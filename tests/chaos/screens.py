"""What stands on a person's screen, and how an officer reads it. Pure: from the words of a message to what they say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

MONTHS: Final = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
_QUESTION = re.compile(r"(\d)/\d · ([^·]+) · ")
_NUMBER = r"(?:nihil|—|[\d.]+)"
_ANSWER = re.compile(
    rf"[✓∅–→] ([^:]+): (?:(?P<was>{_NUMBER}) → )?(?P<led>{_NUMBER})[^·]*"
    r"(?:· ikut serta (?:[\d.]+ → )?(?P<joined>[\d.]+))?"
)

#: Led and joined by label.
Counts = Mapping[str, tuple[int, int]]
#: A change that leaves alone what was joined does not repeat it.
UNSAID: Final = -2


@dataclass(frozen=True, slots=True)
class Shown:
    """A message of the bot as it stands: its words without markup, and its buttons (label to payload)."""

    message_id: int
    words: str
    buttons: Mapping[str, str]
    has_photo: bool = False

    @property
    def title(self) -> str:
        """The first line."""
        return self.words.partition("\n")[0]

    def label(self, beginning: str) -> str | None:
        """The button that is, or begins, so."""
        if beginning in self.buttons:
            return beginning
        return next((label for label in self.buttons if label.startswith(beginning)), None)

    def key_label(self, part: str) -> str | None:
        """The button whose label holds that part."""
        return next((label for label in self.buttons if part in label), None)


@dataclass(slots=True)
class Screen:
    """One chat as it stands: the bot's messages by their number, and how often anything changed."""

    messages: dict[int, Shown] = field(default_factory=dict)
    changes: int = 0

    def show(self, shown: Shown) -> None:
        """A message came or changed."""
        self.messages[shown.message_id] = shown
        self.changes += 1

    @property
    def newest(self) -> Shown | None:
        """The last message that has buttons; without any, the last one."""
        for number in sorted(self.messages, reverse=True):
            if self.messages[number].buttons:
                return self.messages[number]
        return self.messages[max(self.messages)] if self.messages else None


def shown_from(raw: Mapping[str, Any]) -> Shown:
    """Give a message of the control API as a person sees it."""
    buttons = {one["text"]: one["data"] for row in raw["keyboard"] or () for one in row if "data" in one}
    words = raw["text"] or raw["caption"] or ""
    return Shown(raw.get("id") or raw["message_id"], words, buttons, bool(raw.get("photo")))


def date_in(words: str) -> date | None:
    """Give the first date that is written out: `Kamis, 24 Juli 2025`."""
    found = _DATE.search(words)
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def number_of(written: str) -> int:
    """Read a count as it is shown: `1.152`, `nihil`; an unknown one is −1."""
    if written == "nihil":
        return 0
    return -1 if written == "—" else int(written.replace(".", "").replace("−", "-"))


def counts_in(words: str) -> dict[str, tuple[int, int]]:
    """Give what the lines of a card answer, led and joined by label; in a change, what is true after it."""
    found: dict[str, tuple[int, int]] = {}
    for line in words.splitlines():
        answer = _ANSWER.match(line)
        if answer:
            unsaid = UNSAID if answer["was"] else 0
            joined = number_of(answer["joined"].rstrip(".")) if answer["joined"] else unsaid
            found[answer[1]] = (number_of(answer["led"]), joined)
    return found


def agree(said: Counts, true: Counts) -> bool:
    """Tell whether what a card says is what is true, as far as it says it."""
    return said.keys() == true.keys() and all(agrees(said[label], true[label]) for label in said)


def agrees(said: tuple[int, int] | None, true: tuple[int, int]) -> bool:
    """Tell the same of one indicator."""
    return said is not None and said[0] == true[0] and said[1] in (UNSAID, true[1])


def question_in(words: str) -> tuple[int, str] | None:
    """Give place and label of the question that a card asks."""
    found = _QUESTION.match(words)
    return (int(found[1]), found[2].strip()) if found else None
