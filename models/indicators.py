"""The questions of the form: which indicators are counted on a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.known import known
from models.schema import Indicator


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator as the form asks for it: `measure` is what one of it is called (kali, kunjungan …)."""

    indicator_id: int
    key: str
    label: str
    measure: str
    text: str
    maximum: int


#: The four of release 226/SP/HM.01.02/POLKAM/7/2025; the hard bounds are assumed.
SHIPPED = (
    ("patrol", "Patroli", "kali", "Berapa patroli yang Anda pimpin dan selesai", 99),
    ("community_visit", "Sambang", "kunjungan", "Berapa kunjungan sambang yang Anda pimpin", 199),
    (
        "inspection",
        "Pemeriksaan/Pengawasan",
        "objek",
        "Berapa objek pemeriksaan atau pengawasan yang Anda pimpin",
        999,
    ),
    ("outreach", "Sosialisasi", "kegiatan", "Berapa kegiatan sosialisasi yang Anda pimpin", 99),
)


def questions_on(session: Session, day: date) -> tuple[Question, ...]:
    """Give the indicators that are counted on that date, in the order of the form."""
    return known(session, ("questions", day), lambda: _questions_on(session, day))


def _questions_on(session: Session, day: date) -> tuple[Question, ...]:
    valid = (
        select(Indicator)
        .where(or_(Indicator.first_day.is_(None), Indicator.first_day <= day))
        .where(or_(Indicator.last_day.is_(None), Indicator.last_day >= day))
        .order_by(Indicator.position)
    )
    return tuple(question_from(row) for row in session.scalars(valid))


def question_from(row: Indicator) -> Question:
    """Give an indicator as the form asks for it."""
    return Question(row.id, row.key, row.label, row.measure, row.question, row.maximum)


def ship_indicators(session: Session) -> None:
    """Add the four indicators of the release where they are not there yet."""
    present: Sequence[str] = session.scalars(select(Indicator.key)).all()
    for position, (key, label, measure, question, maximum) in enumerate(SHIPPED, start=1):
        if key not in present:
            session.add(
                Indicator(key=key, label=label, measure=measure, question=question, position=position, maximum=maximum)
            )
    session.flush()
