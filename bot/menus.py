"""Each person's menu of commands, kept as their role says: looked after by the clock, whoever changed the role."""

import structlog
from telegram import BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery import Bot
from models.clock import Clock
from models.database import Database
from models.menus import MenuDue, menu_shown, menus_due
from models.schema import Role
from views.guidance import menu, menu_key

log = structlog.get_logger()

#: How many menus are changed in one round: they share the pace with everything else that leaves.
MOST = 20


class Menus:
    """Shows and takes away menus (Bot API: setMyCommands, deleteMyCommands, BotCommandScopeChat)."""

    def __init__(self, bot: Bot, database: Database, clock: Clock) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock

    async def look(self) -> None:
        """Put some menus right; what fails is due again in the next round."""
        keys = {role: menu_key(role) for role in Role}
        for due in await self._database.read(menus_due, keys, self._clock.now(), most=MOST):
            if await self._show(due):
                await self._database.write(menu_shown, due, keys)

    async def _show(self, due: MenuDue) -> bool:
        """Tell whether there is nothing left to do: also where Telegram knows no such chat (any more)."""
        scope = BotCommandScopeChat(due.telegram_id)
        try:
            if due.role is None:
                await self._bot.delete_my_commands(scope=scope)
            else:
                commands = [BotCommand(name, description) for name, description in menu(due.role)]
                await self._bot.set_my_commands(commands, scope=scope)
        except (BadRequest, Forbidden) as error:
            log.info("menu.refused", error=type(error).__name__)
        except TelegramError as error:
            log.warning("menu.failed", error=type(error).__name__)
            return False
        return True
