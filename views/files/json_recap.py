"""The recap as JSON, for programs: all totals, and no person."""

import json
from dataclasses import asdict
from typing import Any

from models.closing import Closing
from models.export_shares import DayShare
from models.exports import Export
from models.recap import RecapLine
from models.results import CarriedOn, Figures
from models.targets import IndicatorPace
from views.files.labels import scope_name


def make_json(export: Export) -> bytes:
    """Give the recap as UTF-8. What counts people is null for a day that is not over; moments are ISO 8601 in UTC."""
    told = {
        "period": {"name": export.period.code, "first": _iso(export.period.first), "last": _iso(export.period.last)},
        "scope": scope_name(export),
        "made_at": export.made_at.isoformat(),
        "people_counted_until": _iso(export.recap.counted_until),
        "running": export.is_running,
        "provisional": export.is_provisional,
        "synthetic": export.synthetic,
        "indicators": [
            {"key": question.key, "label": question.label, "measure": question.measure} for question in export.questions
        ],
        "frozen": _frozen(export.semester.closing) if export.semester and export.semester.closing else None,
        "total": _line(export, export.recap.total),
        "agencies": [_place(export, line) for line in export.agencies],
        "units": [{"agency": share.agency_code, **_place(export, share.line)} for share in export.units],
        "days": [_day(export, day) for day in export.days],
        "targets": [_target(one) for one in export.pace.indicators if one.target] if export.pace else [],
        "time_share": export.pace.time_share if export.pace else None,
        "results": _figures(export.results.counted),
        "published": [_published(one) for one in export.results.carried_on],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _place(export: Export, line: RecapLine) -> dict[str, Any]:
    return {"code": line.code, "name": line.name, **_line(export, line)}


def _line(export: Export, line: RecapLine) -> dict[str, Any]:
    counts = {name: getattr(line, name) for name in ("expected", "excused", "reported", "on_time", "missing", "nil")}
    return {**counts, "reports": line.reports, **_activities(export, line)}


def _day(export: Export, day: DayShare) -> dict[str, Any]:
    counts = {name: getattr(day, name) for name in ("expected", "excused", "reported", "on_time", "nil", "reports")}
    return {"date": _iso(day.day), **counts, **_activities(export, day)}


def _activities(export: Export, item: RecapLine | DayShare) -> dict[str, dict[str, int]]:
    keys = [question.key for question in export.questions]
    return {"led": dict(zip(keys, item.led, strict=True)), "joined": dict(zip(keys, item.joined, strict=True))}


def _frozen(closing: Closing) -> dict[str, Any]:
    """As what a semester was frozen; `changes` is what was corrected since: a figure now less what it was then.

    Behind `joined:` stands an indicator of which it is what was joined.
    """
    return {
        "at": closing.frozen_at.isoformat(),
        "revision": closing.revision,
        "sha256": closing.sha256,
        "changes": {change.key: change.difference for change in closing.changes},
    }


def _target(one: IndicatorPace) -> dict[str, Any]:
    return {"indicator": one.question.key, "target": one.target, "done": one.done, "share": one.share}


def _figures(figures: Figures) -> dict[str, int | None]:
    return asdict(figures)


def _published(one: CarriedOn) -> dict[str, Any]:
    """What somebody published, and apart from it what events after that add; a period of null is "hingga saat ini"."""
    period = one.figure.period
    return {
        "measure": one.figure.measure.value,
        "amount": one.figure.amount,
        "source": one.source,
        "as_of": _iso(one.as_of),
        "period": period.code if period else None,
        "covered_until": _iso(one.covered_until),
        "added_after": one.added,
        "events_after": one.events_after,
        "total": one.total,
    }
