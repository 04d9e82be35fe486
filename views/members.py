"""Members as those see them who manage them: lists, and the card of one with what can be done."""

from collections.abc import Sequence

from models.managed_members import ManagedMember, MemberState, Spell
from models.member_lists import Listing, MemberLine, MemberPage
from models.organisation import AgencyLine, UnitLine
from models.permissions import Person
from models.schema import Role
from views import signs
from views.choosing import agency_rows, rows, turning, unit_rows
from views.colleague_taps import ReopenTap
from views.days_off_taps import AbsenceTap
from views.indonesian import long_date, number, short_date
from views.invite_taps import InvitationsTap, RequestsTap
from views.masking import masked_in, masked_number
from views.member_taps import (
    Change,
    ChangeTap,
    FindMemberTap,
    MemberClockTap,
    MembersTap,
    MemberTap,
    MemberUnitsTap,
    RoleTap,
    TransferTap,
)
from views.names import full_name
from views.payloads import write
from views.roles import ROLE_NAMES, role_title
from views.screen import Button, Card, Rows, lines, said

_TITLE = "<b>Anggota</b>"
_NAME_SHOWN = 44
_STATES = {
    MemberState.ACTIVE: "aktif",
    MemberState.COMING: "belum mulai",
    MemberState.LEFT: "tidak aktif",
}


def choose_agency(agencies: Sequence[AgencyLine], *, administrators: int | None, waiting: int) -> Card:
    """Ask whose members are listed."""
    return Card(
        lines(_TITLE, _few_administrators(administrators), "Dari K/L mana?"),
        (*agency_rows(agencies, lambda agency: MembersTap(agency.id)), *_common_rows(waiting)),
    )


def members_card(listing: Listing, page: MemberPage, scope: str, *, waiting: int, can_go_back: bool) -> Card:
    """List members, a page at a time."""
    kind = "Tidak aktif" if listing.gone else "Anggota"
    told = f"{number(page.total)} orang. Ketuk nama untuk melihat." if page.total else _nobody(listing)
    return Card(
        lines(f"<b>{kind}</b> · {said(scope)}", told),
        (*_names(page.lines), *_pages(listing, page), *_list_rows(listing, waiting, can_go_back=can_go_back)),
    )


def choose_unit(agency_id: int, units: Sequence[UnitLine], page: int) -> Card:
    """Ask of which unit the members are listed."""
    chosen = unit_rows(
        units, page, lambda unit: MembersTap(agency_id, unit.id), lambda other: MemberUnitsTap(agency_id, other)
    )
    back = (Button(signs.BACK, write(MembersTap(agency_id))),)
    return Card(lines(_TITLE, "Dari satuan mana?"), (*chosen, back))


def ask_words() -> Card:
    """Ask what is to be searched for."""
    return Card(
        lines(
            _TITLE,
            "Tulis nama, satuan, atau bagian NRP/NIP, misalnya: budi batam",
            "Lebih cepat: /anggota budi batam",
        ),
        ((Button(signs.BACK, write(MembersTap())),),),
    )


def found_card(page: MemberPage, words: str) -> Card:
    """List what was found."""
    head = f"{_TITLE} · {said(masked_in(words))}"
    again = (Button("Cari lagi", write(FindMemberTap())), Button(signs.BACK, write(MembersTap())))
    if not page.total:
        return Card(lines(head, "Tidak ada anggota yang cocok. Coba sebagian nama saja."), (again,))
    more = page.total - len(page.lines)
    told = f"{number(page.total)} orang cocok."
    narrow = f"{number(more)} lagi tidak ditampilkan: tambahkan nama atau satuan." if more else None
    return Card(lines(head, told, narrow), (*_names(page.lines, with_agency=True), again))


def member_card(person: Person, member: ManagedMember, done: str | None = None) -> Card:
    """Show a member, and what this person may do about them; `done` says what was just done."""
    spell = member.spell
    return Card(
        lines(
            f"{signs.REPORTED} {done}\n" if done else None,
            f"<b>{said(full_name(member))}</b>",
            f"{role_title(spell.role)} · {said(spell.unit_name)}, {said(spell.agency_code)}",
            f"NRP/NIP: {masked_number(member.service_number)}" if member.service_number else None,
            f"Status: {_state_line(member)}",
            _account_line(member),
            _clock_line(member),
            _later_line(member),
            None if member.can_change or member.can_take_over else _why_not(person, member),
        ),
        (*_actions(member), (Button("‹ Daftar", write(MembersTap(spell.agency_id))),)),
    )


def _actions(member: ManagedMember) -> Rows:
    if not member.can_change:
        return _take_over_row(member)
    if member.state == MemberState.LEFT:
        return (_change(member, "Aktifkan kembali", Change.BRING_BACK), *_name_rows(member))
    account = "Ganti akun Telegram" if member.has_account else "Beri akun Telegram"
    return (
        (
            Button("Pindah satuan", write(TransferTap(member.member_id))),
            Button("Ubah peran", write(RoleTap(member.member_id))),
        ),
        *_name_rows(member),
        (
            Button("Izin", write(AbsenceTap(member.member_id))),
            Button("Zona waktu", write(MemberClockTap(member.member_id))),
            Button("Buka tanggal", write(ReopenTap(member.member_id))),
        ),
        _change(member, account, Change.ACCOUNT),
        *_take_over_row(member),
        _change(member, "Nonaktifkan", Change.DEACTIVATE),
    )


def _name_rows(member: ManagedMember) -> Rows:
    name = Button("Ubah nama", write(ChangeTap(Change.NAME, member.member_id)))
    rank = Button("Ubah pangkat", write(ChangeTap(Change.RANK, member.member_id)))
    return ((name, rank),)


def _take_over_row(member: ManagedMember) -> Rows:
    ready = member.can_take_over and member.state == MemberState.ACTIVE
    return (_change(member, "Serahkan peran saya", Change.HAND_OVER),) if ready else ()


def _change(member: ManagedMember, label: str, change: Change) -> tuple[Button]:
    return (Button(label, write(ChangeTap(change, member.member_id))),)


def _state_line(member: ManagedMember) -> str:
    spell = member.spell
    if member.state == MemberState.LEFT and spell.last_day is not None:
        return f"{_STATES[member.state]} sejak {short_date(spell.last_day)}"
    if member.state == MemberState.ACTIVE and spell.last_day is not None:
        return f"{_STATES[member.state]} sejak {short_date(spell.first_day)}, sampai {short_date(spell.last_day)}"
    return f"{_STATES[member.state]} sejak {short_date(spell.first_day)}"


def _account_line(member: ManagedMember) -> str | None:
    if not member.has_account:
        return f"{signs.UNREACHABLE} Tanpa akun Telegram: dilaporkan oleh rekan."
    return f"{signs.UNREACHABLE} Memblokir bot: tidak menerima pengingat." if member.blocked else None


def _clock_line(member: ManagedMember) -> str | None:
    if member.own_clock is None:
        return None
    zone, last_day = member.own_clock
    return f"Zona waktu: {zone.label} sampai {long_date(last_day)} (satuan {member.spell.zone.label})"


def _later_line(member: ManagedMember) -> str | None:
    later: Spell | None = member.later
    if later is None:
        return None
    return f"Mulai {long_date(later.first_day)}: {ROLE_NAMES[later.role]} di {said(later.unit_name)}"


def _why_not(person: Person, member: ManagedMember) -> str:
    if member.member_id == person.member_id:
        return "Ini data Anda sendiri: mintalah administrator atau koordinator lain mengubahnya."
    return "Data koordinator dan administrator diubah oleh administrator."


def _names(members: Sequence[MemberLine], *, with_agency: bool = False) -> Rows:
    buttons = [Button(_label(one, with_agency=with_agency), write(MemberTap(one.member_id))) for one in members]
    return rows(buttons, 1)


def _label(member: MemberLine, *, with_agency: bool) -> str:
    sign = f"{signs.UNREACHABLE} " if not member.has_account or member.blocked else ""
    where = f"{member.agency_code} {member.unit_name}" if with_agency else member.unit_name
    role = "" if member.role == Role.OFFICER else f" ({ROLE_NAMES[member.role]})"
    return f"{sign}{full_name(member)[:_NAME_SHOWN]}{role} · {where}"[:64]


def _pages(listing: Listing, page: MemberPage) -> Rows:
    def turn(number_of_page: int) -> MembersTap:
        return MembersTap(listing.agency_id, listing.unit_id, number_of_page, listing.gone)

    return turning(page.number, turn, has_more=page.has_more)


def _list_rows(listing: Listing, waiting: int, *, can_go_back: bool) -> Rows:
    """What else there is beside the names."""
    gone = Button("Tidak aktif", write(MembersTap(listing.agency_id, listing.unit_id, gone=True)))
    there = Button("Yang aktif", write(MembersTap(listing.agency_id, listing.unit_id)))
    units = (Button("Per satuan", write(MemberUnitsTap(listing.agency_id))),) if listing.agency_id else ()
    back = ((Button(signs.BACK, write(MembersTap())),),) if can_go_back else ()
    return ((*units, there if listing.gone else gone), *_common_rows(waiting), *back)


def _common_rows(waiting: int) -> Rows:
    asking = ((Button(f"Permohonan ({number(waiting)})", write(RequestsTap())),),) if waiting else ()
    return ((Button("Cari", write(FindMemberTap())), Button("Undangan", write(InvitationsTap()))), *asking)


def _nobody(listing: Listing) -> str:
    if listing.gone:
        return "Tidak ada anggota yang nonaktif."
    return "Belum ada anggota di sini. Undang dengan /undang."


def _few_administrators(administrators: int | None) -> str | None:
    if administrators is None or administrators > 1:
        return None
    return "Hanya ada satu administrator. Tunjuk satu lagi, agar bot tetap terurus bila Anda berhalangan."
