"""/satuan: agencies and units, the card of one, and its changes step by step."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from models.organisation import AgencyLine, UnitLine
from models.place_cards import PlaceCard, PlannedChange
from models.provinces import PROVINCES
from models.schema import StructureKind
from views import signs
from views.choosing import agency_rows, rows, turning, unit_rows
from views.indonesian import day_month_weekday, long_date, number
from views.invite_taps import CodeTap
from views.payloads import Tap, write
from views.screen import Button, Card, Rows, lines, said
from views.unit_taps import Act, CallOffTap, NewPlaceTap, ShapeTap, Sort, UnitPlaceTap, UnitsTap

_TITLE = "<b>Satuan</b>"
_PROVINCES_SHOWN = 14
_ACTS = {Act.RENAME: "Ubah nama", Act.MOVE: "Pindah provinsi", Act.CLOSE: "Tutup", Act.OPEN: "Buka kembali"}
#: Instead of a unit that takes the members: their membership ends.
ENDED = 0


def choose_agency(agencies: Sequence[AgencyLine], *, can_add: bool) -> Card:
    """Ask of which agency the units are shown."""
    add = ((Button("Tambah K/L", write(NewPlaceTap())),),) if can_add else ()
    chosen = agency_rows(agencies, lambda agency: UnitsTap(agency.id))
    return Card(lines(_TITLE, "Di K/L mana?"), (*chosen, *add))


def units_card(agency: AgencyLine, units: Sequence[UnitLine], page: int, *, can_shape: bool, can_go_back: bool) -> Card:
    """List the units of an agency."""
    chosen = unit_rows(
        units, page, lambda unit: UnitPlaceTap(Sort.UNIT, unit.id), lambda other: UnitsTap(agency.id, other)
    )
    own = ((Button(f"Atur {agency.code}", write(UnitPlaceTap(Sort.AGENCY, agency.id))),),) if can_shape else ()
    back = ((Button(signs.BACK, write(UnitsTap())),),) if can_go_back else ()
    add = (Button("Tambah satuan", write(NewPlaceTap(agency.id))),)
    return Card(
        lines(f"{_TITLE} · {said(agency.name)}", f"{number(len(units))} satuan. Ketuk untuk melihat dan mengubah."),
        (*chosen, add, *own, *back),
    )


def place_card(card: PlaceCard, done: str | None = None) -> Card:
    """Show an agency or a unit, and what can be done; `done` says what was just done."""
    where = f"{card.province.name} ({card.province.zone.label})" if card.province else f"{number(card.units)} satuan"
    return Card(
        lines(
            f"{signs.REPORTED} {done}\n" if done else None,
            f"<b>{said(card.name)}</b> · {said(_code(card))}",
            where,
            f"Anggota: {number(card.members)}",
            _open_line(card),
            *(f"{signs.CHANGED} {_planned_line(card, one)}" for one in card.planned),
        ),
        (*_actions(card), *_call_off_rows(card), (_to_list(card),)),
    )


def choose_province(tap: NewPlaceTap | ShapeTap, title: str) -> Card:
    """Ask for the province, which gives the clock."""
    codes = list(PROVINCES)

    def choose(code: int) -> Tap:
        if isinstance(tap, NewPlaceTap):
            return NewPlaceTap(tap.agency_id, code)
        return ShapeTap(tap.act, tap.sort, tap.place_id, code)

    def turn(page: int) -> Tap:
        if isinstance(tap, NewPlaceTap):
            return NewPlaceTap(tap.agency_id, page=page)
        return ShapeTap(tap.act, tap.sort, tap.place_id, page=page)

    shown = codes[tap.page * _PROVINCES_SHOWN : (tap.page + 1) * _PROVINCES_SHOWN]
    buttons = [Button(PROVINCES[code].name, write(choose(code))) for code in shown]
    more = turning(tap.page, turn, has_more=len(codes) > (tap.page + 1) * _PROVINCES_SHOWN)
    asked = "Di provinsi mana? Zona waktu mengikuti provinsi."
    return Card(lines(f"<b>{title}</b>", asked), (*rows(buttons, 2), *more))


def choose_day(card: PlaceCard, tap: ShapeTap) -> Card:
    """Ask from which day something changes."""

    def on(day: date | None, *, typed: bool = False) -> ShapeTap:
        return ShapeTap(tap.act, tap.sort, tap.place_id, tap.arg, day=day, typed=typed)

    return Card(lines(_head(card, tap), "Mulai kapan?"), (*_day_rows(card.today, on), (_back(tap),)))


def ask_day(card: PlaceCard, tap: ShapeTap) -> Card:
    """Ask for a day that is to be typed."""
    example = f"{card.today + timedelta(days=7):%d/%m/%Y}"
    return Card(lines(_head(card, tap), f"Tulis tanggal mulainya, misalnya {example}."), ((_back(tap),),))


def ask_name(card: PlaceCard, tap: ShapeTap) -> Card:
    """Ask for the new name."""
    since = f"Mulai {long_date(tap.day)}." if tap.day else None
    return Card(lines(_head(card, tap), since, "Tulis nama barunya."), ((_back(tap),),))


def choose_successor(card: PlaceCard, tap: ShapeTap, units: Sequence[UnitLine]) -> Card:
    """Ask what becomes of the members of a unit that is closed."""
    others = [unit for unit in units if unit.id != card.id]

    def choose(unit: UnitLine) -> ShapeTap:
        return ShapeTap(tap.act, tap.sort, tap.place_id, unit.id)

    def turn(page: int) -> ShapeTap:
        return ShapeTap(tap.act, tap.sort, tap.place_id, page=page)

    ends = Button("Akhiri keanggotaan mereka", write(ShapeTap(tap.act, tap.sort, tap.place_id, ENDED)))
    return Card(
        lines(_head(card, tap), f"Masih ada {number(card.members)} anggota. Pindahkan ke satuan mana?"),
        (*unit_rows(others, tap.page, choose, turn), (ends,), (_back(tap),)),
    )


def confirm(card: PlaceCard, tap: ShapeTap, successor: str | None) -> Card:
    """Ask whether a change is meant, and say what follows from it."""
    assert tap.day is not None  # noqa: S101 - the caller has it
    sure = ShapeTap(tap.act, tap.sort, tap.place_id, tap.arg, day=tap.day, sure=True)
    return Card(
        lines(_head(card, tap), f"Mulai {long_date(tap.day)}.", *_meaning(card, tap, successor)),
        ((Button(f"Ya, {_act(card, tap.act).lower()}", write(sure)),), (_back(tap),)),
    )


def near_days(today: date, on: Callable[[date], Tap]) -> tuple[tuple[Button, ...], tuple[Button]]:
    """Give the days from which most things begin: today and tomorrow, and below the first of the next month."""
    tomorrow = today + timedelta(days=1)
    month = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    near = (Button("Hari ini", write(on(today))), Button("Besok", write(on(tomorrow))))
    return near, (Button(day_month_weekday(month), write(on(month))),)


def done_sentence(later: date | None) -> str:
    """Say that a change is in force, or planned."""
    return f"Tercatat, berlaku mulai {long_date(later)}." if later else "Tercatat, berlaku sekarang."


def _meaning(card: PlaceCard, tap: ShapeTap, successor: str | None) -> tuple[str, ...]:
    match tap.act:
        case Act.MOVE:
            province = PROVINCES[tap.arg or 0]
            return (f"Ke {province.name}, zona waktu {province.zone.label}.", "Laporan sebelumnya tetap apa adanya.")
        case Act.CLOSE:
            what = f"Anggota pindah ke {said(successor)}." if successor else "Keanggotaan di sini berakhir."
            members = (what,) if card.members else ()
            return (*members, "Undangan dan kode dicabut. Riwayat tetap ada.")
        case _ if card.has_begun:
            return ("Anggota yang keluar karena penutupan kembali ke satuannya.",)
        case _:
            return ("Sejak hari itu anggota dapat diundang ke sini.",)


def _actions(card: PlaceCard) -> Rows:
    sort = Sort.UNIT if card.province else Sort.AGENCY

    def act(one: Act) -> Button:
        return Button(_act(card, one), write(ShapeTap(one, sort, card.id)))

    if not card.is_open:
        return ((act(Act.OPEN), act(Act.RENAME)),)
    if sort == Sort.AGENCY:
        return ((act(Act.RENAME), act(Act.CLOSE)),)
    code = Button("Kode satuan", write(CodeTap(card.agency_id, card.id)))
    return ((act(Act.RENAME), act(Act.MOVE)), (act(Act.CLOSE), code))


def _call_off_rows(card: PlaceCard) -> Rows:
    return tuple(
        (Button(f"Batalkan rencana {day_month_weekday(one.first_day)}", write(CallOffTap(one.id))),)
        for one in card.planned
    )


def _planned_line(card: PlaceCard, one: PlannedChange) -> str:
    what = {
        StructureKind.RENAMED: f"nama {said(str(one.content.get('name', '')))}",
        StructureKind.MOVED: f"provinsi {PROVINCES[one.content['province']].name}" if "province" in one.content else "",
        StructureKind.CLOSED: "ditutup",
        StructureKind.OPENED: "dibuka kembali" if card.has_begun else "dibuka",
    }[one.kind]
    return f"Mulai {long_date(one.first_day)}: {what}"


def _open_line(card: PlaceCard) -> str | None:
    if card.is_open:
        return f"Dibuka sejak {long_date(card.opened_on)}" if card.opened_on else None
    if card.closed_on and card.has_begun:
        return f"Ditutup sejak {long_date(card.closed_on)}"
    return "Belum dibuka" if card.closed_on or _opens(card) else "Tidak ikut serta"


def _day_rows(today: date, on: Callable[..., Tap]) -> Rows:
    near, (month,) = near_days(today, on)
    return (near, (month, Button("Pilih tanggal", write(on(None, typed=True)))))


def _head(card: PlaceCard, tap: ShapeTap) -> str:
    return f"<b>{_act(card, tap.act)}</b> · {said(card.name)}"


def _act(card: PlaceCard, act: Act) -> str:
    """Nothing is opened again that has never been open."""
    return "Buka" if act == Act.OPEN and not card.has_begun else _ACTS[act]


def _opens(card: PlaceCard) -> bool:
    return any(one.kind == StructureKind.OPENED for one in card.planned)


def _code(card: PlaceCard) -> str:
    return f"{card.agency_code}/{card.code}" if card.province else card.code


def _back(tap: ShapeTap) -> Button:
    return Button(signs.BACK, write(UnitPlaceTap(tap.sort, tap.place_id)))


def _to_list(card: PlaceCard) -> Button:
    return Button("‹ Daftar satuan", write(UnitsTap(card.agency_id)))
