"""How many taps and messages a report costs: the table in docs/form.md."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from simulator.people import Person
from tests.conversations.test_pasted import PASTED
from tests.desk import Desk, fill_in

DOCUMENT = Path(__file__).parents[2] / "docs" / "form.md"
ROW = re.compile(r"^\| (?P<report>[^|]+) \| (?P<taps>\d+) \| (?P<written>\d+) \| (?P<told>\d+) \|$", re.MULTILINE)


async def by_buttons(person: Person) -> None:
    await person.tap("Isi laporan")
    await fill_in(person, "3", "2", "Nihil", "1")


async def nil(person: Person) -> None:
    await person.tap("Nihil semua")
    await person.sees("Ringkasan")
    await person.tap("Kirim laporan")
    await person.sees("Laporan diterima")


async def pasted(person: Person) -> None:
    await person.send(PASTED)
    await person.sees("Ringkasan")
    await person.tap("Kirim laporan")
    await person.sees("Laporan diterima")


async def typed(person: Person) -> None:
    await person.tap("Isi laporan")
    for question, count in (("1/4", "3"), ("2/4", "dua"), ("3/4", "nihil"), ("4/4", "1 kegiatan")):
        await person.sees(question)
        await person.send(count)
    await person.sees("Ringkasan")
    await person.tap("Kirim laporan")
    await person.sees("Laporan diterima")


WAYS: dict[str, Callable[[Person], Awaitable[None]]] = {
    "ordinary, four numbers by button": by_buttons,
    "nil day": nil,
    "one sentence, or pasted from WhatsApp": pasted,
    "ordinary, four numbers typed": typed,
}


@pytest.mark.parametrize("report", WAYS)
async def test_a_report_costs_what_the_document_says(desk: Desk, report: str) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await desk.at("2025-09-15T15:00:00+07:00")
    await budi.sees("Silakan isi laporan")
    before = await budi.messages()
    await WAYS[report](budi)
    await desk.telegram.idle()
    after = (await budi.messages())[len(before) :]
    taps = len(await desk.telegram.log("answerCallbackQuery"))
    written, told = sum(one.outgoing for one in after), sum(not one.outgoing for one in after)
    said = {row["report"].strip(): (int(row["taps"]), int(row["written"]), int(row["told"])) for row in _rows()}
    assert said[report] == (taps, written, told)


def _rows() -> list[re.Match[str]]:
    return list(ROW.finditer(DOCUMENT.read_text()))
