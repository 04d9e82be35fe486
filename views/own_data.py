"""Everything about oneself as files: one to read, one that another program can read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from models.own_data import OwnData, Row
from models.provinces import Zone
from views.screen import Document

#: What the tables are called for whoever reads about themselves, in this order; others follow by their names.
_TITLES = {
    "membership": "Satuan dan peran",
    "daily_report": "Laporan harian",
    "report_answer": "Isi laporan harian",
    "report_revision": "Riwayat perubahan laporan",
    "activity": "Rincian kegiatan",
    "photo": "Foto (disimpan sebagai nomor berkas Telegram)",
    "draft": "Formulir yang sedang diisi",
    "absence": "Izin, sakit, cuti, dinas luar, lepas piket",
    "zone_override": "Zona waktu sendiri",
    "reopening": "Tanggal yang dibuka kembali untuk Anda",
    "consent": "Persetujuan Anda",
    "erasure": "Permohonan penghapusan data",
    "outbox": "Pesan terjadwal kepada Anda",
    "open_prompt": "Pertanyaan terakhir bot",
    "invitation": "Undangan untuk Anda",
}
_WORDS = {
    "id": "nomor",
    "telegram_id": "nomor Telegram",
    "name": "nama",
    "rank": "pangkat",
    "service_number": "NRP/NIP",
    "joined_at": "bergabung",
    "report_date": "tanggal",
    "first_day": "hari pertama",
    "last_day": "hari terakhir",
    "unit_id": "satuan",
    "indicator_id": "indikator",
    "role": "peran",
    "led": "dipimpin",
    "joined": "ikut serta",
    "note": "catatan",
    "reason": "alasan",
    "place": "tempat",
    "text": "uraian",
    "latitude": "lintang",
    "longitude": "bujur",
    "partners": "mitra",
    "audience": "peserta",
    "happened_at": "waktu kegiatan",
    "submitted_at": "dikirim",
    "on_time": "tepat waktu",
    "nil": "nihil",
    "at": "waktu",
    "version": "versi",
    "given_at": "disetujui",
    "content": "isi",
}


def as_json(data: OwnData, now: datetime) -> Document:
    """Give the file for other programs."""
    content = {
        "made_at": now.isoformat(),
        "member": dict(data.member),
        "own": {name: [dict(row) for row in rows] for name, rows in data.own.items()},
        "done_to_others": {name: [dict(row) for row in rows] for name, rows in data.done.items()},
        "trail": [dict(row) for row in data.trail],
    }
    return Document(_name(now, "json"), json.dumps(content, ensure_ascii=False, indent=1).encode())


def as_text(data: OwnData, now: datetime) -> Document:
    """Give the file to read."""
    written = "\n".join(_lines(data, now))
    return Document(_name(now, "txt"), f"{written}\n".encode("utf-8-sig"))


def _lines(data: OwnData, now: datetime) -> Iterator[str]:
    yield "DATA ANDA DI LAPOR CEGAH"
    yield f"Dibuat {now.astimezone(Zone.WIB.tz):%d-%m-%Y pukul %H.%M} WIB. Waktu di bawah ini dalam UTC."
    yield from _section("Diri Anda", [data.member], data)
    ordered = [*(name for name in _TITLES if name in data.own), *sorted(set(data.own) - set(_TITLES))]
    for name in ordered:
        yield from _section(_TITLES.get(name, name), data.own[name], data)
    for name in sorted(data.done):
        yield from _section(f"Yang Anda catat pada data lain: {name}", data.done[name], data)
    yield from _section("Jejak: yang Anda lakukan, dan yang dilakukan pada data Anda", data.trail, data)


def _section(title: str, rows: Sequence[Row], data: OwnData) -> Iterator[str]:
    yield ""
    yield f"== {title} ({len(rows)})"
    for row in rows:
        known = {key: value for key, value in row.items() if value is not None}
        yield "- " + " · ".join(f"{_WORDS.get(key, key)}: {_value(key, value, data)}" for key, value in known.items())


def _value(key: str, value: Any, data: OwnData) -> str:
    names: Mapping[str, Mapping[int, str]] = {"unit_id": data.units, "indicator_id": data.indicators}
    if key in names and value in names[key]:
        return names[key][value]
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else " ".join(str(value).split())


def _name(now: datetime, ending: str) -> str:
    return f"data-saya-{now.astimezone(Zone.WIB.tz):%Y%m%d-%H%M}.{ending}"
