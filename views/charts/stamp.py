"""What stands below every chart: where the figures come from, and as of when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

SOURCE = "Sumber: laporan harian Satgas Koordinasi Pencegahan"


class Signed(Protocol):
    """Whatever can be signed with a source line."""

    @property
    def posted_at(self) -> datetime:
        """When the figures were taken, on the clock that `zone` names."""
        ...

    @property
    def zone(self) -> str:
        """WIB, WITA or WIT."""
        ...

    @property
    def synthetic(self) -> bool:
        """Whether the figures are invented."""
        ...


@dataclass(frozen=True, slots=True)
class Stamp:
    """The hour with its zone ("WIB", "WITA", "WIT"), whether the figures are invented, and which update they are.

    `posted_at` is aware and already on the clock that `zone` names; `revision` is 0 for the first post.
    """

    posted_at: datetime
    zone: str
    synthetic: bool
    revision: int = 0


def source_line(chart: Signed, source: str = SOURCE) -> str:
    """Such as "Sumber: … · pemutakhiran 2, pukul 21.00 WIB · data sintetis"."""
    hour = f"pukul {chart.posted_at:%H.%M} {chart.zone}"
    revision = getattr(chart, "revision", 0)
    if revision:
        hour = f"pemutakhiran {revision}, {hour}"
    return " · ".join([source, hour, *(["data sintetis"] if chart.synthetic else [])])
