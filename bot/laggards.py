"""Cards that were changed and perhaps not shown, because the process that was to show them was killed."""

from datetime import timedelta

from bot.delivery import Address
from bot.replies import Origin, Replies
from handlers.reply import Reply, show_activity, show_form
from models.activity_card import lagging_activities
from models.clock import Clock
from models.database import Database
from models.draft_cards import lagging_cards

#: So long nobody else is on the way to show a card.
LEFT_ALONE = timedelta(seconds=5)


class Laggards:
    """Shows people what they are still to see."""

    def __init__(self, database: Database, clock: Clock, replies: Replies) -> None:
        self._database = database
        self._clock = clock
        self._replies = replies

    async def show(self) -> None:
        """Show those cards again.

        Where other processes are showing cards just now, only those that they have left alone for a while.
        """
        now = self._clock.now()
        quiet = timedelta(0) if self._replies.alone else LEFT_ALONE
        for card in await self._database.read(lagging_cards, now, quiet):
            self._show_to(card.person.telegram_id, show_form(card, card.card_message_id))
        for detail in await self._database.read(lagging_activities, now):
            self._show_to(detail.acting.person.telegram_id, show_activity(detail, detail.card_message_id))

    def _show_to(self, person_id: int, reply: Reply) -> None:
        self._replies.show(Origin(Address(person_id), person_id), reply)
