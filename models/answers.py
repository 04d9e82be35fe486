"""What a report answers: how many of each indicator, and with whom. Pure values, and how JSON holds them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: Characters of a name or two of those who led what the member joined.
LONGEST_COMPANY = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """How many of one indicator: `led` is empty until its question was answered; `joined` is optional."""

    led: int | None = None
    joined: int = 0
    #: Who led what was joined: optional, as the member wrote it.
    joined_with: str | None = None


Answers = Mapping[str, Answer]  # by indicator key


def as_json(answers: Answers) -> dict[str, Any]:
    """Give answers as JSON holds them."""
    return {key: asdict(answer) for key, answer in answers.items()}


def from_json(stored: Mapping[str, Any]) -> dict[str, Answer]:
    """Give answers back from how JSON holds them."""
    return {key: Answer(**answer) for key, answer in stored.items()}


def is_nil(answers: Answers) -> bool:
    """Tell whether nothing at all happened, neither led nor joined."""
    return all(not answer.led and not answer.joined for answer in answers.values())


def added(base: Answers, more: Answers) -> dict[str, Answer]:
    """Give the answers of a report to which something later is added."""
    return {key: _sum(answer, more.get(key, Answer())) for key, answer in base.items()}


def changed(before: Answers, after: Answers) -> list[str]:
    """List the keys whose answer differs, in the order of the report."""
    return [key for key, answer in after.items() if answer != before.get(key, Answer())]


def _sum(one: Answer, other: Answer) -> Answer:
    return Answer((one.led or 0) + (other.led or 0), one.joined + other.joined, other.joined_with or one.joined_with)
