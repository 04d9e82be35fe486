"""What fits below a picture: counted as Telegram counts, and never more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.indicators import SHIPPED, Question
from models.operation_progress import OperationLine, OperationProgress
from models.operations import Operation, TakingPart
from models.periods import Period
from models.results import Figures, ResultLine, Results
from views.captions import LONGEST_CAPTION, LONGEST_TEXT, fits_below_a_picture, fitting, visible
from views.operations import closing_summary, progress_card
from views.result_taps import ResultsView
from views.results import results_cards
from views.screen import lines, said

FOUR = tuple(Question(place, *row) for place, row in enumerate(SHIPPED, start=1))


def test_markup_is_not_counted_and_what_it_escapes_is_counted_once() -> None:
    assert visible("<b>3 &amp; 4</b> &lt;x&gt;") == len("3 & 4 <x>")
    assert visible("🚤") == 2
    assert fits_below_a_picture(f"<b>{'x' * LONGEST_CAPTION}</b>")
    assert not fits_below_a_picture("x" * (LONGEST_CAPTION + 1))


@given(st.lists(st.text("ab<&🚤", max_size=30), max_size=20), st.integers(0, 300))
def test_as_many_lines_as_fit_and_no_more(words: list[str], most: int) -> None:
    wished = [said(one) for one in words]
    shown = fitting(["kepala"], wished, ["", "kaki"], most)
    assert shown == wished[: len(shown)]
    if shown:
        assert visible(lines("kepala", *shown, "", "kaki")) <= most
    if len(shown) < len(wished):
        assert visible(lines("kepala", *wished[: len(shown) + 1], "", "kaki")) > most


#: A campaign of two dozen agencies with long codes, a name and a description as long as they may be.
CODES = [f"BADAN-{number:02}" for number in range(24)]
PARTS = tuple(TakingPart(number, code, code) for number, code in enumerate(CODES))
OPERATION = Operation(1, "N" * 80, date(2025, 7, 28), 12, "D" * 500, PARTS, None, closed=False, version=1)
NOW = datetime(2025, 8, 9, 1, tzinfo=UTC)


def progress(agencies: int) -> OperationProgress:
    one = OperationLine("", "", 120, 119, 119, (1_152, 272, 7_900, 1_259), (0, 0, 0, 0))
    lines_of = tuple(replace(one, code=code, name=code) for code in CODES[:agencies])
    last = OPERATION.last_day
    return OperationProgress(OPERATION, last + timedelta(days=1), last, FOUR, lines_of, one, ())


def test_the_summary_of_a_large_operation_fits_below_its_picture_and_counts_what_it_leaves_out() -> None:
    card = closing_summary(progress(24), now=NOW, synthetic=True)
    assert visible(card.text) <= LONGEST_CAPTION
    told = sum(f"{code}: patroli 1.152" in card.text for code in CODES)
    assert 5 <= told < 24
    assert f"dan {24 - told} K/L lain, lihat gambar" in card.text
    assert card.chart is not None


def test_the_summary_of_a_small_operation_leaves_nothing_out() -> None:
    card = closing_summary(progress(4), now=NOW, synthetic=True)
    assert [code for code in CODES if f"{code}: " in card.text] == CODES[:4]
    assert "lihat gambar" not in card.text


def test_a_long_description_gives_way_to_the_figures() -> None:
    card = progress_card(progress(24), now=NOW, synthetic=True)
    assert visible(card.text) <= LONGEST_CAPTION
    assert "DDD…" in card.text
    assert "Patroli: <b>1.152</b> kali" in card.text
    assert "Laporan masuk 119 dari 120" in card.text


def test_many_units_of_a_capaian_fit_into_a_message_and_the_rest_is_counted() -> None:
    figures = Figures(12, 7_900_000_000_000, 1_152, 272, 125_900_000_000)
    units = tuple(ResultLine(f"PANGKALAN{number:03}", "", figures) for number in range(120))
    found = Results(Period.semester(2025, 2), 7, None, "Badan", date(2025, 9, 15), figures, units, (), ())
    *_, card = results_cards(found, ResultsView.LINES, now=NOW, today=date(2025, 9, 15), synthetic=True)
    assert LONGEST_CAPTION < visible(card.text) <= LONGEST_TEXT
    told = card.text.count("PANGKALAN")
    assert f"dan {120 - told} satuan lain, ikut dalam jumlah" in card.text
    assert "<b>Jumlah</b>: 12 penindakan, 1.152 kasus" in card.text
