"""The pages lead somewhere: links and files that they name are there, decisions say something, settings are told."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from bot.settings import Settings
from models.schedule import Schedule

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
DECISIONS = ROOT / "docs" / "decisions"
FOLDERS = "bot|handlers|models|views|scheduler|simulator|tests|benchmarks|docs"


def leads(page: Path) -> Iterator[Path]:
    """Where a page leads within the repository: by its links, and by the paths that it names."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            yield page.parent / target
    for path in re.findall(rf"`((?:{FOLDERS})/[\w/.-]+)`", text):
        yield ROOT / path


def test_every_page_leads_to_what_is_there() -> None:
    lost = {page.name: [str(one) for one in leads(page) if not one.exists()] for page in PAGES}
    assert {page: found for page, found in lost.items() if found} == {}


def test_every_decision_tells_its_context_itself_and_its_consequences() -> None:
    pages = sorted(DECISIONS.glob("0*.md"))
    assert pages
    for page in pages:
        found = re.findall(
            r"^(?:## |\*\*)(Context|Decision|Consequences)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert found == ["Context", "Decision", "Consequences"], page.name


def test_the_list_of_decisions_has_them_all() -> None:
    listed = re.findall(r"\((0\d+-[\w-]+\.md)\)", (DECISIONS / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(page.name for page in DECISIONS.glob("0*.md"))


def test_whatever_can_be_set_is_told() -> None:
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    hours = [field.name for field in fields(Schedule)]
    settings = [name.upper() for name in Settings.model_fields]
    assert [name for name in (*hours, *settings) if f"`{name}`" not in told] == []
    assert [name for name in settings if f"{name}=" not in example] == []


def test_what_the_program_writes_by_itself_stays_out_of_the_repository() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {".env", "*.db", "/data/", "/backups/", "lapor-cegah-*.zip"} <= set(ignored)
