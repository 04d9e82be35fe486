"""The workbook's single reports say in which operation each lies: by the agency and by the date."""

import io
from datetime import date

from openpyxl import load_workbook

from models.file_orders import FileForm
from models.operation_plans import Plan, create
from models.organisation import agency_by_code
from models.periods import Period
from tests.clock.roster import Roster
from tests.files.made import Bench

INSIDE, AFTER = date(2025, 9, 19), date(2025, 9, 22)


def reported(roster: Roster) -> Bench:
    for name, unit in (("Ani", "BAKAMLA/BATAM"), ("Rudi", "POLRI/BALI")):
        roster.member(name, unit)
    for day in (INSIDE, AFTER):
        roster.clock.set(f"{day.isoformat()}T17:00:00+07:00")
        roster.report("Ani", day)
        roster.report("Rudi", day)
    return Bench(roster, Period.month_of(INSIDE))


def create_operation(roster: Roster, name: str, first: date, days: int) -> None:
    agency = roster.database.read_now(lambda session: agency_by_code(session, "BAKAMLA").id)
    plan = Plan(name, first, days, frozenset({agency}), None)
    roster.database.write_now(create, None, plan, roster.clock.now())


def marks(bench: Bench) -> dict[tuple[str, date], str | None]:
    rows = [list(row) for row in load_workbook(io.BytesIO(bench.content(FileForm.XLSX)))["Data"].values]
    head = rows[4]
    told = [dict(zip(head, row, strict=True)) for row in rows[5:-1]]
    return {(row["Kode K/L"], row["Tanggal"].date()): row.get("Operasi") for row in told}


def test_a_report_is_marked_by_its_agency_and_its_date(roster: Roster) -> None:
    bench = reported(roster)
    create_operation(roster, "Patroli Gabungan", date(2025, 7, 28), 55)
    create_operation(roster, "Operasi Sehari", INSIDE, 1)
    assert marks(bench) == {
        ("BAKAMLA", INSIDE): "Patroli Gabungan, Operasi Sehari",
        ("POLRI", INSIDE): None,
        ("BAKAMLA", AFTER): None,
        ("POLRI", AFTER): None,
    }


def test_without_an_operation_the_sheet_has_no_such_column(roster: Roster) -> None:
    bench = reported(roster)
    create_operation(roster, "Patroli Gabungan", date(2025, 7, 1), 10)
    values = load_workbook(io.BytesIO(bench.content(FileForm.XLSX)))["Data"].values
    assert "Operasi" not in [list(row) for row in values][4]
