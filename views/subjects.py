"""Whose report a card is about, where it is not the person's own."""

from typing import Protocol

from models.open_dates import Reporter
from views.screen import said


class About(Protocol):
    """A card's content, or whoever acts: it knows whom it is about."""

    @property
    def subject(self) -> Reporter:
        """The member."""
        ...

    @property
    def for_colleague(self) -> bool:
        """Whether that is somebody else than the reader."""
        ...


def for_whom(about: About) -> list[str]:
    """Say whose report it is, where it is not the reader's own."""
    if not about.for_colleague:
        return []
    return [f"Untuk: <b>{said(about.subject.name)}</b>, {said(about.subject.unit_name)}"]


def colleague_id(about: About) -> int | None:
    """Give the member for a button to carry, where it is not the reader themselves."""
    return about.subject.member_id if about.for_colleague else None
