"""Hours and windows on the command line: listed, set, refused in a sentence, and in the trail."""

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select

from models.database import Database
from models.hours import HoursOutOfOrder
from models.schedule import Schedule, load_schedule
from models.schedule_changes import UnfitSetting, UnknownSetting, list_settings, reset_setting, set_setting
from models.schema import AuditDetail, AuditEvent
from tests.roads.test_settings import here

NOW = datetime(2025, 9, 15, 8, tzinfo=UTC)


def set_to(database: Database, key: str, written: str) -> Schedule:
    database.write_now(set_setting, key, written, NOW)
    return database.read_now(load_schedule)


def test_hours_and_days_are_set_and_taken_back(database: Database) -> None:
    assert set_to(database, "photo_days", "30").photo_days == 30
    assert set_to(database, "photo_days", "60").photo_days == 60
    assert set_to(database, "daily_post", "20:30").daily_post == time(20, 30)
    set_lines = {line.key: line for line in database.read_now(list_settings) if line.value != line.usual}
    assert set_lines.keys() == {"photo_days", "daily_post"}
    assert database.write_now(reset_setting, "photo_days", NOW).value == Schedule().photo_days
    assert database.read_now(load_schedule).photo_days == Schedule().photo_days


@pytest.mark.parametrize(
    ("key", "written", "error"),
    [
        ("fotos", "30", UnknownSetting),
        ("photo_days", "0", UnfitSetting),
        ("photo_days", "3651", UnfitSetting),
        ("photo_days", "20:30", UnfitSetting),
        ("photo_days", "selamanya", UnfitSetting),
        ("daily_post", "25:00", UnfitSetting),
        ("daily_post", "30", UnfitSetting),
        ("deadline", "19:00", HoursOutOfOrder),
        ("morning_begins", "23:00", UnfitSetting),
    ],
)
def test_what_fits_nowhere_is_refused_and_changes_nothing(
    database: Database, key: str, written: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        database.write_now(set_setting, key, written, NOW)
    assert database.read_now(load_schedule) == Schedule()


def test_the_trail_tells_what_was_changed(database: Database) -> None:
    set_to(database, "photo_days", "30")
    set_to(database, "photo_days", "30")
    query = select(AuditDetail.content).join(AuditEvent, AuditEvent.id == AuditDetail.event_id)
    changed = query.where(AuditEvent.action == "setting.changed")
    assert database.read_now(lambda session: session.scalars(changed).all()) == [
        {"key": "photo_days", "before": "180", "after": "30"}
    ]


def test_the_commands_say_what_holds(database_url: str) -> None:
    told = here("setting", "set", "photo_days", "30", DATABASE_URL=database_url)
    assert told.stdout == "photo_days is 30 now; usual is 180.\n"
    (row,) = [
        line for line in here("setting", "list", DATABASE_URL=database_url).stdout.splitlines() if "photo" in line
    ]
    assert "30" in row
    assert "180" in row
    assert here("setting", "reset", "photo_days", DATABASE_URL=database_url).stdout.startswith("photo_days is 180")
    refused = here("setting", "set", "fotos", "1", DATABASE_URL=database_url)
    assert refused.returncode == 1
    assert "Tidak ada pengaturan" in refused.stderr
