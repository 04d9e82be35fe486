"""The activities of a day as a list, and the questions what to do with a photo or a position that came by itself."""

from dataclasses import replace
from datetime import date

from models.activities import Act
from models.activity_days import MOST_A_DAY, ActivityDay, PhotosToPlace, Room, Told
from models.form_card import FormCard
from models.photos import MOST_PHOTOS
from models.positions import Position
from views import signs
from views.activity import position_text
from views.activity_payloads import ActivityTap, DayTap, OfferTap, PlaceTap
from views.form_parts import pairs
from views.indonesian import long_date
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said, shortened
from views.subjects import colleague_id, for_whom

PAGE = 4
#: Characters of a place in a line of the list.
_SHOWN_LETTERS = 30


def day_card(day: ActivityDay, page: int = 1) -> Card:
    """Give the list of a day's activities, with what can be added; or where something that waits can go."""
    if day.to_place is not None:
        return _placing(day)
    page = max(1, min(page, -(-len(day.told) // PAGE)))
    shown = day.told[(page - 1) * PAGE : page * PAGE]
    waiting = f"{day.waiting} foto belum masuk ke kegiatan." if day.waiting else None
    return Card(
        lines(_title(day), *(_line(one) for one in shown), "", waiting, _what_next(day)),
        (*_new_rows(day), *_view_rows(shown), *_page_row(day, page)),
    )


def details_row(form: FormCard) -> Rows:
    """Give the form's way to the details of what it counts; none where nothing was counted."""
    if all(not answer.led and not answer.joined for answer in form.outcome.values()):
        return ()
    tap = DayTap(form.report_date, below=True, member_id=colleague_id(form))
    return ((Button("+ Rincian kegiatan", write(tap)),),)


def offer_photo(photo: PhotosToPlace, day: date) -> Card:
    """Ask whether a photo that came by itself, with its album, belongs to the report."""
    return _offer(f"Foto diterima. Masukkan ke laporan hari ini, {long_date(day)}?", day, photo)


def offer_position(position: Position, day: date) -> Card:
    """Ask whether a position that came by itself belongs to the report."""
    where = position_text(position)
    return _offer(f"Posisi {where} diterima. Masukkan ke laporan hari ini, {long_date(day)}?", day, position)


def declined(offered: PhotosToPlace | Position) -> Card:
    """Say that what came is not part of the report."""
    what = "Posisi" if isinstance(offered, Position) else "Foto"
    return Card(f"{what} tidak dimasukkan ke laporan dan tidak disimpan.")


def known_photo() -> Card:
    """Say that a photo was sent before."""
    return Card("Foto itu sudah ada di laporan hari ini.")


def full() -> Card:
    """Say that an activity has as many photos as it can have."""
    return Card(f"Paling banyak {MOST_PHOTOS} foto untuk satu kegiatan. Foto berikutnya tidak dimasukkan.")


def stale_notice() -> str:
    """Say that a button has had its effect: the list shows what there is."""
    return "Sudah tercatat. Ini rincian yang sekarang."


def _offer(question: str, day: date, offered: PhotosToPlace | Position) -> Card:
    yes, no = (Button(label, write(OfferTap(day, offered, accepted=label == "Ya"))) for label in ("Ya", "Tidak"))
    return Card(lines(question, "Jangan mengirim bahan rahasia atau nama tersangka."), ((yes, no),))


def _placing(day: ActivityDay) -> Card:
    assert day.to_place is not None  # noqa: S101 - the caller has looked
    if not day.is_open:
        return Card(lines(_title(day), _what_next(day)))
    what = position_text(day.to_place) if isinstance(day.to_place, Position) else f"{day.waiting} foto"
    if isinstance(day.to_place, PhotosToPlace) and not day.waiting:
        return Card(lines(_title(day), "Foto itu sudah masuk ke kegiatannya."), _view_rows(day.told))
    if not day.told and not day.with_room:
        return _not_yet(day, what, day.to_place)
    there = tuple(_place_button(day, f"{one.place_in_list}. {_name(one)}", one.activity_id, None) for one in day.told)
    new = tuple(_place_button(day, _new_label(room), None, room.question.indicator_id) for room in day.with_room)
    later = _later_row(day)
    return Card(lines(_title(day), f"<b>{what}</b>: untuk kegiatan yang mana?"), (*pairs(new), *pairs(there), *later))


def _not_yet(day: ActivityDay, what: str, to_place: PhotosToPlace | Position) -> Card:
    """Nothing is counted yet: the button stays good until something is."""
    again = Button("Pilih kegiatannya", write(OfferTap(day.day, to_place, accepted=True)))
    kept = "disimpan untuk laporan hari itu" if isinstance(to_place, PhotosToPlace) else "menunggu laporan hari itu"
    return Card(
        lines(
            _title(day), f"<b>{what}</b> {kept}.", "Isi dahulu jumlah kegiatannya dengan /lapor, lalu ketuk di bawah."
        ),
        ((again,), *_later_row(day)),
    )


def _later_row(day: ActivityDay) -> Rows:
    assert day.to_place is not None  # noqa: S101 - the caller has looked
    return ((Button("Jangan dimasukkan", write(OfferTap(day.day, day.to_place, accepted=False))),),)


def _title(day: ActivityDay) -> str:
    return lines(f"<b>Rincian kegiatan</b> · {long_date(day.day)}", *for_whom(day.acting))


def _what_next(day: ActivityDay) -> str:
    if not day.is_open:
        return "Waktu pengisian untuk tanggal ini sudah lewat."
    if day.with_room:
        return "Kegiatan mana yang ingin dirinci?"
    if day.in_all >= MOST_A_DAY:
        return f"Paling banyak {MOST_A_DAY} rincian untuk satu hari."
    if day.in_all:
        return "Semua kegiatan yang terhitung sudah ada rinciannya."
    return "Belum ada kegiatan yang terhitung. Isi jumlahnya dahulu dengan /lapor."


def _line(one: Told) -> str:
    parts = (f"{one.happened_at:%H.%M}" if one.happened_at else "", said(_short(one.where)), _photos(one))
    return " · ".join([f"{one.place_in_list}. {one.question.label}", *(part for part in parts if part)])


def _name(one: Told) -> str:
    return f"{one.question.label} {one.happened_at:%H.%M}" if one.happened_at else one.question.label


def _photos(one: Told) -> str:
    return f"{one.photos} foto" if one.photos else ""


def _short(where: str | None) -> str:
    words = where or ""
    return shortened(words, _SHOWN_LETTERS)


def _new_rows(day: ActivityDay) -> Rows:
    if not day.is_open:
        return ()
    return pairs(
        tuple(_place_button(day, _new_label(room), None, room.question.indicator_id) for room in day.with_room)
    )


def _new_label(room: Room) -> str:
    return f"+ {room.question.label} ({room.told + 1} dari {room.counted})"


def _place_button(day: ActivityDay, label: str, activity_id: int | None, indicator_id: int | None) -> Button:
    tap = PlaceTap(day.day, activity_id, indicator_id, day.ever, day.to_place, colleague_id(day.acting))
    return Button(label, write(tap))


def _view_rows(shown: tuple[Told, ...]) -> Rows:
    return pairs(
        tuple(
            Button(f"Lihat {one.place_in_list}", write(ActivityTap(one.activity_id, one.version, Act.VIEW)))
            for one in shown
        )
    )


def _page_row(day: ActivityDay, page: int) -> Rows:
    turned = DayTap(day.day, page, member_id=colleague_id(day.acting))
    earlier = Button(signs.EARLIER, write(replace(turned, page=page - 1))) if page > 1 else None
    later = Button(signs.LATER, write(replace(turned, page=page + 1))) if page * PAGE < len(day.told) else None
    row = tuple(button for button in (earlier, later) if button)
    return (row,) if row else ()
