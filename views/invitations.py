"""Handing out an invitation: which role, agency and unit, and the link; those that are open; codes of units."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from models.invitation_terms import DAYS, ONCE, Terms, uses_for
from models.invitations import Offer
from models.join_requests import Asking
from models.open_invitations import InvitationPage, OpenInvitation
from models.organisation import AgencyLine, UnitLine
from models.provinces import Zone
from models.schema import JoinRequestState, Role
from models.unit_codes import spoken
from views import signs
from views.choosing import agency_rows, turning, unit_rows
from views.desk_taps import InviteTap
from views.indonesian import long_moment, number, short_date
from views.invite_taps import NEW, WITHDRAW, CodeTap, DecideTap, InvitationsTap, RequestsTap, RevokeTap
from views.links import qr_picture, start_link
from views.member_taps import MemberTap
from views.names import full_name
from views.payloads import write
from views.roles import ROLE_NAMES, role_title
from views.screen import Button, Card, lines, said

_TITLE = "<b>Undang anggota</b>"
_CODE_TITLE = "<b>Kode satuan</b>"
_NOT_THERE = "K/L ini belum memiliki satuan. Administrator dapat menambahkannya."


def choose_role(roles: Sequence[Role], waiting: int) -> Card:
    """Ask for the role; beside it lead the ways to what was made before."""
    buttons = tuple((Button(role_title(role), write(InviteTap(role))),) for role in roles)
    asking = ((Button(f"Permohonan ({number(waiting)})", write(RequestsTap())),),) if waiting else ()
    besides = (Button("Tautan terbuka", write(InvitationsTap())), Button("Kode satuan", write(CodeTap())))
    return Card(lines(_TITLE, "Sebagai apa?"), (*buttons, besides, *asking))


def choose_agency(role: Role, agencies: Sequence[AgencyLine]) -> Card:
    """Ask for the agency."""
    chosen = agency_rows(agencies, lambda agency: InviteTap(role, agency.id))
    return Card(lines(_TITLE, f"Peran: {ROLE_NAMES[role]}. Di K/L mana?"), (*chosen, _back(InviteTap())))


def choose_unit(tap: InviteTap, role: Role, agency_id: int, units: Sequence[UnitLine]) -> Card:
    """Ask for the unit; where there is none, say who can add one."""
    if not units:
        return Card(lines(_TITLE, _NOT_THERE))
    chosen = unit_rows(
        units,
        tap.page,
        lambda unit: InviteTap(role, agency_id, unit.id, terms=tap.terms),
        lambda page: InviteTap(role, agency_id, page=page, terms=tap.terms),
    )
    label = "Ubah masa dan jumlah" if len(uses_for(role)) > 1 else "Ubah masa berlaku"
    terms = Button(label, write(InviteTap(role, agency_id, terms=tap.terms, sets_terms=True)))
    return Card(
        lines(_TITLE, f"Peran: {ROLE_NAMES[role]}. Di satuan mana?", f"Tautan {_told(tap.terms)}."),
        (*chosen, (terms,), _back(InviteTap())),
    )


def choose_terms(tap: InviteTap, role: Role) -> Card:
    """Ask for how long the link lasts, and for how many it is; what is chosen is marked."""

    def choice(terms: Terms, label: str) -> Button:
        mark = f"{signs.REPORTED} " if terms == tap.terms else ""
        return Button(f"{mark}{label}", write(replace(tap, terms=terms)))

    uses = uses_for(role)
    days = tuple(choice(replace(tap.terms, days=day), f"{number(day)} hari") for day in DAYS)
    many = tuple(choice(replace(tap.terms, uses=use), f"{number(use)} orang") for use in uses) if len(uses) > 1 else ()
    on = Button("Lanjut pilih satuan", write(replace(tap, sets_terms=False)))
    return Card(
        lines(_TITLE, f"Peran: {ROLE_NAMES[role]}. Tautan {_told(tap.terms)}.", "Ketuk untuk mengubah."),
        (days, *((many,) if many else ()), (on,)),
    )


def link_card(offer: Offer, unit_name: str, link: str, now: datetime, zone: Zone) -> Card:
    """Show the link that was made now, and as a picture: it can't be shown again."""
    whom = "satu orang" if offer.uses == ONCE else f"paling banyak {number(offer.uses)} orang"
    return Card(
        lines(
            _TITLE,
            f"Peran: {ROLE_NAMES[offer.role]} di {said(unit_name)}.",
            f"Kirim tautan ini kepada {whom}, atau biarkan memindai gambarnya:",
            said(link),
            f"Berlaku sampai {long_moment(now + offer.valid, zone)}, {_times(offer.uses)}.",
        ),
        ((Button("Tautan terbuka", write(InvitationsTap())),),),
        picture=qr_picture(link),
    )


def account_link_card(member_id: int, name: str, link: str, expires_at: datetime, zone: Zone) -> Card:
    """Show the link that moves a member to another Telegram account."""
    return Card(
        lines(
            f"<b>Akun Telegram</b> · {said(name)}",
            "Buka tautan ini di ponsel yang baru, atau pindai gambarnya. Jangan teruskan kepada orang lain:",
            said(link),
            f"Berlaku sampai {long_moment(expires_at, zone)}, untuk satu kali pakai.",
        ),
        ((Button(signs.BACK, write(MemberTap(member_id))),),),
        picture=qr_picture(link),
    )


def open_card(page: InvitationPage, zone: Zone) -> Card:
    """List the open invitations; each can be taken back."""
    if not page.total:
        return Card(lines("<b>Tautan terbuka</b>", "Tidak ada tautan yang masih berlaku."), (_back(InviteTap()),))
    told = [_invitation_line(number_of, one, zone) for number_of, one in _numbered(page)]
    cancel = [Button(f"Cabut {number_of}", write(RevokeTap(one.id))) for number_of, one in _numbered(page)]
    rows = tuple(tuple(cancel[start : start + 3]) for start in range(0, len(cancel), 3))
    return Card(
        lines(f"<b>Tautan terbuka</b> · {number(page.total)}", *told),
        (*rows, *turning(page.number, InvitationsTap, has_more=page.has_more), _back(InviteTap())),
    )


def choose_code_agency(agencies: Sequence[AgencyLine]) -> Card:
    """Ask of which agency the unit is whose code is wanted."""
    chosen = agency_rows(agencies, lambda agency: CodeTap(agency.id))
    return Card(lines(_CODE_TITLE, "Di K/L mana?"), (*chosen, _back(InviteTap())))


def choose_code_unit(agency_id: int, units: Sequence[UnitLine], page: int) -> Card:
    """Ask for the unit whose code is wanted."""
    if not units:
        return Card(lines(_CODE_TITLE, _NOT_THERE))
    chosen = unit_rows(
        units, page, lambda unit: CodeTap(agency_id, unit.id), lambda other: CodeTap(agency_id, page=other)
    )
    return Card(lines(_CODE_TITLE, "Satuan mana?"), (*chosen, _back(InviteTap())))


def code_card(tap: CodeTap, unit_name: str, code: str | None, bot_name: str) -> Card:
    """Show a unit's code, or that it has none."""
    place = tap.agency_id, tap.unit_id
    new = Button("Ganti kode" if code else "Buat kode", write(CodeTap(*place, act=NEW)))
    back = _back(CodeTap(tap.agency_id))
    if code is None:
        told = "Belum ada kode. Dengan kode, orang dapat memohon bergabung; Anda yang memutuskan."
        return Card(lines(f"{_CODE_TITLE} · {said(unit_name)}", told), ((new,), back))
    link = start_link(bot_name, code)
    return Card(
        lines(
            f"{_CODE_TITLE} · {said(unit_name)}",
            f"<b>{spoken(code)}</b>",
            f"Tulis kode ini kepada bot, atau buka {said(link)}",
            "Setiap permohonan menunggu keputusan Anda. Bila kode tersebar, ganti.",
        ),
        ((new, Button("Cabut kode", write(CodeTap(*place, act=WITHDRAW)))), back),
        picture=qr_picture(link),
    )


def requests_card(requests: Sequence[Asking]) -> Card:
    """List those who ask to join, with the decision."""
    if not requests:
        return Card(lines("<b>Permohonan bergabung</b>", "Tidak ada yang menunggu."), (_back(InviteTap()),))
    told = [f"{number_of}. {said(full_name(one))} · {said(one.unit_name)}" for number_of, one in enumerate(requests, 1)]
    decisions = tuple(
        (
            Button(f"Terima {number_of}", write(DecideTap(one.id, accept=True))),
            Button(f"Tolak {number_of}", write(DecideTap(one.id, accept=False))),
        )
        for number_of, one in enumerate(requests, 1)
    )
    return Card(
        lines("<b>Permohonan bergabung</b>", *told, "Terima hanya yang Anda kenal."), (*decisions, _back(InviteTap()))
    )


def decided_card(asking: Asking, *, accept: bool) -> Card:
    """Confirm a decision, or say who decided before."""
    if asking.state != JoinRequestState.WAITING:
        how = "diterima" if asking.state == JoinRequestState.ACCEPTED else "ditolak"
        by = f" oleh {said(asking.decided_by)}" if asking.decided_by else ""
        return Card(f"Permohonan ini sudah {how}{by}.")
    how = f"{signs.REPORTED} Diterima" if accept else f"{signs.MISSING} Ditolak"
    return Card(
        lines(
            f"<b>{how}</b>: {said(full_name(asking))}",
            f"{said(asking.unit_name)}. Yang bersangkutan diberi tahu.",
        )
    )


def _numbered(page: InvitationPage) -> list[tuple[int, OpenInvitation]]:
    return list(enumerate(page.invitations, 1))


def _invitation_line(number_of: int, one: OpenInvitation, zone: Zone) -> str:
    what = "akun baru" if one.moves_account else ROLE_NAMES[one.role]
    whom = f" untuk {said(one.for_whom)}" if one.for_whom else ""
    left = f", {one.uses_left} dari {one.uses} tersisa" if one.uses > 1 else ""
    last = short_date(one.expires_at.astimezone(zone.tz).date())
    return f"{number_of}. {what}{whom} · {said(one.unit_name)}{left}, s.d. {last}"


def _told(terms: Terms) -> str:
    return f"berlaku {number(terms.days)} hari, {_times(terms.uses)}"


def _times(uses: int) -> str:
    return "untuk satu kali pakai" if uses == ONCE else f"untuk {number(uses)} kali pakai"


def _back(tap: InviteTap | CodeTap) -> tuple[Button]:
    return (Button(signs.BACK, write(tap)),)
