"""Opening balances as those who steer see them: the list, how one is written, and what was understood."""

from collections.abc import Sequence

from models.opening_balances import Balance, Measure, OpeningFigure, Publication
from views import signs
from views.indonesian import number, short_date
from views.money import rupiah, rupiah_short
from views.payloads import write
from views.result_taps import BalanceAct, BalanceTap
from views.result_words import UNTIL_NOW, span_name
from views.screen import Button, Card, lines, said, shortened

_NAMES = {
    Measure.GOODS_VALUE: "Nilai barang",
    Measure.CASES: "Kasus",
    Measure.SUSPECTS: "Tersangka",
    Measure.LOSS_PREVENTED: "Kerugian negara dicegah",
}
_SHORTEST_LABEL = 28


def listed(balances: Sequence[Balance]) -> Card:
    """List the balances that stand, with the way to add one and to take one back."""
    told = [part for balance in balances for part in ("", *_told(balance.publication))]
    drop = tuple(
        (Button(f"Cabut: {_short(balance.publication)}", write(BalanceTap(BalanceAct.DROP, balance.id))),)
        for balance in balances
    )
    return Card(
        lines(
            "<b>Saldo awal capaian</b>",
            "Angka yang sudah diumumkan sebelum dicatat bot. Selalu tampil dengan sumber dan tanggalnya.",
            *(told or ["", "Belum ada saldo awal."]),
        ),
        ((Button("Tambah saldo awal", write(BalanceTap(BalanceAct.WRITE))),), *drop),
    )


def ask() -> Card:
    """Say how a balance is written."""
    return Card(
        lines(
            "<b>Saldo awal baru</b>",
            "Kirim dalam satu pesan, misalnya:",
            "",
            "sumber: Siaran Pers No. 226/SP/HM.01.02/POLKAM/7/2025",
            "tanggal: 24/7/2025",
            "nilai barang: Rp 7,9 T",
            "kasus: 1.152",
            "tersangka: 272",
            "kerugian dicegah: Rp.125,9 M (semester 1 2025)",
            "",
            f'Masa dalam kurung bila sumber menyebutnya; tanpa itu dicatat "{UNTIL_NOW}".',
        ),
        ((Button(signs.BACK, write(BalanceTap(BalanceAct.LIST))),),),
    )


def preview(publication: Publication, version: int) -> Card:
    """Show what was understood, before it counts."""
    return Card(
        lines("<b>Periksa saldo awal</b>", *_told(publication), "", "Sudah benar?"),
        (
            (Button("Simpan saldo awal", write(BalanceTap(BalanceAct.KEEP, version))),),
            (Button("Tulis ulang", write(BalanceTap(BalanceAct.WRITE))),),
        ),
    )


def ask_to_drop(balance: Balance) -> Card:
    """Ask whether a balance is to be taken back."""
    return Card(
        lines(
            "<b>Cabut saldo awal ini?</b>", *_told(balance.publication), "", "Angkanya tidak lagi tampil di capaian."
        ),
        (
            (Button("Ya, cabut", write(BalanceTap(BalanceAct.DROP_SURELY, balance.id))),),
            (Button(signs.BACK, write(BalanceTap(BalanceAct.LIST))),),
        ),
    )


def _told(publication: Publication) -> list[str]:
    return [
        f"<b>{said(publication.source)}</b>, {short_date(publication.as_of)}",
        *(_figure(figure) for figure in publication.figures),
    ]


def _figure(figure: OpeningFigure) -> str:
    if figure.measure.is_money:
        amount = f"{rupiah_short(figure.amount)} ({rupiah(figure.amount)})"
    else:
        amount = number(figure.amount)
    time = span_name(figure.period) if figure.period else f'"{UNTIL_NOW}"'
    return f"{_NAMES[figure.measure]}: {amount} · {time}"


def _short(publication: Publication) -> str:
    source = publication.source
    return shortened(source, _SHORTEST_LABEL)
