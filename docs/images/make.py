"""Makes the pictures of this folder from the project itself: `make pictures`.

The charts come from the demonstration's fixed seed, and are the same every time. The pictures of the chat page are
taken in a real browser, from a running demonstration.
"""

import asyncio
import io
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect
from sqlalchemy.orm import Session

from bot.demo.cast import GROUP_ID
from bot.demo.crowd import report_between
from bot.demo.seeding import days_of, seed
from bot.demo.show import START
from models.database import Database
from models.migrate import migrate
from models.periods import Period
from models.recap_pages import Asked, recap_page
from models.recap_scope import DESK
from simulator.people import Telegram
from tests.charts.golden_files import NAMES, golden
from views.charts.data import Chart
from views.charts.pool import render_png
from views.recap import page_card

HERE = Path(__file__).parent
EVENING = START.replace(hour=21, minute=0)
INVITATION = START.replace(hour=15, minute=0)
#: The last semester that is over on the demonstration's first day, with a semester a year before it.
SEMESTER = Period.semester(2025, 1)
OFFICER = "Petugas · Bakamla Batam"
DESKTOP = ViewportSize(width=1280, height=800)
#: Tall enough for a whole post with its caption.
TALL = ViewportSize(width=1280, height=1180)
PHONE = ViewportSize(width=390, height=844)
MILLISECONDS = 1000
PATIENCE = 60 * MILLISECONDS
GALLERY_WIDTH = 540
GALLERY_COLOURS = 128
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def make_charts() -> None:
    """Draw the evening's post of the demonstration's first day, and the semester before it."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/pictures.db")
        try:
            migrate(database)
            database.write_now(_live_until_evening)
            daily, semester = database.read_now(_charts)
        finally:
            database.close()
    keep("daily.png", render_png(daily))
    keep("semester.png", render_png(semester))


def make_gallery() -> None:
    """Draw every kind of chart for docs/charts.md: the examples that the golden tests hold."""
    folder = HERE / "charts"
    folder.mkdir(exist_ok=True)
    for name in NAMES:
        whole = Image.open(io.BytesIO(render_png(golden(name)))).convert("RGB")
        small = whole.resize((GALLERY_WIDTH, whole.height * GALLERY_WIDTH // whole.width), Image.Resampling.LANCZOS)
        small.quantize(GALLERY_COLOURS, kmeans=3, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)


def _live_until_evening(session: Session) -> None:
    """Let all officers report by themselves, also those whom a visitor would play."""
    report_between(session, days_of(seed(session, START)), START, EVENING)


def _charts(session: Session) -> tuple[Chart, Chart]:
    return _chart(session, Period.day(START.date())), _chart(session, SEMESTER)


def _chart(session: Session, period: Period) -> Chart:
    page = recap_page(session, Asked(period, DESK, EVENING))
    chart = page_card(page, now=EVENING, today=EVENING.date(), synthetic=True).chart
    assert chart is not None  # noqa: S101 - every recap has its picture
    return chart


async def make_chats(executable: str) -> None:
    """Take pictures of the chat page: an officer in the middle of the form, and the group in the evening."""
    async with _demonstration() as url, Telegram.connect(url) as telegram, async_playwright() as playwright:
        await telegram.clock.freeze()
        await telegram.clock.to(INVITATION.isoformat())
        officer = await _officer(telegram)
        browser = await playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS])
        async with _page(browser, url, DESKTOP, f"person={officer}&chat={officer}") as page:
            await _fill_in_half(page)
            await _take("chat.png", page)
        async with _page(browser, url, PHONE, f"person={officer}&chat={officer}", scale=2) as page:
            await expect(_key(page, "Nihil")).to_be_in_viewport()
            await _take("chat-phone.png", page)
        await telegram.clock.to(EVENING.isoformat())
        async with _page(browser, url, TALL, f"group={GROUP_ID}&chat={GROUP_ID}") as page:
            await expect(page.locator(".bubble img").last).to_be_in_viewport(ratio=1, timeout=PATIENCE)
            await _take("group.png", page)
        await browser.close()


@asynccontextmanager
async def _demonstration() -> AsyncIterator[str]:
    """Run the demonstration as a newcomer does, on a free port; give its address."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0"), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None  # noqa: S101 - it was asked for
    try:
        async for line in process.stdout:
            address = next((word for word in line.decode().split() if word.startswith("http://")), None)
            if address:
                yield address
                break
        else:
            sys.exit("The demonstration did not start.")
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.wait()


async def _officer(telegram: Telegram) -> int:
    people = (await telegram.client.get("/sim/state"))["people"]
    return next(int(person["id"]) for person in people if person["pinned"] and OFFICER in person["label"])


@asynccontextmanager
async def _page(browser: Browser, url: str, size: ViewportSize, place: str, scale: float = 1) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport=size, device_scale_factor=scale, color_scheme="light", locale="id-ID")
    try:
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        await page.goto(f"{url}/#{place}")
        yield page
    finally:
        await context.close()


async def _fill_in_half(page: Page) -> None:
    await _key(page, "Isi laporan").click()
    await _key(page, "3").click()
    await expect(page.locator(".bubble", has_text="2/4").last).to_be_visible()
    await _key(page, "2").click()
    await expect(page.locator(".bubble", has_text="3/4").last).to_be_visible()
    await expect(page.locator("#chats .entry", has_text="3/4")).to_be_visible()
    await page.mouse.move(0, 0)


def _key(page: Page, label: str) -> Locator:
    return page.locator(".key", has_text=label).last


async def _take(name: str, page: Page) -> None:
    await page.evaluate("document.fonts.ready")
    keep(name, await page.screenshot(animations="disabled", caret="hide"))


def keep(name: str, png: bytes) -> None:
    """Write a picture into this folder, as PNG."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.save(HERE / name, optimize=True)
    print(f"{name}: {picture.width} x {picture.height}, {(HERE / name).stat().st_size // 1024} KB")


def main() -> None:
    """Make all pictures; without a browser, only the charts."""
    make_charts()
    make_gallery()
    executable = shutil.which("chromium")
    if executable is None:
        sys.exit("The pictures of the chat page need Chromium, and there is none. The charts are made.")
    asyncio.run(make_chats(executable))


if __name__ == "__main__":
    main()
