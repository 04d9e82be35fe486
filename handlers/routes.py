"""Every handler, in the order in which they are asked."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from handlers import (
    absence,
    aiming,
    arriving,
    attachments,
    broadcasting,
    duty_calendar,
    enforcement,
    export,
    grouping,
    guidance,
    history,
    inviting,
    joining,
    leaving,
    members,
    missing,
    operations,
    outbox,
    privacy,
    recap,
    report,
    results,
    scheduling,
    taps,
    typed,
    units,
)
from handlers.context import Context
from handlers.reply import Reply

Handler = BaseHandler[Update, Context, Reply]
Callback = Callable[[Update, Context], Coroutine[Any, Any, Reply]]

_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
_FRESH = filters.UpdateType.MESSAGE
#: A live location is edited every few seconds: nobody means anything by it.
_EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & ~filters.LOCATION

#: Commands that are answered in private only; in a group there is silence.
PRIVATE_COMMANDS: dict[str, Callback] = {
    "start": joining.start,
    "lapor": report.report,
    "ubah": report.change,
    "riwayat": history.look_back,
    "izin": absence.absent,
    "privasi": privacy.explain,
    "datasaya": privacy.own_data,
    "hapusdata": privacy.forget,
    "batal": leaving.leave,
    "bantuan": guidance.guide,
    "anggota": members.command,
    "undang": inviting.invite,
    "ekspor": export.export,
    "tindak": enforcement.enforce,
    "belum": missing.who_is_missing,
    "jadwal": scheduling.schedule,
    "kalender": duty_calendar.look,
    "target": aiming.target,
    "siaran": broadcasting.broadcast,
    "antrean": outbox.queue,
    "satuan": units.command,
}
#: Commands that are answered in groups as well.
COMMANDS: dict[str, Callback] = {
    "rekap": recap.recap,
    "capaian": results.achieved,
    "operasi": operations.operation,
    "grup": grouping.group,
}


def routes() -> list[Handler]:
    """Give the handlers; the first that wants an update has it."""
    return [
        *(CommandHandler(name, callback, filters=_PRIVATE) for name, callback in PRIVATE_COMMANDS.items()),
        *(CommandHandler(name, callback, filters=_FRESH) for name, callback in COMMANDS.items()),
        CallbackQueryHandler(taps.tapped),
        ChatMemberHandler(arriving.moved_about),
        MessageHandler(filters.StatusUpdate.MIGRATE, grouping.moved),
        MessageHandler(filters.COMMAND & _FRESH, typed.unknown_command),
        MessageHandler(filters.FORWARDED & _PRIVATE, typed.forwarded),
        MessageHandler(filters.TEXT & _PRIVATE, typed.typed),
        MessageHandler((filters.PHOTO | filters.Document.IMAGE) & _PRIVATE, attachments.photo),
        MessageHandler(filters.LOCATION & _PRIVATE, attachments.location),
        MessageHandler(_PRIVATE & ~filters.StatusUpdate.ALL, typed.unreadable),
        MessageHandler(_EDITED, typed.edited),
    ]
