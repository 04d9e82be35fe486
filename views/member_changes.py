"""Changing a member, step by step: what, from which day, and the question whether it is meant."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from models.managed_members import ManagedMember
from models.organisation import AgencyLine, UnitLine
from models.permissions import Person
from models.provinces import Zone
from models.schema import Role
from views import signs
from views.choosing import agency_rows, unit_rows
from views.indonesian import day_month_weekday, long_date
from views.member_taps import Change, ChangeTap, MemberClockTap, MemberTap, RoleTap, TransferTap
from views.names import full_name
from views.payloads import Tap, write
from views.roles import ROLE_NAMES, role_title
from views.screen import Button, Card, Rows, lines, said

_TITLES = {
    Change.NAME: "Ubah nama",
    Change.RANK: "Ubah pangkat",
    Change.DEACTIVATE: "Nonaktifkan",
    Change.BRING_BACK: "Aktifkan kembali",
    Change.ACCOUNT: "Akun Telegram",
    Change.CUT: "Putus akun Telegram",
    Change.HAND_OVER: "Serahkan peran",
}
_A_WEEK, _A_MONTH = timedelta(days=6), timedelta(days=29)


def choose_agency(member: ManagedMember, agencies: Sequence[AgencyLine]) -> Card:
    """Ask into which agency somebody is transferred."""
    chosen = agency_rows(agencies, lambda agency: TransferTap(member.member_id, agency.id))
    return Card(lines(_head("Pindah satuan", member), "Ke K/L mana?"), (*chosen, _back(member)))


def choose_unit(member: ManagedMember, tap: TransferTap, units: Sequence[UnitLine]) -> Card:
    """Ask into which unit somebody is transferred."""

    def choose(unit: UnitLine) -> TransferTap:
        return TransferTap(member.member_id, tap.agency_id, unit.id)

    def turn(page: int) -> TransferTap:
        return TransferTap(member.member_id, tap.agency_id, page=page)

    now = f"Sekarang: {said(member.spell.unit_name)}."
    chosen = unit_rows(units, tap.page, choose, turn)
    return Card(lines(_head("Pindah satuan", member), now, "Ke satuan mana?"), (*chosen, _back(member)))


def choose_transfer_day(member: ManagedMember, tap: TransferTap, unit: UnitLine) -> Card:
    """Ask from which day somebody is in the other unit; one that opens later offers its own first day."""

    def on(day: date | None, *, typed: bool = False) -> TransferTap:
        return TransferTap(member.member_id, tap.agency_id, tap.unit_id, day=day, typed=typed)

    return Card(
        lines(
            _head("Pindah satuan", member),
            f"{said(member.spell.unit_name)} {signs.CHANGED} {said(unit.name)}",
            "Mulai kapan?" if unit.opens_on is None else f"Dibuka mulai {long_date(unit.opens_on)}. Mulai kapan?",
        ),
        (*_day_rows(member.today, on, unit.opens_on), _back(member)),
    )


def confirm_transfer(member: ManagedMember, tap: TransferTap, unit_name: str) -> Card:
    """Ask whether the transfer is meant, and say what follows from it."""
    assert tap.day is not None  # noqa: S101 - the caller has it
    sure = TransferTap(member.member_id, tap.agency_id, tap.unit_id, day=tap.day, sure=True)
    return Card(
        lines(
            _head("Pindah satuan", member),
            f"{said(member.spell.unit_name)} {signs.CHANGED} {said(unit_name)}",
            f"Mulai {long_date(tap.day)}.",
            "Laporan sebelum tanggal itu tetap di satuan lama.",
            _replaced(member),
        ),
        ((Button("Ya, pindahkan", write(sure)),), _back(member)),
    )


def choose_role(member: ManagedMember, roles: Sequence[Role]) -> Card:
    """Ask for the role."""
    others = [role for role in roles if role != member.spell.role]
    buttons = tuple((Button(role_title(role), write(RoleTap(member.member_id, role))),) for role in others)
    return Card(
        lines(_head("Ubah peran", member), f"Sekarang: {ROLE_NAMES[member.spell.role]}.", "Menjadi apa?"),
        (*buttons, _back(member)),
    )


def confirm_role(member: ManagedMember, role: Role) -> Card:
    """Ask whether the role is meant."""
    return Card(
        lines(
            _head("Ubah peran", member),
            f"{ROLE_NAMES[member.spell.role]} {signs.CHANGED} {ROLE_NAMES[role]}, mulai hari ini.",
            _ROLE_MEANS[role],
        ),
        ((Button("Ya, ubah peran", write(RoleTap(member.member_id, role, sure=True))),), _back(member)),
    )


def choose_day(member: ManagedMember, change: Change) -> Card:
    """Ask from which day somebody leaves, or is back."""

    def on(day: date | None, *, typed: bool = False) -> ChangeTap:
        return ChangeTap(change, member.member_id, day, typed=typed)

    return Card(lines(_head(_TITLES[change], member), "Mulai kapan?"), (*_day_rows(member.today, on), _back(member)))


def confirm_change(person: Person, member: ManagedMember, tap: ChangeTap) -> Card:
    """Ask whether a change is meant, and say what follows from it."""
    sure = ChangeTap(tap.change, member.member_id, tap.day, sure=True)
    since = f"Mulai {long_date(tap.day)}." if tap.day else None
    button = Button(_YES[tap.change], write(sure))
    meaning = _meaning(person, member, tap)
    return Card(
        lines(_head(_TITLES[tap.change], member), since, *meaning), ((button,), *_besides(member, tap), _back(member))
    )


def ask_day(member: ManagedMember, back: Tap) -> Card:
    """Ask for a day that is to be typed."""
    example = f"{member.today + _A_WEEK:%d/%m/%Y}"
    return Card(
        lines(_head("Tanggal mulai", member), f"Tulis tanggalnya, misalnya {example} atau besok."),
        ((Button(signs.BACK, write(back)),),),
    )


def ask_name(member: ManagedMember) -> Card:
    """Ask for the right name."""
    return Card(
        lines(_head(_TITLES[Change.NAME], member), "Tulis nama lengkap yang benar, misalnya: Budi Santoso"),
        (_back(member),),
    )


def ask_rank(member: ManagedMember) -> Card:
    """Ask for the rank."""
    return Card(
        lines(
            _head(_TITLES[Change.RANK], member),
            "Tulis pangkat atau golongan barunya, misalnya: Lettu Bakamla",
            'Tanpa pangkat: tulis "-".',
        ),
        (_back(member),),
    )


def choose_clock(member: ManagedMember) -> Card:
    """Ask by which clock a member lives for some days."""
    zone = member.own_clock[0] if member.own_clock else member.spell.zone
    clocks = tuple(
        Button(other.label, write(MemberClockTap(member.member_id, other))) for other in Zone if other != zone
    )
    off = Button("Kembali ke zona satuan", write(MemberClockTap(member.member_id, off=True)))
    return Card(
        lines(
            _head("Zona waktu", member),
            f"Sekarang {zone.label}{'' if member.own_clock else ' (zona satuan)'}.",
            "Tanggal laporan, pengingat, dan batas waktunya mengikuti zona ini. Di zona mana bertugas?",
        ),
        (clocks, *(((off,),) if member.own_clock else ()), _back(member)),
    )


def choose_clock_end(member: ManagedMember, zone: Zone, today: date) -> Card:
    """Ask until when; `today` is the date on the chosen clock."""
    ends = (("Hari ini", today), ("7 hari", today + _A_WEEK), ("30 hari", today + _A_MONTH))
    near = tuple(Button(label, write(MemberClockTap(member.member_id, zone, day))) for label, day in ends)
    typed = Button("Pilih tanggal", write(MemberClockTap(member.member_id, zone, typed=True)))
    return Card(lines(_head(f"Zona waktu {zone.label}", member), "Sampai kapan?"), (near, (typed,), _back(member)))


def ask_clock_end(member: ManagedMember, zone: Zone, today: date) -> Card:
    """Ask for a last day on the clock, to be typed."""
    example = f"{today + _A_WEEK:%d/%m/%Y}"
    return Card(
        lines(_head(f"Zona waktu {zone.label}", member), f"Tulis hari terakhirnya, misalnya {example}."),
        ((Button(signs.BACK, write(MemberClockTap(member.member_id, zone))),),),
    )


def handed_over(member: ManagedMember, role: Role) -> Card:
    """Confirm that one's role is somebody else's now."""
    return Card(
        lines(
            f"{signs.REPORTED} {said(full_name(member))} sekarang {ROLE_NAMES[role]}.",
            "Anda menjadi petugas mulai hari ini. Untuk melapor, tulis /lapor.",
        )
    )


def done_sentence(change: Change, day: date | None) -> str:
    """Say what was just done."""
    since = f" mulai {long_date(day)}" if day else ""
    return f"{_DONE[change]}{since}. Yang bersangkutan diberi tahu."


def moved_sentence(unit_name: str, day: date) -> str:
    """Say that somebody was transferred."""
    return f"Pindah ke {said(unit_name)} mulai {long_date(day)}. Yang bersangkutan diberi tahu."


def clock_sentence(zone: Zone | None, last_day: date | None) -> str:
    """Say by which clock a member lives now."""
    if zone is None or last_day is None:
        return "Kembali ke zona waktu satuan."
    return f"Zona waktu {zone.label} sampai {long_date(last_day)}. Yang bersangkutan diberi tahu."


def role_sentence(role: Role) -> str:
    """Say what somebody is now."""
    return f"Peran sekarang {ROLE_NAMES[role]}. Yang bersangkutan diberi tahu."


def _besides(member: ManagedMember, tap: ChangeTap) -> Rows:
    """Who has lost the phone can't wait until somebody opens a link on the new one."""
    if tap.change == Change.ACCOUNT and member.has_account:
        return ((Button("Ponsel hilang: putus sekarang", write(ChangeTap(Change.CUT, member.member_id))),),)
    return ()


def _meaning(person: Person, member: ManagedMember, tap: ChangeTap) -> tuple[str | None, ...]:
    match tap.change:
        case Change.DEACTIVATE:
            at_once = tap.day is not None and tap.day <= member.today
            access = "Aksesnya berakhir sekarang juga." if at_once else "Sampai hari itu tetap melapor."
            return (access, "Laporan yang sudah masuk tetap dihitung.", _replaced(member))
        case Change.BRING_BACK:
            return (f"Kembali sebagai {ROLE_NAMES[member.spell.role]} di {said(member.spell.unit_name)}.",)
        case Change.ACCOUNT:
            lasts = (
                "Akun lama tetap berlaku sampai tautan dibuka; sesudah itu tidak lagi." if member.has_account else None
            )
            return ("Dibuatkan tautan sekali pakai, berlaku 24 jam, untuk ponsel atau akun yang baru.", lasts)
        case Change.CUT:
            return (
                "Akun Telegram ini tidak dapat membuka apa pun lagi, sekarang juga.",
                "Riwayat tetap ada. Akun baru diberikan lewat tautan.",
            )
        case _:
            return (
                f"{said(full_name(member))} menjadi {ROLE_NAMES[person.role]}, mulai hari ini; Anda menjadi petugas.",
                "Hanya administrator yang dapat mengembalikannya.",
            )


def _replaced(member: ManagedMember) -> str | None:
    if member.later is None:
        return None
    return f"Rencana {long_date(member.later.first_day)} ({said(member.later.unit_name)}) batal."


def _day_rows(today: date, on: Callable[..., Tap], earliest: date | None = None) -> Rows:
    """Today, tomorrow, the next Monday, or a day that is typed; instead of the near ones, the earliest that can be."""
    typed = Button("Pilih tanggal", write(on(None, typed=True)))
    if earliest is not None:
        return ((Button(day_month_weekday(earliest), write(on(earliest))), typed),)
    tomorrow = today + timedelta(days=1)
    monday = tomorrow + timedelta(days=-tomorrow.weekday() % 7)
    near = (Button("Hari ini", write(on(today))), Button("Besok", write(on(tomorrow))))
    later = (Button(day_month_weekday(monday), write(on(monday))),) if monday != tomorrow else ()
    return (near, (*later, typed))


def _head(title: str, member: ManagedMember) -> str:
    return f"<b>{title}</b> · {said(full_name(member))}"


def _back(member: ManagedMember) -> tuple[Button]:
    return (Button(signs.BACK, write(MemberTap(member.member_id))),)


_YES = {
    Change.DEACTIVATE: "Ya, nonaktifkan",
    Change.BRING_BACK: "Ya, aktifkan kembali",
    Change.ACCOUNT: "Ya, buat tautan",
    Change.CUT: "Ya, putus sekarang",
    Change.HAND_OVER: "Ya, serahkan peran saya",
}
_DONE = {
    Change.NAME: "Nama diubah",
    Change.RANK: "Pangkat diubah",
    Change.DEACTIVATE: "Nonaktif",
    Change.BRING_BACK: "Aktif kembali",
    Change.CUT: "Akun Telegram diputus",
}
_ROLE_MEANS = {
    Role.OFFICER: "Petugas melapor setiap hari.",
    Role.UNIT_OPERATOR: "Operator melapor setiap hari, juga untuk rekan satu satuan.",
    Role.AGENCY_COORDINATOR: "Koordinator melihat rekap dan mengurus anggota K/L-nya; boleh lebih dari satu.",
    Role.DESK_COORDINATOR: "Koordinator desk melihat semua K/L.",
    Role.ADMINISTRATOR: "Administrator mengurus semuanya, termasuk koordinator dan K/L.",
}
