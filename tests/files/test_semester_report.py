"""The *Laporan Semester*: its letterhead and signature as set, provisional, then frozen, then corrected."""

import io
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime

import pytest
from docx import Document
from sqlalchemy.orm import Session

from models.database import Database
from models.file_orders import FileForm
from models.freezing import freeze_what_closed
from models.indicators import questions_on
from models.letterheads import Heading, set_heading
from models.organisation import list_agencies
from models.periods import Period
from models.permissions import Place
from models.reports import Revising, report_of, revise_report
from models.schema import FrozenRecap
from models.targets import Aim, set_target
from tests.clock.roster import Roster, answers_of
from tests.databases import NewUrl
from tests.files.formulas import Calculated
from tests.files.made import Bench, pdf_text, word_tables

FIRST_SEMESTER = Period.semester(2025, 1)
LAST_DAY = date(2025, 6, 30)
CORRECTED = (1, 0, 2, 0)
DESK = Heading(
    lines=("KEMENTERIAN KOORDINATOR UJI COBA", "DESK PENCEGAHAN"),
    address="Jalan Contoh Nomor 1, Jakarta",
    place="Jakarta",
    recipient="Menteri Koordinator Uji Coba",
    signer_position="Ketua Harian Desk",
    signer_name="Penanda Tangan Contoh",
    signer_rank="Laksma",
    signer_number="12345678",
)
WORDS_OF_THE_HEADING = (
    *DESK.lines, "Jalan Contoh Nomor 1, Jakarta", "Kepada Yth.", "Menteri Koordinator Uji Coba", "di tempat",
)  # fmt: skip
WORDS_OF_THE_SIGNATURE = ("Ketua Harian Desk", "Penanda Tangan Contoh", "Laksma · 12345678")


@pytest.fixture(scope="module")
def semester(new_sqlite: NewUrl) -> Iterator[Roster]:
    """Ani and Budi on the last day of June: Ani has reported; the desk has a letterhead and a target."""
    with closing(Database(new_sqlite())) as database:
        roster = Roster(database)
        roster.clock.set("2025-06-29T12:00:00+07:00")
        roster.member("Ani", "BAKAMLA/BATAM")
        roster.member("Budi", "KKP/TUAL")
        roster.clock.set("2025-06-30T17:00:00+07:00")
        roster.report("Ani", LAST_DAY, led=(4, 0, 2, 0), joined=(7, 0, 0, 0))
        database.write_now(set_heading, None, DESK, now=roster.clock.now())
        patrol = database.read_now(questions_on, LAST_DAY)[0].indicator_id
        database.write_now(set_target, None, Aim(FIRST_SEMESTER, patrol), 5, roster.clock.now())
        yield roster


@pytest.fixture(scope="module")
def provisional(semester: Roster) -> Bench:
    """The files of the second of July."""
    return made(semester, "2025-07-02T09:00:00+07:00")


@pytest.fixture(scope="module")
def frozen(provisional: Bench) -> Bench:
    """The files of the day on which nobody can correct anything any more."""
    roster = provisional.roster
    roster.clock.set("2025-07-09T00:00:00+07:00")
    assert roster.database.write_now(freeze_what_closed, roster.clock.now())
    return made(roster, "2025-07-09T08:00:00+07:00")


@pytest.fixture(scope="module")
def corrected(frozen: Bench) -> Bench:
    """The files of August: one report was opened again and corrected, another one came."""
    roster = frozen.roster
    roster.clock.set("2025-08-01T10:00:00+07:00")
    roster.database.write_now(correct, roster.members["Ani"], roster.clock.now())
    roster.report("Budi", LAST_DAY, led=(0, 0, 0, 2))
    return made(roster, "2025-08-02T09:00:00+07:00")


def made(roster: Roster, moment: str) -> Bench:
    """The files as they are made at that moment: later changes don't reach them."""
    roster.clock.set(moment)
    bench = Bench(roster, FIRST_SEMESTER)
    for form in (FileForm.PDF, FileForm.DOCX, FileForm.XLSX, FileForm.JSON):
        bench.content(form)
    return bench


def correct(session: Session, member_id: int, now: datetime) -> None:
    report = report_of(session, member_id, LAST_DAY)
    assert report is not None
    questions = questions_on(session, LAST_DAY)
    revise_report(session, report, Revising(member_id, answers_of(questions, CORRECTED), None, "Salah"), questions, now)


def pdf_words(bench: Bench) -> str:
    return " ".join(pdf_text(bench.content(FileForm.PDF)).split())


def word_words(bench: Bench) -> str:
    document = Document(io.BytesIO(bench.content(FileForm.DOCX)))
    return " ".join(" ".join(paragraph.text for paragraph in document.paragraphs).split())


def both(bench: Bench) -> tuple[str, str]:
    return pdf_words(bench), word_words(bench)


def sha256_of(bench: Bench) -> str:
    def work(session: Session) -> str:
        return session.get_one(FrozenRecap, FIRST_SEMESTER.code).sha256

    return bench.roster.database.read_now(work)


def test_both_begin_with_the_letterhead_and_end_with_the_signature_as_set(provisional: Bench) -> None:
    for words in both(provisional):
        places = [words.find(line) for line in (*WORDS_OF_THE_HEADING, "Izin melaporkan")]
        assert -1 not in places
        assert places == sorted(places)
        end = words[words.index("Demikian laporan ini disampaikan, terima kasih.") :]
        assert "Jakarta, 2 Juli 2025" in end
        places = [end.find(line) for line in WORDS_OF_THE_SIGNATURE]
        assert -1 not in places
        assert places == sorted(places)
        assert "………" not in words


def test_an_agency_without_a_letterhead_has_its_name_and_blanks_to_be_filled_in(semester: Roster) -> None:
    semester.clock.set("2025-07-02T09:00:00+07:00")
    agencies = {agency.code: agency.id for agency in semester.database.read_now(list_agencies)}
    words = word_words(Bench(semester, FIRST_SEMESTER, Place(agency_id=agencies["KKP"])))
    assert words.startswith("BADAN KKP SATUAN TUGAS KOORDINASI PENCEGAHAN")
    assert "Menteri Koordinator Uji Coba" not in words
    assert "………, 2 Juli 2025" in words
    assert "(………" in words
    assert words.endswith("NRP/NIP ……………………")


def test_a_semester_that_can_be_corrected_is_provisional(provisional: Bench) -> None:
    for words in both(provisional):
        assert "LAPORAN SEMESTER SEMENTARA" in words
        assert "Semester I Tahun 2025" in words
        assert "Angka sementara: laporan masih dapat masuk dan diperbaiki." in words
        assert "Angka final" not in words
        assert "<b>" not in words
    assert json.loads(provisional.content(FileForm.JSON))["frozen"] is None


def test_a_frozen_semester_says_since_when_as_which_edition_and_its_hash(frozen: Bench) -> None:
    sha256 = sha256_of(frozen)
    for words in both(frozen):
        assert "SEMENTARA" not in words
        assert "LAPORAN SEMESTER SATUAN TUGAS" in words
        assert f"Angka final per 9 Juli 2025, pemutakhiran 1 · sidik {sha256[:12]}." in words
        assert "Koreksi setelah final" not in words
    told = json.loads(frozen.content(FileForm.JSON))
    assert told["frozen"] == {"at": "2025-07-08T17:00:00+00:00", "revision": 1, "sha256": sha256, "changes": {}}
    assert told["provisional"] is False


def test_what_was_corrected_since_stands_as_a_signed_difference(corrected: Bench) -> None:
    sha256 = sha256_of(corrected)
    for words in both(corrected):
        assert f"sidik {sha256[:12]}." in words
        assert "Koreksi setelah final: Patroli −3 · Sosialisasi +2 · Laporan +1." in words
        assert "Koreksi ikut serta setelah final: Patroli −7." in words
    told = json.loads(corrected.content(FileForm.JSON))
    assert told["frozen"]["changes"] == {"patrol": -3, "joined:patrol": -7, "outreach": 2, "reports": 1}
    assert told["total"]["led"] == {"patrol": 1, "community_visit": 0, "inspection": 2, "outreach": 2}


def test_every_sheet_of_the_workbook_says_how_the_figures_stand(
    provisional: Bench, frozen: Bench, corrected: Bench
) -> None:
    words = ("Angka sementara: laporan masih", "Angka final per 9 Juli 2025, pemutakhiran 1", "Patroli −3")
    for bench, told in zip((provisional, frozen, corrected), words, strict=True):
        book = Calculated(bench.content(FileForm.XLSX))
        for name in ("Rekap", "Per K-L", "Per Satuan", "Per Hari", "Data"):
            above = [str(row[0]) for row in book.cached[name].iter_rows(max_row=4, max_col=1, values_only=True)]
            assert told in " ".join(above), (name, above)


def test_months_and_targets_are_numbered_tables(provisional: Bench) -> None:
    tables = word_tables(provisional.content(FileForm.DOCX))
    (months,) = (table for table in tables if table[0][0] == "Bulan")
    names = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
    assert [row[0] for row in months[1:]] == [*(f"{name} 2025" for name in names), "Jumlah"]
    assert months[6][1:] == months[7][1:] == ["4", "NIHIL", "2", "NIHIL", "6"]
    assert months[1][1:] == ["—"] * 5
    (targets,) = (table for table in tables if "Target" in table[0])
    assert targets[1] == ["Patroli", "4", "5", "80%"]
    assert targets[2] == ["Sambang", "0", "—", "—"]
    for words in both(provisional):
        assert "Waktu yang berjalan 100% dari Semester I Tahun 2025." in words
        captions = [words.find(f"Tabel {number}. ") for number in range(1, len(tables) + 1)]
        assert -1 not in captions
        assert captions == sorted(captions)
        assert "Gambar 1. " in words
    told = json.loads(provisional.content(FileForm.JSON))
    assert told["targets"] == [{"indicator": "patrol", "target": 5, "done": 4, "share": 0.8}]
    assert told["time_share"] == 1.0
