"""The views that other programs read: the same totals as our own recaps, and no person in them."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from models.database import Database
from models.migrate import migrate
from models.periods import Period
from models.recap import recap
from models.schema import Member
from models.statistics_views import NAMES, drop_views
from tests.clock.roster import MONDAY, NIHIL, Roster

NOW = datetime(2025, 9, 15, 14, tzinfo=UTC)


def rows(session: Session, query: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in session.execute(text(query))]


@pytest.fixture
def reported(roster: Roster) -> Roster:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.member("Budi", "BAKAMLA/AMBON", province=81)
    roster.report("Ani", led=(3, 1, 2, 0))
    roster.report("Budi", led=NIHIL)
    return roster


def test_activities_add_up_to_the_recap(reported: Roster) -> None:
    query = "SELECT indicator, sum(led) FROM stat_activities WHERE report_date = '2025-09-15' GROUP BY indicator"
    found = {str(key): int(str(led)) for key, led in reported.database.read_now(rows, query)}
    told = reported.database.read_now(recap, Period.day(MONDAY), None, NOW)
    assert found == {question.key: told.total.led[place] for place, question in enumerate(told.questions)}
    assert sum(found.values()) == 6


def test_reports_tell_who_was_late_and_nil_by_unit(reported: Roster) -> None:
    query = "SELECT unit_code, province, reports, reported, on_time, late, nil FROM stat_reports ORDER BY unit_code"
    assert reported.database.read_now(rows, query) == [("AMBON", 81, 1, 1, 1, 0, 1), ("BATAM", 31, 1, 1, 1, 0, 0)]


def test_no_view_has_a_column_that_tells_of_a_person(database: Database) -> None:
    def columns(session: Session) -> set[str]:
        inspector = inspect(session.connection())
        return {column["name"] for name in NAMES for column in inspector.get_columns(name)}

    personal = {column.name for column in Member.__table__.columns} - {"name"}
    assert not database.read_now(columns) & (personal | {"member_id", "author_id", "name", "note", "text", "place"})


def test_the_operations_view_counts_the_last_day(database: Database) -> None:
    insert = (
        "INSERT INTO operation (id, name, first_day, days, version, created_at)"
        " VALUES (1, 'Patroli Bersama', '2025-07-28', 55, 1, '2025-07-01 00:00:00+00:00')"
    )
    database.write_now(lambda session: session.execute(text(insert)))
    ((last_day,),) = database.read_now(rows, "SELECT planned_last_day FROM stat_operations")
    assert str(last_day) == date(2025, 9, 20).isoformat()


def test_views_that_were_dropped_come_back_and_nobody_writes_through_them(database: Database) -> None:
    database.write_now(lambda session: drop_views(session.connection()))
    migrate(database)
    migrate(database)
    assert database.read_now(rows, "SELECT count(*) FROM stat_targets") == [(0,)]
    with pytest.raises(DatabaseError):
        database.write_now(lambda session: session.execute(text("UPDATE stat_activities SET led = 0")))


EXAMPLES = re.findall(
    r"```sql\n(SELECT.*?)```", (Path(__file__).parents[2] / "docs" / "data.md").read_text(), re.DOTALL
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_documented_query_gives_rows(reported: Roster, example: str) -> None:
    if reported.database.is_sqlite:
        example = example.replace("date_trunc('month', report_date)", "strftime('%Y-%m-01', report_date)")
    example = example.replace("'2025-01-01' AND '2025-06-30'", "'2025-07-01' AND '2025-12-31'")
    target = "INSERT INTO target (id, semester, indicator_id, amount, revision) VALUES (1, '2025-07-01', 1, 100, 1)"
    reported.database.write_now(lambda session: session.execute(text(target)))
    assert reported.database.read_now(rows, example)


def test_the_documentation_names_every_view() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "data.md").read_text()
    assert [name for name in NAMES if f"| `{name}` |" not in documented] == []
    assert len(EXAMPLES) == 4
