"""How money looks: `Rp125.900.000.000` to the rupiah, and `Rp125,9 miliar` as a press release tells it."""

from views.indonesian import number

#: From the smallest on; below a million every rupiah is told.
_SCALES = ((10**6, "juta"), (10**9, "miliar"), (10**12, "triliun"))
_THOUSAND_IN_TENTHS = 10_000


def rupiah(value: int) -> str:
    """Give an amount to the rupiah: `Rp7.900.000.000.000`."""
    return f"Rp{number(value)}"


def rupiah_short(value: int) -> str:
    """Give an amount of at least 0 as a press release tells it, with one decimal: `Rp7,9 triliun`, `Rp125,9 miliar`.

    It is rounded once, half up, from the rupiah themselves. What is exact has no decimal: `Rp5 miliar`; `Rp5,0 miliar`
    is a little more or less. What rounds up to a thousand of one scale is told as one of the next.
    """
    fitting = [place for place, (size, _) in enumerate(_SCALES) if value >= size]
    if not fitting:
        return rupiah(value)
    size, name = _SCALES[fitting[-1]]
    tenths = (value * 10 + size // 2) // size
    if tenths >= _THOUSAND_IN_TENTHS and fitting[-1] + 1 < len(_SCALES):
        return f"Rp1,0 {_SCALES[fitting[-1] + 1][1]}"
    digits = number(tenths // 10)
    return f"Rp{digits} {name}" if value % size == 0 else f"Rp{digits},{tenths % 10} {name}"
