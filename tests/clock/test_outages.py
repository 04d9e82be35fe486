"""Our outage is never their lateness: which deadlines move to when, and who is told what."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.outages import Silence, extended, extension
from models.provinces import Zone
from models.schedule import Schedule
from scheduler.due import Kind, missing_list_window, open_reminders, reminder_windows

NORMAL = Schedule()
MONDAY = date(2025, 9, 15)
DAY = "2025-09-15T"


def at(text: str) -> datetime:
    """Give a moment of that Monday, in WIB, by its hour alone; or any moment in full."""
    return datetime.fromisoformat(text if "T" in text else f"{DAY}{text}:00+07:00")


def silence(began: str, ended: str) -> Silence:
    return Silence(at(began), at(ended))


DEADLINE = at("20:00")

moments = st.datetimes(datetime(2025, 9, 13), datetime(2025, 9, 18), timezones=st.just(Zone.WIB.tz))  # noqa: DTZ001
silences = st.lists(st.tuples(moments, moments).map(lambda two: Silence(min(two), max(two))), max_size=4)


@pytest.mark.parametrize(
    ("began", "ended", "until"),
    [
        ("15:00", "16:00", "20:00"),  # long over
        ("18:00", "19:00", "20:00"),  # a whole grace was left
        ("18:30", "19:20", "20:20"),  # of the last hour, twenty minutes were lost
        ("19:30", "19:50", "20:20"),
        ("19:57", "20:00", "21:00"),  # over the deadline: a full grace
        ("19:30", "20:10", "21:10"),
        ("12:00", "21:00", "22:00"),
        ("12:00", "21:30", "2025-09-16T08:00:00+07:00"),  # it would run out at night
        ("12:00", "2025-09-16T03:00:00+07:00", "2025-09-16T08:00:00+07:00"),
        ("12:00", "2025-09-16T06:59:00+07:00", "2025-09-16T08:00:00+07:00"),
        ("12:00", "2025-09-16T07:30:00+07:00", "2025-09-16T08:30:00+07:00"),
        ("2025-09-12T12:00:00+07:00", "2025-09-17T10:00:00+07:00", "2025-09-17T11:00:00+07:00"),
        ("20:01", "23:00", "20:00"),  # after it
    ],
)
def test_an_outage_moves_a_deadline(began: str, ended: str, until: str) -> None:
    assert extended(NORMAL, DEADLINE, Zone.WIB, [silence(began, ended)]) == at(until)


def test_the_night_is_that_of_their_own_clock() -> None:
    deadline = NORMAL.deadline_of(MONDAY, Zone.WIT)
    moved = extended(NORMAL, deadline, Zone.WIT, [silence("17:00", "19:30")])  # 21.30 WIT
    assert moved == datetime.fromisoformat("2025-09-16T08:00:00+09:00")


def test_an_outage_over_the_extended_deadline_moves_it_again() -> None:
    twice = [silence("19:50", "20:10"), silence("21:00", "21:10")]
    assert extended(NORMAL, DEADLINE, Zone.WIB, twice) == at("2025-09-16T08:00:00+07:00")
    assert extended(NORMAL, DEADLINE, Zone.WIB, twice[::-1]) == at("2025-09-16T08:00:00+07:00")


@pytest.mark.parametrize(
    ("several", "until"),
    [
        (("19:10", "19:20", "19:30", "19:40"), "20:20"),
        (("19:50", "20:10", "20:20", "20:30"), "21:20"),  # of the grace after the first, ten minutes were lost
        (("19:50", "20:50", "21:00", "21:30"), "2025-09-16T08:00:00+07:00"),  # it would run out at night
        (("19:50", "23:00", "2025-09-16T07:10:00+07:00", "2025-09-16T07:30:00+07:00"), "2025-09-16T08:20:00+07:00"),
        (("19:50", "20:10", "19:40", "20:05"), "21:10"),  # they overlap
        (("19:00", "23:00", "19:00", "2025-09-16T07:30:00+07:00"), "2025-09-16T08:30:00+07:00"),
    ],
)
def test_what_several_outages_took_is_given_back_once(several: tuple[str, str, str, str], until: str) -> None:
    one, other = silence(*several[:2]), silence(*several[2:])
    assert extended(NORMAL, DEADLINE, Zone.WIB, [one, other]) == at(until)
    assert extended(NORMAL, DEADLINE, Zone.WIB, [other, one]) == at(until)


@given(silences)
def test_no_outage_makes_a_deadline_earlier(several: list[Silence]) -> None:
    assert extended(NORMAL, DEADLINE, Zone.WIB, several) >= DEADLINE


@given(silences)
def test_nobody_has_less_than_a_full_grace_after_an_outage_over_the_deadline(several: list[Silence]) -> None:
    moved = extension(NORMAL, DEADLINE, Zone.WIB, several)
    for one in several:
        if one.began <= DEADLINE <= one.ended:
            assert moved is not None
            assert moved.until - one.ended >= NORMAL.grace


@given(silences)
def test_no_grace_runs_out_at_night(several: list[Silence]) -> None:
    moved = extension(NORMAL, DEADLINE, Zone.WIB, [one for one in several if one.ended >= DEADLINE])
    if moved is not None:
        local = moved.until.astimezone(Zone.WIB.tz).time()
        assert NORMAL.morning_begins < local <= NORMAL.evening_ends


@given(silences, moments)
def test_one_reminder_is_due_for_a_date_whatever_happened(several: list[Silence], now: datetime) -> None:
    due = open_reminders(NORMAL, Zone.WIB, now, several)
    assert len({window.day for window in due}) == len(due)


def test_the_warning_comes_again_and_says_the_new_deadline() -> None:
    *_, warning, anew = reminder_windows(NORMAL, Zone.WIB, MONDAY, [silence("19:40", "20:10")])
    assert (warning.kind, warning.closes) == (Kind.WARNING, DEADLINE)
    assert (anew.kind, anew.opens, anew.closes) == (Kind.WARNING, at("20:10"), at("21:10"))
    assert anew.about


def test_a_warning_that_would_say_the_old_deadline_gives_way() -> None:
    windows = reminder_windows(NORMAL, Zone.WIB, MONDAY, [silence("18:50", "19:15")])
    assert [(window.kind, window.opens, window.closes) for window in windows[2:]] == [
        (Kind.WARNING, at("19:30"), at("20:15"))
    ]


def test_the_list_of_who_is_missing_waits_for_the_new_deadline() -> None:
    window = missing_list_window(NORMAL, {Zone.WIB}, MONDAY, [silence("19:40", "20:10")])
    assert window.opens == at("21:10") + timedelta(minutes=5)
