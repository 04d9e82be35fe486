"""The words below a recap's picture: the finding, who reported, what was done, and what it is compared with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.clock import local_date
from models.comparisons import Comparison
from models.indicators import Question
from models.periods import PeriodKind
from models.provinces import Zone
from models.recap import Recap
from models.recap_members import MissingMember
from models.targets import Pace
from views import signs
from views.captions import LONGEST_CAPTION, fitting
from views.charts.findings import against_line
from views.charts.words_table import short_label
from views.indonesian import clock_time, number, percent, period_name
from views.recap_charts import Edition, row_word, scope_name
from views.screen import lines, said

SYNTHETIC = "Data sintetis, bukan laporan nyata."
#: Room for what follows a list of names.
_MOST = LONGEST_CAPTION - 40


@dataclass(frozen=True, slots=True)
class Besides:
    """What a caption tells besides the totals: the finding, earlier periods, and the targets."""

    finding: str | None = None
    comparisons: tuple[Comparison, ...] = ()
    pace: Pace | None = None
    #: What must be said below all.
    remarks: tuple[str, ...] = ()
    #: How a final semester's joined activities were corrected: told where there is room.
    joined_corrected: tuple[str, ...] = ()


NOTHING_BESIDES = Besides()


def caption(recap: Recap, edition: Edition, besides: Besides = NOTHING_BESIDES) -> str:
    """Give the numbers of a recap: the finding, who reported, what was done, and beside what it stands."""
    required = [
        _heading(recap),
        f"<b>{said(besides.finding)}.</b>" if besides.finding else None,
        _punctuality(recap, edition),
        _people(recap),
        _complete(recap),
        "",
        *(_total_line(recap, place, question) for place, question in enumerate(recap.questions)),
    ]
    foot = ["", *_foot(recap, edition), *besides.remarks]
    paced = _shown(required, _paced(besides.pace), foot)  # what stands beside earlier periods leaves room for it
    corrected = _shown([*required, *paced], ["", *besides.joined_corrected], foot)
    compared = _shown([*required, *paced, *corrected], _compared(recap, besides.comparisons), foot)
    return lines(*required, *compared, *paced, *corrected, *foot)


def missing_caption(recap: Recap, missing: Sequence[MissingMember], edition: Edition) -> str:
    """Say who has not reported: for those who may see names."""
    required = [_heading(recap), _punctuality(recap, edition), _people(recap), ""]
    foot = ["", *_foot(recap, edition)]
    told = [_missing_line(recap, one) for one in missing] or ["Semua laporan yang wajib sudah masuk."]
    if not recap.total.expected:
        told = []
    shown = fitting(required, told, foot, _MOST)
    left = len(told) - len(shown)
    rest = f"dan {number(left)} orang lain" if left else None
    return lines(*required, *shown, rest, *foot)


def missing_counts(recap: Recap, edition: Edition) -> str:
    """Say how many reports each agency owes: counted, for everybody to see."""
    owing = sorted((line for line in recap.lines if line.missing > 0), key=lambda line: (-line.missing, line.code))
    counts = " · ".join(f"{said(line.code)} {number(line.missing)}" for line in owing)
    told = f"{signs.MISSING} Belum masuk: {counts}" if owing else "Semua laporan yang wajib sudah masuk."
    known = told if recap.total.expected else None
    people = _people(recap)
    return lines(_heading(recap), _punctuality(recap, edition), people, "", known, "", *_foot(recap, edition))


def pace_line(pace: Pace) -> str:
    """Such as "Target Semester II: Patroli 72% · Sambang 60% · waktu berjalan 64%"."""
    parts = [
        f"{short_label(one.question.label)} {percent(one.share)}" for one in pace.indicators if one.share is not None
    ]
    time = f"waktu berjalan {percent(pace.time_share)}"
    return f"Target {period_name(pace.semester).replace(' Tahun', '')}: {' · '.join([*parts, time])}"


def _heading(recap: Recap) -> str:
    return f"<b>Rekap {period_name(recap.period)}</b> · {said(scope_name(recap))}"


def _shown(before: Sequence[str | None], paragraph: Sequence[str], foot: Sequence[str | None]) -> list[str]:
    """As much of a paragraph as there is room for: it begins with a blank line, which alone is nothing."""
    shown = fitting(before, paragraph, foot, LONGEST_CAPTION)
    return shown if len(shown) > 1 else []


def _punctuality(recap: Recap, edition: Edition) -> str:
    total = recap.total
    if not _has_begun(recap, edition) and not total.reports:
        return "Periode ini belum dimulai."
    if not recap.counts_people:
        came = f"<b>{number(total.reports)}</b> laporan masuk" if total.reports else "Belum ada laporan"
        return f"{came}; kehadiran dihitung setelah hari pertama berakhir."
    if not total.expected and total.reports:  # from an old list, say, which does not tell who had to
        return f"<b>{number(total.reports)}</b> laporan masuk; tidak tercatat siapa yang wajib melapor."
    if not total.expected:
        return "Tidak ada yang bertugas."
    share = percent(total.reported / total.expected)
    return f"<b>{number(total.reported)} dari {number(total.expected)}</b> laporan masuk ({share})"


def _has_begun(recap: Recap, edition: Edition) -> bool:
    """Whether its first day has begun where days begin first."""
    return recap.period.first <= local_date(edition.at, Zone.WIT)


def _people(recap: Recap) -> str | None:
    total = recap.total
    if not recap.counts_people:
        return None
    parts = [f"{signs.REPORTED} tepat waktu {number(total.on_time)}"]
    parts += [f"{signs.LATE} terlambat {number(total.reported - total.on_time)}"]
    parts += [f"{signs.NIL} nihil {number(total.nil)}", f"{signs.MISSING} belum {number(total.missing)}"]
    parts += [f"{signs.ABSENT} izin {number(total.excused)}"] if total.excused else []
    return " · ".join(parts)


def _complete(recap: Recap) -> str | None:
    """How many agencies or units are complete, and how many are not: by number, whoever they are.

    Of a day the finding says it.
    """
    if recap.period.kind == PeriodKind.DAY:
        return None
    due = [line for line in recap.lines if line.expected]
    complete = sum(not line.missing for line in due)
    if len(due) < 2:  # noqa: PLR2004 - of one there is nothing to count
        return None
    whole = f"{number(complete)} dari {number(len(due))} {row_word(recap)}"
    return f"Lengkap: {whole} · belum lengkap: {number(len(due) - complete)}"


def _total_line(recap: Recap, place: int, question: Question) -> str:
    if not recap.total.reports:
        return f"{question.label}: —"
    led, joined = recap.total.led[place], recap.total.joined[place]
    told = f"<b>{number(led)}</b> {question.measure}" if led else "<b>nihil</b>"
    return f"{question.label}: {told}" + (f" · ikut serta {number(joined)}" if joined else "")


def _compared(recap: Recap, comparisons: Iterable[Comparison]) -> list[str]:
    labels = tuple(short_label(question.label) for question in recap.questions)
    told = [against_line(than, labels) for than in comparisons if than.is_known]
    return ["", *told] if told else []


def _paced(pace: Pace | None) -> list[str]:
    return ["", pace_line(pace)] if pace and pace.has_targets else []


def _missing_line(recap: Recap, one: MissingMember) -> str:
    name = " ".join(filter(None, (one.rank, one.name)))
    where = one.agency_code if recap.agency_id is None else one.unit_name if recap.unit_id is None else ""
    days = f"{number(one.days)} hari" if recap.period.kind != PeriodKind.DAY else ""
    return f"{signs.MISSING} {said(' · '.join(filter(None, (name, where, days))))}"


def _foot(recap: Recap, edition: Edition) -> list[str]:
    """Where the figures come from, and that they are invented."""
    runs = recap.period.kind != PeriodKind.DAY and recap.counted_until < recap.period.last
    running = runs and _has_begun(recap, edition)
    until = ", berjalan" if running else ""
    update = f"pemutakhiran {number(edition.revision)}, " if edition.revision else ""
    source = f"<i>Laporan harian Satgas{until} · {update}{clock_time(edition.at, Zone.WIB)}</i>"
    return [source, *([f"<i>{SYNTHETIC}</i>"] if edition.synthetic else [])]
