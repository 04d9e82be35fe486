"""The words that all files share: titles, headings of columns."""

import re
from datetime import date

from babel.dates import format_date

from models.exports import Export
from models.provinces import Zone
from views.charts.data import WHOLE_DESK
from views.closing import closing_lines, joined_corrected
from views.indonesian import LOCALE, clock_time, long_date, period_name

#: What Telegram reads as markup in the lines that cards and files share.
_TAGS = re.compile(r"</?(?:b|i|code)>")
SYNTHETIC = "Data sintetis, bukan laporan nyata."


def scope_name(export: Export) -> str:
    """Give the name of the desk, the agency or the unit that a file tells about."""
    return export.recap.scope_name or WHOLE_DESK


def title_lines(export: Export, about: str) -> tuple[str, str, str]:
    """Give the three lines above a table: what it is, of whom and when, and how it came about."""
    return (
        f"Rekap laporan harian {about}",
        f"{scope_name(export)} · {period_name(export.period)}",
        " · ".join(filter(None, (made(export), *standing(export), SYNTHETIC if export.synthetic else None))),
    )


def made(export: Export) -> str:
    """Say when a file was made, on Jakarta's clock."""
    day = long_date(export.made_at.astimezone(Zone.WIB.tz).date())
    return f"Dibuat {day}, {clock_time(export.made_at, Zone.WIB)}"


def standing(export: Export) -> tuple[str, ...]:
    """Say that the figures will change, as what they were frozen, and what was corrected since; a sentence for each."""
    if not export.recap.counts_people:
        return ("Angka sementara: kehadiran dihitung setelah hari pertama berakhir.",)
    if export.is_running:
        return (f"Angka sementara: kehadiran dihitung sampai {long_date(export.recap.counted_until)}.",)
    if export.semester is None:
        return ()
    told = (*closing_lines(export.semester), *joined_corrected(export.semester))
    return tuple(f"{_TAGS.sub('', line).rstrip('.')}." for line in told)


def indicator_titles(export: Export) -> tuple[str, ...]:
    """Give the headings of what was led."""
    return tuple(question.label for question in export.questions)


def joined_titles(export: Export) -> tuple[str, ...]:
    """Give the headings of what was joined."""
    return tuple(f"Ikut serta: {question.label}" for question in export.questions)


def weekday(day: date) -> str:
    """Give the name of the day: `Kamis`."""
    return format_date(day, "EEEE", locale=LOCALE)
