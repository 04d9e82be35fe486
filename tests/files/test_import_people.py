"""People and enforcement events from spreadsheets: problems are told by row, the same file twice is once."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import Database
from models.enforcement import events
from models.event_imports import ImportedEvents, import_events
from models.event_sheets import read_events
from models.import_units import UnitsOfSheet
from models.invitations import hash_token
from models.member_imports import ImportedMembers, import_members
from models.member_sheets import read_members
from models.members import Newcomer, take_in
from models.organisation import agency_by_code, ship_agencies
from models.schema import Invitation, Role, Unit
from models.spreadsheets import read_rows
from tests.databases import NewUrl
from tests.roads.test_settings import here
from views.refusals import sentence

NOW = datetime(2025, 9, 15, 3, tzinfo=UTC)
PEOPLE = """Daftar anggota KKP
No;Nama;Pangkat;NRP/NIP;Satuan;Peran
1;Budi Santoso;Penata;197001011990011001;Pos Bitung;
2;=Siti;;;Pos Bitung;Operator
3;Al;;;Pos Bitung;
4;Tono;;12;Pos Bitung;
5;Rudi;;;Pos Bitung;Raja
6;Budi Santoso;Penata;197001011990011001;Pos Bitung;
7;Wati;-;;Pos Merauke;koordinator
"""
EVENTS = """tanggal;satuan;jenis barang;jumlah;nilai barang;kasus;tersangka;potensi kerugian negara
1/8/2025;Pos Bitung;benih lobster;12.500 ekor;Rp 1,5 M;1;2;2.000.000.000
2/8/2025;Pos Bitung;rokok; 400 batang;;1;;-
2/8/2025;Pos Bitung;rokok; 400 batang;;1;;-
32/8/2025;Pos Bitung;rokok;;;1;;
3/8/2025;Pos Bitung;unicorn;;;1;;
4/8/2025;;rokok;;;1;;
5/8/2025;Pos Bitung;;;;;;
1/1/2026;Pos Bitung;rokok;;;1;;
"""


def in_people(session: Session, text: str, *, create: bool = True) -> ImportedMembers:
    ship_agencies(session, NOW)
    agency = agency_by_code(session, "KKP")
    units = UnitsOfSheet(session, agency, make=create, now=NOW)
    sheet = read_members(read_rows(text.encode(), "anggota.csv"))
    return import_members(session, agency, sheet, units=units, now=NOW, progress=lambda _: None)


def in_events(session: Session, text: str) -> ImportedEvents:
    ship_agencies(session, NOW)
    agency = agency_by_code(session, "KKP")
    units = UnitsOfSheet(session, agency, make=True, now=NOW)
    sheet = read_events(read_rows(text.encode(), "penindakan.csv"), NOW.date())
    return import_events(session, agency, sheet, units=units, now=NOW, progress=lambda _: None)


def test_everybody_gets_a_link_of_their_own_and_problems_are_told_by_row(database: Database) -> None:
    done = database.write_now(in_people, PEOPLE)
    assert [(one.member.name, one.member.role) for one in done.invited] == [
        ("Budi Santoso", Role.OFFICER),
        ("=Siti", Role.UNIT_OPERATOR),
        ("Wati", Role.AGENCY_COORDINATOR),
    ]
    assert [(one.row_number, sentence(one.error).split(".")[0]) for one in done.problems] == [
        (5, "Nama itu terlalu pendek"),
        (6, "NRP atau NIP berisi 5 sampai 18 angka, misalnya 12345678"),
        (7, 'Peran "Raja" tidak dikenal'),
        (8, "Orang yang sama sudah ada di baris 3"),
    ]
    hashes = set(database.read_now(lambda session: session.scalars(select(Invitation.token_hash)).all()))
    assert hashes == {hash_token(one.token) for one in done.invited}
    guests = database.read_now(lambda session: session.scalars(select(Invitation.guest_service_number)).all())
    assert "197001011990011001" in guests


def test_the_same_people_are_invited_once(database: Database) -> None:
    database.write_now(in_people, PEOPLE)
    again = database.write_now(in_people, PEOPLE)
    assert (len(again.invited), len(again.there_already)) == (0, 3)


def test_a_link_that_was_not_used_in_time_makes_room_for_another(database: Database) -> None:
    database.write_now(in_people, PEOPLE)

    def let_it_pass(session: Session) -> None:
        for invitation in session.scalars(select(Invitation)):
            invitation.expires_at = NOW

    database.write_now(let_it_pass)
    again = database.write_now(in_people, PEOPLE)
    assert (len(again.invited), len(again.there_already)) == (3, 0)


def test_two_of_one_name_and_unit_are_two_where_their_numbers_differ(database: Database) -> None:
    def with_a_namesake(session: Session) -> None:
        in_people(session, "nama;satuan;nrp\nAgus;Pos Bitung;\n")
        unit = session.scalars(select(Unit).where(Unit.name == "Pos Bitung")).one()
        for telegram_id, name, number in ((1, "Budi Santoso", "11111111"), (2, "Wati Lestari", None)):
            newcomer = Newcomer(telegram_id, name, None, Role.OFFICER, unit.id, number)
            take_in(session, newcomer, actor_id=None, now=NOW)

    database.write_now(with_a_namesake)
    rows = (
        "nama;satuan;nrp\nBudi Santoso;Pos Bitung;22222222\nBudi Santoso;Pos Bitung;\nWati Lestari;Pos Bitung;333333\n"
    )
    done = database.write_now(in_people, rows)
    assert [one.member.service_number for one in done.invited] == ["22222222"]
    assert [one.service_number for one in done.there_already] == [None, "333333"]


def test_units_are_made_only_where_that_is_wanted(database: Database) -> None:
    done = database.write_now(in_people, PEOPLE, create=False)
    assert done.invited == ()
    assert {sentence(one.error) for one in done.problems if "Bitung" in sentence(one.error)}


def test_nobody_is_invited_to_a_unit_that_is_closed(database: Database) -> None:
    def close(session: Session) -> None:
        unit = session.scalars(select(Unit).where(Unit.name == "Pos Bitung")).one()
        unit.closed_on = NOW.date()

    database.write_now(in_people, PEOPLE.replace("Budi", "Beni").replace("Wati", "Wira"))
    database.write_now(close)
    done = database.write_now(in_people, PEOPLE)
    assert [one.member.name for one in done.invited] == ["Wati"]
    told = {one.row_number: sentence(one.error) for one in done.problems}
    assert told[3] == told[4] == "Pos Bitung tidak dibuka pada tanggal itu. Pilih satuan lain."


def test_a_nip_that_a_spreadsheet_has_rounded_is_no_nip() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        cells = (("Budi Santoso", "198501012010011001"), ("Siti Rahma", 198501012010011001), ("Tono Hadi", 87654321))
        for number, row in enumerate((("Nama", "NIP"), *cells)):
            sheet.write_row(number, 0, (*row, "Satuan" if number == 0 else "Pos Bitung"))
    found = read_members(read_rows(target.getvalue(), "anggota.xlsx"))
    assert [(one.name, one.service_number) for one in found.members] == [
        ("Budi Santoso", "198501012010011001"),
        ("Tono Hadi", "87654321"),
    ]
    (problem,) = found.problems
    assert (problem.row_number, problem.column) == (3, "nrp/nip")
    assert "Ubah format kolomnya menjadi Teks" in sentence(problem.error)


def test_events_come_in_once_and_two_alike_are_two(database: Database) -> None:
    done = database.write_now(in_events, EVENTS)
    assert (done.added, done.unchanged) == (3, 0)
    assert sorted(one.row_number for one in done.problems) == [5, 6, 7, 8, 9]
    kept = database.read_now(lambda session: events(session, most=9))
    lobsters = next(one for one in kept if one.facts.suspects == 2).facts
    assert (lobsters.goods_value, lobsters.loss_prevented) == (1_500_000_000, 2_000_000_000)
    assert lobsters.goods[0].quantity is not None
    assert lobsters.goods[0].quantity.exact == 12_500
    assert next(one for one in kept if one.facts.suspects == 0).facts.goods_value is None
    again = database.write_now(in_events, EVENTS)
    assert (again.added, again.unchanged) == (0, 3)


def test_the_command_writes_the_links_into_a_file_for_the_owner_alone(new_sqlite: NewUrl, tmp_path: Path) -> None:
    people, links, url = tmp_path / "anggota.csv", tmp_path / "tautan.csv", new_sqlite()
    people.write_text(PEOPLE, encoding="utf-8")
    database = Database(url)
    database.write_now(ship_agencies, NOW)
    database.close()
    command = ("import", "members", str(people), "--agency", "KKP", "--create-units", "--output", str(links))
    dry = here(*command[:-2], "--dry-run", DATABASE_URL=url)
    assert here(*command[:-2], DATABASE_URL=url).returncode == 2, "the links need a file"
    assert "3 would be invited" in dry.stdout
    assert not links.exists()
    done = here(*command, "--bot", "lapor_cegah_bot", DATABASE_URL=url)
    assert done.returncode == 1, "rows were left out"
    assert "3 invited, 0 there already, 4 left out." in done.stdout
    assert links.stat().st_mode & 0o077 == 0
    with links.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["nama"] for row in rows] == ["Budi Santoso", "'=Siti", "Wati"]
    assert all(row["tautan"].startswith("https://t.me/lapor_cegah_bot?start=") for row in rows)
    assert len({row["tautan"] for row in rows}) == 3


def test_the_command_takes_events_in(new_sqlite: NewUrl, tmp_path: Path) -> None:
    file, url = tmp_path / "penindakan.csv", new_sqlite()
    file.write_text(EVENTS.replace("1/1/2026", "1/1/2199"), encoding="utf-8")
    database = Database(url)
    database.write_now(ship_agencies, NOW)
    database.close()
    done = here("import", "enforcement", str(file), "--agency", "kkp", "--create-units", DATABASE_URL=url)
    assert "3 events added, 0 there already, 5 left out." in done.stdout
    again = here("import", "enforcement", str(file), "--agency", "kkp", "--create-units", DATABASE_URL=url)
    assert "0 events added, 3 there already" in again.stdout


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n"])
def test_what_has_no_such_columns_is_refused_in_a_sentence(database: Database, text: str) -> None:
    with pytest.raises(Exception) as refused:  # noqa: PT011 - whatever it is, it has a sentence
        database.write_now(in_people, text)
    assert sentence(refused.value)  # type: ignore[arg-type]
