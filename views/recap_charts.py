"""What the pictures of recaps are drawn from: the figures of the models, as the values that charts take."""

from dataclasses import dataclass
from datetime import datetime

from models.comparisons import Against, Comparison, Footing
from models.indicators import Question
from models.periods import PeriodKind
from models.provinces import Zone
from models.recap import MonthTotals, Recap, RecapLine, SemesterRecap
from models.recap_compliance import Compliance, ComplianceLine
from models.recap_days import DayCount
from models.recap_parts import Part, PartedRecap
from views.charts import words_table
from views.charts.data import Chart, DailyChart, SemesterChart
from views.charts.data_heat import ROWS_PER_PAGE as HEAT_ROWS
from views.charts.data_heat import HeatChart, HeatRow
from views.charts.data_period import PeriodChart, Progress, Slot
from views.charts.data_table import ROWS_PER_PAGE as TABLE_ROWS
from views.charts.data_table import TableChart
from views.charts.figures import WHOLE_DESK, AgencyDay, DayCompliance, IndicatorSeries, Totals
from views.charts.findings import caution, finding, signed_share
from views.charts.stamp import Stamp
from views.indonesian import period_name


@dataclass(frozen=True, slots=True)
class Edition:
    """As of when a picture shows the figures, as which update of a post, and whether they are invented."""

    at: datetime
    synthetic: bool
    revision: int = 0

    @property
    def stamp(self) -> Stamp:
        """What stands below the picture, by the clock of Jakarta."""
        return Stamp(self.at.astimezone(Zone.WIB.tz), Zone.WIB.label, self.synthetic, self.revision)


def scope_name(recap: Recap) -> str:
    """Of whom a recap tells."""
    return recap.scope_name or WHOLE_DESK


def row_word(recap: Recap) -> str:
    """What the lines of a recap are."""
    if recap.unit_id is not None:
        return "petugas"
    return "satuan" if recap.agency_id else "K/L"


def main_chart(found: Recap | SemesterRecap, parted: PartedRecap, edition: Edition) -> Chart:
    """Give the picture that tells most of a recap."""
    if isinstance(found, SemesterRecap):
        return semester_chart(found, parted.headline, edition)
    if found.period.kind == PeriodKind.DAY:
        return daily_chart(found, edition)
    return period_chart(found, parted, edition)


def daily_chart(recap: Recap, edition: Edition) -> DailyChart:
    """Give the picture of one date, line by line."""
    stamp = edition.stamp
    return DailyChart(
        day=recap.period.first,
        title_finding=None,
        indicators=series(recap.questions),
        agencies=tuple(row_of(line, len(recap.questions)) for line in recap.lines),
        posted_at=stamp.posted_at,
        zone=stamp.zone,
        synthetic=edition.synthetic,
        scope=scope_name(recap),
        revision=edition.revision,
        period=None if recap.period.kind == PeriodKind.DAY else period_name(recap.period),
    )


def semester_chart(semester: SemesterRecap, headline: Comparison | None, edition: Edition) -> SemesterChart:
    """Give the picture of a semester, month by month; its title tells the headline's change where one holds."""
    recap, stamp = semester.recap, edition.stamp
    return SemesterChart(
        year=recap.period.first.year,
        half=recap.period.number,
        indicators=series(recap.questions),
        months=_months(semester.months),
        previous_year=_months(semester.months_before),
        days=tuple(_day(one) for one in semester.days),
        posted_at=stamp.posted_at,
        zone=stamp.zone,
        synthetic=edition.synthetic,
        scope=scope_name(recap),
        provisional=semester.provisional,
        running_until=semester.running_until,
        title_finding=finding_of(recap, headline),
        caution=caution(headline),
        changes=_changes_by_the_year(headline),
    )


def period_chart(recap: Recap, parted: PartedRecap, edition: Edition) -> PeriodChart:
    """Give the picture of any other period, part by part."""
    return PeriodChart(
        period=recap.period,
        grain=parted.grain,
        indicators=series(recap.questions),
        slots=tuple(_slot(part) for part in parted.parts),
        comparison=parted.headline,
        before=parted.behind,
        stamp=edition.stamp,
        scope=scope_name(recap),
    )


def table_chart(recap: Recap, lines: tuple[RecapLine, ...], word: str, page: int, edition: Edition) -> TableChart:
    """Give one page of a recap's table; `word` is what its rows are."""
    width = len(recap.questions)
    rows = tuple(row_of(line, width) for line in lines)
    first = (page - 1) * TABLE_ROWS
    total = row_of(recap.total, width)
    return TableChart(
        title=words_table.finding(rows, total, series(recap.questions)[0], word),
        period=period_name(recap.period),
        indicators=series(recap.questions),
        rows=rows[first : first + TABLE_ROWS],
        total=total,
        row_word=word,
        stamp=edition.stamp,
        scope=scope_name(recap),
        first_number=first + 1,
        page=page,
        pages=pages_of(len(rows), TABLE_ROWS),
    )


def heat_chart(recap: Recap, compliance: Compliance, word: str, page: int, edition: Edition) -> HeatChart:
    """Give one page of the map of who reported when."""
    first = (page - 1) * HEAT_ROWS
    due = [line for line in compliance.lines if line.expected]
    return HeatChart(
        period=compliance.period,
        grain=compliance.grain,
        parts=compliance.parts,
        rows=tuple(_heat_row(line) for line in compliance.lines[first : first + HEAT_ROWS]),
        whole=_heat_row(compliance.whole),
        row_word=word,
        counted_rows=len(due),
        complete_rows=sum(line.reported >= line.expected for line in due),
        stamp=edition.stamp,
        scope=scope_name(recap),
        page=page,
        pages=pages_of(len(compliance.lines), HEAT_ROWS),
    )


def pages_of(rows: int, per_page: int) -> int:
    """How many pages so many rows fill; one at least."""
    return max(1, -(-rows // per_page))


def finding_of(recap: Recap, headline: Comparison | None) -> str:
    """Give the title of a recap: its rise or fall where one holds, else how much was done."""
    totals: Totals = recap.total.led if recap.total.reports else (None,) * len(recap.questions)
    return finding(recap.period, series(recap.questions), totals, headline)


def series(questions: tuple[Question, ...]) -> tuple[IndicatorSeries, ...]:
    """Give the indicators as charts know them."""
    return tuple(IndicatorSeries(question.key, question.label) for question in questions)


def row_of(line: RecapLine, width: int) -> AgencyDay:
    """Give a line as a row of a chart; without a report nothing is known of its activities."""
    nothing: Totals = (None,) * width
    return AgencyDay(
        code=line.code,
        name=line.name,
        expected=line.expected,
        reported=line.reported,
        on_time=line.on_time,
        nil=line.nil,
        totals=line.led if line.reports else nothing,
    )


def _changes_by_the_year(headline: Comparison | None) -> tuple[str | None, ...] | None:
    """What the title's comparison says of every indicator: the days that are over, so that both tell the same."""
    if headline is None or headline.against != Against.YEAR_BEFORE or headline.footing != Footing.EQUAL:
        return None
    return tuple(signed_share(change) for change in headline.changes())


def _slot(part: Part) -> Slot:
    progress = Progress.OVER if part.over else Progress.RUNNING if part.begun else Progress.AHEAD
    first, last = part.period.first, part.period.last
    return Slot(first, last, part.led, part.before, part.expected, part.reported, progress)


def _heat_row(line: ComplianceLine) -> HeatRow:
    return HeatRow(line.code, line.name, tuple(_day(cell) if cell else None for cell in line.cells))


def _day(count: DayCount) -> DayCompliance:
    return DayCompliance(count.day, count.expected, count.reported)


def _months(months: tuple[MonthTotals, ...]) -> tuple[Totals | None, ...]:
    return tuple(month.led for month in months)
