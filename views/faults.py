"""What administrators read of a failure of ours: what sort and where in the code, nothing of whom."""

from datetime import datetime

from models.clock import local_date
from models.faults import FaultLine
from models.provinces import Zone
from views.indonesian import clock_time, day_month, number
from views.screen import Card, lines, said


def fault_card(fault: FaultLine) -> Card:
    """Tell of a distinct failure."""
    times = (
        "Baru sekali terjadi"
        if fault.count == 1
        else f"Sudah {number(fault.count)} kali sejak {_when(fault.first_seen)}"
    )
    return Card(
        lines(
            "<b>Gangguan pada program</b>",
            f"{said(fault.sort)} di <code>{said(fault.place)}</code>",
            f"{times}; terakhir {_when(fault.last_seen)}.",
            "Yang terkena sudah diberi tahu, dan tidak ada yang tersimpan setengah.",
            f"Rinciannya ada di log (gangguan nomor {fault.id}). Yang sama dikabarkan paling banyak sekali sehari.",
        )
    )


def _when(moment: datetime) -> str:
    return f"{day_month(local_date(moment, Zone.WIB))}, {clock_time(moment, Zone.WIB)}"
