"""From what is due to rows of the outbox: for each open window, those who are to get the message."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from models.audit_heads import heads_to_tell
from models.clock import local_date
from models.concerned import people_told
from models.consent_asking import consents_to_ask
from models.expectations import in_zone, missing_on
from models.freezing import freeze_what_closed
from models.groups import active_groups
from models.hours import schedule_for, schedules_on
from models.leadership import Duty, try_lead
from models.members import can_be_written_to
from models.outages import known_silences
from models.outbox import Planned, drop_expired, plan
from models.permissions import Concern, told_agency
from models.post_choices import gets, hours_for
from models.provinces import Zone, zone_of
from models.schedule import Schedule, load_schedule
from models.schema import Member, Membership, Outbox, Unit, ZoneOverride
from scheduler.due import Window, open_missing_lists, open_reminders
from scheduler.operation_posts import summaries_due
from scheduler.post_windows import open_posts
from scheduler.silences import silences_told

_EVERY_AGENCY = None


def plan_what_is_due(session: Session, now: datetime) -> int:
    """Write down every message that is due now and was not written down before; give how many are new.

    Where another process is at it just now, it is left to that one.
    """
    if not try_lead(session, Duty.PLANNING):
        return 0
    schedule = load_schedule(session)
    drop_expired(session, now)
    freeze_what_closed(session, now)
    due = [
        *_reminders(session, now),
        *_missing_lists(session, now),
        *silences_told(session, now),
        *_posts(session, schedule, now),
        *summaries_due(session, schedule, now),
        *heads_to_tell(session, schedule, now),
        *consents_to_ask(session, now),
    ]
    return plan(session, due, now)


def _reminders(session: Session, now: datetime) -> list[Planned]:
    return [
        _planned(window, member_id=one.member_id)
        for zone in Zone
        for schedule, whom in schedules_on(session, local_date(now, zone))
        for window in open_reminders(schedule, zone, now, known_silences(session, now))
        for one in missing_on(session, window.day, *_to_remind(zone, window), *([] if whom is None else [whom]))
    ]


def _to_remind(zone: Zone, window: Window) -> tuple[ColumnElement[bool], ...]:
    return in_zone(zone), can_be_written_to(), ~_decided(window)


def _missing_lists(session: Session, now: datetime) -> list[Planned]:
    today = local_date(now, Zone.WIB)
    zones = _zones_by_agency(session, today)
    return [
        _planned(window, member_id=person.member_id)
        for person in people_told(session, Concern.MISSING, now)
        for agency_id in (told_agency(person, Concern.MISSING),)
        for window in open_missing_lists(
            schedule_for(session, agency_id, today), zones[agency_id], now, known_silences(session, now)
        )
    ]


def _posts(session: Session, schedule: Schedule, now: datetime) -> list[Planned]:
    """A group gets those of its posts that became due since it was bound, and nothing from before."""
    return [
        _planned(window, group_id=group.id)
        for group in active_groups(session)
        for window in open_posts(hours_for(group, schedule), now)
        if group.bound_at <= window.opens and gets(group, window.kind)
    ]


def _planned(window: Window, *, member_id: int | None = None, group_id: int | None = None) -> Planned:
    return Planned(
        window.kind,
        window.day,
        window.opens,
        window.closes,
        member_id=member_id,
        group_id=group_id,
        about=window.about,
    )


def _decided(window: Window) -> ColumnElement[bool]:
    occasion = _planned(window).occasion
    return exists().where(Outbox.member_id == Member.id, Outbox.kind == window.kind, Outbox.occasion == occasion)


def _zones_by_agency(session: Session, today: date) -> defaultdict[int | None, set[Zone]]:
    """The clocks by which the people of each agency live yesterday or today; under no agency, those of all."""
    yesterday = today - timedelta(days=1)
    own_clock = and_(
        ZoneOverride.member_id == Membership.member_id,
        ZoneOverride.first_day <= today,
        ZoneOverride.last_day >= yesterday,
    )
    query = (
        select(Membership.agency_id, Unit.province, ZoneOverride.zone)
        .join(Unit, Unit.id == Membership.unit_id)
        .outerjoin(ZoneOverride, own_clock)
        .where(Membership.expected, Membership.first_day <= today)
        .where(or_(Membership.last_day.is_(None), Membership.last_day >= yesterday))
        .distinct()
    )
    zones: defaultdict[int | None, set[Zone]] = defaultdict(set)
    for agency_id, province, label in session.execute(query):
        found = {zone_of(province), Zone(label)} if label else {zone_of(province)}
        zones[agency_id] |= found
        zones[_EVERY_AGENCY] |= found
    return zones
