"""What is said after an outage of ours: what was lost, what is to be sent again, and that nobody is late for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.permissions import Person
from models.provinces import Zone
from models.silences import LongSilence
from views.indonesian import clock_time, day_month_weekday, long_moment
from views.payloads import write
from views.report_taps import OpenTap
from views.screen import Button, Card, lines


@dataclass(frozen=True, slots=True)
class OpenDate:
    """A date that still waits for a report, and its deadline, in UTC, where an outage has moved it."""

    day: date
    on_time_until: datetime | None


def silence_card(person: Person, silence: LongSilence, dates: Sequence[OpenDate]) -> Card:
    """Tell who may have written into a long silence to send it again."""
    zone = person.zone
    return Card(
        lines(
            "<b>Maaf, bot tidak dapat dihubungi</b>",
            f"Sejak {long_moment(silence.began, zone)} sampai {long_moment(silence.ended, zone)}.",
            f"Yang Anda tulis sebelum {long_moment(silence.lost_until, zone)} tidak sampai. Mohon kirim lagi.",
            _on_time(dates, zone),
        ),
        tuple((Button(f"Isi laporan {day_month_weekday(one.day)}", write(OpenTap(one.day))),) for one in dates),
    )


def moment_after(day: date, moment: datetime, zone: Zone) -> str:
    """Give a deadline of a date: with its own date where that is another one."""
    local = moment.astimezone(zone.tz).date()
    return clock_time(moment, zone) if local == day else long_moment(moment, zone)


def _on_time(dates: Sequence[OpenDate], zone: Zone) -> str | None:
    until = max((one.on_time_until for one in dates if one.on_time_until), default=None)
    return f"Laporan yang masuk sampai {long_moment(until, zone)} tetap tercatat tepat waktu." if until else None
