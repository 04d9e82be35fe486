import re
from datetime import date

import pytest

from models.period_words import UnreadablePeriod, parse_period, split_period
from models.periods import Period
from views.refusals import sentence

THURSDAY = date(2025, 9, 18)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "d20250918"),
        ("  ", "d20250918"),
        ("hari ini", "d20250918"),
        ("Kemarin", "d20250917"),
        ("kemarin  lusa", "d20250916"),
        ("lusa kemarin", "d20250916"),
        ("24/7/2025", "d20250724"),
        ("24-7-2025", "d20250724"),
        ("24.7.2025", "d20250724"),
        ("24/07/25", "d20250724"),
        ("24 Juli 2025", "d20250724"),
        ("24 JULI", "d20250724"),
        ("24-Jul-25", "d20250724"),
        ("tanggal 24 juli 2025", "d20250724"),
        ("Kamis, 24 Juli 2025", "d20250724"),
        ("minggu, 21 september 2025", "d20250921"),
        ("2025-07-24", "d20250724"),
        ("24/7", "d20250724"),
        ("٢٤/٧/٢٠٢٥", "d20250724"),
        ("２４ Juli ２０２５", "d20250724"),
        ("24 desember", "d20241224"),
        ("29 februari", "d20240229"),
        ("5 jan", "d20250105"),
        ("5 feb 2025", "d20250205"),
        ("5 agt 2025", "d20250805"),
        ("5 agu 2025", "d20250805"),
        ("5 ags 2025", "d20250805"),
        ("5 sept 2025", "d20250905"),
        ("5 okt. 2025", "d20251005"),
        ("5 nop 2025", "d20251105"),
        ("5 nov 2025", "d20251105"),
        ("5 des 2025", "d20251205"),
        ("minggu", "w20250915"),
        ("minggu ini", "w20250915"),
        ("pekan", "w20250915"),
        ("minggu lalu!", "w20250908"),
        ("pekan 17/9/2025", "w20250915"),
        ("bulan", "m2025-9"),
        ("harian", "d20250918"),
        ("mingguan", "w20250915"),
        ("bulanan", "m2025-9"),
        ("1 september - hari ini", Period.between(date(2025, 9, 1), THURSDAY).code),
        ("dari 1/9/2025 sampai sekarang", Period.between(date(2025, 9, 1), THURSDAY).code),
        ("1 sept s.d. kemarin", Period.between(date(2025, 9, 1), date(2025, 9, 17)).code),
        ("sejak 28 juli 2025", Period.between(date(2025, 7, 28), THURSDAY).code),
        ("sejak juli", Period.between(date(2025, 7, 1), THURSDAY).code),
        ("7 hari terakhir", Period.between(date(2025, 9, 12), THURSDAY).code),
        ("2 minggu terakhir", Period.between(date(2025, 9, 5), THURSDAY).code),
        ("bulan ini", "m2025-9"),
        ("bulan lalu", "m2025-8"),
        ("juli 2025", "m2025-7"),
        ("bulan juli 2025", "m2025-7"),
        ("7/2025", "m2025-7"),
        ("juli", "m2025-7"),
        ("oktober", "m2024-10"),
        ("triwulan", "q2025-3"),
        ("triwulan 3", "q2025-3"),
        ("triwulan III 2025", "q2025-3"),
        ("tw 4", "q2024-4"),
        ("tw1", "q2025-1"),
        ("triwulan kedua 2024", "q2024-2"),
        ("semester", "s2025-2"),
        ("semester lalu", "s2025-1"),
        ("semester 1 2025", "s2025-1"),
        ("Semester I Tahun 2025", "s2025-1"),
        ("smt 2", "s2025-2"),
        ("semester ke-2 2024", "s2024-2"),
        ("tahun 2025", "y2025-1"),
        ("2025", "y2025-1"),
        ("tahun lalu", "y2024-1"),
        ("1/7/2025 - 24/7/2025", "r20250701-20250724"),
        ("1/7/2025-24/7/2025", "r20250701-20250724"),
        ("1/7/2025 – 24/7/2025", "r20250701-20250724"),
        ("1/7/2025 s.d. 24/7/2025", "r20250701-20250724"),
        ("1/7/2025 s/d 24/7/2025", "r20250701-20250724"),
        ("1/7/2025 sd 24/7/2025", "r20250701-20250724"),
        ("dari 1/7/2025 sampai dengan 24/7/2025", "r20250701-20250724"),
        ("24/7/2025 - 1/7/2025", "r20250701-20250724"),
        ("24/7/2025 - 24/7/2025", "d20250724"),
        ("15-21 September 2025", "r20250915-20250921"),
        ("pekan 15-21 September 2025", "w20250915"),
        ("1-24 Juli 2025", "r20250701-20250724"),
        ("24-1 Juli 2025", "r20250701-20250724"),
        ("1 s.d. 24 juli", "r20250701-20250724"),
        ("1 juli - 24 agustus", "r20250701-20250824"),
        ("1 Juli – 24 Agustus 2025", "r20250701-20250824"),
        ("24 agustus - 1 juli 2025", "r20250701-20250824"),
        ("28 Desember - 3 Januari 2026", "r20251228-20260103"),
        ("1 Januari - 31 Desember 2025", "r20250101-20251231"),
        ("28 Desember 2024 - 3 Januari", "r20241228-20250103"),
        ("Januari – Juni 2025", "r20250101-20250630"),
    ],
)
def test_people_write_a_period(text: str, code: str) -> None:
    assert parse_period(text, THURSDAY).code == code


def test_a_range_that_is_under_way_belongs_to_this_year() -> None:
    assert parse_period("1-24 juli", date(2025, 7, 10)).code == "r20250701-20250724"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "31/2/2025",
            (
                "Terbaca tanggal 31 Februari 2025, tetapi Februari 2025 hanya berisi tanggal 1 sampai 28. "
                'Tulis misalnya "28/2/2025".'
            ),
        ),
        (
            "24/13/2025",
            'Terbaca bulan ke-13, tetapi bulan hanya 1 sampai 12. Tulis misalnya "24/7/2025" atau "24 Juli 2025".',
        ),
        (
            "1/1/1999",
            (
                "Terbaca tahun 1999, tetapi tahun hanya dapat 2000 sampai 2100. "
                'Tulis misalnya "24/7/2025" atau "24 Juli 2025".'
            ),
        ),
        (
            "1/1/2020 - 31/12/2025",
            (
                "Terbaca 1 Januari 2020 sampai 31 Desember 2025, tetapi rentang paling lama tiga tahun. "
                'Tulis misalnya "1/1/2025 - 24/7/2025".'
            ),
        ),
        ("semester 3", 'Terbaca "semester 3", tetapi semester hanya 1 sampai 2. Tulis misalnya "semester 2 2025".'),
        (
            "Rabu, 24 Juli 2025",
            (
                "Terbaca 24 Juli 2025, tetapi itu hari Kamis, bukan Rabu. "
                'Tulis misalnya "24 Juli 2025", atau "pekan 24 Juli 2025".'
            ),
        ),
        (
            "semester 1 2025 Bakamla",
            (
                'Terbaca "semester 1 2025", tetapi "Bakamla" bukan bagian dari tanggal. '
                'Tulis misalnya "kemarin", "24/7/2025", atau "semester 1 2025".'
            ),
        ),
        (
            "secepatnya",
            (
                '"secepatnya" tidak dikenali sebagai tanggal atau masa. '
                'Tulis misalnya "kemarin", "24/7/2025", atau "semester 1 2025".'
            ),
        ),
        (
            "semester 2025",
            (
                'Terbaca dua masa: "semester" dan "2025". '
                'Tulis satu saja, misalnya "kemarin", "24/7/2025", atau "semester 1 2025".'
            ),
        ),
    ],
)
def test_an_unreadable_period_says_what_to_write_instead(text: str, expected: str) -> None:
    with pytest.raises(UnreadablePeriod) as refused:
        parse_period(text, THURSDAY)
    assert sentence(refused.value) == expected


@pytest.mark.parametrize(
    "text", ["24/7/20255", "1-2", "juli 25", "32 juli", "0/7/2025", "semester x", "tw 5", "1 jul - 24"]
)
def test_what_could_mean_anything_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePeriod):
        parse_period(text, THURSDAY)


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("bakamla semester 1 2025", "s2025-1", "bakamla"),
        ("semester 1 2025 bakamla", "s2025-1", "bakamla"),
        ("Polda Papua Barat, 1-24 juli", "r20250701-20250724", "Polda Papua Barat"),
        ("Lanal Bau-Bau kemarin", "d20250917", "Lanal Bau-Bau"),
        ("Polsek minggu lalu Cisarua", "w20250908", "Polsek Cisarua"),
        ("Polsek Pasar Minggu", "d20250918", "Polsek Pasar Minggu"),
        ("Polsek Pasar Minggu minggu lalu", "w20250908", "Polsek Pasar Minggu"),
        ("Pos Kejuli", "d20250918", "Pos Kejuli"),
        ("Pos Julianus", "d20250918", "Pos Julianus"),
        ("KKP", "d20250918", "KKP"),
        ("", "d20250918", ""),
    ],
)
def test_an_agency_may_stand_anywhere_around_the_period(text: str, code: str, rest: str) -> None:
    period, left = split_period(text, THURSDAY)
    assert (period.code, left) == (code, rest)


def test_two_periods_are_one_too_many() -> None:
    with pytest.raises(UnreadablePeriod) as refused:
        split_period("kemarin bakamla semester 1 2025", THURSDAY)
    assert re.search("Terbaca dua masa", sentence(refused.value))
