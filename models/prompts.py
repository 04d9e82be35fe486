"""Open prompts: what somebody was asked to answer in words outside of the form, kept as a row through restarts.

A person has at most one; asking anew takes the place of what was asked before. Whoever opens or taps a form is
answering that form again: `models.drafts` closes the prompt then.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from models.activity_asking import stop_asking
from models.insertion import insert_new
from models.permissions import Person
from models.schema import Prompt


class PromptKind(enum.StrEnum):
    """What can be asked: the value is stored."""

    #: The first and the last day of an absence.
    ABSENCE_DAYS = "absence_days"
    #: The last day of an absence that is to end earlier.
    ABSENCE_END = "absence_end"
    #: The last day on another clock.
    ZONE_UNTIL = "zone_until"
    #: The hour of a group's posts.
    POST_HOUR = "post_hour"
    #: An hour of the day.
    HOUR = "hour"
    #: Days without duty.
    REST = "rest"
    #: The target of an indicator in a semester.
    TARGET = "target"
    #: The words of a broadcast.
    BROADCAST = "broadcast"
    #: Figures that somebody published, with their source.
    OPENING_BALANCE = "opening_balance"
    #: What member is looked for.
    MEMBER_WORDS = "member_words"
    #: A member's right name, or rank.
    MEMBER_NAME = "member_name"
    MEMBER_RANK = "member_rank"
    #: From which day something of a member changes, or until when they live by another clock.
    MEMBER_DAY = "member_day"
    #: An operation that is being written.
    OPERATION = "operation"
    #: The open question of an enforcement event's form.
    ENFORCEMENT = "enforcement"
    #: What an agency or unit is called, or from which day something of it changes.
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """What was asked: `payload` holds, as JSON can, whatever the answer needs to be understood."""

    member_id: int
    kind: PromptKind
    payload: Mapping[str, Any]
    #: Rises with every question; the button of an older one means nothing any more.
    version: int
    #: The message that asks, or whose card of the same task was shown last.
    card_message_id: int | None


def ask(session: Session, person: Person, kind: PromptKind, payload: Mapping[str, Any], now: datetime) -> OpenPrompt:
    """Ask something; what was asked before is no longer open."""
    stop_asking(session, person.member_id)
    row = {
        "member_id": person.member_id,
        "kind": kind,
        "payload": {},
        "is_open": False,
        "version": 0,
        "created_at": now,
    }
    insert_new(session, Prompt, [row])
    prompt = session.get_one(Prompt, person.member_id, with_for_update=True)
    prompt.kind, prompt.payload, prompt.is_open = kind, dict(payload), True
    prompt.version, prompt.created_at = prompt.version + 1, now
    session.flush()
    return _open(prompt)


def open_prompt(session: Session, person: Person) -> OpenPrompt | None:
    """Give what the person was asked and has not answered, if anything."""
    prompt = session.get(Prompt, person.member_id, with_for_update=True)
    return _open(prompt) if prompt and prompt.is_open else None


def close(session: Session, person: Person) -> bool:
    """Ask no longer, neither this nor for an activity's detail, and forget the payload; tell whether this was open."""
    stop_asking(session, person.member_id)
    closed = (
        update(Prompt)
        .where(Prompt.member_id == person.member_id, Prompt.is_open)
        .values(is_open=False, payload={})
        .returning(Prompt.member_id)
    )
    return session.scalar(closed) is not None


def prompt_card_shown(session: Session, member_id: int, version: int, message_id: int) -> None:
    """Remember which message carries the card; a later question has its own."""
    prompt = session.get(Prompt, member_id)
    if prompt is not None and prompt.version == version:
        prompt.card_message_id = message_id


def _open(prompt: Prompt) -> OpenPrompt:
    return OpenPrompt(prompt.member_id, PromptKind(prompt.kind), prompt.payload, prompt.version, prompt.card_message_id)
