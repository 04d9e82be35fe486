import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import LaporError
from models.quantities import MAXIMUM, UnreadableCount, read_count
from views.refusals import sentence

DIGITS = {"full-width": "０１２３４５６７８９", "Arabic": "٠١٢٣٤٥٦٧٨٩", "Devanagari": "०१२३४५६७८९"}
ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
UNITS = ("", " kali", "x", " X", " kegiatan", " kunjungan", " objek", " giat", " patroli", " kali patroli", ".")
PIECES = (
    *("3", "12", "0", "-", "–", ".", ",", "1.152", "2,5", "satu", "dua", "belas", "puluh", "ratus"),
    *("ribu", "se", "nihil", "tidak", "ada", "kali", "x", "patroli", "<b>", "½", "²", "∅", "9999999"),
)


def in_words(number: int) -> str:
    """Write a number from 1 to 9999 the way it is spoken."""
    for worth, word in ((1000, "ribu"), (100, "ratus")):
        if number >= worth:
            many, rest = divmod(number, worth)
            return f"{'se' + word if many == 1 else f'{ONES[many]} {word}'} {in_words(rest)}".strip()
    if number in {10, 11}:
        return "sepuluh" if number == 10 else "sebelas"
    if number < 10:
        return ONES[number]
    return f"{ONES[number - 10]} belas" if number < 20 else f"{ONES[number // 10]} puluh {ONES[number % 10]}".strip()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("3", 3),
        (" 3 ", 3),
        ("3 kali", 3),
        ("3x", 3),
        ("3 ×", 3),
        ("3 Kegiatan", 3),
        ("3 kunjungan.", 3),
        ("3 objek", 3),
        ("3 giat", 3),
        ("3 kali patroli", 3),
        ("007", 7),
        ("3️⃣", 3),
        ("１２", 12),
        ("٣", 3),
        ("1.152", 1152),
        ("nihil", 0),
        ("NIHIL.", 0),
        ("nihil kegiatan", 0),
        ("nol", 0),
        ("0", 0),
        ("tidak  ada", 0),
        ("kosong", 0),
        ("∅", 0),
        ("dua", 2),
        ("sepuluh", 10),
        ("sebelas", 11),
        ("sembilan belas", 19),
        ("Dua Puluh Lima", 25),
        ("duapuluh lima", 25),
        ("seratus", 100),
        ("seratus dua", 102),
        ("satu ratus dua", 102),
        ("seribu seratus lima puluh dua", 1152),
        ("lima kali", 5),
        ("sekali", 1),
    ],
)
def test_people_write_a_count(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 'Belum ada jumlah yang terbaca. Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.'),
        (" \n", 'Belum ada jumlah yang terbaca. Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.'),
        ("-3", 'Terbaca "-3", tetapi jumlah tidak bisa kurang dari nol. Tulis misalnya "3" atau "nihil".'),
        ("minus 3", 'Terbaca "minus 3", tetapi jumlah tidak bisa kurang dari nol. Tulis misalnya "3" atau "nihil".'),
        ("2,5", 'Terbaca "2,5", tetapi jumlah harus bilangan bulat. Tulis misalnya "2" atau "1.152".'),
        ("1.5", 'Terbaca "1.5", tetapi jumlah harus bilangan bulat. Tulis misalnya "2" atau "1.152".'),
        ("2-4", 'Terbaca rentang "2-4", tetapi yang dicatat satu jumlah yang pasti. Tulis misalnya "3".'),
        ("2 sampai 4", 'Terbaca rentang "2 sampai 4", tetapi yang dicatat satu jumlah yang pasti. Tulis misalnya "3".'),
        (
            "3 dan 4",
            'Terbaca beberapa angka dalam "3 dan 4", tetapi yang dicatat satu jumlah saja. Tulis misalnya "3".',
        ),
        (
            "Banyak",
            '"Banyak" tidak dikenali sebagai jumlah. Tulis angkanya, misalnya "3", atau "nihil" bila tidak ada.',
        ),
        (
            "sekitar 3",
            (
                'Terbaca angka 3, tetapi "sekitar 3" memuat kata atau tanda yang tidak dikenali. '
                'Tulis angkanya saja, misalnya "3".'
            ),
        ),
        (
            "12000",
            (
                "Terbaca 12.000, tetapi paling banyak 9.999 yang dapat dicatat sekaligus. "
                'Periksa lagi, lalu tulis misalnya "12".'
            ),
        ),
        (
            "1.152.000.000.000.000",
            'Terbaca "1.152.000.000.000.0…", angka yang terlalu panjang untuk sebuah jumlah. Tulis misalnya "12".',
        ),
        (
            "9" * 4096,
            'Terbaca "9999999999999999999…", angka yang terlalu panjang untuk sebuah jumlah. Tulis misalnya "12".',
        ),
        (
            "—",
            (
                'Terbaca tanda "-", yang dapat berarti nihil atau belum diketahui. '
                'Tulis "nihil" bila tidak ada, atau angkanya, misalnya "3".'
            ),
        ),
    ],
)
def test_an_unreadable_count_says_what_to_write_instead(text: str, expected: str) -> None:
    with pytest.raises(UnreadableCount) as refused:
        read_count(text)
    assert sentence(refused.value) == expected


@pytest.mark.parametrize(
    "text", ["½", "1,152", "0.152", "se", "kali", "satu satu", "puluh", "+3", "3 ribu", "3/4", "1 152"]
)
def test_what_could_mean_anything_is_refused(text: str) -> None:
    with pytest.raises(UnreadableCount):
        read_count(text)


def test_a_long_message_is_quoted_in_twenty_characters() -> None:
    with pytest.raises(UnreadableCount) as refused:
        read_count("<b>banyak & sering</b>" + "<i>x" * 1000)
    assert sentence(refused.value).startswith('"<b>banyak & sering<…" tidak dikenali')


@given(st.integers(0, 999), st.integers(0, 999))
def test_the_maximum_is_the_last_that_is_read(count: int, maximum: int) -> None:
    if count <= maximum:
        assert read_count(str(count), maximum=maximum) == count
    else:
        with pytest.raises(UnreadableCount) as refused:
            read_count(str(count), maximum=maximum)
        assert re.search(f"paling banyak {maximum} yang", sentence(refused.value))


@given(st.integers(0, MAXIMUM), st.sampled_from(UNITS), st.sampled_from(sorted(DIGITS)))
def test_digits_read_back(number: int, unit: str, script: str) -> None:
    digits = "".join(DIGITS[script][int(digit)] for digit in str(number))
    dotted = f"{number:,}".replace(",", ".")
    assert {read_count(written + unit) for written in (str(number), digits, dotted)} == {number}


@given(st.integers(1, MAXIMUM), st.sampled_from(UNITS), st.sampled_from([str, str.upper, str.title]))
def test_words_read_back(number: int, unit: str, letters: type[str]) -> None:
    assert read_count(letters(in_words(number)) + unit) == number


def test_every_number_word_is_read() -> None:
    wrong = [number for number in range(1, MAXIMUM + 1, 7) if read_count(in_words(number)) != number]
    assert wrong == []


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join))
def test_any_text_is_a_count_or_an_error_to_read(text: str) -> None:
    read = read_or_refused(text)
    if isinstance(read, LaporError):
        assert "ulis" in sentence(read)
        assert len(sentence(read)) <= 200
    else:
        assert 0 <= read <= MAXIMUM


@pytest.mark.parametrize("piece", ["9", "1.", ".", "x", "kali ", "satu ", "- ", "1 - ", "<b>"])
def test_a_long_message_is_refused_at_once(piece: str) -> None:
    with pytest.raises(UnreadableCount) as refused:
        read_count((piece * 4096)[:4096])
    assert len(sentence(refused.value)) <= 200


def read_or_refused(text: str) -> int | LaporError:
    try:
        return read_count(text)
    except LaporError as refused:
        return refused
