"""The figures that a post shows, as canonical JSON: the same figures always have the same SHA-256."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from models.comparisons import Side
from models.indicators import Question
from models.recap import MonthTotals, Recap, RecapLine, SemesterRecap
from models.recap_parts import PartedRecap
from models.targets import Pace

#: Values that JSON can hold, by name.
Figures = Mapping[str, Any]


def sha256(figures: Figures) -> str:
    """Give the SHA-256 over the canonical JSON (keys in order, no spaces), in hexadecimal digits."""
    canonical = json.dumps(figures, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def recap_figures(recap: Recap) -> Figures:
    """Give everything that a recap tells, whoever made it and at whatever hour."""
    return {
        "period": recap.period.code,
        "counted_until": recap.counted_until.isoformat(),
        "total": _line(recap.total, recap.questions),
        "lines": {line.code: _line(line, recap.questions) for line in recap.lines},
    }


def semester_figures(semester: SemesterRecap) -> Figures:
    """Give what the recap of a semester tells, with its months."""
    questions = semester.recap.questions
    return {
        **recap_figures(semester.recap),
        "months": _months(semester.months, questions),
        "months_before": _months(semester.months_before, questions),
    }


def beside_figures(parted: PartedRecap) -> Figures:
    """Give what a recap is compared with: a correction of an earlier period changes what is told of this one."""
    told = (than for than in (parted.before, parted.year_before) if than is not None)
    return {f"against:{than.against}": _side(than.before) for than in told}


def pace_figures(pace: Pace | None) -> Figures:
    """Give what a recap says of its targets: a report of an earlier day changes that as well."""
    told = pace.indicators if pace is not None and pace.has_targets else ()
    return {f"target:{one.question.key}": [one.done, one.target] for one in told}


def _side(side: Side) -> Figures:
    return {
        "period": side.period.code,
        "led": list(side.led),
        "expected": side.expected,
        "reported": side.reported,
    }


def _line(line: RecapLine, questions: Sequence[Question]) -> Figures:
    return {
        "expected": line.expected,
        "excused": line.excused,
        "reports": line.reports,
        "reported": line.reported,
        "on_time": line.on_time,
        "nil": line.nil,
        "led": _by_key(line.led, questions),
        "joined": _by_key(line.joined, questions),
    }


def _months(months: Sequence[MonthTotals], questions: Sequence[Question]) -> Figures:
    return {f"{month.first:%Y-%m}": _by_key(month.led, questions) if month.led else None for month in months}


def _by_key(totals: Sequence[int], questions: Sequence[Question]) -> Figures:
    return {question.key: total for question, total in zip(questions, totals, strict=True)}
