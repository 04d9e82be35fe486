"""The table of a run: faults × figures, on the screen and as Markdown; and what was found wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from benchmarks.figures import Figures, whole
from tests.chaos.deaths import Point
from tests.chaos.proofs import PROOFS
from tests.chaos.proofs.answers import confirmations
from tests.chaos.proofs.people import too_many
from tests.chaos.proofs.posts import posts, recaps, replaces
from tests.chaos.record import Violation
from tests.chaos.run import Outcome
from tests.chaos.upheavals import Kind

_FAULTS = {
    "refuse": "refused: 429, 500, 502 as a web page",
    "lose": "done, and answered 504",
    "delay": "answered late",
    "cut": "cut before anything was done",
    "cut_after": "done, and cut without an answer",
    "hang": "no answer, then cut",
    "twice": "update delivered twice",
    "swap": "updates out of order",
}


def proven(outcome: Outcome) -> list[Violation]:
    """Hold every proof against what a run left."""
    found = [Violation(name, what) for name, proof in PROOFS.items() for what in proof(outcome.record, outcome.stored)]
    found += [Violation("every process ends in order", f"exit code {code}") for code in outcome.exit_codes if code]
    missing = outcome.plan.scale.kills - len(outcome.kills)
    return found + ([Violation("every planned kill came", f"{missing} did not")] if missing > 0 else [])


Column = dict[str, int]


def column(outcome: Outcome, violations: Sequence[Violation]) -> Column:
    """Give what happened on one fleet, and what the proofs found, by name."""
    return {
        **_deaths(outcome),
        **_befell(outcome),
        **_done(outcome),
        **_sent(outcome),
        **_proofs(violations),
    }


def summed(columns: Iterable[Column]) -> Column:
    """Add up the columns of several runs."""
    total: Column = {}
    for one in columns:
        for name, count in one.items():
            total[name] = total.get(name, 0) + count
    return total


def table(title: str, columns: Mapping[str, Column], notes: str = "") -> Figures:
    """Give a table with a column for each kind of fleet."""
    names = list(dict.fromkeys(name for one in columns.values() for name in one))
    rows = tuple((name, *(whole(one.get(name, 0)) for one in columns.values())) for name in names)
    return Figures(title, ("", *columns), rows, notes or _NOTES)


_NOTES = "Kills, faults and what people did, as they came; below them what the proofs found."


def _deaths(outcome: Outcome) -> dict[str, int]:
    points = Counter(one.point for one in outcome.kills)
    return {"kill -9": len(outcome.kills)} | {f"– {point.value}": points[point] for point in Point}


def _befell(outcome: Outcome) -> dict[str, int]:
    kinds: Counter[str] = Counter()
    for one in outcome.faults:
        kinds[one["kind"]] += one["happened"]
    faults = {"faults of Telegram": kinds.total()} | {f"– {words}": kinds[kind] for kind, words in _FAULTS.items()}
    return faults | {kind.value: outcome.upheavals.get(kind, 0) for kind in Kind}


def _done(outcome: Outcome) -> dict[str, int]:
    doings = outcome.doings
    return {
        "officers × evenings": outcome.plan.scale.officers * len(outcome.days),
        "taps, texts, photos": doings.taps + doings.texts + doings.photos,
        "questions of coordinators": doings.asked,
        "reports stored": len(outcome.stored.reports),
        "revisions stored": sum(len(one.revisions) for one in outcome.stored.reports),
        "confirmations read": sum(1 for _ in confirmations(outcome.record)),
        "absences stored": len(outcome.stored.absences),
        "unfinished forms asked for again": len(outcome.record.resumed),
        "recaps read": sum(1 for _ in recaps(outcome.record)),
    }


def _sent(outcome: Outcome) -> dict[str, int]:
    states = Counter(row.state for row in outcome.stored.outbox)
    told = posts(outcome.record)
    return {
        "scheduled messages": states.total(),
        "– sent": states["sent"],
        "– dropped as pointless": states["dropped"],
        "– unknown, listed for a coordinator": states["unknown"],
        "– failed": states["failed"],
        "posts in groups": len(told),
        "– put right by an edit": sum(len(message.versions) > 1 for message, _ in told),
        "– posted anew: in doubt, or gone with topic or group": sum(replaces(message) for message, _ in told),
        "– twice in doubt, listed for a coordinator": len(outcome.stored.doubted_posts),
        "429 that came of the pace": too_many(outcome.record),
        "calls of the Bot API": len(outcome.record.calls),
    }


def _proofs(violations: Sequence[Violation]) -> Column:
    found = Counter(one.proof for one in violations)
    return {f"violations: {name}": found[name] for name in (*PROOFS, *(found.keys() - PROOFS.keys()))}
