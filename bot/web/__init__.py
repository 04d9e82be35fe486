"""What the program offers by HTTP: the way in for Telegram's webhook, and how it is."""
