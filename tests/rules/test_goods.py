"""Kinds of goods and quantities of them, as people write them and as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.goods import (
    MOST_THOUSANDTHS,
    Goods,
    GoodsKind,
    Quantity,
    QuantityFlaw,
    UnknownGoods,
    UnreadableQuantity,
    read_kind,
    read_quantity,
)
from models.numerals import AmbiguousNumber
from views.goods import KIND_NAMES, goods_line, quantities, quantity

MEASURES = ("kg", "gram", "batang", "ekor", "karton", "karung beras", "pohon")


@pytest.mark.parametrize(
    ("written", "thousandths", "measure"),
    [
        ("1.200.000 batang", 1_200_000_000, "batang"),
        ("1.200.000btg.", 1_200_000_000, "batang"),
        ("12,5 kg", 12_500, "kg"),
        ("12.5 Kilogram", 12_500, "kg"),
        ("0.125 kg", 125, "kg"),
        ("350 ekor", 350_000, "ekor"),
        ("3 dus", 3_000, "karton"),
        ("5 karung beras", 5_000, "karung beras"),
        ("2 phn", 2_000, "pohon"),
    ],
)
def test_people_write_quantities(written: str, thousandths: int, measure: str) -> None:
    assert read_quantity(written) == Quantity(thousandths, measure)


@pytest.mark.parametrize(
    ("written", "flaw"),
    [
        ("", QuantityFlaw.UNREADABLE),
        ("banyak", QuantityFlaw.UNREADABLE),
        ("kg 5", QuantityFlaw.UNREADABLE),
        ("350", QuantityFlaw.NO_MEASURE),
        ("0 kg", QuantityFlaw.ZERO),
        ("0,0005 kg", QuantityFlaw.TOO_FINE),
        ("9.999.999.999.999 kg", QuantityFlaw.TOO_MUCH),
    ],
)
def test_what_is_no_quantity_is_refused(written: str, flaw: QuantityFlaw) -> None:
    with pytest.raises(UnreadableQuantity) as refused:
        read_quantity(written)
    assert refused.value.flaw == flaw


def test_nobody_guesses_what_a_single_comma_parts() -> None:
    with pytest.raises(AmbiguousNumber):
        read_quantity("1,250 kg")


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Rokok / Tembakau", GoodsKind.TOBACCO),
        ("rokok ilegal", GoodsKind.TOBACCO),
        ("Benih bening lobster", GoodsKind.LOBSTER_SEED),
        ("benih tanaman", GoodsKind.PLANT_SEED),
        ("SABU-SABU", GoodsKind.NARCOTICS),
        ("satwa liar.", GoodsKind.WILDLIFE),
        ("lain-lain", GoodsKind.OTHER),
    ],
)
def test_people_name_goods(written: str, kind: GoodsKind) -> None:
    assert read_kind(written) == kind


def test_each_kind_is_read_by_the_name_that_is_shown() -> None:
    assert {kind: read_kind(name) for kind, name in KIND_NAMES.items()} == {kind: kind for kind in GoodsKind}
    with pytest.raises(UnknownGoods):
        read_kind("BBM")


@given(st.integers(1, MOST_THOUSANDTHS), st.sampled_from(MEASURES))
def test_what_is_shown_reads_back_as_it_was(thousandths: int, measure: str) -> None:
    shown = quantity(Quantity(thousandths, measure))
    if (
        thousandths < 1_000_000 and thousandths % 10 and thousandths > 1_000
    ):  # "1,001 kg": three decimals, or a thousand
        with pytest.raises(AmbiguousNumber):
            read_quantity(shown)
    else:
        assert read_quantity(shown) == Quantity(thousandths, measure)


@given(st.text(max_size=30))
def test_whatever_is_written_gives_a_quantity_or_an_expected_error(written: str) -> None:
    try:
        found = read_quantity(written)
    except LaporError:
        return
    assert 1 <= found.thousandths <= MOST_THOUSANDTHS
    assert len(found.measure) <= 16


def test_what_a_person_wrote_is_never_markup() -> None:
    assert goods_line(Goods(GoodsKind.OTHER, Quantity(1_500, "<b>"))) == "lainnya 1,5 &lt;b&gt;"
    assert goods_line(Goods(GoodsKind.TOBACCO)) == "rokok/tembakau (jumlah belum diketahui)"
    assert quantities((Quantity(1_200_000, "batang"), Quantity(500, "kg"))) == "1.200 batang + 0,5 kg"
