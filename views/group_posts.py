"""The posts of the coordination groups, as what they are: first posted, put right, posted anew, final.

In a group nobody sees more than totals per agency.
"""

from dataclasses import dataclass
from datetime import datetime

from models.late_reports import Addendum, LateAgency
from models.provinces import Zone
from models.recap import Recap, SemesterRecap
from models.recap_parts import PartedRecap
from models.targets import Pace
from views import signs
from views.indonesian import clock_time, long_date, number, percent, signed
from views.recap import SYNTHETIC, post_card
from views.recap_charts import Edition, daily_chart
from views.screen import Card, lines


@dataclass(frozen=True, slots=True)
class Shown:
    """How a post shows: at which moment, as which revision (0 as first posted), and what is to be said besides."""

    at: datetime
    revision: int = 0
    #: It takes the place of one that was deleted, or may have been lost.
    replaces: bool = False
    #: It is the one that says that its topic is no more.
    topic_lost: bool = False
    #: All data are made up.
    synthetic: bool = False


def recap_post(found: Recap | SemesterRecap, parted: PartedRecap, pace: Pace | None, shown: Shown) -> Card:
    """Give the post of a day, a week, a month or a semester, with what it is compared with.

    A semester's is provisional, then final, then with what was corrected since.
    """
    edition = Edition(shown.at, shown.synthetic, shown.revision)
    return post_card(found, parted, edition, pace=pace, remarks=_remarks(shown))


def addendum_post(addendum: Addendum, shown: Shown) -> Card:
    """Give what came late for a date, in the morning after, with the date as it stands now."""
    total = addendum.recap.total
    share = f" ({percent(total.reported / total.expected)})" if total.expected else ""
    text = lines(
        f"<b>Susulan {long_date(addendum.recap.period.first)}</b>",
        f"<b>{_what_came(addendum)}</b> sejak {clock_time(addendum.since, Zone.WIB)}",
        f"Kini {number(total.reported)} dari {number(total.expected)} laporan masuk{share}.",
        "",
        *(_agency_line(one) for one in addendum.agencies),
        "",
        *_added(addendum),
        f"<i>Laporan harian Satgas · {edition_hour(shown)}</i>",
        f"<i>{SYNTHETIC}</i>" if shown.synthetic else None,
    )
    picture = daily_chart(addendum.recap, Edition(shown.at, shown.synthetic, shown.revision))
    return Card(lines(text, *_remarks(shown)), (), picture)


def edition_hour(shown: Shown) -> str:
    """Give the hour of a post, and which one it is: `pukul 21.00 WIB`, `pemutakhiran 2, pukul 20.14 WIB`."""
    hour = clock_time(shown.at, Zone.WIB)
    return f"pemutakhiran {number(shown.revision)}, {hour}" if shown.revision else hour


def _remarks(shown: Shown) -> list[str]:
    remarks = []
    if shown.replaces:
        remarks.append("<i>Menggantikan rekap yang terbit sebelumnya.</i>")
    if shown.topic_lost:
        remarks.append(
            "<i>Topik untuk rekap sudah tidak ada, jadi rekap terbit di sini. "
            "Untuk memindahkannya, tulis /grup di topik yang dituju.</i>"
        )
    return remarks


def _what_came(addendum: Addendum) -> str:
    parts = [f"{number(addendum.new)} laporan masuk"] if addendum.new else []
    parts += [f"{number(addendum.corrected)} laporan diperbaiki"] if addendum.corrected else []
    return ", ".join(parts)


def _agency_line(one: LateAgency) -> str:
    parts = [f"{signs.LATE} {number(one.new)} masuk"] if one.new else []
    parts += [f"{number(one.corrected)} diperbaiki"] if one.corrected else []
    return f"{one.code}: {', '.join(parts)}"


def _added(addendum: Addendum) -> list[str]:
    """What the new reports add: nothing to tell where they are nil."""
    pairs = zip(addendum.recap.questions, addendum.led, strict=True)
    added = [f"{question.label} {signed(led)} {question.measure}" for question, led in pairs if led]
    return [" · ".join(added), ""] if added else []
