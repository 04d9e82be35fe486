"""How colours look to people who see fewer of them, and how far apart two colours look.

Sight: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, pages 1291-1298: the matrices for the
whole deficiency (severity 1.0), which act on linear RGB.

Distance: CIEDE2000 (ISO/CIE 11664-6), as told by G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference
Formula", Color Research & Application 30(1), 2005, pages 21-30. About 1 can just be seen side by side, below 10 two
colours are taken for each other when they stand apart, 100 is black beside white.
"""

import enum
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np
from matplotlib.colors import to_rgb
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Lab = tuple[float, float, float]

#: Linear sRGB to CIE XYZ (IEC 61966-2-1, D65).
_TO_XYZ = np.array(
    ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
)
_WHITE = _TO_XYZ.sum(axis=1)
#: 25 to the seventh: from about this chroma on, hues count as they look.
_FAR_FROM_GREY = 25.0**7


class Sight(enum.Enum):
    """The ways of seeing colours that are looked at."""

    USUAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    #: Without the cones for long waves: reds are dark, and look like greens.
    PROTANOPIA = (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    )
    #: Without the cones for middle waves: reds look like greens.
    DEUTERANOPIA = (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    )
    #: Without the cones for short waves: blues look like greens, yellows like pinks.
    TRITANOPIA = (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    )


def seen(colour: str, sight: Sight = Sight.USUAL) -> Lab:
    """Give a colour such as "#0072B2" as it is seen, in CIE L*a*b*: from 0 (black) to 100 (white), and two hues."""
    light = np.clip(np.array(sight.value) @ _linear(colour), 0, 1)
    x, y, z = (_root(part) for part in _TO_XYZ @ light / _WHITE)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def nearest(colours: tuple[str, ...], sight: Sight) -> float:
    """Give how far apart those two of the colours are that look most alike."""
    labs = [seen(colour, sight) for colour in colours]
    return min(apart(one, other) for one, other in combinations(labs, 2))


def apart(one: Lab, other: Lab) -> float:
    """Give the CIEDE2000 difference of two colours."""
    stretch = 1 + 0.5 * (1 - _weight((hypot(*one[1:]) + hypot(*other[1:])) / 2))
    chroma, hue = _polar(one[1] * stretch, one[2])
    chroma_of_other, hue_of_other = _polar(other[1] * stretch, other[2])
    turn = (hue_of_other - hue + 180) % 360 - 180 if chroma and chroma_of_other else 0.0
    way = 2 * sqrt(chroma * chroma_of_other) * sin(radians(turn / 2))
    middle, middle_hue = (chroma + chroma_of_other) / 2, _middle(hue, turn, chroma, chroma_of_other)
    lightness = (one[0] + other[0]) / 2 - 50
    parts = (
        (other[0] - one[0]) / (1 + 0.015 * lightness**2 / sqrt(20 + lightness**2)),
        (chroma_of_other - chroma) / (1 + 0.045 * middle),
        way / (1 + 0.015 * middle * _hue_matters(middle_hue)),
    )
    turned = -sin(radians(60 * exp(-(((middle_hue - 275) / 25) ** 2)))) * 2 * _weight(middle)
    return sqrt(sum(part**2 for part in parts) + turned * parts[1] * parts[2])


def _linear(colour: str) -> Vector:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _root(part: float) -> float:
    return float(np.cbrt(part)) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _weight(chroma: float) -> float:
    return sqrt(chroma**7 / (chroma**7 + _FAR_FROM_GREY))


def _middle(hue: float, turn: float, chroma: float, chroma_of_other: float) -> float:
    """The hue between two: a grey has none, and leaves the other's."""
    if not chroma or not chroma_of_other:
        return hue
    return (hue + turn / 2) % 360


def _hue_matters(hue: float) -> float:
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(height * cos(radians(times * hue + shift)) for height, times, shift in waves)
