"""The card of one activity: what is told of it, and what can be asked for next."""

from models.activities import Act
from models.activity_card import ActivityCard, Mode
from models.activity_fields import Field, Manner, fields_of, manners_of
from models.photos import MOST_PHOTOS
from models.positions import SHOWN_PLACES, Position
from views import signs
from views.activity_payloads import ActivityTap, DayTap
from views.indonesian import long_date, number
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said, shortened
from views.subjects import colleague_id, for_whom

FIELD_NAMES = {
    Field.TIME: "Jam",
    Field.PLACE: "Tempat",
    Field.TEXT: "Uraian",
    Field.PHOTO: "Foto",
    Field.POSITION: "Posisi",
    Field.PARTNERS: "Mitra",
    Field.AUDIENCE: "Jumlah peserta",
}
MANNER_NAMES = {Manner.PHYSICAL: "Fisik", Manner.ADMINISTRATIVE: "Administratif"}
#: Characters of a text that a card shows of it.
_SHOWN_LETTERS = 100

_ASKS = {
    Field.TIME: "Pukul berapa? Tulis misalnya 08.30.",
    Field.PLACE: "Di mana? Tulis misalnya: Pelabuhan Batu Ampar",
    Field.TEXT: "Apa yang dilakukan? Tulis misalnya: patroli pesisir, tidak ada temuan",
    Field.PHOTO: f"Kirim fotonya di sini, boleh beberapa sekaligus. Paling banyak {MOST_PHOTOS}.",
    Field.POSITION: "Kirim lokasi Anda, atau tulis misalnya 7°59.449'S 131°16.233'E",
    Field.PARTNERS: "Bersama siapa? Tulis misalnya: KKP dan Polairud",
    Field.AUDIENCE: "Berapa pesertanya? Tulis misalnya 40.",
}
_WARNING = "Jangan mengirim bahan rahasia atau nama tersangka."


def activity_card(activity: ActivityCard) -> Card:
    """Give the card of an activity as it stands now."""
    mode = activity.mode if activity.is_open or activity.mode == Mode.REMOVED else Mode.VIEWED
    return _FACES[mode](activity)


def stale_notice() -> str:
    """Say that a button was an old one: the card now shows what there is."""
    return "Tombol itu sudah lama. Ini rincian yang sekarang."


def position_text(position: Position) -> str:
    """Give a position as coarsely as it is shown: `7,99° LS 131,27° BT`."""
    coarse = position.rounded()
    latitude = f"{abs(coarse.latitude):.{SHOWN_PLACES}f}° {'LS' if coarse.latitude < 0 else 'LU'}"
    longitude = f"{abs(coarse.longitude):.{SHOWN_PLACES}f}° {'BB' if coarse.longitude < 0 else 'BT'}"
    return f"{latitude} {longitude}".replace(".", ",")


def _edited(activity: ActivityCard) -> Card:
    if activity.asking is not None:
        return _asked(activity, activity.asking)
    warning = _WARNING if activity.version == 1 else None
    hint = "Isi yang perlu saja; semuanya boleh dilewati."
    return Card(lines(_head(activity), *_told(activity), "", hint, warning), _buttons(activity))


def _asked(activity: ActivityCard, field: Field) -> Card:
    clear = ((_button(activity, "Kosongkan", Act.CLEAR),),) if _has(activity, field) else ()
    enough = "Selesai dengan foto" if field == Field.PHOTO and activity.photos else signs.BACK
    return Card(
        lines(_head(activity), *_told(activity), "", f"<b>{FIELD_NAMES[field]}</b>: {_ASKS[field]}"),
        (*clear, (_button(activity, enough, Act.LEAVE),)),
    )


def _viewed(activity: ActivityCard) -> Card:
    change = (_button(activity, "Ubah", Act.EDIT), _button(activity, "Hapus", Act.REMOVE))
    told = _told(activity) or ["Belum ada rincian."]
    return Card(lines(_head(activity), *told), (*((change,) if activity.is_open else ()), (_back_to_day(activity),)))


def _done(activity: ActivityCard) -> Card:
    more = Button("Rincian lain", write(DayTap(activity.day, member_id=colleague_id(activity.acting))))
    return Card(
        lines(_head(activity), *_told(activity), "", f"{signs.REPORTED} Rincian tersimpan."),
        ((more, _button(activity, "Ubah", Act.EDIT)),),
    )


def _removing(activity: ActivityCard) -> Card:
    return Card(
        lines(_head(activity), *_told(activity), "", "Hapus rincian ini? Jumlah pada laporan tidak berubah."),
        ((_button(activity, "Ya, hapus", Act.REMOVE_SURELY),), (_button(activity, "Tidak jadi", Act.LEAVE),)),
    )


def _removed(activity: ActivityCard) -> Card:
    return Card(lines(_head(activity), "Rincian ini sudah dihapus."), ((_back_to_day(activity),),))


def _head(activity: ActivityCard) -> str:
    return lines(f"<b>Rincian {activity.question.label}</b> · {long_date(activity.day)}", *for_whom(activity.acting))


def _told(activity: ActivityCard) -> list[str]:
    """What is there, in at most four lines."""
    hour = f"{activity.happened_at:%H.%M} {activity.acting.subject.zone.label}" if activity.happened_at else None
    where = [part for part in (hour, _short(activity.place)) if part]
    text = [_short(activity.text)] if activity.text else []
    partners = [f"Mitra: {_short(activity.partners)}"] if activity.partners else []
    return [line for line in (" · ".join(where), *text, *partners, " · ".join(_rest(activity))) if line]


def _rest(activity: ActivityCard) -> list[str]:
    return [
        part
        for part in (
            MANNER_NAMES[activity.manner] if activity.manner else "",
            f"{number(activity.audience)} peserta" if activity.audience is not None else "",
            f"{activity.photos} foto" if activity.photos else "",
            f"posisi {position_text(activity.position)}" if activity.position else "",
        )
        if part
    ]


def _buttons(activity: ActivityCard) -> Rows:
    fields = tuple(_button(activity, _labelled(activity, field), field) for field in fields_of(activity.question.key))
    manners = tuple(
        _button(activity, f"{signs.REPORTED} {name}" if activity.manner == manner else name, manner)
        for manner, name in MANNER_NAMES.items()
        if manner in manners_of(activity.question.key)
    )
    waiting = (
        (_button(activity, f"Masukkan {activity.waiting} foto tadi", Act.TAKE_PHOTOS),) if activity.waiting else ()
    )
    end = (_button(activity, "Selesai", Act.DONE), _button(activity, "Hapus", Act.REMOVE))
    return tuple(row for row in (fields[:3], fields[3:6], fields[6:], manners, waiting, end) if row)


def _labelled(activity: ActivityCard, field: Field) -> str:
    return f"{signs.REPORTED} {FIELD_NAMES[field]}" if _has(activity, field) else FIELD_NAMES[field]


def _has(activity: ActivityCard, field: Field) -> bool:
    values = {
        Field.TIME: activity.happened_at,
        Field.PLACE: activity.place,
        Field.TEXT: activity.text,
        Field.PHOTO: activity.photos or None,
        Field.POSITION: activity.position,
        Field.PARTNERS: activity.partners,
        Field.AUDIENCE: activity.audience,
    }
    return values[field] is not None


def _short(text: str | None) -> str:
    words = text or ""
    return said(shortened(words, _SHOWN_LETTERS))


def _button(activity: ActivityCard, label: str, choice: Field | Manner | Act) -> Button:
    return Button(label, write(ActivityTap(activity.activity_id, activity.version, choice)))


def _back_to_day(activity: ActivityCard) -> Button:
    return Button(signs.BACK, write(DayTap(activity.day, member_id=colleague_id(activity.acting))))


_FACES = {
    Mode.EDITED: _edited,
    Mode.VIEWED: _viewed,
    Mode.DONE: _done,
    Mode.REMOVING: _removing,
    Mode.REMOVED: _removed,
}
