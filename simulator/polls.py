"""Polls: what is asked, who chose what, and how the Bot API shows it."""

from dataclasses import dataclass, field
from typing import Any

from simulator.parties import Bot

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: str
    text: str
    entities: tuple[Json, ...] = ()


@dataclass(slots=True, eq=False)
class Poll:
    """A poll, shared by every message that shows it. `votes` holds the places of the options that each person chose."""

    id: str
    question: str
    options: tuple[Option, ...]
    owner: Bot | None = None
    question_entities: list[Json] = field(default_factory=list)
    anonymous: bool = True
    multiple: bool = False
    revoting: bool = True
    quiz: bool = False
    correct: tuple[int, ...] = ()
    explanation: str | None = None
    explanation_entities: list[Json] = field(default_factory=list)
    closed: bool = False
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def voters(self, place: int) -> int:
        """How many chose the option at this place."""
        return sum(place in chosen for chosen in self.votes.values())

    def refusal(self, person_id: int, chosen: tuple[int, ...]) -> str | None:
        """Why a person cannot choose these options (none of them takes a vote back); None when they can."""
        if self.closed:
            return "the poll is closed"
        if any(not 0 <= place < len(self.options) for place in chosen):
            return "there is no such option"
        if len(chosen) > 1 and not self.multiple:
            return "only one option can be chosen"
        if person_id in self.votes and not self.revoting:
            return "this vote cannot be changed"
        return None

    def choose(self, person_id: int, chosen: tuple[int, ...]) -> None:
        """Note a person's choice."""
        if chosen:
            self.votes[person_id] = chosen
        else:
            self.votes.pop(person_id, None)

    def as_json(self, bot: Bot | None) -> Json:
        """Poll, as a bot sees it; the right answers of a quiz are told to its owner, or once it is closed."""
        shown: Json = {
            "id": self.id,
            "question": self.question,
            "options": [self._option(place, option) for place, option in enumerate(self.options)],
            "total_voter_count": len(self.votes),
            "is_closed": self.closed,
            "is_anonymous": self.anonymous,
            "type": "quiz" if self.quiz else "regular",
            "allows_multiple_answers": self.multiple,
            "allows_revoting": self.revoting,
            "members_only": False,
        }
        if self.question_entities:
            shown["question_entities"] = self.question_entities
        return shown | (self._solution() if self.quiz and (self.closed or bot is self.owner) else {})

    def _option(self, place: int, option: Option) -> Json:
        shown: Json = {"persistent_id": option.id, "text": option.text, "voter_count": self.voters(place)}
        return shown | ({"text_entities": list(option.entities)} if option.entities else {})

    def _solution(self) -> Json:
        shown: Json = {"correct_option_ids": list(self.correct)}
        if len(self.correct) == 1:
            shown["correct_option_id"] = self.correct[0]
        if self.explanation:
            shown |= {"explanation": self.explanation, "explanation_entities": self.explanation_entities}
        return shown
