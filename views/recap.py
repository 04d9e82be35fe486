"""Recaps as people see them: the picture, the caption with its numbers, and the buttons to all that is around them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from models.comparisons import Comparison
from models.periods import Period, PeriodKind
from models.recap import Recap, SemesterRecap
from models.recap_pages import RecapPage, RecapView
from models.recap_parts import PartedRecap
from models.recap_scope import Level
from models.recap_scope_words import UnknownScopeWords
from models.targets import Pace
from views.charts.data import Chart
from views.charts.data_heat import HeatChart
from views.charts.data_table import ROWS_PER_PAGE, TableChart
from views.charts.words import daily_title
from views.closing import closing_lines, joined_corrected
from views.indonesian import short_period
from views.recap_buttons import PLACES_PER_PAGE, buttons, suggestion_buttons
from views.recap_caption import SYNTHETIC, Besides, caption, missing_caption, missing_counts
from views.recap_charts import (
    Edition,
    daily_chart,
    finding_of,
    heat_chart,
    main_chart,
    pages_of,
    row_word,
    table_chart,
)
from views.refusing import quoted
from views.screen import Card, lines, said

__all__ = ["SYNTHETIC", "page_card", "post_card", "which_scope"]


def page_card(page: RecapPage, *, now: datetime, today: date, synthetic: bool) -> Card:
    """Give what somebody asked to see; a page beyond the last one is the last one."""
    edition = Edition(now, synthetic)
    shown = _within(page)
    picture = _picture(shown, edition)
    return Card(_text(shown, edition), buttons(shown, _pages(picture), today), picture)


def post_card(
    found: Recap | SemesterRecap,
    parted: PartedRecap,
    edition: Edition,
    *,
    pace: Pace | None = None,
    remarks: Sequence[str] = (),
) -> Card:
    """Give a group's post of a period: the finding, the numbers, the picture; `remarks` are said below all."""
    recap = found.recap if isinstance(found, SemesterRecap) else found
    closing = closing_lines(found) if isinstance(found, SemesterRecap) else []
    joined = joined_corrected(found) if isinstance(found, SemesterRecap) else []
    finding = _finding(recap, parted.headline, edition)
    besides = Besides(finding, _told(parted), pace, (*closing, *remarks), tuple(joined))
    return Card(caption(recap, edition, besides), (), main_chart(found, parted, edition))


def which_scope(error: UnknownScopeWords, period: Period) -> Card:
    """Say that no agency or unit is named so, and offer those that may have been meant."""
    if error.meant:
        asked = f"{said(quoted(error.words))} dapat berarti beberapa. Yang mana untuk {short_period(period)}?"
        one = f"{said(quoted(error.words))} tidak dikenal. Apakah ini yang dimaksud?"
        return Card(asked if len(error.meant) > 1 else one, suggestion_buttons(period, error.meant))
    return Card(
        lines(
            f"{said(quoted(error.words))} tidak dikenal sebagai waktu, K/L atau satuan.",
            "Tulis misalnya <code>/rekap juli 2025 bakamla</code> atau <code>/rekap 1/7/2025 - 24/7/2025</code>, "
            "atau <code>/rekap</code> saja lalu pilih.",
        )
    )


def _within(page: RecapPage) -> RecapPage:
    """The page that was asked for, or the last one there is."""
    per_page = PLACES_PER_PAGE if page.asked.view == RecapView.PLACES else ROWS_PER_PAGE
    rows = len(page.below) if page.asked.view == RecapView.PLACES else len(page.lines)
    if page.compliance is not None:
        return page
    last = pages_of(rows, per_page)
    return page if page.asked.page <= last else replace(page, asked=replace(page.asked, page=last))


def _picture(page: RecapPage, edition: Edition) -> Chart:
    asked, recap = page.asked, page.recap
    if asked.view == RecapView.TABLE:
        word = "K/L" if asked.in_group else row_word(recap)
        return table_chart(recap, page.lines, word, asked.page, edition)
    if asked.view == RecapView.MISSING and page.compliance is not None:
        word = "K/L" if asked.in_group else _missing_word(page)
        return heat_chart(recap, page.compliance, word, asked.page, edition)
    assert page.parted is not None  # noqa: S101 - only the other view goes without
    return main_chart(page.semester or recap, page.parted, edition)


def _missing_word(page: RecapPage) -> str:
    return "satuan" if page.asked.scope.level == Level.UNIT else row_word(page.recap)


def _text(page: RecapPage, edition: Edition) -> str:
    if page.parted is None:
        if page.asked.in_group:
            return missing_counts(page.recap, edition)
        return missing_caption(page.recap, page.missing, edition)
    remarks = [*(closing_lines(page.semester) if page.semester else []), *_asked(page)]
    finding = _finding(page.recap, page.parted.headline, edition)
    joined = joined_corrected(page.semester) if page.semester else []
    besides = Besides(finding, _told(page.parted), page.pace, tuple(remarks), tuple(joined))
    return caption(page.recap, edition, besides)


def _asked(page: RecapPage) -> list[str]:
    """What the buttons ask, where they are a list to choose from."""
    if page.asked.view != RecapView.PLACES:
        return []
    return ["", f"<b>Pilih {'K/L' if page.asked.scope.level == Level.DESK else 'satuan'}:</b>"]


def _finding(recap: Recap, headline: Comparison | None, edition: Edition) -> str | None:
    """What the picture's title says: of a day how much was done and who is complete, else what became of it."""
    if recap.period.kind != PeriodKind.DAY:
        return finding_of(recap, headline)
    return daily_title(daily_chart(recap, edition)) if recap.total.expected else None


def _told(parted: PartedRecap) -> tuple[Comparison, ...]:
    return tuple(than for than in (parted.before, parted.year_before) if than is not None)


def _pages(picture: Chart) -> int:
    return picture.pages if isinstance(picture, TableChart | HeatChart) else 1
