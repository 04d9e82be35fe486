"""Who is meant by what coordinators write behind /rekap."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.recap_scope import DESK, RecapScope
from models.recap_scope_words import UnknownScopeWords, find_scope

BAKAMLA = RecapScope(1, None, "BAKAMLA", "Badan Keamanan Laut", "BAKAMLA")
DJBC = RecapScope(2, None, "DJBC", "Bea dan Cukai", "DJBC")
KKP = RecapScope(3, None, "KKP", "Kementerian Kelautan dan Perikanan", "KKP")
KEMENDAG = RecapScope(4, None, "KEMENDAG", "Kementerian Perdagangan", "KEMENDAG")
TNIAL = RecapScope(5, None, "TNIAL", "TNI Angkatan Laut", "TNIAL")
SORONG = RecapScope(5, 51, "SORONG", "TNI AL Sorong", "TNIAL")
AMBON = RecapScope(1, 11, "AMBON", "Bakamla Ambon", "BAKAMLA")
BATAM = RecapScope(1, 12, "BATAM", "Bakamla Batam", "BAKAMLA")
CUKAI_BATAM = RecapScope(2, 21, "BATAM", "KPU Bea Cukai Batam", "DJBC")
ALL = (BAKAMLA, DJBC, KKP, KEMENDAG, TNIAL, AMBON, BATAM, CUKAI_BATAM, SORONG)


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("bakamla", BAKAMLA),
        ("Badan Keamanan Laut", BAKAMLA),
        ("BEA DAN CUKAI", DJBC),
        ("bea cukai", DJBC),
        ("untuk KKP", KKP),
        ("kelautan", KKP),
        ("TNI AL", TNIAL),
        ("per kkp", KKP),
        ("tni al sorong", SORONG),
        ("perdagangan", KEMENDAG),
        ("bakamla/ambon", AMBON),
        ("bakamla ambon", AMBON),
        ("ambon", AMBON),
        ("satuan ambon bakamla", AMBON),
        ("bakamla batam", BATAM),
        ("djbc batam", CUKAI_BATAM),
        ("kpu batam", CUKAI_BATAM),
        ("seluruh K/L", DESK),
        ("", None),
        ("untuk", None),
    ],
)
def test_whoever_is_named_is_found(words: str, scope: RecapScope | None) -> None:
    assert find_scope(words, ALL) == scope


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("batam", (BATAM, CUKAI_BATAM)),
        ("kementerian", (KKP, KEMENDAG)),
        ("bakmla", (BAKAMLA, AMBON, BATAM)),
        ("ambom", (AMBON,)),
        ("xyzzy", ()),
    ],
)
def test_whoever_may_be_meant_is_offered(words: str, meant: tuple[RecapScope, ...]) -> None:
    with pytest.raises(UnknownScopeWords) as error:
        find_scope(words, ALL)
    assert set(error.value.meant) == set(meant)


@given(st.text(max_size=60))
def test_any_words_are_understood_or_questioned(words: str) -> None:
    with suppress(UnknownScopeWords):
        assert find_scope(words, ALL) in (None, DESK, *ALL)
