"""The cards that ask for an enforcement event, question by question, and its summary."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from models.enforcement import Event, Facts
from models.enforcement_choices import (
    Amount,
    Choice,
    ChooseAgency,
    ChooseDate,
    ChooseKind,
    ChooseUnit,
    DropGoods,
    GoBack,
    GoodsTold,
    JumpTo,
    NoQuantity,
    Number,
)
from models.enforcement_drafts import EventForm
from models.enforcement_form import QUESTIONS, Entry, Step
from models.goods import MOST_KINDS, GoodsKind
from views import signs
from views.choosing import rows as in_rows
from views.enforcement_taps import EventAct, EventFormTap, EventTap, Send, UsualReason
from views.goods import KIND_NAMES, goods_line
from views.indonesian import long_date, number
from views.money import rupiah
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

NO_NAMES = "Jangan menulis nama tersangka atau bahan rahasia."
USUAL_REASONS = ("Salah ketik", "Salah hitung", "Data baru dari lapangan")
UNKNOWN = "—"
_LABELS = {
    Step.UNIT: "Satuan",
    Step.DATE: "Tanggal",
    Step.GOODS: "Barang",
    Step.VALUE: "Nilai barang",
    Step.CASES: "Kasus",
    Step.SUSPECTS: "Tersangka",
    Step.LOSS: "Potensi kerugian negara",
}


def form_card(form: EventForm) -> Card:
    """Give the card of a form that is open."""
    return _CARDS[form.step](form)


def answers_of(entry: Entry, unit_name: str | None) -> list[str]:
    """Give what was answered so far, a line each."""
    shown = {step: _answer(entry, unit_name, step) for step in QUESTIONS if step in entry.answered}
    return [f"{_LABELS[step]}: {answer}" for step, answer in shown.items()]


def facts_lines(facts: Facts, unit_name: str) -> list[str]:
    """Give everything that is told of an event, a line each, money to the rupiah."""
    return answers_of(Entry.of(facts, 0), unit_name)


def differences(base: Event, entry: Entry, unit_name: str | None) -> list[str]:
    """Give the answers of a correction, beside what was there before where they differ."""
    told = []
    for step in QUESTIONS:
        before = _answer(Entry.of(base.facts, 0), base.unit_name, step)
        now = _answer(entry, unit_name, step)
        told.append(f"{_LABELS[step]}: {before}" + (f" {signs.CHANGED} <b>{now}</b>" if now != before else ""))
    return told


def _answer(entry: Entry, unit_name: str | None, step: Step) -> str:
    return said(unit_name or UNKNOWN) if step == Step.UNIT else _ANSWERS[step](entry)


_ANSWERS: Mapping[Step, Callable[[Entry], str]] = {
    Step.DATE: lambda entry: long_date(entry.event_date) if entry.event_date else UNKNOWN,
    Step.GOODS: lambda entry: ", ".join(goods_line(one) for one in entry.goods) or "tidak ada",
    Step.VALUE: lambda entry: _money(entry.goods_value),
    Step.CASES: lambda entry: number(entry.cases),
    Step.SUSPECTS: lambda entry: number(entry.suspects),
    Step.LOSS: lambda entry: _money(entry.loss_prevented),
}


def _money(amount: int | None) -> str:
    return f"{UNKNOWN} (belum diketahui)" if amount is None else rupiah(amount)


def _button(form: EventForm, label: str, move: Choice | Send | UsualReason) -> Button:
    return Button(label, write(EventFormTap(form.draft_id, form.version, move)))


def _question(form: EventForm, ask: str, rows: Rows) -> Card:
    """One question: where one is, what was answered so far, and the way back."""
    place = QUESTIONS.index(form.step) + 1
    title = "Koreksi penindakan" if form.base else "Penindakan"
    return Card(
        lines(
            f"<b>{title}</b> · {place}/{len(QUESTIONS)} · {_LABELS[form.step]}",
            *answers_of(form.entry, form.unit_name),
            "",
            ask,
        ),
        (*rows, *_way_back(form)),
    )


def _way_back(form: EventForm) -> Rows:
    if form.step == QUESTIONS[0] and not form.entry.kind:
        return ((Button("Yang sudah dicatat", write(EventTap(EventAct.LIST))),),)
    return ((_button(form, signs.BACK, GoBack()),),)


def _ask_unit(form: EventForm) -> Card:
    if form.agencies:
        buttons = [_button(form, agency.code, ChooseAgency(agency.id)) for agency in form.agencies]
        return _question(form, f"Penindakan oleh K/L mana? {NO_NAMES}", in_rows(buttons, 3))
    buttons = [_button(form, unit.name, ChooseUnit(unit.id)) for unit in form.units[:_MOST_UNITS]]
    return _question(form, f"Oleh satuan mana? Ketuk, atau tulis namanya. {NO_NAMES}", in_rows(buttons, 2))


#: Bot API: InlineKeyboardMarkup holds 100 buttons.
_MOST_UNITS = 90


def _ask_date(form: EventForm) -> Card:
    yesterday = form.today - timedelta(days=1)
    row = (
        _button(form, "Hari ini", ChooseDate(form.today)),
        _button(form, "Kemarin", ChooseDate(yesterday)),
    )
    return _question(form, "Kapan kejadiannya? Atau tulis tanggalnya, misalnya 24/7/2025.", (row,))


def _ask_goods(form: EventForm) -> Card:
    kind = form.entry.kind
    if kind is not None:
        row = ((_button(form, "Jumlah belum diketahui", NoQuantity()),),)
        ask = f"Berapa {KIND_NAMES[kind]}? Tulis jumlah dan satuannya, misalnya: {_EXAMPLES[kind]}"
        return _question(form, ask, row)
    goods = form.entry.goods
    drop = [_button(form, f"Hapus {KIND_NAMES[one.kind]}", DropGoods(place)) for place, one in enumerate(goods)]
    kinds = [_button(form, name.capitalize(), ChooseKind(one)) for one, name in KIND_NAMES.items()]
    told = _button(form, "Selesai, lanjut" if goods else "Tanpa barang", GoodsTold())
    shown = [f"Sejauh ini: {', '.join(goods_line(one) for one in goods)}."] if goods else []
    ask = lines(*shown, "Barang apa yang disita? Ketuk jenisnya, atau tulis: rokok 1.200.000 batang; alkohol 3 dus")
    rows = in_rows(kinds, 2) if len(goods) < MOST_KINDS else ()
    return _question(form, ask, ((told,), *rows, *in_rows(drop, 2)))


_EXAMPLES: Mapping[GoodsKind, str] = {
    GoodsKind.NARCOTICS: "12,5 kg",
    GoodsKind.TOBACCO: "1.200.000 batang",
    GoodsKind.LOBSTER_SEED: "125.000 ekor",
    GoodsKind.ELECTRONICS: "350 unit",
    GoodsKind.ALCOHOL: "1.200 botol",
    GoodsKind.PLANT_SEED: "2 ton",
    GoodsKind.WILDLIFE: "30 ekor",
    GoodsKind.OTHER: "5.000 liter",
}


def _ask_value(form: EventForm) -> Card:
    rows = ((_button(form, "Belum diketahui", Amount(None)), _button(form, "Nihil", Amount(0))),)
    return _question(form, "Berapa nilai barang? Tulis misalnya: Rp 7,9 M, 850 juta, atau 125.900.000", rows)


def _ask_loss(form: EventForm) -> Card:
    rows = ((_button(form, "Belum diketahui", Amount(None)), _button(form, "Nihil", Amount(0))),)
    ask = "Berapa potensi kerugian negara yang dicegah? Tulis misalnya: Rp 125,9 M atau 850 juta"
    return _question(form, ask, rows)


def _ask_cases(form: EventForm) -> Card:
    buttons = [_button(form, str(count), Number(count)) for count in (1, 2, 3, 4, 5, 0)]
    return _question(form, "Berapa kasus? Ketuk, atau tulis angkanya.", in_rows(buttons, 3))


def _ask_suspects(form: EventForm) -> Card:
    buttons = [_button(form, str(count), Number(count)) for count in (0, 1, 2, 3, 4, 5)]
    ask = f"Berapa tersangka diamankan? Ketuk, atau tulis angkanya. {NO_NAMES}"
    return _question(form, ask, in_rows(buttons, 3))


def _summary(form: EventForm) -> Card:
    jumps = [_button(form, f"Ubah {_SHORT[step]}", JumpTo(step)) for step in QUESTIONS]
    end = Button("Kembali ke catatan", write(EventTap(EventAct.VIEW, form.base.id))) if form.base else None
    last = end or _button(form, "Mulai dari awal", Send.ANEW)
    told = differences(form.base, form.entry, form.unit_name) if form.base else answers_of(form.entry, form.unit_name)
    return Card(
        lines(
            f"<b>{'Koreksi' if form.base else 'Ringkasan'} penindakan</b>",
            *told,
            "",
            "Ketuk yang ingin diubah, lalu kirim." if form.base else "Sudah benar?",
        ),
        (
            (_button(form, "Kirim koreksi" if form.base else "Kirim penindakan", Send.SEND),),
            *in_rows(jumps, 2),
            (last,),
        ),
    )


_SHORT = {
    Step.UNIT: "satuan",
    Step.DATE: "tanggal",
    Step.GOODS: "barang",
    Step.VALUE: "nilai",
    Step.CASES: "kasus",
    Step.SUSPECTS: "tersangka",
    Step.LOSS: "kerugian",
}


def _ask_reason(form: EventForm) -> Card:
    voiding = form.entry.voiding
    told = differences(form.base, form.entry, form.unit_name) if form.base and not voiding else []
    reasons = ("Tercatat dua kali", "Salah catat") if voiding else USUAL_REASONS
    buttons = tuple((_button(form, reason, UsualReason(place)),) for place, reason in enumerate(reasons))
    back = Button(signs.BACK, write(EventTap(EventAct.VIEW, form.base.id if form.base else 0)))
    return Card(
        lines(
            f"<b>{'Alasan pembatalan' if voiding else 'Alasan koreksi'}</b>",
            *told,
            "",
            f"Pilih alasannya, atau tulis sendiri. Setelah itu langsung dicatat. {NO_NAMES}",
        ),
        (*buttons, (back if voiding else _button(form, signs.BACK, GoBack()),)),
    )


def usual_reason(form: EventForm, place: int) -> str | None:
    """Give the usual reason at a place; nothing where there is none."""
    reasons = ("Tercatat dua kali", "Salah catat") if form.entry.voiding else USUAL_REASONS
    return reasons[place] if place < len(reasons) else None


_CARDS: Mapping[Step, Callable[[EventForm], Card]] = {
    Step.UNIT: _ask_unit,
    Step.DATE: _ask_date,
    Step.GOODS: _ask_goods,
    Step.VALUE: _ask_value,
    Step.CASES: _ask_cases,
    Step.SUSPECTS: _ask_suspects,
    Step.LOSS: _ask_loss,
    Step.SUMMARY: _summary,
    Step.REASON: _ask_reason,
}
