"""What a transaction has asked once it need not ask again: settings that no rule changes and asks for in one go."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")


def known(session: Session, what: Hashable, ask: Callable[[], T]) -> T:
    """Give what was asked in this transaction before, or ask now. A session has one (models/database.py)."""
    if what not in session.info:
        session.info[what] = ask()
    answer: T = session.info[what]
    return answer


def forget(session: Session, what: Hashable) -> None:
    """Ask again from now on: this transaction has changed it."""
    session.info.pop(what, None)
