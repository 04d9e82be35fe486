"""How kinds of goods and quantities of them look: `rokok/tembakau`, `1.200.000 batang`, `12,5 kg`."""

from babel.numbers import format_decimal

from models.goods import Goods, GoodsKind, Quantity
from views.indonesian import LOCALE
from views.screen import said

#: As release 226/SP/HM.01.02/POLKAM/7/2025 names them.
KIND_NAMES = {
    GoodsKind.NARCOTICS: "narkoba",
    GoodsKind.TOBACCO: "rokok/tembakau",
    GoodsKind.LOBSTER_SEED: "benih lobster",
    GoodsKind.ELECTRONICS: "elektronik",
    GoodsKind.ALCOHOL: "alkohol",
    GoodsKind.PLANT_SEED: "benih tanaman",
    GoodsKind.WILDLIFE: "satwa liar",
    GoodsKind.OTHER: "lainnya",
}


def quantity(value: Quantity) -> str:
    """Give a quantity with its measure, to the thousandth: `12,5 kg`. Plain text: the measure may be somebody's own."""
    return f"{format_decimal(value.exact, format='#,##0.###', locale=LOCALE)} {value.measure}"


def quantities(values: tuple[Quantity, ...]) -> str:
    """Give quantities of one kind in several measures, which can't be added up: `1.200 batang + 3 karton`."""
    return " + ".join(quantity(value) for value in values)


def goods_line(goods: Goods) -> str:
    """Give one kind of goods with how much of it there is, for a card."""
    name = KIND_NAMES[goods.kind]
    return f"{name} {said(quantity(goods.quantity))}" if goods.quantity else f"{name} (jumlah belum diketahui)"
