"""The visual language: colours that stay, fonts that are ours, lines that fit."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from views.charts import style
from views.charts.data import FOUR_INDICATORS, IndicatorSeries

from .colour_vision import seen


def test_the_four_colours_are_fixed() -> None:
    assert style.colours_of(FOUR_INDICATORS) == ("#0072B2", "#E69F00", "#CC79A7", "#D55E00")
    assert style.colours_of(FOUR_INDICATORS[2:]) == ("#CC79A7", "#D55E00")


def test_added_indicators_take_no_colour_of_the_four() -> None:
    indicators = (IndicatorSeries("raid", "Razia"), *FOUR_INDICATORS)
    assert style.colours_of(indicators)[1:] == style.colours_of(FOUR_INDICATORS)
    eight = tuple(IndicatorSeries(f"other_{place}", "Lain") for place in range(8))
    assert len(set(style.colours_of(eight))) == 8


def test_the_four_colours_differ_in_greyscale_from_each_other_and_from_context() -> None:
    levels = sorted(seen(one)[0] for one in (*style.INDICATOR_COLOURS.values(), style.CONTEXT, style.CARD))
    assert min(second - first for first, second in pairwise(levels)) > 6.5


def test_the_fonts_are_bundled_with_their_licence_and_small() -> None:
    folder = style.REGULAR.parent
    assert "SIL Open Font License" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.iterdir()) < 1_000_000


@settings(max_examples=60)
@given(st.text("Pemeriksaan/ ·K L", max_size=90), st.integers(60, 1_000))
def test_wrapped_lines_fit_and_lose_nothing_that_has_room(text: str, width: int) -> None:
    lines = style.wrap(text, width, style.SMALLEST, most=200)
    assert all(style.text_width(line, style.SMALLEST) <= width for line in lines)
    if not any("…" in line for line in lines):
        assert [sign for line in lines for sign in line if sign not in " ·"] == [
            sign for sign in text if sign not in " ·"
        ]


def test_lines_break_between_parts_first() -> None:
    assert style.wrap("Sumber laporan · pukul 21.00 WIB", 300, style.SMALLEST) == ("Sumber laporan", "pukul 21.00 WIB")
    assert style.wrap("Pemeriksaan/Pengawasan", 230, style.SMALLEST) == ("Pemeriksaan/", "Pengawasan")
    assert style.wrap("per K/L", 60, style.SMALLEST) == ("per", "K/L")
