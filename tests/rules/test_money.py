"""Rupiah as people write it, and as it is shown: to the rupiah, or rounded once for show."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.money import MOST, MoneyFlaw, UnreadableMoney, read_rupiah
from models.numerals import AmbiguousNumber
from views.money import rupiah, rupiah_short

amounts = st.one_of(
    st.integers(0, MOST),
    st.integers(0, 14).flatmap(lambda power: st.integers(max(0, 10**power - 60), 10**power + 60)),
    st.integers(0, 9_999).flatmap(lambda tenths: st.sampled_from([tenths * 10**power for power in (5, 8, 11)])),
).filter(lambda amount: amount <= MOST)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("Rp 7,9 T", 7_900_000_000_000),
        ("Rp.125,9 M", 125_900_000_000),
        ("125.900.000.000", 125_900_000_000),
        ("Rp7,9 triliun", 7_900_000_000_000),
        ("7.9 trilyun", 7_900_000_000_000),
        ("Rp125,9 miliar.", 125_900_000_000),
        ("IDR 125,9 milyar", 125_900_000_000),
        ("Rp 125.900.000.000,-", 125_900_000_000),
        ("Rp125.900.000.000,00", 125_900_000_000),
        ("125.900.000.000 rupiah", 125_900_000_000),
        ("125 900 000 000", 125_900_000_000),
        ("125,900,000,000", 125_900_000_000),
        ("1,250 M", 1_250_000_000),
        ("1.250 M", 1_250_000_000_000),
        ("12,5jt", 12_500_000),
        ("50 ribu", 50_000),
        ("1 miliar 250 juta", 1_250_000_000),
        ("1 miliar dan 250 juta 500 ribu", 1_250_500_000),
        ("dua ratus juta", 200_000_000),
        ("LIMA BELAS MILIAR", 15_000_000_000),
        ("٣ juta", 3_000_000),
        ("Rp500", 500),
        ("500 rupiah", 500),
        ("nihil", 0),
        ("Rp 0", 0),
        ("0", 0),
        ("tidak ada", 0),
    ],
)
def test_people_write_money(written: str, amount: int) -> None:
    assert read_rupiah(written) == amount


@pytest.mark.parametrize(
    ("written", "flaw"),
    [
        ("", MoneyFlaw.UNREADABLE),
        ("Rp", MoneyFlaw.UNREADABLE),
        ("M", MoneyFlaw.UNREADABLE),
        ("banyak", MoneyFlaw.UNREADABLE),
        ("7,9 T lebih", MoneyFlaw.UNREADABLE),
        ("kira-kira 7,9 T", MoneyFlaw.UNREADABLE),
        ("1 juta 2 miliar", MoneyFlaw.UNREADABLE),
        ("5 miliar 3 miliar", MoneyFlaw.UNREADABLE),
        ("5-6 miliar", MoneyFlaw.UNREADABLE),
        ("setengah miliar", MoneyFlaw.UNREADABLE),
        ("1.23.456", MoneyFlaw.UNREADABLE),
        ("-5 juta", MoneyFlaw.NEGATIVE),
        ("minus 5 juta", MoneyFlaw.NEGATIVE),
        ("125", MoneyFlaw.BARE),
        ("7,9", MoneyFlaw.CENTS),
        ("12,5555555555 M", MoneyFlaw.CENTS),
        ("1000 T", MoneyFlaw.TOO_MUCH),
        ("9" * 40, MoneyFlaw.UNREADABLE),
    ],
)
def test_what_is_no_amount_is_refused(written: str, flaw: MoneyFlaw) -> None:
    with pytest.raises(UnreadableMoney) as refused:
        read_rupiah(written)
    assert refused.value.flaw == flaw


def test_nobody_guesses_what_a_single_comma_parts() -> None:
    with pytest.raises(AmbiguousNumber):
        read_rupiah("1,250")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "Rp0"),
        (999_999, "Rp999.999"),
        (1_000_000, "Rp1 juta"),
        (1_000_001, "Rp1,0 juta"),
        (1_050_000, "Rp1,1 juta"),
        (1_049_999, "Rp1,0 juta"),
        (125_900_000_000, "Rp125,9 miliar"),
        (125_949_999_999, "Rp125,9 miliar"),
        (125_950_000_000, "Rp126,0 miliar"),
        (999_949_999_999, "Rp999,9 miliar"),
        (999_950_000_000, "Rp1,0 triliun"),
        (950_000_000_000, "Rp950 miliar"),
        (7_900_000_000_000, "Rp7,9 triliun"),
        (7_949_999_999_999, "Rp7,9 triliun"),
        (MOST, "Rp1.000,0 triliun"),
    ],
)
def test_money_is_rounded_for_show(amount: int, shown: str) -> None:
    assert rupiah_short(amount) == shown


@given(amounts)
def test_what_is_shown_to_the_rupiah_reads_back_as_it_was(amount: int) -> None:
    assert read_rupiah(rupiah(amount)) == amount


@given(amounts.filter(lambda amount: amount < MOST - 10**11))
def test_what_is_rounded_is_off_by_half_a_tenth_at_most_and_is_rounded_only_once(amount: int) -> None:
    shown = rupiah_short(amount)
    back = read_rupiah(shown)
    size = next((size for size in (10**12, 10**9, 10**6) if amount >= size), 1)
    tenth = Decimal(size) / 10
    once = amount if size == 1 else int((Decimal(amount) / tenth).quantize(Decimal(1), ROUND_HALF_UP) * tenth)
    assert back == once  # and not what a rounding of a rounding would give
    assert abs(back - amount) * 20 <= size
    assert rupiah_short(back).replace(",0", "") == shown.replace(",0", "")  # showing it again rounds no further


@given(amounts)
def test_what_is_shown_never_tells_more_than_one_decimal_and_says_when_it_is_not_exact(amount: int) -> None:
    shown = rupiah_short(amount)
    _, comma, decimals = shown.partition(",")
    assert len(decimals.split(" ")[0]) == (1 if comma else 0)
    if not comma:
        assert read_rupiah(shown) == amount


@given(st.text(max_size=30) | st.text(alphabet="0123456789.,- rpmtjubi", max_size=20))
def test_whatever_is_written_gives_an_amount_or_an_expected_error(written: str) -> None:
    try:
        amount = read_rupiah(written)
    except LaporError:
        return
    assert 0 <= amount <= MOST
