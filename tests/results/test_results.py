"""Results of a period: events add up to the rupiah, and what was published before stays published."""

from datetime import date

import pytest

from models.enforcement_changes import void
from models.goods import Goods, GoodsKind, Quantity
from models.opening_balances import (
    BalanceFlaw,
    Measure,
    OpeningFigure,
    Publication,
    UnfitBalance,
    balances_of,
    enter,
    take_back,
)
from models.organisation import agency_by_code
from models.periods import Period
from models.permissions import Place
from models.results import Figures
from models.schema import Role
from tests.clock.roster import Roster
from tests.results.release import (
    FIRST_HALF,
    RELEASE,
    RELEASED,
    SECOND_HALF,
    SOURCE,
    TODAY,
    enter_release,
    event,
    person_of,
    results,
)


def agency_of(roster: Roster, name: str) -> Place:
    return Place(agency_id=roster.database.read_now(lambda session: agency_by_code(session, name).id))


def test_events_of_the_period_add_up_by_agency_and_both_sums_of_money_stay_apart(roster: Roster) -> None:
    event(roster, "DJBC/BATAM", date(2025, 7, 1), value=7_000_000_000_001, loss=3, cases=2, suspects=1)
    event(roster, "DJBC/BATAM", TODAY, value=900_000_000_000, cases=1)
    event(roster, "KKP/BIAK", date(2025, 8, 2), loss=5, cases=4, suspects=7)
    event(roster, "KKP/BIAK", date(2025, 6, 30), value=1, cases=100)
    found = results(roster, SECOND_HALF)
    assert found.counted == Figures(3, 7_900_000_000_001, 7, 8, 8, unvalued=1)
    assert [(line.code, line.figures) for line in found.lines] == [
        ("DJBC", Figures(2, 7_900_000_000_001, 3, 1, 3)),
        ("KKP", Figures(1, None, 4, 7, 5, unvalued=1)),
    ]
    assert (found.until, found.carried_on) == (TODAY, ())
    own = results(roster, SECOND_HALF, agency_of(roster, "KKP"))
    assert [(line.code, line.figures.cases) for line in own.lines] == [("BIAK", 4)]
    assert own.scope_name == "Badan KKP"


def test_nothing_is_not_nil(roster: Roster) -> None:
    assert results(roster, SECOND_HALF).is_empty
    event(roster, "KKP/BIAK", TODAY, cases=1)
    counted = results(roster, SECOND_HALF).counted
    assert (counted.goods_value, counted.loss_prevented, counted.suspects) == (None, None, 0)


def test_the_press_release_comes_back_to_the_digit_with_its_source_and_its_time(roster: Roster) -> None:
    enter_release(roster)
    found = results(roster, FIRST_HALF)
    assert found.counted.events == 0
    assert [(one.figure.measure, one.figure.amount, one.total, one.until_now) for one in found.carried_on] == [
        (Measure.GOODS_VALUE, 7_900_000_000_000, 7_900_000_000_000, True),
        (Measure.CASES, 1_152, 1_152, True),
        (Measure.SUSPECTS, 272, 272, True),
        (Measure.LOSS_PREVENTED, 125_900_000_000, 125_900_000_000, False),
    ]
    assert {(one.source, one.as_of) for one in found.carried_on} == {(SOURCE, RELEASED)}
    loss = found.published(Measure.LOSS_PREVENTED)
    assert loss is not None
    assert loss.figure.period == FIRST_HALF


def test_only_events_after_what_was_published_are_added_to_it(roster: Roster) -> None:
    enter_release(roster)
    for day, worth in (
        (date(2025, 6, 30), 1),
        (date(2025, 7, 1), 20),
        (RELEASED, 300),
        (date(2025, 7, 25), 4_000),
        (TODAY, 50_000),
    ):
        event(roster, "DJBC/BATAM", day, value=worth, loss=worth, cases=1, suspects=2)
    found = results(roster, SECOND_HALF)
    carried = {one.figure.measure: (one.added, one.events_after, one.total) for one in found.carried_on}
    assert carried == {
        Measure.GOODS_VALUE: (54_000, 2, 7_900_000_054_000),
        Measure.CASES: (2, 2, 1_154),
        Measure.SUSPECTS: (4, 2, 276),
        Measure.LOSS_PREVENTED: (54_320, 4, 125_900_054_320),
    }
    assert found.counted == Figures(4, 54_320, 4, 8, 54_320)
    first = results(roster, FIRST_HALF)
    assert first.counted.events == 1
    assert all(one.added in (None, 0) and one.total == one.figure.amount for one in first.carried_on)


def test_what_was_published_for_the_desk_is_no_agency_s(roster: Roster) -> None:
    enter_release(roster)
    event(roster, "KKP/BIAK", TODAY, cases=3)
    own = agency_of(roster, "KKP")
    assert results(roster, SECOND_HALF, own).carried_on == ()
    theirs = Publication("Rilis KKP 12/2025", date(2025, 8, 1), (OpeningFigure(Measure.CASES, 40),), own.agency_id)
    roster.database.write_now(enter, None, theirs, roster.clock.now(), today=TODAY)
    (cases,) = results(roster, SECOND_HALF, own).carried_on
    assert (cases.source, cases.total) == ("Rilis KKP 12/2025", 43)
    desk = results(roster, SECOND_HALF).published(Measure.CASES)
    assert desk is not None
    assert desk.total == 1_155


def test_a_period_of_before_says_nothing_of_a_later_release(roster: Roster) -> None:
    enter_release(roster)
    assert results(roster, Period.semester(2024, 2)).is_empty
    assert results(roster, Period.semester(2026, 1), today=date(2026, 3, 1)).carried_on != ()
    assert results(roster, Period.semester(2026, 1)).until is None


def test_the_same_release_stands_once_and_a_corrected_one_takes_its_place(roster: Roster) -> None:
    enter_release(roster)
    enter_release(roster)
    standing = roster.database.read_now(balances_of, None)
    assert [balance.publication for balance in standing] == [RELEASE]
    corrected = Publication(SOURCE, RELEASED, (OpeningFigure(Measure.CASES, 1_153),))
    balance = roster.database.write_now(enter, None, corrected, roster.clock.now(), today=TODAY)
    assert [one.publication for one in roster.database.read_now(balances_of, None)] == [corrected]
    roster.database.write_now(take_back, None, balance.id, roster.clock.now())
    roster.database.write_now(take_back, None, balance.id, roster.clock.now())
    assert results(roster, SECOND_HALF).is_empty


def test_a_balance_that_cannot_be_is_refused(roster: Roster) -> None:
    for publication, flaw in (
        (Publication(" ", RELEASED, RELEASE.figures), BalanceFlaw.NO_SOURCE),
        (Publication("x" * 201, RELEASED, RELEASE.figures), BalanceFlaw.SOURCE_TOO_LONG),
        (Publication("x", RELEASED, ()), BalanceFlaw.NO_FIGURE),
        (Publication("x", date(2025, 9, 16), RELEASE.figures), BalanceFlaw.AHEAD),
        (Publication("x", date(2025, 6, 29), RELEASE.figures), BalanceFlaw.PERIOD_AHEAD),
        (Publication("x", RELEASED, (OpeningFigure(Measure.CASES, -1),)), BalanceFlaw.TOO_MUCH),
    ):
        with pytest.raises(UnfitBalance) as refused:
            roster.database.write_now(enter, None, publication, roster.clock.now(), today=TODAY)
        assert refused.value.flaw == flaw


def test_goods_count_events_and_keep_measures_apart(roster: Roster) -> None:
    def tobacco(thousandths: int, measure: str) -> Goods:
        return Goods(GoodsKind.TOBACCO, Quantity(thousandths, measure))

    event(roster, "DJBC/BATAM", TODAY, goods=(tobacco(2_000_000, "batang"), tobacco(500, "kg")))
    event(roster, "DJBC/BATAM", TODAY, goods=(tobacco(1_000, "batang"), Goods(GoodsKind.WILDLIFE)))
    event(roster, "KKP/BIAK", TODAY, goods=(Goods(GoodsKind.LOBSTER_SEED),))
    found = [(one.kind, one.events, one.quantities) for one in results(roster, SECOND_HALF).goods]
    assert found == [
        (GoodsKind.TOBACCO, 2, (Quantity(2_001_000, "batang"), Quantity(500, "kg"))),
        (GoodsKind.LOBSTER_SEED, 1, ()),
        (GoodsKind.WILDLIFE, 1, ()),
    ]


def test_an_event_that_was_taken_back_counts_nowhere(roster: Roster) -> None:
    roster.member("Rina", "KKP/BIAK", Role.AGENCY_COORDINATOR)
    rina = person_of(roster, "Rina")
    enter_release(roster)
    wrong = event(roster, "KKP/BIAK", TODAY, value=9, cases=5, goods=(Goods(GoodsKind.OTHER),), by=rina)
    roster.database.write_now(void, rina, wrong, "Tercatat dua kali", roster.clock.now())
    found = results(roster, SECOND_HALF)
    assert (found.counted.events, found.goods, found.lines) == (0, (), ())
    assert [one.total for one in found.carried_on] == [one.figure.amount for one in found.carried_on]
