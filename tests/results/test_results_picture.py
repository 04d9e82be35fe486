"""What stands on the picture of results: the same figures as in the card, with their source and their time."""

from datetime import UTC, date, datetime

from models.goods import Goods, GoodsKind, Quantity
from models.periods import Period
from tests.charts.reading import words_of
from tests.clock.roster import Roster
from tests.results.release import FIRST_HALF, SECOND_HALF, enter_release, event, results
from views.charts.picture import figure_of
from views.results_chart import results_chart

NOW = datetime(2025, 9, 15, 1, 30, tzinfo=UTC)


def words(roster: Roster, period: Period) -> str:
    chart = results_chart(results(roster, period), now=NOW, synthetic=False)
    assert chart is not None
    return " ".join(" ".join(words_of(figure_of(chart))).split())


def test_the_release_stands_on_the_picture_to_the_digit_and_as_published(roster: Roster) -> None:
    enter_release(roster)
    told = words(roster, FIRST_HALF)
    for part in (
        "1.152 kasus, barang senilai Rp7,9 triliun hingga saat ini",
        "Rp7,9 triliun Nilai barang · hingga saat ini",
        "1.152 Kasus · hingga saat ini",
        "272 Tersangka · hingga saat ini",
        "Rp125,9 miliar Kerugian negara dicegah Januari–Juni 2025",
        "Termasuk saldo awal, tidak dihitung oleh bot ini: Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025, 24 Juli 2025",
    ):
        assert part in told
    assert "penindakan tercatat" not in told


def test_events_after_it_are_on_the_picture_and_so_are_their_goods(roster: Roster) -> None:
    enter_release(roster)
    lobster = Goods(GoodsKind.LOBSTER_SEED, Quantity(125_000_000, "ekor"))
    event(roster, "KKP/BIAK", date(2025, 9, 1), value=99_999_999_999, loss=3_000_000_000, cases=4, goods=(lobster,))
    told = words(roster, SECOND_HALF)
    for part in (
        "1.156 Kasus · hingga saat ini",
        "Rp8,0 triliun Nilai barang · hingga saat ini",
        "Rp128,9 miliar Kerugian negara dicegah sejak 1 Januari 2025",
        "1 Benih lobster 125.000 ekor",
        "1 penindakan tercatat",
        "Jenis barang: hanya dari penindakan yang tercatat",
        "Termasuk saldo awal",
    ):
        assert part in told


def test_nothing_to_tell_is_no_picture(roster: Roster) -> None:
    assert results_chart(results(roster, FIRST_HALF), now=NOW, synthetic=False) is None
