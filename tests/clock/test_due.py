"""What is due at which moment: on each clock, around midnight, after a stop, and under changed hours."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.provinces import Zone
from models.schedule import Schedule, moment
from scheduler.due import (
    Kind,
    Window,
    missing_list_window,
    open_missing_lists,
    open_reminders,
    reminder_windows,
)
from scheduler.post_windows import RHYTHMS, open_posts, period_of, post_window

NORMAL = Schedule()
MONDAY, TUESDAY = date(2025, 9, 15), date(2025, 9, 16)
MINUTE = timedelta(minutes=1)

zones = st.sampled_from(Zone)
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(2024, 1, 2), datetime(2030, 12, 30), timezones=st.just(Zone.WIB.tz))  # noqa: DTZ001
hours = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
schedules = st.lists(hours, min_size=4, max_size=4, unique=True).map(lambda four: in_order(*sorted(four)))


def in_order(invitation: time, nudge: time, warning: time, deadline: time) -> Schedule:
    return Schedule(invitation, nudge, warning, deadline)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def daily(now: datetime) -> list[date]:
    return [window.day for window in open_posts(NORMAL, now) if window.kind == Kind.DAILY_POST]


def named(windows: list[Window]) -> list[tuple[Kind, date]]:
    return [(window.kind, window.day) for window in windows]


@pytest.mark.parametrize(
    ("now", "wib", "wita", "wit"),
    [
        ("2025-09-15T12:59:59+07:00", None, None, None),
        ("2025-09-15T13:00:00+07:00", None, None, Kind.INVITATION),
        ("2025-09-15T14:00:00+07:00", None, Kind.INVITATION, Kind.INVITATION),
        ("2025-09-15T15:00:00+07:00", Kind.INVITATION, Kind.INVITATION, Kind.INVITATION),
        ("2025-09-15T16:00:00+07:00", Kind.INVITATION, Kind.INVITATION, Kind.NUDGE),
        ("2025-09-15T17:30:00+07:00", Kind.INVITATION, Kind.NUDGE, Kind.WARNING),
        ("2025-09-15T18:00:00+07:00", Kind.NUDGE, Kind.NUDGE, None),
        ("2025-09-15T18:30:00+07:00", Kind.NUDGE, Kind.WARNING, None),
        ("2025-09-15T19:30:00+07:00", Kind.WARNING, None, None),
        ("2025-09-15T19:59:59.999999+07:00", Kind.WARNING, None, None),
        ("2025-09-15T20:00:00+07:00", None, None, None),
        ("2025-09-15T22:00:00+07:00", None, None, None),  # midnight WIT
        ("2025-09-16T00:00:00+07:00", None, None, None),
    ],
)
def test_each_clock_has_its_own_reminder(now: str, wib: Kind | None, wita: Kind | None, wit: Kind | None) -> None:
    due = [[kind for kind, _ in named(open_reminders(NORMAL, zone, at(now)))] for zone in Zone]
    assert due == [[kind] if kind else [] for kind in (wib, wita, wit)]


@pytest.mark.parametrize(
    ("now", "lists", "posts"),
    [
        ("2025-09-15T20:04:59+07:00", [], [date(2025, 9, 14)]),
        ("2025-09-15T20:05:00+07:00", [MONDAY], [date(2025, 9, 14)]),
        ("2025-09-15T21:00:00+07:00", [MONDAY], [MONDAY]),
        ("2025-09-15T23:59:59+07:00", [MONDAY], [MONDAY]),
        ("2025-09-16T00:00:00+07:00", [MONDAY], [MONDAY]),
        ("2025-09-16T07:04:59+07:00", [MONDAY], [MONDAY]),
        ("2025-09-16T07:05:00+07:00", [], [MONDAY]),
        ("2025-09-16T20:59:59+07:00", [TUESDAY], [MONDAY]),
    ],
)
def test_the_lists_last_over_the_night_and_the_post_until_the_next_one(
    now: str, lists: list[date], posts: list[date]
) -> None:
    assert named(open_missing_lists(NORMAL, {Zone.WIB}, at(now))) == [(Kind.MISSING_LIST, day) for day in lists]
    assert daily(at(now)) == posts


def test_after_three_days_without_the_bot_only_what_still_makes_sense_is_due() -> None:
    stopped, back = at("2025-09-12T14:00:00+07:00"), at("2025-09-15T18:45:00+07:00")
    assert open_reminders(NORMAL, Zone.WIB, stopped) == []
    assert named(open_reminders(NORMAL, Zone.WIB, back)) == [(Kind.NUDGE, MONDAY)]
    assert named(open_posts(NORMAL, back)) == [
        (Kind.DAILY_POST, date(2025, 9, 14)),
        (Kind.WEEKLY_POST, date(2025, 9, 14)),
    ]
    assert open_missing_lists(NORMAL, set(Zone), back) == []


@pytest.mark.parametrize("hour", [time(0, 30), time(4), time(12)])
def test_a_list_comes_on_the_evening_of_the_last_clock(hour: time) -> None:
    everywhere = missing_list_window(NORMAL, set(Zone), MONDAY)
    in_papua = missing_list_window(NORMAL, {Zone.WIT}, MONDAY)
    assert everywhere.opens == at("2025-09-15T20:05:00+07:00")
    assert in_papua.opens == at("2025-09-15T18:05:00+07:00")
    changed = Schedule(missing_list=hour)
    assert missing_list_window(changed, {Zone.WIT, Zone.WITA}, MONDAY).opens == moment(MONDAY, hour, Zone.WITA)


def test_who_coordinates_nobody_yet_is_told_by_the_clock_of_jakarta() -> None:
    assert missing_list_window(NORMAL, set(), MONDAY) == missing_list_window(NORMAL, {Zone.WIB}, MONDAY)


@given(schedules, zones, days)
def test_the_windows_of_a_date_tile_the_time_from_the_invitation_to_the_deadline(
    schedule: Schedule, zone: Zone, day: date
) -> None:
    first, second, third = reminder_windows(schedule, zone, day)
    assert first.opens == moment(day, schedule.invitation, zone)
    assert first.closes == second.opens
    assert second.closes == third.opens
    assert third.closes == schedule.deadline_of(day, zone)


@given(schedules, zones, moments)
def test_never_are_two_reminders_due_on_one_clock(schedule: Schedule, zone: Zone, now: datetime) -> None:
    assert len(open_reminders(schedule, zone, now)) <= 1
    kinds = [window.kind for window in open_posts(schedule, now)]
    assert len(kinds) == len(set(kinds))


@given(schedules, zones, days, st.data())
def test_whatever_lies_in_a_window_is_due_and_nothing_else(
    schedule: Schedule, zone: Zone, day: date, data: st.DataObject
) -> None:
    now = data.draw(st.datetimes(datetime(day.year, day.month, day.day), timezones=st.just(zone.tz)))  # noqa: DTZ001
    now = min(now, moment(day, time(23, 59, 59), zone))
    expected = [window for window in reminder_windows(schedule, zone, day) if window.opens <= now < window.closes]
    assert open_reminders(schedule, zone, now) == expected


@given(zones, moments, st.timedeltas(-timedelta(days=400), timedelta(days=400)))
def test_a_clock_that_jumps_leaves_nothing_behind(zone: Zone, now: datetime, jump: timedelta) -> None:
    before = open_reminders(NORMAL, zone, now)
    open_reminders(NORMAL, zone, now + jump)
    assert open_reminders(NORMAL, zone, now) == before


@given(moments)
def test_there_is_always_exactly_one_daily_post_due(now: datetime) -> None:
    (day,) = daily(now)
    assert post_window(NORMAL, Kind.DAILY_POST, day).is_open(now)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2025-09-15T06:59:59+07:00", []),
        ("2025-09-15T07:00:00+07:00", [(Kind.MORNING_ADDENDUM, date(2025, 9, 14))]),
        (
            "2025-09-15T08:00:00+07:00",
            [(Kind.MORNING_ADDENDUM, date(2025, 9, 14)), (Kind.WEEKLY_POST, date(2025, 9, 14))],
        ),
        ("2025-09-17T08:00:00+07:00", [(Kind.MORNING_ADDENDUM, date(2025, 9, 16))]),
        (
            "2025-10-01T08:00:00+07:00",
            [(Kind.MORNING_ADDENDUM, date(2025, 9, 30)), (Kind.MONTHLY_POST, date(2025, 9, 30))],
        ),
        (
            "2025-07-02T16:00:00+07:00",
            [(Kind.MONTHLY_POST, date(2025, 6, 30)), (Kind.SEMESTER_POST, date(2025, 6, 30))],
        ),
        (
            "2026-01-01T16:00:00+07:00",
            [(Kind.MONTHLY_POST, date(2025, 12, 31)), (Kind.SEMESTER_POST, date(2025, 12, 31))],
        ),
        ("2026-01-05T16:00:00+07:00", [(Kind.SEMESTER_POST, date(2025, 12, 31)), (Kind.WEEKLY_POST, date(2026, 1, 4))]),
    ],
)
def test_the_posts_follow_what_they_tell_of(now: str, due: list[tuple[Kind, date]]) -> None:
    found = [one for one in named(open_posts(NORMAL, at(now))) if one[0] != Kind.DAILY_POST]
    assert sorted(found) == sorted(due)


@given(days, st.sampled_from(sorted(RHYTHMS)))
def test_every_post_has_its_turn_whenever_its_period_ends(day: date, kind: Kind) -> None:
    window = post_window(NORMAL, kind, period_of(kind, day).last)
    assert window in open_posts(NORMAL, window.opens)
    assert window in open_posts(NORMAL, window.closes - MINUTE)
    assert window not in open_posts(NORMAL, window.opens - MINUTE)
    assert window not in open_posts(NORMAL, window.closes)


@given(zones, days)
def test_a_window_opens_at_its_hour_and_is_over_at_its_end(zone: Zone, day: date) -> None:
    for window in (*reminder_windows(NORMAL, zone, day), missing_list_window(NORMAL, {zone}, day)):
        assert not window.is_open(window.opens - MINUTE)
        assert window.is_open(window.opens)
        assert window.is_open(window.closes - MINUTE)
        assert not window.is_open(window.closes)
