"""The trace of a run that broke a promise: what was planned, what happened in which order, and how to repeat it."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.chaos.record import Violation
from tests.chaos.run import Outcome


def write_trace(folder: Path, outcome: Outcome, violations: Sequence[Violation], command: str) -> None:
    """Write the trace into a folder, made anew if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    found = (f"{one.proof}: {one.what}" for one in violations)
    _write(folder / "violations.txt", [f"repeat it: {command}", "", *found])
    _write(
        folder / "kills.txt",
        (f"process {one.process} {one.point} after {one.after_seconds:.2f} s" for one in outcome.kills),
    )
    _write(folder / "calls.txt", (f"{one.began:.3f} {one}" for one in outcome.record.calls))
    _write(folder / "errands.txt", (str(one) for evening in outcome.plan.evenings for one in evening))
    _write(folder / "outbox.txt", (str(row) for row in outcome.stored.outbox))
    _write(folder / "reports.txt", (str(report) for report in outcome.stored.reports))
    _write(folder / "screens.txt", _screens(outcome))


def _screens(outcome: Outcome) -> Iterable[str]:
    for message in outcome.record.messages:
        for version in message.versions:
            words = version.shown.words.replace("\n", " | ")
            yield f"{message.chat_id} {message.message_id} {version.at} {words} {list(version.shown.buttons.values())}"


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("\n".join(lines) + "\n")
