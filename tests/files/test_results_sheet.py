"""Capaian in files for programs: what was counted, and apart from it what was published, with source and date."""

import io
import json
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from models.file_orders import FileForm
from models.periods import Period
from tests.clock.roster import Roster
from tests.files.made import Bench
from tests.results.release import FIRST_HALF, RELEASED, SOURCE, enter_release, event


def sheet(content: bytes) -> list[dict[str, Any]]:
    rows = [list(row) for row in load_workbook(io.BytesIO(content))["Capaian"].iter_rows(values_only=True)]
    return [dict(zip(rows[4], row, strict=True)) for row in rows[5:-1]]


@pytest.fixture
def bench(roster: Roster) -> Bench:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T09:00:00+07:00")
    enter_release(roster)
    event(roster, "BAKAMLA/BATAM", date(2025, 3, 4), value=1_000_000, cases=2)
    return Bench(roster, FIRST_HALF)


def test_published_figures_stand_in_rows_of_their_own_to_the_digit(bench: Bench) -> None:
    rows = [row for row in sheet(bench.content(FileForm.XLSX)) if row["Asal"] == f"Menurut {SOURCE}"]
    assert {row["Capaian"]: (row["Nilai"], row["Masa"]) for row in rows} == {
        "Nilai barang sitaan": (7_900_000_000_000, "hingga saat ini"),
        "Kasus": (1_152, "hingga saat ini"),
        "Tersangka": (272, "hingga saat ini"),
        "Kerugian negara yang dicegah": (125_900_000_000, "Semester I Tahun 2025"),
    }
    assert {row["Tanggal sumber"].date() for row in rows} == {RELEASED}


def test_what_was_counted_is_never_mixed_with_it(bench: Bench) -> None:
    counted = [row for row in sheet(bench.content(FileForm.XLSX)) if row["Asal"] == "Tercatat"]
    assert [row["Nilai"] for row in counted] == [1_000_000, 2, 0, None]
    told = json.loads(bench.content(FileForm.JSON))
    assert (told["results"]["goods_value"], told["results"]["cases"]) == (1_000_000, 2)


def test_programs_read_the_published_figures_with_source_and_time(bench: Bench) -> None:
    published = {one["measure"]: one for one in json.loads(bench.content(FileForm.JSON))["published"]}
    assert published["cases"]["amount"] == published["cases"]["total"] == 1_152
    assert {(one["source"], one["as_of"]) for one in published.values()} == {(SOURCE, RELEASED.isoformat())}
    assert published["cases"]["period"] is None, "hingga saat ini"
    assert published["loss_prevented"]["period"] == FIRST_HALF.code


def test_what_came_after_the_source_is_added_in_the_open(bench: Bench) -> None:
    event(bench.roster, "BAKAMLA/BATAM", date(2025, 9, 10), cases=3)
    later = Bench(bench.roster, Period.semester(2025, 2))
    told = {row["Asal"]: row["Nilai"] for row in sheet(later.content(FileForm.XLSX)) if row["Capaian"] == "Kasus"}
    assert told == {
        "Tercatat": 3,
        f"Menurut {SOURCE}": 1_152,
        "Tercatat setelah sumber itu": 3,
        "Sumber itu ditambah yang tercatat setelahnya": 1_155,
    }


def test_without_capaian_there_is_no_such_sheet(roster: Roster) -> None:
    roster.member("Ani", "BAKAMLA/BATAM")
    roster.clock.set("2025-09-15T09:00:00+07:00")
    book = load_workbook(io.BytesIO(Bench(roster, FIRST_HALF).content(FileForm.XLSX)))
    assert "Capaian" not in book.sheetnames
