"""Whatever is forged or damaged reads as nothing, or as an expected error: at least 100 000 in every run.

What goes through the whole way in, on a real database, stands in test_fuzz_intake.py and storm.py.
"""

from collections.abc import Callable, Iterable
from datetime import date
from itertools import islice

import pytest
from sqlalchemy.orm import Session

from models.absence_words import read_days
from models.activity_fields import Field, read_audience, read_words
from models.balance_words import read_publication
from models.database import Database
from models.errors import LaporError
from models.goods import read_kind, read_quantity
from models.indicators import questions_on
from models.invitations import find_invitation
from models.money import read_rupiah
from models.period_words import parse_day, parse_period
from models.positions import read_position
from models.provinces import Zone
from models.quantities import read_count
from models.unit_codes import read_code, unit_with_code
from models.written_reports import read_report
from models.written_times import read_time
from tests.abuse import forging
from tests.abuse.forging import SEED, TIMES
from tests.desk import SetClock
from views import payloads, refusals

#: Each text goes to every reader.
PAYLOADS, TEXTS, LINKS = 97_000 * TIMES, 2_000 * TIMES, 2_000 * TIMES
TODAY = date(2025, 9, 15)
NOW = SetClock("2025-09-15T15:00:00+07:00").now()

READERS: tuple[Callable[[str], object], ...] = (
    read_count,
    read_rupiah,
    read_position,
    read_kind,
    read_quantity,
    read_audience,
    lambda text: read_words(Field.TEXT, text),
    lambda text: read_time(text, Zone.WIB),
    lambda text: read_days(text, TODAY),
    lambda text: read_publication(text, TODAY),
    lambda text: parse_day(text, TODAY),
    lambda text: parse_period(text, TODAY),
)


def test_together_they_are_at_least_a_hundred_thousand() -> None:
    assert PAYLOADS + TEXTS + LINKS >= 100_000


def test_a_payload_that_this_program_can_not_have_written_reads_as_nothing() -> None:
    understood = 0
    for payload in islice(forging.payloads(SEED), PAYLOADS):
        tap = payloads.read(payload)
        if tap is not None:
            understood += 1
            assert payloads.write(tap) == payload, payload
            assert len(payload.encode()) <= payloads.LONGEST, payload
    assert 0 < understood < PAYLOADS // 2  # the forger is no fool, and no insider


def refused_in_a_sentence(reader: Callable[[str], object], text: str) -> None:
    """Read the text; what can't be read is told in a sentence."""
    try:
        reader(text)
    except LaporError as error:
        if not refusals.sentence(error):
            raise AssertionError(text) from error


def test_whatever_is_typed_is_read_or_refused_in_a_sentence(database: Database) -> None:
    questions = database.read_now(questions_on, TODAY)
    readers = (*READERS, lambda text: read_report(text, questions))
    for text in islice(forging.texts(SEED), TEXTS):
        for reader in readers:
            refused_in_a_sentence(reader, text)


@pytest.fixture
def links() -> Iterable[str]:
    return islice(forging.deep_links(SEED), LINKS)


def test_a_deep_link_that_nobody_made_opens_nothing(new_sqlite: Callable[[], str], links: Iterable[str]) -> None:
    def try_all(session: Session) -> set[object]:
        return {opened for link in links for opened in _opened(session, link)}

    database = Database(new_sqlite())
    assert database.read_now(try_all) == {None}
    database.close()


def _opened(session: Session, link: str) -> tuple[object, object]:
    code = read_code(link)
    return find_invitation(session, link, NOW), unit_with_code(session, code) if code else None
