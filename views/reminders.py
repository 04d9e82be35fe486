"""What the clock sends in private: the invitation to report, the nudge, the warning, and the list of who is missing."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from models.expectations import Missing
from models.own_clocks import Deadline
from models.permissions import Person
from models.provinces import Zone
from views import signs
from views.indonesian import long_date, number
from views.outages import moment_after
from views.payloads import write
from views.report_taps import OpenTap, Way
from views.screen import Button, Card, Rows, lines, said
from views.steering_taps import MissingTap

#: A message holds 4,096 characters; a name with its rank takes about 60.
_MOST_NAMES = 40


def invitation(person: Person, day: date, deadline: Deadline) -> Card:
    """Invite to report, in the afternoon."""
    return Card(
        lines(
            f"<b>Laporan harian</b> · {long_date(day)}",
            f"Selamat sore, {said(person.name)}. Silakan isi laporan Anda.",
            f"Batas waktu: {_hour(day, deadline, person.zone)}.",
        ),
        _open_button(day),
    )


def nudge(person: Person, day: date, deadline: Deadline) -> Card:
    """Remind, in the evening."""
    return Card(
        lines(
            f"<b>Laporan Anda belum masuk</b> · {long_date(day)}",
            f"Masih ada waktu sampai {_hour(day, deadline, person.zone)}.",
        ),
        _open_button(day),
    )


def warning(person: Person, day: date, deadline: Deadline) -> Card:
    """Remind for the last time before the deadline."""
    return Card(
        lines(
            f"<b>Sebentar lagi batas waktu</b> · {long_date(day)}",
            "Bot sempat terganggu, jadi batas waktu Anda diperpanjang." if deadline.is_extended else None,
            f"Laporan setelah {_hour(day, deadline, person.zone)} tercatat terlambat.",
            "Jika tidak ada kegiatan, laporkan nihil.",
        ),
        _open_button(day),
    )


def missing_list(missing: Sequence[Missing], day: date, scope_name: str, agency_id: int) -> Card:
    """Tell a coordinator who has not reported, by unit; the desk gets numbers by agency. It leads on to /belum."""
    head = f"<b>Belum lapor</b> · {long_date(day)} · {said(scope_name)}"
    if not missing:
        return Card(lines(head, f"{signs.REPORTED} Semua yang bertugas sudah melapor."))
    return Card(
        lines(head, f"{number(len(missing))} petugas belum melapor:", "", *_names_by_unit(missing)),
        _list_button(day, agency_id),
    )


def missing_counts(missing: Sequence[Missing], day: date, scope_name: str) -> Card:
    """Tell the desk how many have not reported, by agency."""
    head = f"<b>Belum lapor</b> · {long_date(day)} · {said(scope_name)}"
    if not missing:
        return Card(lines(head, f"{signs.REPORTED} Semua yang bertugas sudah melapor."))
    counts = [(code, sum(1 for _ in those)) for code, those in groupby(missing, key=lambda one: one.agency_code)]
    counts.sort(key=lambda pair: -pair[1])
    return Card(
        lines(
            head,
            f"{number(len(missing))} petugas dari {number(len(counts))} K/L belum melapor:",
            "",
            *(f"{signs.MISSING} {said(code)}: {number(count)}" for code, count in counts),
        ),
        _list_button(day, None),
    )


def _names_by_unit(missing: Sequence[Missing]) -> list[str]:
    told = missing[:_MOST_NAMES]
    rows: list[str] = []
    for unit, those in groupby(told, key=lambda one: one.unit_name):
        rows.append(f"<b>{said(unit)}</b>")
        rows.extend(_name_line(one) for one in those)
    if len(missing) > len(told):
        rows.append(f"… dan {number(len(missing) - len(told))} petugas lagi")
    return rows


def _name_line(one: Missing) -> str:
    reach = " · memblokir bot" if one.blocked else ""
    return f"{signs.MISSING} {said(' '.join(filter(None, (one.rank, one.name))))}{reach}"


def _open_button(day: date) -> Rows:
    nil = Button(f"{signs.NIL} Nihil semua", write(OpenTap(day, Way.NIL)))
    return ((Button("Isi laporan", write(OpenTap(day))),), (nil,))


def _list_button(day: date, agency_id: int | None) -> Rows:
    return ((Button("Lihat dan ingatkan", write(MissingTap(day, agency_id))),),)


def _hour(day: date, deadline: Deadline, zone: Zone) -> str:
    return moment_after(day, deadline.until, zone)
