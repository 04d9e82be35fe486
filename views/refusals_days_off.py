"""What somebody reads whose days off, or days on another clock, can't be taken as they were given."""

from datetime import date

from models.absence_words import Fault, UnreadableDays
from models.absences import AwayAlready, BeginsTooEarly, BegunAlready, EndsOutside, EndsTooLate, LastsTooLong
from models.own_clocks import ClockOver, ClockTooLong
from views.indonesian import short_date
from views.refusing import quoted, sentence

_EXAMPLE = 'Tulis misalnya "besok", "17/9/2025", atau "17/9/2025 - 20/9/2025".'
_UNREADABLE = {
    Fault.NO_DATE: f"{{}} tidak dikenali sebagai tanggal. {_EXAMPLE}",
    Fault.WHICH_DAY: f"{{}} tidak jelas hari mana. {_EXAMPLE}",
    Fault.LEFT_OVER: f"{{}} bukan bagian dari tanggal. {_EXAMPLE}",
    Fault.MORE_THAN_ONE: "Yang ditanyakan hanya satu tanggal. Tulis misalnya 20/9/2025.",
}


@sentence.register
def unreadable_days(error: UnreadableDays) -> str:
    """Say what is wrong with written days."""
    return _UNREADABLE[error.fault].format(quoted(error.written))


@sentence.register
def begun_already(error: BegunAlready) -> str:
    """Say that an absence can only end earlier."""
    return f"Izin ini sudah berjalan sejak {short_date(error.since)}. Persingkat saja sampai kemarin."


@sentence.register
def ends_outside(error: EndsOutside) -> str:
    """Say between which days the new last day lies."""
    latest = short_date(error.latest)
    return f"Hari terakhir yang baru harus antara {short_date(error.earliest)} dan {latest}. Tulis misalnya {latest}."


@sentence.register
def begins_too_early(error: BeginsTooEarly) -> str:
    """Say how far back an absence can begin."""
    return (
        f"Terbaca mulai {short_date(error.first)}, tetapi izin dicatat paling jauh {error.days} hari "
        f"ke belakang. Tulis tanggal mulai {short_date(error.earliest)}."
    )


@sentence.register
def ends_too_late(error: EndsTooLate) -> str:
    """Say how far ahead an absence can end."""
    return (
        f"Terbaca sampai {short_date(error.last)}, tetapi izin dicatat paling jauh sampai "
        f"{short_date(error.latest)}. Tulis tanggal sebelum itu."
    )


@sentence.register
def lasts_too_long(error: LastsTooLong) -> str:
    """Say how long one absence can be."""
    first = error.period.first
    last = first.fromordinal(first.toordinal() + error.most - 1)
    return (
        f"Terbaca {error.period.days} hari, tetapi satu izin paling lama {error.most} hari. "
        f'Tulis misalnya "{_in_figures(first)} - {_in_figures(last)}".'
    )


@sentence.register
def away_already(error: AwayAlready) -> str:
    """Say which absence stands in the way."""
    until = "" if error.standing.days == 1 else f" sampai {short_date(error.standing.last)}"
    return (
        f"Sudah ada izin untuk {short_date(error.standing.first)}{until}. "
        "Pilih tanggal lain, atau batalkan dulu izin itu lewat /izin."
    )


@sentence.register
def clock_over(error: ClockOver) -> str:
    """Say that a clock ends today at the earliest."""
    today = short_date(error.today)
    return f"{short_date(error.last_day)} sudah lewat. Tulis tanggal mulai hari ini, misalnya {today}."


@sentence.register
def clock_too_long(error: ClockTooLong) -> str:
    """Say for how long a clock can be set."""
    return (
        f"Zona waktu dapat diubah paling lama {error.most} hari, "
        f"yaitu sampai {short_date(error.latest)}. Tulis tanggal sebelum itu."
    )


def _in_figures(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
