"""A semester is provisional, then frozen with its figures and their hash; what is corrected later is a difference."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.figures import sha256
from models.freezing import told_semester
from models.indicators import questions_on
from models.periods import Period
from models.recap import SemesterRecap
from models.reports import Revising, report_of, revise_report
from models.schema import Agency, FrozenRecap, Role
from scheduler.due import Kind
from scheduler.letter import Letter
from scheduler.sender import Outgoing
from tests.clock.courier import Courier
from tests.clock.lives import Seconds, outgoing_of
from tests.clock.roster import Roster, answers_of

FIRST_SEMESTER = Period.semester(2025, 1)
LAST_DAY = date(2025, 6, 30)
JUNE = "2025-06-30T19:00:00+07:00"
JULY_1, CLOSED = "2025-07-01T08:00:00+07:00", "2025-07-09T00:00:00+07:00"
GROUP = -1001


@pytest.fixture
def june(roster: Roster) -> Roster:
    """The last day of June: Ani has reported, Budi has not."""
    roster.clock.set("2025-06-30T12:00:00+07:00")
    for name in ("Ani", "Budi"):
        roster.member(name, "BAKAMLA/BATAM")
    roster.member("Ketua", "POLKAM/PUSAT", Role.DESK_COORDINATOR)
    roster.group("Ketua", GROUP)
    roster.clock.set(JUNE)
    roster.report("Ani", LAST_DAY, led=(4, 0, 2, 0))
    return roster


async def at(roster: Roster, outgoing: Outgoing, moment: str) -> None:
    roster.clock.set(moment)
    await outgoing.tick()


def semester_letters(courier: Courier) -> list[Letter]:
    return [one for one in courier.delivered if one.edition and one.edition.kind == Kind.SEMESTER_POST]


def frozen(roster: Roster) -> FrozenRecap | None:
    return roster.database.read_now(lambda session: session.get(FrozenRecap, FIRST_SEMESTER.code))


def told(roster: Roster, agency_id: int | None = None) -> SemesterRecap:
    return roster.database.read_now(told_semester, FIRST_SEMESTER, agency_id, roster.clock.now())


def correct(roster: Roster, name: str, led: Sequence[int], joined: Sequence[int] = (0, 0, 0, 0)) -> None:
    """Let somebody correct their report of the last day of June, as after a reopening."""

    def work(session: Session) -> None:
        report = report_of(session, roster.members[name], LAST_DAY)
        assert report is not None
        questions = questions_on(session, LAST_DAY)
        revising = Revising(report.author_id, answers_of(questions, led, joined), None, "salah hitung")
        revise_report(session, report, revising, questions, roster.clock.now())

    roster.database.write_now(work)


def agency(roster: Roster, code: str) -> int:
    return roster.database.read_now(lambda session: session.scalars(select(Agency.id).where(Agency.code == code)).one())


async def test_the_first_of_july_says_provisional(june: Roster, courier: Courier, outgoing: Outgoing) -> None:
    await at(june, outgoing, JULY_1)
    (post,) = semester_letters(courier)
    assert "Semester I Tahun 2025" in post.card.text
    assert "Angka sementara" in post.card.text
    assert getattr(post.card.chart, "provisional", None) is True


async def test_it_is_frozen_when_nobody_can_correct_it_any_more(
    june: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await at(june, outgoing, JULY_1)
    await at(june, outgoing, "2025-07-08T23:59:59+07:00")
    assert frozen(june) is None
    assert told(june).provisional
    await at(june, outgoing, CLOSED)
    await at(june, outgoing, "2025-07-09T00:00:30+07:00")
    row = frozen(june)
    assert row is not None
    assert row.sha256 == sha256(row.figures)
    assert row.figures["total"]["led"]["patrol"] == 4
    final = semester_letters(courier)[-1]
    assert final.edits is not None
    assert "Angka final</b> per 9 Juli 2025" in final.card.text
    assert row.sha256[:12] in final.card.text
    assert f"pemutakhiran {row.revision}," in final.card.text
    assert getattr(final.card.chart, "provisional", None) is False


async def test_what_is_corrected_later_is_told_as_a_difference(
    june: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await at(june, outgoing, JULY_1)
    await at(june, outgoing, CLOSED)
    await at(june, outgoing, "2025-07-09T00:01:00+07:00")
    before = frozen(june)
    june.clock.set("2025-08-01T10:00:00+07:00")
    correct(june, "Ani", (1, 0, 2, 0))
    june.report("Budi", LAST_DAY, led=(0, 0, 0, 2))
    await outgoing.tick()
    await at(june, outgoing, "2025-08-01T10:01:00+07:00")
    corrected = semester_letters(courier)[-1]
    assert "Koreksi setelah final: Patroli −3 · Sosialisasi +2 · Laporan +1" in corrected.card.text
    assert before is not None
    assert frozen(june).sha256 == before.sha256  # type: ignore[union-attr]
    assert told(june).closing.changes[0].difference == -3  # type: ignore[union-attr]


async def test_what_was_joined_is_shown_and_so_its_correction_is_told_too(
    june: Roster, courier: Courier, outgoing: Outgoing
) -> None:
    await at(june, outgoing, JULY_1)
    await at(june, outgoing, CLOSED)
    await at(june, outgoing, "2025-07-09T00:01:00+07:00")
    correct(june, "Ani", (4, 0, 2, 0), joined=(0, 3, 0, 0))
    await outgoing.tick()
    await at(june, outgoing, "2025-07-09T00:02:00+07:00")
    corrected = semester_letters(courier)[-1].card.text
    assert "Sambang: <b>nihil</b> · ikut serta 3" in corrected
    assert "Koreksi ikut serta setelah final: Sambang +3" in corrected


async def test_an_agency_is_held_against_its_own_line(june: Roster, outgoing: Outgoing) -> None:
    await at(june, outgoing, CLOSED)
    correct(june, "Ani", (5, 0, 2, 0))
    assert [change.key for change in told(june, agency(june, "BAKAMLA")).closing.changes] == ["patrol"]  # type: ignore[union-attr]
    assert told(june, agency(june, "POLKAM")).closing.changes == ()  # type: ignore[union-attr]


async def test_it_is_frozen_once_by_whoever_comes_first(
    june: Roster, courier: Courier, outgoing: Outgoing, seconds: Seconds
) -> None:
    await at(june, outgoing, CLOSED)
    first = frozen(june)
    june.clock.set("2025-07-10T00:00:00+07:00")
    correct(june, "Ani", (9, 9, 9, 9))
    await outgoing_of(june, courier, "elsewhere", seconds).plan()
    assert first is not None
    assert frozen(june).sha256 == first.sha256  # type: ignore[union-attr]


async def test_a_bot_that_comes_long_after_freezes_nothing(june: Roster, outgoing: Outgoing) -> None:
    await at(june, outgoing, "2025-08-09T00:00:00+07:00")
    assert frozen(june) is None
    assert not told(june).provisional
