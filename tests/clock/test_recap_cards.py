"""What stands below a recap's picture: who reported, led and joined apart, earlier periods, targets and their pace."""

from datetime import date
from html import unescape
from re import sub

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from models.indicators import questions_on
from models.period_parts import days_in
from models.periods import Period
from models.recap_pages import Asked, RecapView, recap_page
from models.recap_scope import DESK, RecapScope, scope_of
from models.schema import CoordinationGroup, Role, Unit
from models.targets import Aim, set_target
from scheduler.due import Kind
from scheduler.posts import Asked as AskedPost
from scheduler.posts import tell
from tests.clock.roster import MONDAY, NIHIL, Roster
from views.charts.data_table import TableChart
from views.group_posts import Shown
from views.recap import page_card
from views.screen import Card

SECOND_HALF = Period.semester(2025, 2)
WEEK = Period.week_of(date(2025, 9, 8))
#: The 118th of the 184 days of the semester.
IN_OCTOBER = "2025-10-26T21:00:00+07:00"

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def card_of(
    roster: Roster, period: Period, scope: RecapScope = DESK, *, view: RecapView = RecapView.CHART, page: int = 1
) -> Card:
    """The card as a coordinator sees it now."""
    now = roster.clock.now()
    asked = Asked(period, scope, now, view, page)
    return page_card(roster.database.read_now(recap_page, asked), now=now, today=now.date(), synthetic=False)


def plain(card: Card) -> list[str]:
    """The lines of a card as people read them."""
    return unescape(sub(r"<[^>]*>", "", card.text)).split("\n")


def scopes_of(roster: Roster, unit: str) -> tuple[RecapScope, RecapScope]:
    """An agency and its unit."""

    def work(session: Session) -> tuple[RecapScope, RecapScope]:
        found = session.get_one(Unit, roster.units[unit])
        return scope_of(session, found.agency_id), scope_of(session, found.agency_id, found.id)

    return roster.database.read_now(work)


def aim(roster: Roster, place: int, amount: int, agency_id: int | None = None) -> None:
    """Aim at so much of the indicator at that place in the second half of 2025."""
    indicator_id = roster.database.read_now(questions_on, MONDAY)[place].indicator_id
    roster.database.write_now(set_target, None, Aim(SECOND_HALF, indicator_id, agency_id), amount, roster.clock.now())


@pytest.fixture
def aimed(roster: Roster) -> Roster:
    """Two agencies that led 18 patrols together, and a target of 25 for the desk."""
    roster.member("Budi", "BAKAMLA/BATAM")
    roster.member("Siti", "KKP/TUAL")
    roster.report("Budi", led=(3, 1, 0, 0), joined=(50, 0, 0, 0))
    roster.report("Siti", led=(15, 0, 0, 0))
    aim(roster, 0, 25)
    roster.clock.set(IN_OCTOBER)
    return roster


def test_a_recap_says_how_much_of_the_target_is_reached_and_how_much_of_the_time_is_gone(aimed: Roster) -> None:
    aim(aimed, 1, 10)
    told = plain(card_of(aimed, SECOND_HALF))
    assert "Target Semester II 2025: Patroli 72% · Sambang 10% · waktu berjalan 64,1%" in told


def test_a_month_and_a_day_are_measured_by_the_time_that_was_gone_then(aimed: Roster) -> None:
    september = plain(card_of(aimed, Period.month_of(MONDAY)))
    assert "Target Semester II 2025: Patroli 72% · waktu berjalan 50%" in september
    august = plain(card_of(aimed, Period.month_of(date(2025, 8, 1))))
    assert "Target Semester II 2025: Patroli 0% · waktu berjalan 33,7%" in august
    assert "Target Semester II 2025: Patroli 72% · waktu berjalan 41,8%" in plain(card_of(aimed, Period.day(MONDAY)))


def test_an_agency_is_measured_by_its_own_target_and_a_unit_by_none(aimed: Roster) -> None:
    agency, unit = scopes_of(aimed, "BAKAMLA/BATAM")
    assert not [line for line in plain(card_of(aimed, SECOND_HALF, agency)) if line.startswith("Target")]
    aim(aimed, 0, 4, agency.agency_id)
    assert "Target Semester II 2025: Patroli 75% · waktu berjalan 64,1%" in plain(card_of(aimed, SECOND_HALF, agency))
    assert not [line for line in plain(card_of(aimed, SECOND_HALF, unit)) if line.startswith("Target")]
    assert not [line for line in plain(card_of(aimed, Period.year_of(MONDAY))) if line.startswith("Target")]


def test_what_the_east_has_reported_for_tomorrow_is_not_reached_yet(aimed: Roster) -> None:
    aimed.clock.set("2025-09-15T23:30:00+07:00")
    aimed.report("Siti", date(2025, 9, 16), led=(7, 0, 0, 0))
    told = plain(card_of(aimed, SECOND_HALF))
    assert "Target Semester II 2025: Patroli 72% · waktu berjalan 41,8%" in told
    assert "Patroli: 25 kali · ikut serta 50" in told


def test_the_groups_post_says_it_too_and_changes_with_it(aimed: Roster) -> None:
    aimed.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    aimed.group("Ketua")

    def work(session: Session) -> tuple[str, str]:
        group = session.query(CoordinationGroup).one()
        told = tell(session, AskedPost(Kind.DAILY_POST, group.id, MONDAY, aimed.clock.now()))
        assert told is not None
        return told.card(Shown(aimed.clock.now())).text, told.digest

    words, digest = aimed.database.read_now(work)
    assert "Target Semester II 2025: Patroli 72% · waktu berjalan 41,8%" in words
    aim(aimed, 0, 36)
    words, changed = aimed.database.read_now(work)
    assert "Patroli 50% · waktu berjalan 41,8%" in words
    assert digest != changed


def test_a_week_stands_in_words_beside_the_one_before_and_the_same_a_year_before(roster: Roster) -> None:
    roster.clock.set("2024-01-01T08:00:00+07:00")
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T08:30:00+07:00")
    roster.report_each("Ani", days_in(WEEK), (8, 1, 0, 0), (9, 0, 0, 0))
    roster.report_each("Ani", days_in(WEEK.previous()), (6, 1, 0, 0))
    roster.report_each("Ani", days_in(WEEK.year_before())[:2], (4, 0, 0, 0))
    then = "Patroli 8 · Sambang nihil · Pemeriksaan nihil · Sosialisasi nihil (laporan masuk 100%, saat itu 28,6%)"
    assert plain(card_of(roster, WEEK))[:13] == [
        "Rekap Pekan 8–14 September 2025 · Seluruh K/L",
        "Patroli naik 33,3% dari pekan sebelumnya.",
        "7 dari 7 laporan masuk (100%)",
        "✓ tepat waktu 0 · ◷ terlambat 7 · ∅ nihil 0 · – belum 0",
        "",
        "Patroli: 56 kali · ikut serta 63",
        "Sambang: 7 kunjungan",
        "Pemeriksaan/Pengawasan: nihil",
        "Sosialisasi: nihil",
        "",
        "Pekan sebelumnya: Patroli 42 (+33,3%) · Sambang 7 · Pemeriksaan nihil · Sosialisasi nihil",
        f"Pekan 9–15 September 2024: {then}",
        "",
    ]


def test_who_reported_late_nil_is_away_or_missing_is_counted_apart(roster: Roster) -> None:
    for name in ("Ani", "Budi", "Citra", "Dodi", "Eka"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.excuse("Eka")
    roster.clock.set("2025-09-15T17:00:00+07:00")
    roster.report("Ani", led=(2, 0, 0, 0))
    roster.report("Budi", led=NIHIL)
    roster.clock.set("2025-09-15T20:30:00+07:00")
    roster.report("Citra", led=(1, 0, 0, 0))
    told = plain(card_of(roster, Period.day(MONDAY)))
    assert told[2] == "3 dari 4 laporan masuk (75%)"
    assert told[3] == "✓ tepat waktu 2 · ◷ terlambat 1 · ∅ nihil 1 · – belum 1 · ⌂ izin 1"


def test_a_table_of_many_units_turns_its_pages_and_counts_on(roster: Roster) -> None:
    for number in range(1, 28):
        roster.member(f"Petugas {number}", f"KKP/POS{number:02}")
    agency, _ = scopes_of(roster, "KKP/POS01")
    first = card_of(roster, Period.day(MONDAY), agency, view=RecapView.TABLE)
    second = card_of(roster, Period.day(MONDAY), agency, view=RecapView.TABLE, page=2)
    assert isinstance(first.chart, TableChart)
    assert isinstance(second.chart, TableChart)
    assert (len(first.chart.rows), len(second.chart.rows)) == (20, 7)
    assert (first.chart.first_number, second.chart.first_number) == (1, 21)
    assert "hal. 2 dari 2 ›" in labels(first)
    assert "‹ hal. 1" in labels(second)
    beyond = card_of(roster, Period.day(MONDAY), agency, view=RecapView.TABLE, page=9)
    assert beyond.chart == second.chart


def labels(card: Card) -> list[str]:
    return [button.label for row in card.buttons for button in row]


@pytest.mark.parametrize(
    ("view", "most"), [(RecapView.CHART, 34), (RecapView.TABLE, 34), (RecapView.MISSING, 24)], ids=str
)
def test_a_semester_is_asked_for_in_few_questions(aimed: Roster, view: RecapView, most: int) -> None:
    """However many people and days there are: what is known already is not asked again."""
    asked = Asked(SECOND_HALF, DESK, aimed.clock.now(), view)
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    def work(session: Session) -> None:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", listen)
        recap_page(session, asked)

    aimed.database.read_now(work)
    assert len(said) <= most, "\n".join(said)
    assert sum("JOIN absence" in statement for statement in said) <= 3
    summed = [one for one in said if "sum(unit_day_total.led)" in one]
    assert len(summed) <= 4
