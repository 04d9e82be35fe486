"""Reading updates as a bot does."""

from telegram import Bot, Update

ALL_KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


async def next_update(bot: Bot) -> Update:
    """The one update that waits, confirmed; waits for it if need be."""
    (update,) = await bot.get_updates(timeout=5)
    await confirm(bot, update)
    return update


async def confirm(bot: Bot, update: Update) -> tuple[Update, ...]:
    """Confirm an update and all before it; what waits after it."""
    return await bot.get_updates(offset=update.update_id + 1)
