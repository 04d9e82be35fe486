"""Commands: from what a coordinator writes to what they see, pictures included, on the demonstration's database."""

from statistics import median

from benchmarks.figures import Figures, ratio
from benchmarks.ground import Ground
from benchmarks.scale import Scale
from benchmarks.scene import scene
from bot.demo.show import START

#: What has to be on the screen within that time, in milliseconds.
PROMISED = 1000
MOST_ROUNDS = 5
COMMANDS = (
    "/rekap",
    "/rekap kemarin",
    "/rekap minggu",
    "/rekap juli 2025",
    "/rekap semester 1 2025",
    "/rekap tahun 2025",
    "/rekap 1/1/2025 - 14/9/2025 bakamla",
    "/capaian",
    "/capaian semester 1 2025",
    "/operasi",
    "/target",
    "/belum",
    "/belum bakamla",
    "/anggota",
    "/anggota batam",
    "/satuan",
    "/undang",
    "/tindak",
    "/siaran",
    "/kalender",
    "/jadwal",
    "/grup",
    "/antrean",
    "/ekspor",
    "/bantuan",
)

_NOTES = """\
300 officers, 20 months of reports, SQLite; the desk coordinator writes each command {rounds} times, and sees the answer
with its picture. The first picture, which starts the process that draws, is not counted; Telegram's pace is lifted.
"""


async def measure(ground: Ground, scale: Scale) -> Figures:
    """Write every command, and wait for its answer."""
    rounds = max(1, min(MOST_ROUNDS, scale.recaps))
    _, cast = ground.demonstration
    person = cast.desk_coordinator.telegram_id
    took: dict[str, list[float]] = {}
    bot = ("benchmarks.program", "--no-limits")
    async with scene(ground, *bot, people=(person,), database_url=ground.seeded(), clock=START.isoformat()) as stage:
        await stage.crowd.send(person, COMMANDS[0])
        stage.crowd.take_round_trips()
        for command in COMMANDS * rounds:
            await stage.crowd.send(person, command)
            took.setdefault(command, []).extend(stage.crowd.take_round_trips())
    rows = ((command, *_milliseconds(seconds)) for command, seconds in took.items())
    return Figures(
        f"Commands: {len(COMMANDS)} of a coordinator's",
        ("command", "p50 ms", "slowest ms", f"slowest, of {PROMISED} ms"),
        tuple(rows),
        _NOTES.format(rounds=rounds),
    )


def _milliseconds(seconds: list[float]) -> tuple[str, str, str]:
    slowest = max(seconds) * 1000
    return f"{median(seconds) * 1000:.0f}", f"{slowest:.0f}", ratio(slowest, PROMISED)
