"""What a transaction has asked once it need not ask again; the next transaction asks anew."""

from datetime import date, time

from sqlalchemy import event
from sqlalchemy.orm import Session

from models.database import Database
from models.indicators import questions_on
from models.schedule import load_schedule
from models.schema import Indicator, ScheduleSetting

DAY = date(2025, 9, 15)


def ask_twice(session: Session) -> int:
    """Give how many statements it takes to ask for everything, and then again."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    for _ in range(2):
        questions_on(session, DAY)
        load_schedule(session)
    return len(statements)


def test_a_transaction_asks_once(database: Database) -> None:
    assert database.read_now(ask_twice) == 2


def test_the_next_transaction_knows_what_has_changed(database: Database) -> None:
    before = database.read_now(load_schedule), database.read_now(questions_on, DAY)

    def change(session: Session) -> None:
        session.add(ScheduleSetting(key="nudge", hour=time(17)))
        session.get_one(Indicator, 1).maximum = 7

    database.write_now(change)
    assert database.read_now(load_schedule).nudge == time(17) != before[0].nudge
    assert database.read_now(questions_on, DAY)[0].maximum == 7 != before[1][0].maximum
