"""The evening's picture says what its figures say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from views.charts import style
from views.charts.daily import draw
from views.charts.data import FOUR_INDICATORS, AgencyDay, IndicatorSeries
from views.indonesian import number

from .examples import AGENCIES, evening, units
from .reading import named_boxes, named_texts, words_of

KEYS = [indicator.key for indicator in FOUR_INDICATORS]


def test_every_number_of_the_data_is_written_and_no_other() -> None:
    expected = {
        f"{row.code}:{key}": "–" if total is None else number(total)
        for row in AGENCIES
        if not row.is_missing
        for key, total in zip(KEYS, row.totals, strict=True)
    }
    assert named_texts(draw(evening()), "value") == expected


def test_totals_are_the_sums_and_leave_out_what_is_missing() -> None:
    assert named_texts(draw(evening()), "total") == {
        "patrol": "188",
        "community_visit": "187",
        "inspection": "1.276",
        "outreach": "40",
    }


def test_the_sum_of_all_stands_above_several_rows_and_not_above_one() -> None:
    assert "Jumlah" in words_of(draw(evening()))
    assert "Jumlah" not in words_of(draw(evening(AGENCIES[:1])))


def test_most_active_agencies_come_first_and_missing_ones_last() -> None:
    codes = [code for code in named_texts(draw(evening()), "row") if code]
    assert codes[:2] == ["DJBC", "POLRI"]
    assert codes[-2:] == ["KEMENDAG", "KEMENPERIN"]


def test_reported_of_expected_is_a_fraction_and_a_bar() -> None:
    figure = draw(evening())
    assert named_texts(figure, "reported")["BAKAMLA"] == "24/30"
    bars = named_boxes(figure, "progress")
    assert bars["BAKAMLA"].get_width() / bars["POLRI"].get_width() == pytest.approx(24 / 30)


def test_zero_is_a_number_on_a_base_line_and_missing_is_hatched() -> None:
    figure = draw(evening())
    assert named_texts(figure, "value")["KEMENDAG:patrol"] == "0"
    assert named_boxes(figure, "bar")["KEMENDAG:patrol"].get_width() == 0
    assert "KEMENDAG:patrol" in named_boxes(figure, "zero")
    hatched = named_boxes(figure, "missing")
    assert set(hatched) == {"KEMENPERIN", "KEMENHUB:outreach"}
    assert all(box.get_hatch() for box in hatched.values())
    assert named_texts(figure, "value")["KEMENHUB:outreach"] == "–"
    assert named_texts(figure, "note") == {"KEMENPERIN": "belum lapor"}


def test_where_nobody_had_to_report_nothing_is_missing() -> None:
    off_duty = AgencyDay("KEJAGUNG", "Kejaksaan Agung", 0, 0, 0, 0, (None,) * 4)
    figure = draw(evening((*AGENCIES[:2], off_duty)))
    assert named_texts(figure, "note") == {"KEJAGUNG": "tidak ada yang bertugas"}
    assert named_boxes(figure, "missing") == {}


@settings(max_examples=15)
@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=20))
def test_bars_start_at_zero_and_are_as_long_as_their_values(values: list[int]) -> None:
    rows = tuple(AgencyDay(f"K{place}", f"K{place}", 1, 1, 1, 0, (value,)) for place, value in enumerate(values))
    bars = named_boxes(draw(evening(rows, FOUR_INDICATORS[:1])), "bar")
    assert len({bar.get_x() for bar in bars.values()}) == 1
    longest = max(bar.get_width() for bar in bars.values())
    for place, value in enumerate(values):
        assert bars[f"K{place}:patrol"].get_width() * max(values) == pytest.approx(longest * value)


def test_bars_have_the_fixed_colour_of_their_indicator() -> None:
    bars = named_boxes(draw(evening()), "bar")
    for key in KEYS:
        assert style.INDICATOR_COLOURS[key] == _hex(bars[f"POLRI:{key}"].get_facecolor())


def test_a_single_row_has_one_scale_for_all_its_bars() -> None:
    bars = named_boxes(draw(evening(AGENCIES[1:2])), "bar")
    assert bars["POLRI:patrol"].get_width() / bars["POLRI:community_visit"].get_width() == pytest.approx(41 / 52)


def test_big_numbers_are_shortened_only_where_they_do_not_fit() -> None:
    values = named_texts(draw(evening(units(2))), "value")
    assert values["SATUAN0:patrol"] == "12,3 jt"
    assert values["SATUAN0:outreach"] == "1.152"


def test_names_where_all_fit_and_codes_otherwise() -> None:
    assert named_texts(draw(evening(units(2))), "row")["SATUAN0"] == "KN 0"
    assert named_texts(draw(evening()), "row")["DJBC"] == "DJBC"


def test_more_than_four_indicators_make_a_second_table() -> None:
    indicators = (*FOUR_INDICATORS, IndicatorSeries("raid", "Razia"))
    figure = draw(evening(units(2, (1, 2, 3, 4, 5)), indicators))
    assert named_texts(figure, "value")["SATUAN1:raid"] == "5"
    assert words_of(figure).count("KN 1") == 2


def _hex(colour: object) -> str:
    assert isinstance(colour, tuple)
    return "#" + "".join(f"{round(part * 255):02X}" for part in colour[:3])
