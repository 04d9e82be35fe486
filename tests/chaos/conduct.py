"""How an officer acts: from what stands on the screen and what they mean to report, to the next tap or words. Pure."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tests.chaos.plan import Way
from tests.chaos.screens import Counts, Shown, agrees, counts_in, date_in, question_in

_WORDS = {0: "nihil", 1: "satu", 2: "dua kali", 3: "3 kali", 4: "empat"}
_REMINDERS = ("Laporan harian", "Laporan Anda belum masuk", "Sebentar lagi batas waktu")
_LARGEST_BUTTON = 10


class Purpose(enum.StrEnum):
    """What is to come of it, by the title of the card that confirms it."""

    FILE = "Laporan diterima"
    CORRECT = "Ubah laporan"
    ADD = "Tambah kegiatan"


@dataclass(frozen=True, slots=True)
class Aim:
    """What an officer wants: the counts, by label, that are to stand in the end; in an addition also those before."""

    purpose: Purpose
    day: date
    way: Way
    counts: Counts
    before: Counts | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """Tap a button of the card; `hands_in` where that sends what the card says."""

    label: str
    hands_in: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Write a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Done:
    """There is nothing left to do."""


Step = Tap | Say | Done


def first_step(shown: Shown | None, aim: Aim) -> Step:
    """Give how an officer begins: by a whole report where that is their way, otherwise from what they see."""
    if aim.purpose == Purpose.FILE and aim.way == Way.SENTENCE:
        return Say(sentence(aim.counts))
    if aim.purpose == Purpose.FILE and aim.way == Way.PASTED:
        return Say(pasted(aim.counts))
    if aim.purpose == Purpose.CORRECT:
        return Say(f"/ubah {aim.day:%d/%m/%Y}")
    return next_step(shown, aim)


def next_step(shown: Shown | None, aim: Aim) -> Step:
    """Give what an officer does about what they see."""
    if shown is None or date_in(shown.words) != aim.day:
        return _open(aim)
    if is_done(shown, aim):
        return Done()
    if shown.title.startswith("Laporan diterima"):
        return Tap(shown.label(aim.purpose.value) or "", hands_in=False) if shown.label(aim.purpose.value) else Done()
    if shown.title.startswith(_REMINDERS):
        return _from_reminder(shown, aim)
    if question_in(shown.words):
        return _answer(shown, aim)
    return _from_summary(shown, aim)


def is_done(shown: Shown, aim: Aim) -> bool:
    """Tell whether the card confirms what was wanted."""
    title = "Laporan diterima" if aim.purpose == Purpose.FILE else "Perubahan diterima"
    return shown.title.startswith(title) and date_in(shown.words) == aim.day


def sentence(counts: Counts) -> str:
    """Give the report as people write it in one line."""
    patrol, visit, inspection, outreach = (led for led, _ in counts.values())
    return f"Patroli {patrol}x, sambang:{visit}; pemeriksaan {inspection or 'nihil'} sosialisasi {outreach}"


def pasted(counts: Counts) -> str:
    """Give the report as it stood in the WhatsApp group."""
    patrol, visit, inspection, outreach = (led or "NIHIL" for led, _ in counts.values())
    return (
        "Izin melaporkan kegiatan hari ini\n"
        f"A. PATROLI : {patrol}\nB. SAMBANG : {visit}\n"
        f"C. PEMERIKSAAN RUTIN / PENGAWASAN ADMINISTRATIF : {inspection}\nD. SOSIALISASI : {outreach}\n"
        "Demikian laporan, terima kasih."
    )


def _open(aim: Aim) -> Step:
    command = {Purpose.FILE: "lapor", Purpose.CORRECT: "ubah", Purpose.ADD: "lapor"}[aim.purpose]
    return Say(f"/{command} {aim.day:%d/%m/%Y}")


def _from_reminder(shown: Shown, aim: Aim) -> Step:
    label = shown.key_label("Nihil semua" if aim.way == Way.NIL else "Isi laporan")
    return Tap(label) if label and aim.purpose == Purpose.FILE else _open(aim)


def _answer(shown: Shown, aim: Aim) -> Step:
    found = question_in(shown.words)
    wanted = aim.counts.get(found[1]) if found else None
    if found is None or wanted is None:
        return _open(aim)
    if beside := shown.label("Ya, benar") or shown.label("Lewati"):
        return Tap(beside)
    led, joined = wanted
    if "Ikut serta dicatat terpisah" in shown.words:
        return _number(shown, joined, aim)
    if aim.purpose == Purpose.ADD:
        return _number(shown, led - (aim.before or {}).get(found[1], (0, 0))[0], aim)
    return _led(shown, led, joined, aim)


def _led(shown: Shown, led: int, joined: int, aim: Aim) -> Step:
    """What was led; before that, what was joined, unless it is noted already."""
    if all_nil := shown.key_label("Sama sekali nihil") if aim.way == Way.NIL else None:
        return Tap(all_nil)
    noted = f"Ikut serta {joined} sudah dicatat" in shown.words or (not joined and "sudah dicatat" not in shown.words)
    return _number(shown, led, aim) if noted else Tap("+ Ikut serta")


def _number(shown: Shown, count: int, aim: Aim) -> Step:
    label = str(count) if count else shown.key_label("∅ Nihil") or "0"
    if aim.way != Way.TYPED and count <= _LARGEST_BUTTON and label in shown.buttons:
        return Tap(label)
    return Say(_WORDS.get(count, str(count)))


def _from_summary(shown: Shown, aim: Aim) -> Step:
    """On the summary: put right what is wrong, and send; on its side cards: go on."""
    if shown.title.startswith("Alasan perubahan"):
        return Tap(next(iter(shown.buttons)), hands_in=True) if aim.purpose == Purpose.CORRECT else _open(aim)
    titles = {Purpose.FILE: "Ringkasan", Purpose.CORRECT: "Ubah laporan", Purpose.ADD: "Tambah kegiatan"}
    if not shown.title.startswith(titles[aim.purpose]):
        return _open(aim)
    said = counts_in(shown.words)
    wrong = next((label for label, count in aim.counts.items() if not agrees(said.get(label), count)), None)
    if wrong is not None:
        verb = "+" if aim.purpose == Purpose.ADD else "Ubah"
        label = shown.label(f"{verb} {wrong.partition('/')[0]}")
    else:
        label = shown.label("Kirim")
    return Tap(label, hands_in=wrong is None) if label else _open(aim)


def counts_by_label(labels: tuple[str, ...], counts: tuple[tuple[int, int], ...]) -> Mapping[str, tuple[int, int]]:
    """Name the counts of a plan by the labels of the form."""
    return dict(zip(labels, counts, strict=True))
