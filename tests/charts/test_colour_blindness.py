"""The colours of the charts stay apart for people who see fewer colours than most."""

import pytest

from views.charts import style

from .colour_vision import Lab, Sight, apart, nearest, seen

FOUR = tuple(style.INDICATOR_COLOURS.values())
STEPS = tuple(colour for _, colour, _ in style.COMPLIANCE_STEPS)
#: Colours that stand apart on a picture are told from each other from about here on (CIEDE2000).
CLEAR = 10
#: Steps of one scale stand side by side in the key, in their order, with their words.
STEP = 7.5
#: What is drawn shows on the paper.
VISIBLE = 5


@pytest.mark.parametrize("sight", Sight)
def test_the_four_indicators_stay_apart_however_colours_are_seen(sight: Sight) -> None:
    assert nearest(FOUR, sight) >= CLEAR


@pytest.mark.parametrize("sight", Sight)
def test_an_indicators_bar_stays_apart_from_the_grey_beside_it_and_from_the_paper(sight: Sight) -> None:
    for colour in FOUR:
        for other in (style.CONTEXT, style.TRACK, style.CARD):
            assert apart(seen(colour, sight), seen(other, sight)) >= CLEAR


@pytest.mark.parametrize("sight", Sight)
def test_shares_of_reports_stay_apart_and_get_lighter_step_by_step(sight: Sight) -> None:
    assert nearest(STEPS, sight) >= STEP
    assert min(apart(seen(colour, sight), seen(style.CARD, sight)) for colour in STEPS) >= VISIBLE
    lightness = [seen(colour, sight)[0] for colour in STEPS]
    assert lightness == sorted(lightness)


@pytest.mark.parametrize("sight", Sight)
def test_what_is_written_on_a_cell_can_be_read(sight: Sight) -> None:
    """Its lightness carries it: 40 of L* make about the contrast of 3 that large letters need (WCAG 2.2, 1.4.3)."""
    for share, colour, _ in style.COMPLIANCE_STEPS:
        ink = style.CARD if share >= style.DARK_FROM else style.INK
        assert abs(seen(ink, sight)[0] - seen(colour, sight)[0]) >= 40


def test_the_usual_red_and_green_would_not_do() -> None:
    red_and_green = ("#d62728", "#2ca02c")
    assert nearest(red_and_green, Sight.USUAL) > 70
    assert nearest(red_and_green, Sight.DEUTERANOPIA) < 5


@pytest.mark.parametrize("sight", Sight)
def test_greys_stay_what_they_are_however_colours_are_seen(sight: Sight) -> None:
    for grey in ("#000000", "#777777", "#ffffff"):
        assert apart(seen(grey, sight), seen(grey)) < 0.1


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 0, 0), (50, -1, 2), 2.3669),
    ],
)
def test_differences_are_those_of_the_published_pairs(one: Lab, other: Lab, difference: float) -> None:
    """Sharma, Wu and Dalal (2005), table 1."""
    assert round(apart(one, other), 4) == difference
