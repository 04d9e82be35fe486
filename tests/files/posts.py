"""The spreadsheet of an agency with 27 posts: the surveillance stations of marine and fisheries resources (PSDKP)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

BASES = ("Jakarta", "Batam", "Lampulo", "Benoa", "Bitung", "Tual")
STATIONS = ("Belawan", "Pontianak", "Cilacap", "Kupang", "Tarakan", "Tahuna", "Ambon", "Biak")
FIELD_OFFICES = (
    "Natuna", "Dumai", "Palembang", "Lampung", "Tegal", "Banyuwangi", "Banjarmasin", "Balikpapan", "Makassar",
    "Kendari", "Ternate", "Sorong", "Merauke",
)  # fmt: skip
POSTS = (
    *(f"Pangkalan PSDKP {name}" for name in BASES),
    *(f"Stasiun PSDKP {name}" for name in STATIONS),
    *(f"Satwas SDKP {name}" for name in FIELD_OFFICES),
)
FIRST_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class PostDay:
    """One row."""

    day: date
    post: str
    counts: tuple[int, int, int, int]


def post_days(days: int) -> Iterator[PostDay]:
    """Give a row for each post and day, different everywhere, with nil days in between."""
    for ahead in range(days):
        for place, post in enumerate(POSTS):
            seed = ahead * 31 + place * 7
            nil = seed % 11 == 0
            counts = (seed % 4, seed % 3, seed % 17, seed % 2)
            yield PostDay(FIRST_DAY + timedelta(days=ahead), post, (0, 0, 0, 0) if nil else counts)


def sums(days: int) -> tuple[int, ...]:
    """What the four columns come to."""
    return tuple(sum(row.counts[at] for row in post_days(days)) for at in range(4))


def as_csv(days: int) -> bytes:
    """Give the spreadsheet as people keep it: a title, columns in another order, nihil as a word, one column more."""
    lines = ["REKAP KEGIATAN PSDKP;;;;;;", "No;Pos;Hari/Tanggal;Sosialisasi;Patroli;Pemeriksaan Rutin;Sambang;Ket"]
    for number, row in enumerate(post_days(days), start=1):
        patrol, visit, inspection, outreach = ("Nihil" if count == 0 else str(count) for count in row.counts)
        lines.append(f"{number};{row.post};{row.day:%d/%m/%Y};{outreach};{patrol};{inspection};{visit};")
    return "\r\n".join(lines).encode("utf-8-sig")
