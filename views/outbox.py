"""/antrean: what waits, what failed and why, what is in doubt, and what can be done about it, in plain words."""

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from models.outbox_desk import Bundle, Decision, Overview, Page, Shelf
from models.provinces import Zone
from views import signs
from views.indonesian import clock_time, day_month, number
from views.outbox_taps import QueueTap, SettleTap
from views.payloads import write
from views.screen import Button, Card, Rows, lines, said

_SHELVES = {Shelf.WAITING: "Menunggu", Shelf.FAILED: "Gagal", Shelf.UNKNOWN: "Belum pasti"}
_EXPLAINED = {
    Shelf.WAITING: "Akan terkirim dengan sendirinya.",
    Shelf.FAILED: "Telegram menolaknya. Tidak dikirim lagi dengan sendirinya.",
    Shelf.UNKNOWN: "Mungkin sudah sampai. Lihat dulu di chat penerima, lalu pilih.",
}
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "invitation": "Ajakan lapor",
        "nudge": "Pengingat",
        "warning": "Pengingat terakhir",
        "missing_list": "Daftar belum lapor",
        "daily_post": "Rekap harian",
        "morning_addendum": "Susulan pagi",
        "weekly_post": "Rekap pekan",
        "monthly_post": "Rekap bulan",
        "semester_post": "Rekap semester",
        "post_update": "Pemutakhiran rekap",
        "absence_told": "Kabar izin",
        "report_told": "Kabar laporan",
        "reopening_told": "Kabar tanggal dibuka",
        "silence_told": "Kabar gangguan",
        "blocked_told": "Kabar bot diblokir",
        "group_lost": "Kabar grup lepas",
        "audit_head": "Kepala jejak audit",
        "member_told": "Kabar perubahan anggota",
        "join_asked": "Permintaan bergabung",
        "join_decided": "Jawaban permintaan bergabung",
        "guessing_seen": "Kabar kode ditebak",
        "absence_taken_back": "Kabar izin dibatalkan",
        "operation_summary": "Ringkasan operasi",
        "file": "Berkas",
        "file_failed": "Kabar berkas gagal",
        "consent_asked": "Permintaan persetujuan",
        "own_data": "Data pribadi",
        "erasure_asked": "Permintaan penghapusan data",
        "erasure_told": "Jawaban penghapusan data",
        "reminded": "Pengingat dari koordinator",
        "broadcast": "Siaran",
        "fault_told": "Kabar gangguan program",
    }
)
#: Telegram's words, or the program's own, and what they mean; the first that is found counts.
_REASONS = (
    ("blocked by the user", "penerima memblokir bot"),
    ("deactivated", "akun atau grupnya sudah tidak ada"),
    ("kicked", "bot dikeluarkan dari grup"),
    ("not a member", "bot tidak ada di grup"),
    ("chat not found", "chat tidak ditemukan"),
    ("rights", "bot tidak diizinkan menulis di grup"),
    ("unwritable", "pesan gagal disusun, gangguan di pihak kami"),
    ("interrupted", "program berhenti saat mengirim"),
    ("timedout", "jawaban Telegram tidak datang"),
    ("networkerror", "sambungan ke Telegram putus"),
)


def overview_card(found: Overview) -> Card:
    """Give how much there is of everything, and lead on."""
    waiting = [f"{said(kind_name(kind))}: {number(count)}" for kind, count in found.waiting.items()]
    return Card(
        lines(
            "<b>Antrean pesan</b>",
            " · ".join(f"{name} {number(found.counts[shelf])}" for shelf, name in _SHELVES.items()),
            f"Menunggu: {', '.join(waiting)}" if waiting else None,
            "Semua pesan terkirim." if not any(found.counts.values()) else None,
        ),
        tuple(
            (Button(f"{name} ({number(found.counts[shelf])})", write(QueueTap(shelf))),)
            for shelf, name in _SHELVES.items()
            if found.counts[shelf]
        ),
    )


def shelf_card(page: Page, now: datetime) -> Card:
    """Give a page of what waits, failed, or is in doubt, with what can be done about each."""
    if not page.bundles:
        return Card(f"<b>Antrean · {_SHELVES[page.shelf]}</b>\nTidak ada.", (_back(),))
    told = [_bundle_lines(place, bundle) for place, bundle in enumerate(page.bundles, 1)]
    return Card(
        lines(
            f"<b>Antrean · {_SHELVES[page.shelf]}</b> · {number(page.number)}/{number(page.pages)}",
            _EXPLAINED[page.shelf],
            "",
            *told,
        ),
        (*_decisions(page, now), *_arrows(page), _back()),
    )


def decided_notice(changed: int, decision: Decision) -> str:
    """Say what a decision did; nothing for a second tap."""
    if not changed:
        return "Sudah diproses, atau waktunya sudah lewat."
    done = {
        Decision.AGAIN: "dikirim lagi",
        Decision.ARRIVED: "dianggap terkirim",
        Decision.DISMISS: "diabaikan",
    }
    return f"{number(changed)} pesan {done[decision]}."


def kind_name(kind: str) -> str:
    """Give what people call a kind of message."""
    return _KINDS.get(kind, kind.replace("_", " "))


def reason(outcome: str | None) -> str:
    """Give in plain words why a message did not leave, or why nobody knows."""
    told = outcome or ""
    known = next((meaning for words, meaning in _REASONS if words in told.lower()), None)
    return known or (f"kata Telegram: {said(told)}" if told else "tanpa keterangan")


def _bundle_lines(place: int, bundle: Bundle) -> str:
    whom = said(bundle.recipient) if bundle.recipient else f"{number(bundle.count)} penerima"
    why = f" · {reason(bundle.outcome)}" if bundle.outcome else ""
    late = "" if bundle.still_wanted else " · waktunya lewat"
    hour = clock_time(bundle.since, Zone.WIB)
    return f"{place}. <b>{said(kind_name(bundle.kind))}</b> {day_month(bundle.day)} · {whom}, {hour}{why}{late}"


def _decisions(page: Page, now: datetime) -> Iterator[tuple[Button, ...]]:
    if page.shelf == Shelf.WAITING:
        return
    for place, bundle in enumerate(page.bundles, 1):
        yield tuple(_decision(page, place, bundle, decision, now) for decision in _choices(page.shelf, bundle))


def _choices(shelf: Shelf, bundle: Bundle) -> list[Decision]:
    again = [Decision.AGAIN] if bundle.still_wanted else []
    return [*again, Decision.ARRIVED if shelf == Shelf.UNKNOWN else Decision.DISMISS]


_LABELS = {Decision.AGAIN: "Kirim lagi", Decision.ARRIVED: "Anggap terkirim", Decision.DISMISS: "Abaikan"}


def _decision(page: Page, place: int, bundle: Bundle, decision: Decision, now: datetime) -> Button:
    count = bundle.still_wanted if decision == Decision.AGAIN else bundle.count
    many = f" ({number(count)})" if count > 1 else ""
    tap = SettleTap(decision, bundle.row_id, math.ceil(now.timestamp()), page.shelf, page.number)
    return Button(f"{place} · {_LABELS[decision]}{many}", write(tap))


def _arrows(page: Page) -> Rows:
    row = []
    if page.number > 1:
        row.append(Button(f"{signs.EARLIER} Sebelumnya", write(QueueTap(page.shelf, page.number - 1))))
    if page.number < page.pages:
        row.append(Button(f"Berikutnya {signs.LATER}", write(QueueTap(page.shelf, page.number + 1))))
    return (tuple(row),) if row else ()


def _back() -> tuple[Button, ...]:
    return (Button(f"{signs.EARLIER} Antrean", write(QueueTap())),)
