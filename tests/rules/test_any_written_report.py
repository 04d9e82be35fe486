"""Any text is read as a report, or not, at once and without an error."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.answers import Answer
from models.quantities import read_count
from models.written_reports import read_report
from tests.rules.written import FOUR, KEYS

PIECES = (
    *("patroli", "sambang", "pemeriksaan", "sosialisasi", "sambg", "ptroli", "3", "2", "12", "3️⃣", "½", "99999", "dua"),
    *("nihil", "kali", "ikut serta", "semua", "kecuali", "lainnya", "dan", "atau", "di", "gudang", "peserta", "total"),
    *(
        "masing-masing",
        "belum",
        "tidak",
        "hasil",
        ",",
        ".",
        ":",
        ";",
        "(",
        ")",
        "-",
        "—",
        "?",
        "/",
        "+",
        "<b>",
        "*",
        "_",
    ),
    *("\n", "\n  ", "\n1. ", "\nA. ", "\n- ", "15 September 2025", "09.00", "1°05.1'N", "demikian", "catatan:", "izin"),
)


LONG = (
    *("9", "1.", "(", "(3)", "3 (3) ", "°", "1°", "08", "+62 ", "1/", "-1", "15 ", "15-", "a.", "x ", "\n", "\ufdfa"),
    *("satu ", "satu", "se", "tidak ", "kecuali ", "semua ", "lainnya nihil ", "3 atau ", "masing-", "demikian "),
    *(
        "patroli ",
        "patroli 3 ",
        "patroli, ",
        "patroli\n",
        "pengawasam ",
        "sambang sambang\n",
        "1. a\n",
        "ikut ",
        "ikut 3 ",
    ),
)


@given(
    st.permutations(KEYS),
    st.lists(st.integers(0, 99), min_size=4, max_size=4),
    st.sampled_from(["{name} {count}", "{name}: {count} kali", "{count} {name}", "{name}={count}", "{count}x {name}"]),
    st.sampled_from([", ", "; ", "\n", " ", " dan ", "\n- "]),
)
def test_any_order_and_spelling_reads_back(order: list[str], counts: list[int], form: str, between: str) -> None:
    names = dict(zip(KEYS, ("Patroli", "sambang", "PEMERIKSAAN", "sosialisasi"), strict=True))
    parts = [form.format(name=names[key], count=count) for key, count in zip(order, counts, strict=True)]
    report = read_report(between.join(parts), FOUR)
    assert {key: answer.led for key, answer in report.answers.items()} == dict(zip(order, counts, strict=True))
    assert report.not_understood == ()


@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    report = read_report(text, FOUR)
    for key, answer in report.answers.items():
        assert answer != Answer()
        assert 0 <= (answer.led or 0) <= FOUR[KEYS.index(key)].maximum
    assert all(0 < len(part) <= 40 and part.isprintable() for part in report.not_understood)
    assert set(report.counted_items) <= set(report.answers)
    assert report.is_report or not report.answers


@given(st.integers(0, 9999).map(str) | st.sampled_from(("nihil", "dua belas", "3 kali", "tidak ada kegiatan")))
def test_what_is_read_as_a_count_is_no_report(text: str) -> None:
    assert read_count(text) >= 0
    assert not read_report(text, FOUR).is_report


@pytest.mark.parametrize("piece", LONG)
def test_a_long_message_is_read_at_once(piece: str) -> None:
    begun = perf_counter()
    read_report((piece * 4096)[:4096], FOUR)
    assert perf_counter() - begun < 2


def test_what_is_longer_than_a_message_is_told() -> None:
    report = read_report("patroli 3\n" + " " * 4086 + "sambang 2", FOUR)
    assert report.answers == {"patrol": Answer(3)}
    assert report.not_understood == ("sambang 2",)
