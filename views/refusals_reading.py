"""What somebody reads whose count, hour, position or period can't be read."""

import re

from models.period_readings import NoSuchNumber, OtherWeekday, TooLongARange
from models.period_words import LeftOver, MoreThanADay, NoDay, NoPeriod, TwoPeriods
from models.periods import FIRST_YEAR, LAST_YEAR, UnknownPeriodCode
from models.positions import FARTHEST_LATITUDE, FARTHEST_LONGITUDE, NotOnEarth, UnreadablePosition
from models.quantities import Fault, TooMany, UnclearCount
from models.written_dates import MONTH_NAMES, NoSuchDay, NoSuchMonth, NoSuchYear
from models.written_times import NoSuchTime, OtherClock, SpanOfTime, UnreadableTime
from views.indonesian import number, short_date
from views.refusing import quoted, sentence

_COUNT = 'Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.'
_COUNTS = {
    Fault.EMPTY: f"Belum ada jumlah yang terbaca. {_COUNT}",
    Fault.DASH: (
        'Terbaca tanda "-", yang dapat berarti nihil atau belum diketahui. '
        'Tulis "nihil" bila tidak ada, atau angkanya, misalnya "3".'
    ),
    Fault.NEGATIVE: 'Terbaca {}, tetapi jumlah tidak bisa kurang dari nol. Tulis misalnya "3" atau "nihil".',
    Fault.RANGE: 'Terbaca rentang {}, tetapi yang dicatat satu jumlah yang pasti. Tulis misalnya "3".',
    Fault.TOO_LONG: 'Terbaca {}, angka yang terlalu panjang untuk sebuah jumlah. Tulis misalnya "12".',
    Fault.FRACTION: 'Terbaca {}, tetapi jumlah harus bilangan bulat. Tulis misalnya "2" atau "1.152".',
    Fault.SEVERAL: 'Terbaca beberapa angka dalam {}, tetapi yang dicatat satu jumlah saja. Tulis misalnya "3".',
    Fault.OTHER_WORDS: (
        "Terbaca angka {number}, tetapi {} memuat kata atau tanda yang tidak dikenali. "
        'Tulis angkanya saja, misalnya "3".'
    ),
    Fault.UNKNOWN: f"{{}} tidak dikenali sebagai jumlah. {_COUNT}",
}
_DIGITS = re.compile(r"\d+")
_HOUR = "Tulis misalnya 08.30 atau 16.42."
_POSITION = "Tulis misalnya 7°59.449'S 131°16.233'E atau -7.9908, 131.2706."
_DATE = 'Tulis misalnya "24/7/2025" atau "24 Juli 2025".'
_DAY = 'misalnya "kemarin" atau "24/7/2025".'
_PERIOD = 'misalnya "kemarin", "24/7/2025", atau "semester 1 2025".'


@sentence.register
def unclear_count(error: UnclearCount) -> str:
    """Say what is wrong with a written count."""
    digits = _DIGITS.search(error.written)
    return _COUNTS[error.fault].format(quoted(error.written), number=digits[0] if digits else "")


@sentence.register
def too_many(error: TooMany) -> str:
    """Say how much can be noted at once."""
    return (
        f"Terbaca {number(error.count)}, tetapi paling banyak {number(error.maximum)} yang dapat dicatat sekaligus. "
        f'Periksa lagi, lalu tulis misalnya "{number(min(12, error.maximum))}".'
    )


@sentence.register
def unreadable_time(error: UnreadableTime) -> str:
    """Say that no hour was read."""
    if not error.written:
        return f"Belum ada jam yang terbaca. {_HOUR}"
    return f"{quoted(error.written)} tidak dikenali sebagai jam. {_HOUR}"


@sentence.register
def span_of_time(error: SpanOfTime) -> str:
    """Say that one hour was asked for."""
    return f"Terbaca {quoted(error.written)}, tetapi yang dicatat satu jam: jam mulainya. {_HOUR}"


@sentence.register
def no_such_time(error: NoSuchTime) -> str:
    """Say which hours a day has."""
    return f"Terbaca {quoted(error.written)}, tetapi jam hanya dari 00.00 sampai 23.59. {_HOUR}"


@sentence.register
def other_clock(error: OtherClock) -> str:
    """Say by which clocks hours are noted."""
    label = error.zone.label
    return f"Jam dicatat menurut {label}. Tulis jamnya di {label}, misalnya 08.30."


@sentence.register
def unreadable_position(error: UnreadablePosition) -> str:
    """Say that no position was read."""
    if not error.written:
        return f"Belum ada posisi yang terbaca. {_POSITION}"
    return f"{quoted(error.written)} tidak dikenali sebagai posisi. {_POSITION}"


@sentence.register
def not_on_earth(_error: NotOnEarth) -> str:
    """Say how far latitudes and longitudes go."""
    return f"Lintang paling jauh {FARTHEST_LATITUDE}°, bujur paling jauh {FARTHEST_LONGITUDE}°. {_POSITION}"


@sentence.register
def no_such_month(error: NoSuchMonth) -> str:
    """Say how many months there are."""
    return f"Terbaca bulan ke-{error.month}, tetapi bulan hanya 1 sampai 12. {_DATE}"


@sentence.register
def no_such_day(error: NoSuchDay) -> str:
    """Say how many days the month has."""
    month = f"{MONTH_NAMES[error.month - 1]} {error.year}"
    return (
        f"Terbaca tanggal {error.day} {month}, tetapi {month} hanya berisi tanggal 1 sampai {error.days}. "
        f'Tulis misalnya "{error.days}/{error.month}/{error.year}".'
    )


@sentence.register
def no_such_year(error: NoSuchYear) -> str:
    """Say which years can be read."""
    return f"Terbaca tahun {error.year}, tetapi tahun hanya dapat {FIRST_YEAR} sampai {LAST_YEAR}. {_DATE}"


@sentence.register
def other_weekday(error: OtherWeekday) -> str:
    """Say which weekday the date has."""
    day = short_date(error.day)
    return (
        f"Terbaca {day}, tetapi itu hari {_weekday(error.day.weekday())}, bukan {error.weekday.capitalize()}. "
        f'Tulis misalnya "{day}", atau "pekan {day}".'
    )


@sentence.register
def no_such_number(error: NoSuchNumber) -> str:
    """Say how many of its kind a year has."""
    return (
        f"Terbaca {quoted(f'{error.word} {error.written}')}, tetapi {error.word} hanya 1 sampai {error.most}. "
        f'Tulis misalnya "{error.word} {error.most} 2025".'
    )


@sentence.register
def too_long_a_range(error: TooLongARange) -> str:
    """Say how long a range can be."""
    return (
        f"Terbaca {short_date(error.period.first)} sampai {short_date(error.period.last)}, "
        'tetapi rentang paling lama tiga tahun. Tulis misalnya "1/1/2025 - 24/7/2025".'
    )


@sentence.register
def no_period(error: NoPeriod) -> str:
    """Say that nothing of it is a period."""
    return f"{quoted(error.written)} tidak dikenali sebagai tanggal atau masa. Tulis {_PERIOD}"


@sentence.register
def left_over(error: LeftOver) -> str:
    """Say what was read, and what was not."""
    return f"Terbaca {quoted(error.words)}, tetapi {quoted(error.rest)} bukan bagian dari tanggal. Tulis {_PERIOD}"


@sentence.register
def two_periods(error: TwoPeriods) -> str:
    """Say that one period is enough."""
    return f"Terbaca dua masa: {quoted(error.one)} dan {quoted(error.other)}. Tulis satu saja, {_PERIOD}"


@sentence.register
def no_day(error: NoDay) -> str:
    """Say that no date was read."""
    return f"{quoted(error.written)} tidak dikenali sebagai tanggal. Tulis {_DAY}"


@sentence.register
def more_than_a_day(error: MoreThanADay) -> str:
    """Say that one date was asked for."""
    return f"{quoted(error.written)} lebih dari satu hari. Tulis satu tanggal, {_DAY}"


@sentence.register
def unknown_period_code(error: UnknownPeriodCode) -> str:
    """Say how to get a button that works."""
    return f"Tombol ini tidak dikenali ({quoted(error.code)}). Tulis /rekap untuk membuka rekap yang baru."


def _weekday(number_from_monday: int) -> str:
    return ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")[number_from_monday]
