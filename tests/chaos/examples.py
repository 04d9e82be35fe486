"""A small run that kept every promise, made by hand: each proof's own test doctors it, and the proof must notice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.chaos.record import Call, HandedIn, Message, Record, Resumed, Version
from tests.chaos.screens import Shown
from tests.chaos.stored import Officer, Report, Revision, Row, Stored

DAY = date(2025, 9, 15)
#: 16.00 WIB.
FILED = datetime(2025, 9, 15, 9, 0, 10, tzinfo=UTC)
#: 20.40 WIB: after the deadline, and before the post.
CORRECTED = datetime(2025, 9, 15, 13, 40, 10, tzinfo=UTC)
BUDI, SITI, DESK, STRANGER, GROUP = 1001, 1002, 901, 9001, -1001
LABELS = ("Patroli", "Sambang")
FIRST, SECOND = {"Patroli": (3, 1), "Sambang": (0, 0)}, {"Patroli": (5, 1), "Sambang": (0, 0)}
DATE = "Senin, 15 September 2025"
SORRY = "Mohon maaf, bot ini hanya untuk anggota yang diundang. Silakan hubungi koordinator Anda."
CONFIRMED = (
    f"Laporan diterima · ✓ tepat waktu\n{DATE} · pukul 16.00 WIB\nBakamla Batam\n"
    "✓ Patroli: 3 kali · ikut serta 1\n∅ Sambang: nihil"
)
CHANGED = (
    f"Perubahan diterima · pukul 20.40 WIB\nLaporan {DATE}, pemutakhiran 1\n"
    "→ Patroli: 3 → 5 kali\n∅ Sambang: nihil\nAlasan: Salah ketik"
)
QUESTION = f"2/2 · Sambang · {DATE}\n✓ Patroli: 1 kali\n\nBerapa kunjungan?"
POST = (
    f"Rekap {DATE} · Seluruh K/L\n1 dari 2 laporan masuk (50%)\n"
    "✓ tepat waktu 1 · ◷ terlambat 0 · ∅ nihil 0 · – belum 1\n\n"
    "Patroli: 5 kali · ikut serta 1\nSambang: nihil\n\nLaporan harian Satgas · pukul 21.00 WIB"
)
AT_NINE = datetime(2025, 9, 15, 14, 0, 5, tzinfo=UTC)


def message(
    chat: int, number: int, *words: str, at: datetime = FILED, buttons: dict[str, str] | None = None
) -> Message:
    """A message of the bot with everything that it said, one after the other."""
    versions = tuple(
        Version(at.timestamp() + later, Shown(number, said, buttons or {})) for later, said in enumerate(words)
    )
    return Message(chat, None, number, versions)


def row(number: int, kind: str, chat: int, state: str = "sent", message_id: int | None = None) -> Row:
    """A row of the outbox about the day."""
    due = FILED - timedelta(hours=1)
    return Row(number, kind, chat, DAY, DAY.isoformat(), state, message_id, None, due, due + timedelta(hours=3), due)


def record(**changed: Any) -> Record:
    """What was seen."""
    buttons = {"1": "f|7|3|community_visit|n1", "‹ Kembali": "f|7|3|community_visit|b"}
    kept = Record(
        messages=(
            message(BUDI, 1, f"Laporan harian · {DATE}\nSilakan isi", CONFIRMED),
            message(BUDI, 2, CHANGED, at=CORRECTED),
            message(BUDI, 3, f"⌂ Izin tercatat\n{DATE}\nAlasan: sakit."),
            message(SITI, 4, f"Laporan harian · {DATE}\nSilakan isi"),
            message(SITI, 5, QUESTION, QUESTION, buttons=buttons),
            message(SITI, 6, f"Laporan Anda belum masuk · {DATE}"),
            message(SITI, 7, f"Sebentar lagi batas waktu · {DATE}"),
            message(DESK, 8, f"Belum lapor · {DATE} · Seluruh K/L\n1 petugas"),
            message(GROUP, 9, POST, at=AT_NINE),
            message(STRANGER, 10, SORRY),
        ),
        calls=tuple(Call(number, number * 1.0, "sendMessage", BUDI, 200) for number in range(10)),
        handed_in=(
            HandedIn(BUDI, DAY, "Ringkasan · Senin", FIRST),
            HandedIn(BUDI, DAY, "Alasan perubahan · Senin", SECOND),
        ),
        resumed=(Resumed(SITI, 7, "7|3|community_visit", "7|3|community_visit"),),
        strangers=frozenset({STRANGER}),
        groups=frozenset({GROUP}),
        rests=(FILED - timedelta(minutes=30), CORRECTED - timedelta(minutes=65), CORRECTED - timedelta(minutes=120)),
    )
    return replace(kept, **changed)


def report() -> Report:
    """Budi's report, which was corrected once."""
    revisions = (Revision(1, FILED, BUDI, FIRST), Revision(2, CORRECTED, BUDI, SECOND))
    return Report(BUDI, DAY, 1, 1, FILED, on_time=True, nil=False, revision=2, answers=SECOND, revisions=revisions)


def stored(**changed: Any) -> Stored:
    """What the database holds."""
    kept = Stored(
        labels=LABELS,
        reports=(report(),),
        outbox=(
            row(1, "invitation", BUDI, message_id=1),
            row(2, "invitation", SITI, message_id=4),
            row(3, "nudge", SITI, message_id=6),
            row(4, "warning", SITI, "unknown"),
            row(5, "missing_list", DESK, message_id=8),
            row(6, "daily_post", GROUP, message_id=9),
            row(7, "nudge", BUDI, "dropped"),
        ),
        officers=(Officer(BUDI, 1, 1, "WIB"), Officer(SITI, 1, 1, "WIB")),
        unit_days={(1, DAY): (1, 1, 0)},
        unit_totals={(1, DAY, "Patroli"): (5, 1), (1, DAY, "Sambang"): (0, 0)},
        absences=((BUDI, DAY, DAY),),
        trail={("report.submitted", 11): 1, ("report.revised", 11): 1},
        report_ids={(BUDI, DAY): 11},
        bound=frozenset({GROUP}),
        agencies={"Badan Keamanan Laut": 1},
        at=CORRECTED + timedelta(days=1),
    )
    return replace(kept, **changed)
