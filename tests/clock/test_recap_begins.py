"""A period on its first day, and one still to come: nobody is late, missing or unexpected; and how much is said."""

from datetime import date, timedelta

import pytest

from models.exports import collect
from models.indicators import questions_on
from models.period_parts import days_in
from models.periods import Period
from models.permissions import Place
from models.recap_pages import Asked, RecapView, recap_page
from models.recap_scope import DESK
from models.targets import Aim, set_target
from tests.clock.roster import MONDAY, Roster
from tests.clock.test_recap_cards import SECOND_HALF, card_of, plain, scopes_of
from views.charts.data import SemesterChart
from views.charts.data_table import TableChart
from views.files.contents import written_report
from views.recap import page_card

FIRST_DAY = "kehadiran dihitung setelah hari pertama berakhir."

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_on_its_first_day_a_week_says_from_when_people_count(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.report_each("Ani", [MONDAY], (3, 0, 0, 0))
    told = plain(card_of(roster, Period.week_of(MONDAY)))
    assert told[2:4] == [f"1 laporan masuk; {FIRST_DAY}", ""]
    table = card_of(roster, Period.week_of(MONDAY), view=RecapView.TABLE).chart
    assert isinstance(table, TableChart)
    assert table.title == "3 patroli"
    now = roster.clock.now()
    export = roster.database.read_now(collect, Period.week_of(MONDAY), Place(), now, synthetic=False)
    assert written_report(export).parts[0].paragraphs[0] == f"1 laporan telah diterima; {FIRST_DAY}"
    assert written_report(export).parts[0].paragraphs[-1] == f"Angka sementara: {FIRST_DAY}"


@pytest.mark.parametrize("period", [Period.day(MONDAY + timedelta(days=9)), Period.month_of(date(2025, 11, 1))])
def test_of_a_period_to_come_nobody_is_missing(roster: Roster, period: Period) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    for view in (RecapView.CHART, RecapView.TABLE, RecapView.MISSING):
        told = plain(card_of(roster, period, view=view))
        assert "Periode ini belum dimulai." in told
        assert "belum 1" not in "".join(told)
        assert "berjalan" not in told[-1]
    asked = Asked(period, DESK, roster.clock.now(), RecapView.MISSING)
    page = roster.database.read_now(recap_page, asked)
    assert (page.missing, page.recap.total.expected) == ((), 0)


def test_a_semester_tells_its_target_and_both_comparisons_and_its_panels_agree_with_its_title(roster: Roster) -> None:
    roster.clock.set("2024-01-01T08:00:00+07:00")
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T08:30:00+07:00")
    begun = Period.between(SECOND_HALF.first, MONDAY)
    much, less = (5_123_456, 4_123_456, 3_123_456, 2_123_456), (4_000_000, 3_200_000, 2_400_000, 1_600_000)
    roster.report_each("Ani", days_in(begun), much, much)
    for earlier in (SECOND_HALF.year_before(), SECOND_HALF.previous()):
        roster.report_each("Ani", days_in(earlier), less)
    for question in roster.database.read_now(questions_on, MONDAY):
        aim = Aim(SECOND_HALF, question.indicator_id)
        roster.database.write_now(set_target, None, aim, 9_000_000, roster.clock.now())
    card = card_of(roster, SECOND_HALF)
    told = plain(card)
    assert any(line.startswith("Target Semester II 2025: ") for line in told)
    assert "\n\n\n" not in card.text
    assert isinstance(card.chart, SemesterChart)
    assert card.chart.changes is not None
    assert f"patroli naik {(card.chart.changes[0] or '')[1:]} dari" in told[1]


def test_a_range_over_new_year_says_both_years_on_its_button(roster: Roster) -> None:
    earlier = card_of(roster, Period.between(date(2024, 9, 16), date(2025, 9, 15))).buttons[0][0]
    assert earlier.label.endswith("17/9/23–15/09/24")


def test_in_a_group_the_table_of_an_agency_is_of_one_agency(roster: Roster) -> None:
    for name, unit in (("Ani", "BAKAMLA/BATAM"), ("Budi", "BAKAMLA/AMBON")):
        roster.member(name, unit)
    roster.report_each("Ani", [MONDAY], (3, 0, 0, 0))
    agency, _ = scopes_of(roster, "BAKAMLA/BATAM")
    now = roster.clock.now()
    page = roster.database.read_now(recap_page, Asked(Period.day(MONDAY), agency, now, RecapView.TABLE, in_group=True))
    chart = page_card(page, now=now, today=MONDAY, synthetic=False).chart
    assert isinstance(chart, TableChart)
    assert (chart.title, chart.row_word) == ("3 patroli, 1 dari 2 laporan masuk", "K/L")
