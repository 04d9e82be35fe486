"""What the doctor looks at: each check gives what it found, and none changes anything."""

import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path

import httpx
from telegram import WebhookInfo
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.allowance import Limits
from bot.checkup_database import look_at_database
from bot.connection import make_bot
from bot.delivery import Bot
from bot.finding import Finding, Mark
from bot.pacer import Pacer
from bot.settings import Settings
from models.groups import GroupPlace

SCARCE, TOO_SCARCE = 1_000_000_000, 100_000_000
SKEW, TOO_MUCH_SKEW = timedelta(seconds=5), timedelta(seconds=60)
BACKUPS = Path("backups")
BACKUP_AGE = timedelta(days=2)
_ANSWER_SECONDS = 10
_MEGABYTE = 1_000_000


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything, the nearest first."""
    findings = [Finding(Mark.GOOD, "settings", "all of them can be read"), look_at_disk(settings)]
    findings += [look_at_backups(datetime.now(UTC))]
    bot = make_bot(settings, Pacer(Limits()))
    try:
        about_database, groups = look_at_database(settings.database_url)
        findings += about_database
        findings.append(await look_at_clock(settings))
        findings += await look_at_telegram(bot, settings, groups)
    finally:
        await bot.request.shutdown()
    return findings


def look_at_disk(settings: Settings) -> Finding:
    """Look how much room there is where the data are."""
    place = settings.data_dir if settings.data_dir.exists() else Path()
    free = shutil.disk_usage(place).free
    told = f"{free // _MEGABYTE:,} MB free at {place}"
    if free < TOO_SCARCE:
        return Finding(Mark.BAD, "disk", f"{told}: make room, or nothing can be stored")
    return Finding(Mark.DOUBTFUL if free < SCARCE else Mark.GOOD, "disk", told)


def look_at_backups(now: datetime) -> Finding:
    """Look how old the newest backup in the usual folder is: the one to which `backup` writes by itself."""
    files = sorted(BACKUPS.glob("lapor-cegah-*.zip"), key=lambda file: file.stat().st_mtime)
    if not files:
        return Finding(Mark.DOUBTFUL, "backup", f"none in {BACKUPS}/: make one with python -m bot backup")
    age = now - datetime.fromtimestamp(files[-1].stat().st_mtime, UTC)
    told = f"{files[-1].name} is {age.days} days and {age.seconds // 3600} hours old"
    return Finding(Mark.DOUBTFUL if age > BACKUP_AGE else Mark.GOOD, "backup", told)


async def look_at_clock(settings: Settings) -> Finding:
    """Compare this machine's clock with the one of the Bot API server (its HTTP header "Date")."""
    try:
        async with httpx.AsyncClient(timeout=_ANSWER_SECONDS) as client:
            answer = await client.get(settings.telegram_api_url)
    except httpx.HTTPError:
        return Finding(Mark.DOUBTFUL, "clock", "there is nothing to compare it with")
    if "Date" not in answer.headers:
        return Finding(Mark.DOUBTFUL, "clock", "the server does not tell the time")
    return skew_of(datetime.now(UTC) - parsedate_to_datetime(answer.headers["Date"]))


def skew_of(skew: timedelta) -> Finding:
    """Judge how far this machine's clock is ahead."""
    told = f"{skew.total_seconds():+.0f} seconds ahead of the Bot API server"
    if abs(skew) > TOO_MUCH_SKEW:
        return Finding(Mark.BAD, "clock", f"{told}: deadlines would be wrong; let NTP set it")
    return Finding(Mark.DOUBTFUL if abs(skew) > SKEW else Mark.GOOD, "clock", told)


async def look_at_telegram(bot: Bot, settings: Settings, groups: list[GroupPlace]) -> list[Finding]:
    """Ask Telegram who the bot is, how updates come, and whether it is in its groups."""
    try:
        me = await bot.get_me()
    except InvalidToken:
        return [Finding(Mark.BAD, "token", "Telegram does not know TELEGRAM_BOT_TOKEN: ask @BotFather")]
    except TelegramError as error:
        return [Finding(Mark.BAD, "Telegram", f"{settings.telegram_api_url} can't be reached ({type(error).__name__})")]
    findings = [Finding(Mark.GOOD, "token", f"it is @{me.username}'s")]
    findings.append(await _asked("updates", partial(_updates, bot, settings)))
    return findings + [await _asked(f"group {place.title}", partial(_group, bot, place)) for place in groups]


async def _asked(what: str, ask: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        return await ask()
    except Forbidden:
        return Finding(Mark.BAD, what, "the bot was removed from it: add it again, and write /grup there")
    except TelegramError as error:
        return Finding(Mark.BAD, what, f"Telegram says: {error.message}")


async def _updates(bot: Bot, settings: Settings) -> Finding:
    return judge_webhook(await bot.get_webhook_info(), settings.webhook_url, datetime.now(UTC))


def judge_webhook(info: WebhookInfo, wanted: str | None, now: datetime) -> Finding:
    """Judge what Telegram knows of the webhook."""
    waiting = f"{info.pending_update_count} updates wait"
    if info.url and info.url != wanted:
        return Finding(Mark.BAD, "updates", f"Telegram brings them to {info.url}: another program uses this token")
    if wanted is None:
        return Finding(Mark.GOOD, "updates", f"they are polled; {waiting}")
    if not info.url:
        return Finding(Mark.DOUBTFUL, "updates", f"the webhook is not set: start the bot; {waiting}")
    if info.last_error_date is not None and now - info.last_error_date < timedelta(minutes=10):
        return Finding(Mark.BAD, "updates", f"the webhook is not reached: {info.last_error_message}; {waiting}")
    return Finding(Mark.GOOD, "updates", f"Telegram brings them to {info.url}; {waiting}")


async def _group(bot: Bot, place: GroupPlace) -> Finding:
    member = await bot.get_chat_member(place.chat_id, bot.id)
    if member.status in ("left", "kicked"):
        return Finding(Mark.BAD, f"group {place.title}", "the bot is not in it: add it again, and write /grup there")
    return Finding(Mark.GOOD, f"group {place.title}", f"the bot is in it as {member.status}")
