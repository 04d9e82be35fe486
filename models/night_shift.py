"""The night shift: past midnight, who asks for the form without a date may mean the day that has just ended."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.clock import local_date
from models.expectations import is_awaited
from models.open_dates import open_dates
from models.permissions import Person
from models.schedule import load_schedule


@dataclass(frozen=True, slots=True)
class TwoDates:
    """The two dates that somebody can mean in the night."""

    yesterday: date
    today: date


def dates_meant(session: Session, person: Person, now: datetime) -> TwoDates | None:
    """Give the two dates where it is not clear which one is meant: at night, and yesterday's report is awaited."""
    today = local_date(now, person.zone)
    yesterday = today - timedelta(days=1)
    if now.astimezone(person.zone.tz).time() >= load_schedule(session).night_ends:
        return None
    if yesterday not in open_dates(session, person, now) or not is_awaited(session, person.member_id, yesterday):
        return None
    return TwoDates(yesterday, today)
