"""The signs that mean the same everywhere: chosen once."""

REPORTED = "✓"
LATE = "◷"
NIL = "∅"
ABSENT = "⌂"
MISSING = "–"
CHANGED = "→"
BACK = "‹ Kembali"
#: Expected, and there is still time.
OPEN = "○"
EARLIER = "‹"
LATER = "›"
#: Cannot be reached: no Telegram account (yet), or the bot is blocked.
UNREACHABLE = "✕"
