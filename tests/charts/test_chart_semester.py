"""The semester's picture says what its figures say."""

from datetime import date

import pytest

from views.charts import style
from views.charts.calendar_map import days_of, place_of
from views.charts.compliance import colour_of
from views.charts.data import FOUR_INDICATORS
from views.charts.semester import draw
from views.indonesian import number

from .examples import months, semester
from .reading import named_boxes, named_texts, words_of


def test_every_month_that_happened_has_its_number() -> None:
    chart = semester(happened=3)
    expected = {
        f"{indicator.key}:{slot + 1}": number(value)
        for place, indicator in enumerate(FOUR_INDICATORS)
        for slot, value in enumerate(chart.series(place))
        if value is not None
    }
    assert len(expected) == 12
    assert named_texts(draw(chart), "value") == expected


def test_bars_of_both_years_start_at_zero_and_share_one_scale() -> None:
    figure = draw(semester(before=((2_000, 1, 1, 1),) * 6, totals=((4_000, 2, 2, 2),) * 6))
    now, before = named_boxes(figure, "bar"), named_boxes(figure, "before")
    foot = {box.get_y() + box.get_height() for name, box in (now | before).items() if name.startswith("patrol")}
    assert max(foot) - min(foot) < 0.001
    assert now["patrol:3"].get_height() == pytest.approx(2 * before["patrol:3"].get_height())


def test_a_zero_month_has_a_number_and_no_bar() -> None:
    figure = draw(semester())
    assert named_texts(figure, "value")["community_visit:1"] == "0"
    assert named_boxes(figure, "bar")["community_visit:1"].get_height() == 0


def test_a_month_without_reports_is_hatched_and_a_month_to_come_is_empty() -> None:
    gap = (*months(2)[:3], *months(1)[:1], None, None)
    figure = draw(semester(happened=4, totals=gap))
    hatched = named_boxes(figure, "missing")
    assert set(hatched) == {f"{indicator.key}:3" for indicator in FOUR_INDICATORS}
    assert all(box.get_hatch() for box in hatched.values())
    assert named_texts(figure, "value")["patrol:3"] == "–"
    assert "patrol:5" not in named_texts(figure, "value")


def test_the_change_compares_the_months_that_both_years_know() -> None:
    figure = draw(
        semester(happened=2, totals=((110, 50, 0, 3), (110, 50, 0, 3), *(None,) * 4), before=((100,) * 4,) * 6)
    )
    assert named_texts(figure, "change") == {
        "patrol": "+10%",
        "community_visit": "−50%",
        "inspection": "−100%",
        "outreach": "−97%",
    }


def test_without_a_previous_year_nothing_is_compared() -> None:
    figure = draw(semester(before=(None,) * 6))
    assert named_texts(figure, "change") == {}
    assert named_boxes(figure, "before") == {}
    assert not any("2024" in words for words in words_of(figure))


def test_days_are_told_apart_none_some_free_and_to_come() -> None:
    figure = draw(semester(happened=1))
    assert "day:2025-01-03" in named_boxes(figure, "none")
    assert "day:2025-01-01" in named_boxes(figure, "share")
    assert "day:2025-01-10" in named_boxes(figure, "free")
    assert "day:2025-02-01" in named_boxes(figure, "future")
    drawn = [
        name for kind in ("none", "share", "free", "future") for name in named_boxes(figure, kind) if name != "key"
    ]
    assert len(drawn) == len(set(drawn)) == 181


@pytest.mark.parametrize(
    ("year", "half", "count", "last"),
    [(2025, 1, 181, date(2025, 6, 30)), (2028, 1, 182, date(2028, 6, 30)), (2025, 2, 184, date(2025, 12, 31))],
)
def test_a_semester_has_all_its_days(year: int, half: int, count: int, last: date) -> None:
    days = days_of(semester(year, half))
    assert len(days) == count
    assert days[-1] == last


def test_days_of_a_week_stand_in_one_column() -> None:
    assert place_of(date(2025, 1, 1)) == (0, 2)
    assert place_of(date(2025, 1, 5)) == (0, 6)
    assert place_of(date(2025, 1, 6)) == (1, 0)
    assert place_of(date(2029, 12, 31)) == (27, 0)


def test_fewer_reports_are_never_darker() -> None:
    colours = [colour_of(share / 100) for share in range(1, 101)]
    lightness = [sum(int(colour[place : place + 2], 16) for place in (1, 3, 5)) for colour in colours]
    assert lightness == sorted(lightness, reverse=True)
    assert colour_of(0.999) != colour_of(1.0)
    assert len(set(colours)) == len(style.COMPLIANCE_STEPS)
