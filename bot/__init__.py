"""The program: settings, wiring, the command line, and the two ways between Telegram and the house."""

import os

# PTB's future way of giving seconds (as a span of time); its present one warns each time that Telegram says "wait".
os.environ.setdefault("PTB_TIMEDELTA", "true")
