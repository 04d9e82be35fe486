"""Where somebody is, in a sentence, and which date the night shift means."""

from models.activity_card import ActivityCard
from models.form import NOTE, REASON
from models.form_card import FormCard
from models.night_shift import TwoDates
from models.prompts import OpenPrompt, PromptKind
from models.schema import DraftPurpose
from models.standing import Standing
from views.indonesian import day_month_weekday, long_date
from views.payloads import write
from views.report_taps import OpenTap
from views.screen import Button, Card, lines, said

_PROMPTS = {
    PromptKind.ABSENCE_DAYS: "tanggal izin",
    PromptKind.ABSENCE_END: "hari terakhir izin",
    PromptKind.ZONE_UNTIL: "hari terakhir zona waktu",
    PromptKind.OPENING_BALANCE: "saldo awal capaian",
    PromptKind.MEMBER_WORDS: "anggota yang dicari",
    PromptKind.MEMBER_NAME: "nama anggota",
    PromptKind.MEMBER_RANK: "pangkat anggota",
    PromptKind.MEMBER_DAY: "tanggal untuk anggota",
    PromptKind.OPERATION: "sebuah operasi",
    PromptKind.ENFORCEMENT: "sebuah penindakan",
    PromptKind.PLACE: "nama atau tanggal untuk satuan",
    PromptKind.HOUR: "sebuah jam",
    PromptKind.REST: "hari libur",
    PromptKind.TARGET: "sebuah target",
    PromptKind.BROADCAST: "isi siaran",
    PromptKind.POST_HOUR: "jam terbitan grup",
}
_FORMS = {
    DraftPurpose.DAILY: "Formulir",
    DraftPurpose.CORRECTION: "Perubahan laporan",
    DraftPurpose.ADDITION: "Tambahan laporan",
}
_STEPS = {NOTE: "catatan", REASON: "alasan perubahan"}


def where_line(standing: Standing) -> str:
    """Say what waits for an answer: which date, and which question."""
    match standing:
        case ActivityCard():
            return f"Anda sedang mengisi rincian {standing.question.label.lower()} {long_date(standing.day)}."
        case OpenPrompt():
            return f"Anda sedang ditanya {_PROMPTS[standing.kind]}."
        case FormCard():
            return _form_line(standing)


def nothing_open() -> str:
    """Say that what was to be gone on with is done by now."""
    return "Tidak ada yang perlu dilanjutkan."


def which_date(dates: TwoDates) -> Card:
    """Ask the night shift which date it means."""
    return Card(
        lines("<b>Laporan untuk hari apa?</b>", "Lewat tengah malam. Laporan kemarin belum masuk."),
        (
            (Button(f"{day_month_weekday(dates.yesterday)} (belum lapor)", write(OpenTap(dates.yesterday))),),
            (Button(day_month_weekday(dates.today), write(OpenTap(dates.today))),),
        ),
    )


def _form_line(form: FormCard) -> str:
    whose = f" untuk {said(form.subject.name)}" if form.for_colleague else ""
    named = f"{_FORMS[form.purpose]} {long_date(form.report_date)}{whose}"
    if form.paused:
        return f"{named} ditutup, isinya tersimpan."
    return f"{named} terbuka: {_step_name(form)}."


def _step_name(form: FormCard) -> str:
    if form.question is None:
        return _STEPS.get(form.state.step, "ringkasan, belum dikirim")
    return f"{form.questions.index(form.question) + 1}/{len(form.questions)} · {form.question.label}"
