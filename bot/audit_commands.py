"""The trail on the command line: verifying it, and reading it."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from bot.shell import look_at_database, stop, with_database
from models.audit import Look, looked
from models.audit_heads import told_heads
from models.audit_reading import TrailLine, Wanted, members_named, read_trail
from models.audit_verification import Verdict, verify
from models.provinces import Zone
from models.snapshots import hold_still
from views.masking import masked_name

audit = typer.Typer(no_args_is_help=True, help="The trail: who changed what.")
console = Console(markup=False, emoji=False)  # names are people's: never markup
UNSOUND = 1
#: As the subject of a look: not one member, but all.
EVERYBODY = 0
_MOST_FINDINGS = 50
_MOST_MEANT = 10


@audit.command("verify")
def verify_trail(
    head: Annotated[list[str] | None, typer.Option(help="A head that was noted elsewhere; may be given again.")] = None,
) -> None:
    """Hold every event against its seal, and the seals against every head that was noted; exit code 1 if one fails."""

    def work(session: Session) -> Verdict:
        hold_still(session)
        return verify(session, (*told_heads(session), *(head or ())))

    verdict = look_at_database(work)
    _tell(verdict)
    if not verdict.is_sound:
        raise typer.Exit(UNSOUND)


@audit.command("show")
def show_trail(
    person: Annotated[str | None, typer.Option(help="A member's number here, or a part of their name.")] = None,
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this date on (WIB).")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="To this date, included (WIB).")] = None,
    action: Annotated[str, typer.Option(help="The action, or how it begins: report.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 50,
    names: Annotated[
        bool, typer.Option("--names", help="Show full names and values; this is noted in the trail.")
    ] = False,
) -> None:
    """Show who did what, newest first. Names are masked unless you ask for them."""

    def work(session: Session) -> list[TrailLine]:
        member_id = _the_one(session, person, names=names) if person else None
        wanted = Wanted(member_id, _begin(since), _end(until), action, limit)
        if names:
            now = datetime.now(UTC)
            looked(
                session,
                Look.TRAIL,
                at=now,
                actor_id=None,
                subject="member",
                subject_id=member_id or 0,
                what="audit show",
            )
        return read_trail(session, wanted)

    console.print(_table(with_database(work), names=names))


def _tell(verdict: Verdict) -> None:
    console.print(
        f"{verdict.events} events under {verdict.seals} seals; {verdict.waiting} wait for the next one; "
        f"the values of {verdict.erased} were erased lawfully."
    )
    console.print(f"Head: {verdict.head or 'none yet'}", soft_wrap=True)
    if verdict.is_sound:
        console.print("The trail is sound.")
        return
    table = Table("What is wrong", "Event, seal or head")
    for finding in verdict.findings[:_MOST_FINDINGS]:
        table.add_row(finding.fault.value, finding.head or str(finding.number))
    console.print(table)
    console.print(f"{len(verdict.findings)} things are wrong.")


def _table(trail: list[TrailLine], *, names: bool) -> Table:
    table = Table("No.", "When (WIB)", "Who", "Action", "Subject", *(("Values",) if names else ()))
    for line in trail:
        when = line.at.astimezone(Zone.WIB.tz)
        row = (str(line.id), f"{when:%Y-%m-%d %H:%M:%S}", _who(line, names=names), line.action)
        values = (_values(line),) if names else ()
        table.add_row(*row, f"{line.subject} {line.subject_id}", *values)
    return table


def _who(line: TrailLine, *, names: bool) -> str:
    if line.actor_id is None:
        return "the program"
    name = line.actor or "?"
    return f"{line.actor_id} {name if names else masked_name(name)}"


def _values(line: TrailLine) -> str:
    if line.content is None:
        return "erased"
    return ", ".join(f"{name} {value}" for name, value in line.content.items())


def _the_one(session: Session, words: str, *, names: bool) -> int:
    found = members_named(session, words)
    if len(found) != 1:
        told = ", ".join(f"{one} {name if names else masked_name(name)}" for one, name in found[:_MOST_MEANT])
        stop(f"{len(found)} members are meant by that. {f'Take one of these numbers: {told}' if found else ''}".strip())
    return found[0][0]


def _begin(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), Zone.WIB.tz) if day else None


def _end(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), Zone.WIB.tz) + timedelta(days=1) if day else None
