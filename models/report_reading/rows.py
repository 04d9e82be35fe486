"""Cuts a written report into rows: how deep each stands, its number in a list, and what it is for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.report_reading.names import IndicatorNames, without_markup
from models.writing import plain, tidied

CHARACTERS = 4096
"""The longest text that is read: no message is longer (Bot API: Message.text)."""

_KEYCAPS = re.compile("((?:[0-9]\ufe0f?\u20e3)+)")
_MARKER = re.compile(
    r"(?:[-•▪●○◦➢➤►▶✓✔✅☑>·#]+(?=\s|[^\W\d]))?\s*"
    r"(?:\(?(?P<digit>\d{1,2})[.)](?![\d.])|\(?(?P<letter>[a-z]|[ivx]{2,4})[.)](?![.)]))?\s*"
)
_INTRODUCTION = re.compile(
    r"(?:assalam|ass\b|salam|selamat|kepada|yth|yang terhormat|dengan hormat|izin|ijin|mohon|lapor|lap\b|hari\b|tanggal"
    r"|tgl|dari\b|perihal|hal\b|nomor|no\b|satgas|rekap|berikut|bersama ini|bismillah|tembusan|cc\b|pukul|jam\b|waktu"
    r"|sehubungan|dilaporkan|menyampaikan|disampaikan|update|data\b)"
)
#: `Izin melaporkan kegiatan hari ini: patroli 3, sambang 2` begins after the colon.
_HEADING = re.compile(
    r"(?:(?:izin|ijin|mohon|(?:me)?lapor(?:kan|an)?|lap|rekap|data|update|berikut|kegiatan|harian|hari|ini|kami|saya)"
    r"[ .]*)+: ?(?=\S)"
)
_NOTE = re.compile(r"(?:catatan|keterangan|ket|nb|note|kendala|hambatan|saran|rencana|rtl|dokumentasi|foto)(?!\w)")
_NOTE_WITHIN = re.compile(r"(?<!\w)(?:catatan|keterangan|note) ?:")
_END = re.compile(r"(?<!\w)(?:demikian|sekian|wassalam\w*|hormat (?:kami|saya))(?!\w)(?! (?:pula|juga|halnya))")


@dataclass(frozen=True, slots=True)
class Row:
    """One line with something in it.

    `text` is what is read, as it was written, and `line` the same in plain writing, letter for letter; neither has the
    row's marker, nor a heading such as `Laporan:` before it. `indent` counts the spaces before it; `marker` is letter,
    digit, bullet or nothing, and `ordinal` the digit's number. `introduces` tells of a salutation, title or date,
    `is_note` of a remark, `is_signature` of what follows the closing words.
    """

    place: int
    text: str
    line: str
    indent: int
    marker: str
    ordinal: int | None
    introduces: bool
    is_note: bool
    is_signature: bool


def readable(text: str) -> tuple[str, str]:
    """Give what is read of a text, in compatible characters (one may become eighteen), and how the rest begins."""
    compatible = unicodedata.normalize("NFKC", text[: 2 * CHARACTERS])
    return compatible[:CHARACTERS], compatible[CHARACTERS:]


def rows_of(text: str, names: IndicatorNames) -> Iterator[Row]:
    """Cut a readable text into its rows, in their order."""
    labels = re.compile(names.label_pattern())
    ended = False
    for place, line in enumerate(text.splitlines()):
        row = _row(place, _KEYCAPS.sub(_as_ordinal, without_markup(line)), labels, ended)
        ended = ended or (_END.search(plain(tidied(line))) is not None)
        if row.line:
            yield row


def _row(place: int, line: str, labels: re.Pattern[str], ended: bool) -> Row:
    tidy = tidied(line)
    marked = plain(tidy)
    marker = _MARKER.match(marked)
    first = marker.end() if marker and marker.end() < len(marked) else 0
    heading = _HEADING.match(marked, first)
    start = heading.end() if heading else first
    label = labels.match(marked, start)
    end = len(marked) if ended else _end_of_report(marked, label.end() if label else start)
    return Row(
        place,
        tidy[start:end],
        marked[start:end],
        len(line) - len(line.lstrip()),
        _kind_of_marker(marker) if marker and first else "",
        int(marker["digit"]) if marker and first and marker["digit"] else None,
        introduces=label is None and _INTRODUCTION.match(marked, start) is not None,
        is_note=label is None and _NOTE.match(marked, start) is not None,
        is_signature=ended,
    )


def _end_of_report(marked: str, start: int) -> int:
    """Where the row's own report ends: at a remark or at the closing words."""
    note = _NOTE_WITHIN.search(marked, start + 1)
    closing = _END.search(marked, start)
    return min(match.start() for match in (note, closing) if match) if note or closing else len(marked)


def _kind_of_marker(marker: re.Match[str]) -> str:
    return "digit" if marker["digit"] else "letter" if marker["letter"] else "bullet"


def _as_ordinal(keycaps: re.Match[str]) -> str:
    return "".join(character for character in keycaps.group() if character.isdecimal()) + ". "
