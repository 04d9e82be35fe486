"""`python -m bot audit verify` and `audit show`, as whoever runs the bot sees them."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from bot.commands import cli
from models.audit_seals import head, seal_waiting
from models.database import Database
from models.schema import Role
from tests.clock.roster import Roster
from tests.trail.hand import CLOCK, tamper

Ask = Callable[..., tuple[int, str]]


@pytest.fixture
def ask(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Run `python -m bot audit …` on the database of the test; give its exit code and what it says."""
    monkeypatch.setattr("bot.audit_commands.console.width", 200, raising=False)

    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(cli, ("audit", *words), env={"DATABASE_URL": database_url, "COLUMNS": "200"})
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.output

    return run


@pytest.fixture
def roster(database: Database) -> Roster:
    """Budi reported, Siti joined; all of it is sealed."""
    roster = Roster(database)
    roster.member("Budi Santoso", "BAKAMLA/BATAM")
    roster.member("Siti Aminah", "BAKAMLA/BATAM", Role.ADMINISTRATOR)
    roster.clock.set("2025-09-15T16:00:00+07:00")
    roster.report("Budi Santoso")
    database.write_now(seal_waiting, CLOCK.now())
    return roster


def test_a_sound_trail_says_so_with_its_head(roster: Roster, ask: Ask) -> None:
    newest = roster.database.read_now(head)
    assert newest is not None
    code, told = ask("verify")
    assert code == 0, told
    assert "The trail is sound." in told
    assert f"Head: {newest.hash}" in told
    assert ask("verify", "--head", newest.hash)[0] == 0


def test_a_trail_that_was_touched_is_told_by_its_exit_code(roster: Roster, ask: Ask) -> None:
    roster.database.write_now(lambda session: tamper(session, "UPDATE audit_event SET actor_id = 99 WHERE id = 2"))
    code, told = ask("verify")
    assert code == 1
    assert "event changed" in told
    assert "1 things are wrong." in told


def test_a_head_that_is_not_there_any_more_is_told(roster: Roster, ask: Ask) -> None:  # noqa: ARG001
    code, told = ask("verify", "--head", "ab" * 32)
    assert code == 1
    assert "noted head not found" in told
    assert "ab" * 32 in told.replace("\n", "").replace(" ", "")


def test_names_are_masked_unless_asked_for_and_asking_leaves_a_trace(roster: Roster, ask: Ask) -> None:
    _, masked = ask("show", "--person", "budi")
    assert "B… S…" in masked
    assert "report.submitted" in masked
    assert "Budi" not in masked
    assert "Santoso" not in masked
    _, full = ask("show", "--names", "--person", str(roster.members["Budi Santoso"]))
    assert "Budi Santoso" in full
    assert "looked.trail" in ask("show", "--action", "looked.")[1]


def test_the_trail_is_read_by_date_and_action(roster: Roster, ask: Ask) -> None:  # noqa: ARG001
    assert "report.submitted" in ask("show", "--since", "2025-09-15", "--until", "2025-09-15")[1]
    assert "report.submitted" not in ask("show", "--since", "2025-09-16")[1]
    assert "report.submitted" not in ask("show", "--until", "2025-09-14")[1]
    only_joined = ask("show", "--action", "member.")[1]
    assert "member.joined" in only_joined
    assert "report.submitted" not in only_joined


def test_a_name_that_means_two_or_nobody_is_asked_back(roster: Roster, ask: Ask) -> None:
    code, told = ask("show", "--person", "i")
    assert code == 2
    assert f"{roster.members['Siti Aminah']} S… A…" in told
    assert ask("show", "--person", "nobody")[1].strip() == "0 members are meant by that."
