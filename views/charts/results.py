"""The picture of the capaian: four figures as a card, and the kinds of goods as bars."""

from matplotlib.figure import Figure

from views.charts import style, words_results
from views.charts.canvas import Canvas
from views.charts.card import TEXT_WIDTH, card_of
from views.charts.data_results import GoodsKind, ResultsChart
from views.charts.stamp import source_line
from views.indonesian import number

#: So many kinds are compared at most; the rest stands in one bar.
MOST_KINDS = 12
_TILE = 212
_TILE_GAP = 20
_FIGURE = 76
_HEADING = 84
_ROW = 122
_BAR = 30
_COLOUR = "#0b6b5d"
_GAP = 30


def draw(chart: ResultsChart) -> Figure:
    """Draw the capaian; the height depends on the number of kinds of goods."""
    source = source_line(chart.stamp, words_results.SOURCE)
    title, subtitle = words_results.title(chart), words_results.subtitle(chart)
    card = card_of(title, subtitle, *words_results.notes(chart), source)
    goods = gathered(chart.goods)
    rows = _HEADING + _ROW * len(goods) if goods else 0
    canvas = Canvas(card.top + 2 * (_TILE + _TILE_GAP) + rows + _GAP + card.bottom)
    card.draw(canvas)
    _draw_tiles(canvas, card.top, chart)
    if goods:
        _draw_goods(canvas, card.top + 2 * (_TILE + _TILE_GAP), goods)
    return canvas.figure


def gathered(goods: tuple[GoodsKind, ...]) -> tuple[GoodsKind, ...]:
    """The kinds that are shown; those beyond the most are summed up as the last one."""
    if len(goods) <= MOST_KINDS:
        return goods
    rest = goods[MOST_KINDS - 1 :]
    other = GoodsKind(f"{len(rest)} jenis lain", sum(kind.events for kind in rest))
    return (*goods[: MOST_KINDS - 1], other)


def _draw_tiles(canvas: Canvas, y: float, chart: ResultsChart) -> None:
    width = (TEXT_WIDTH - _TILE_GAP) / 2
    for place, (name, _) in enumerate(words_results.FIGURES):
        row, column = divmod(place, 2)
        x, top = style.MARGIN + column * (width + _TILE_GAP), y + row * (_TILE + _TILE_GAP)
        canvas.box(x, top, width, _TILE, style.TILE, name=f"tile:{name}")
        figure = words_results.figure(chart, name)
        size = next(size for size in (_FIGURE, 64, 54, style.FIGURE, 0) if _fits(figure, size, width - 48))
        shown = figure if size else style.shorten(figure, width - 48, style.FIGURE, style.BOLD)
        canvas.text(x + 24, top + 84, shown, size=size or style.FIGURE, font=style.BOLD, name=f"figure:{name}")
        lines = style.wrap(words_results.label(chart, name), width - 48, style.SMALLEST, most=2)
        for below, line in enumerate(lines):
            canvas.text(x + 24, top + 132 + below * 44, line, colour=style.QUIET_INK)


def _fits(text: str, size: int, width: float) -> bool:
    return not size or style.text_width(text, size, style.BOLD) <= width


def _draw_goods(canvas: Canvas, y: float, goods: tuple[GoodsKind, ...]) -> None:
    canvas.text(style.MARGIN, y + 52, words_results.GOODS_TITLE, size=style.LABEL, font=style.BOLD, name="goods")
    most = max(kind.events for kind in goods)
    for place, kind in enumerate(goods):
        _draw_kind(canvas, y + _HEADING + place * _ROW, kind, most)


def _draw_kind(canvas: Canvas, y: float, kind: GoodsKind, most: int) -> None:
    """Name and number of events on one line with the amounts between, the bar below."""
    figure = number(kind.events)
    right = style.WIDTH - style.MARGIN
    canvas.text(right, y + 34, figure, font=style.BOLD, align="right", name=f"value:{kind.name}")
    room = TEXT_WIDTH - style.text_width(figure, style.SMALLEST, style.BOLD) - 24
    name = style.shorten(kind.name, room, style.SMALLEST, style.BOLD)
    canvas.text(style.MARGIN, y + 34, name, font=style.BOLD, name=f"row:{kind.name}")
    taken = style.text_width(name, style.SMALLEST, style.BOLD) + 18
    if style.text_width(kind.amounts, style.SMALLEST) <= room - taken:
        canvas.text(style.MARGIN + taken, y + 34, kind.amounts, colour=style.QUIET_INK, name=f"detail:{kind.name}")
    length = TEXT_WIDTH * kind.events / most if most else 0.0
    canvas.box(style.MARGIN, y + 52, length, _BAR, _COLOUR, name=f"bar:{kind.name}")
    canvas.box(style.MARGIN - 3, y + 48, 3, _BAR + 8, style.INK, name=f"zero:{kind.name}")
