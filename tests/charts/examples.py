"""Charts to draw in tests: the eleven agencies of the desk on one evening, and a semester of theirs."""

from datetime import date, datetime, timedelta, timezone

from views.charts.data import (
    FOUR_INDICATORS,
    WHOLE_DESK,
    AgencyDay,
    DailyChart,
    DayCompliance,
    IndicatorSeries,
    SemesterChart,
    Totals,
)

WIB = timezone(timedelta(hours=7))

AGENCIES = (
    AgencyDay("POLKAM", "Kemenko Polkam", 8, 8, 8, 5, (0, 0, 1, 3)),
    AgencyDay("POLRI", "Kepolisian Negara RI", 62, 62, 60, 8, (41, 52, 24, 12)),
    AgencyDay("DJBC", "Bea dan Cukai", 54, 54, 50, 3, (38, 17, 1152, 6)),
    AgencyDay("BAKAMLA", "Badan Keamanan Laut", 30, 24, 24, 2, (27, 31, 19, 4)),
    AgencyDay("TNIAL", "TNI Angkatan Laut", 46, 46, 44, 6, (52, 40, 11, 5)),
    AgencyDay("KEJAGUNG", "Kejaksaan Agung", 14, 14, 14, 9, (0, 0, 4, 2)),
    AgencyDay("KKP", "Kementerian Kelautan dan Perikanan", 28, 27, 25, 4, (21, 33, 15, 7)),
    AgencyDay("BARANTIN", "Badan Karantina Indonesia", 24, 24, 22, 3, (6, 9, 48, 1)),
    AgencyDay("KEMENDAG", "Kementerian Perdagangan", 12, 12, 12, 12, (0, 0, 0, 0)),
    AgencyDay("KEMENPERIN", "Kementerian Perindustrian", 10, 0, 0, 0, (None, None, None, None)),
    AgencyDay("KEMENHUB", "Kementerian Perhubungan", 12, 12, 12, 2, (3, 5, 2, None)),
)


def evening(
    agencies: tuple[AgencyDay, ...] = AGENCIES,
    indicators: tuple[IndicatorSeries, ...] = FOUR_INDICATORS,
    *,
    finding: str | None = None,
    scope: str = WHOLE_DESK,
    revision: int = 0,
    synthetic: bool = True,
) -> DailyChart:
    posted_at = datetime(2025, 9, 15, 21, 0, tzinfo=WIB)
    return DailyChart(
        date(2025, 9, 15), finding, indicators, agencies, posted_at, "WIB", synthetic, scope=scope, revision=revision
    )


def units(count: int, totals: Totals = (12_345_678, 0, None, 1_152)) -> tuple[AgencyDay, ...]:
    return tuple(AgencyDay(f"SATUAN{place}", f"KN {place}", 1_200, 1_150, 900, 3, totals) for place in range(count))


def months(count: int, base: int = 4_000) -> tuple[Totals | None, ...]:
    return tuple((base + 97 * slot, 5 * slot, 812, 1_013 - slot) if slot < count else None for slot in range(6))


def semester(
    year: int = 2025,
    half: int = 1,
    *,
    happened: int = 6,
    before: tuple[Totals | None, ...] | None = None,
    totals: tuple[Totals | None, ...] | None = None,
    indicators: tuple[IndicatorSeries, ...] = FOUR_INDICATORS,
    provisional: bool = False,
) -> SemesterChart:
    first_month = 1 if half == 1 else 7
    return SemesterChart(
        year,
        half,
        indicators,
        totals or months(happened),
        before or months(6, base=3_500),
        days_of(year, first_month, happened),
        datetime(year, first_month + happened - 1, 28, 8, 0, tzinfo=WIB),
        "WIB",
        True,
        provisional=provisional,
    )


def days_of(year: int, first_month: int, happened: int) -> tuple[DayCompliance, ...]:
    """Days with all, most, some and none of 300 reports, in turn; on every tenth day nobody is expected."""
    day, days = date(year, first_month, 1), []
    while day.year == year and day.month < first_month + happened:
        expected = 0 if day.day % 10 == 0 else 300
        days.append(DayCompliance(day, expected, expected * (3 - day.day % 4) // 3))
        day += timedelta(days=1)
    return tuple(days)
