"""Which rows of an old spreadsheet are new, which are there already, and which would count something twice."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from models.errors import LaporError
from models.import_people import PeopleOfSheet
from models.import_units import UnitsOfSheet
from models.indicators import Question
from models.report_sheets import UNIT, Problem, Progress, SheetReport, column_of
from models.told_before import PlaceDay, Told, ToldBefore


@dataclass(eq=False)
class AlreadyOtherwise(LaporError):
    """There is a report of the date already, and it tells something else: `told` and `stored`, in words."""

    told: str
    stored: str
    imported: bool


@dataclass(eq=False)
class CountedAlready(LaporError):
    """The unit's officers have reported for the date, and the row tells of the whole unit; or the other way round."""

    officers: bool


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is to become a report, with its unit and its member."""

    report: SheetReport
    unit_id: int
    member_id: int
    expected: bool


@dataclass(slots=True)
class SortedRows:
    """The rows by what is to become of them."""

    new: list[NewRow] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Beside:
    """What the rows are held against: the units and people of the agency, and what they have told before."""

    units: UnitsOfSheet
    people: PeopleOfSheet
    told: ToldBefore
    questions: Sequence[Question]


def sort_rows(reports: Sequence[SheetReport], beside: Beside, progress: Progress) -> SortedRows:
    """Sort the rows; units and people that are new are made. `progress` is told of each row that is not new."""
    done = SortedRows()
    placed = list(_placed(reports, beside.units, done))
    rows = Counter((unit_id, report.day) for report, unit_id in placed)
    for report, unit_id in placed:
        _sort(report, unit_id, rows[unit_id, report.day], beside, done)
    progress(len(reports) - len(done.new))
    return done


def _placed(reports: Sequence[SheetReport], units: UnitsOfSheet, done: SortedRows) -> Iterator[tuple[SheetReport, int]]:
    """The rows with their unit."""
    for report in reports:
        try:
            yield report, units.find(report.unit)
        except LaporError as error:
            done.problems.append(Problem(report.row_number, UNIT, error))


def _sort(report: SheetReport, unit_id: int, rows: int, beside: Beside, done: SortedRows) -> None:
    """Say what is to become of a row; `rows` is how many the file has of its unit and date."""
    place, told = (unit_id, report.day), beside.told
    known = beside.people.known(unit_id, report.officer, report.day)
    before = next((found for who in known if (found := told.reports.get((who.member_id, report.day)))), None)
    if before.led == report.led if before else told.is_whole(place, rows):
        done.unchanged += 1
    elif problem := _problem(report, place, before, beside):
        done.problems.append(Problem(report.row_number, UNIT, problem))
    else:
        who = known[0] if known else beside.people.make(unit_id, report.officer)
        done.new.append(NewRow(report, unit_id, who.member_id, who.expected))


def _problem(report: SheetReport, place: PlaceDay, before: Told | None, beside: Beside) -> LaporError | None:
    if before:
        told, stored = _words(beside.questions, report.led), _words(beside.questions, before.led)
        return AlreadyOtherwise(told, stored, before.imported)
    itself = {who.member_id for who in beside.people.known(place[0], "", report.day)}
    there = set(beside.told.members(place))
    if report.officer:
        return CountedAlready(officers=False) if there & itself else None
    return CountedAlready(officers=True) if there - itself else None


def _words(questions: Sequence[Question], led: Sequence[int | None]) -> str:
    pairs = zip(questions, led, strict=True)
    return ", ".join(f"{column_of(question)} {'—' if count is None else count}" for question, count in pairs)
