"""An officer's daily report, as a chat."""

from tests.desk import Desk, fill_in


async def test_an_officer_reports_with_six_taps(desk: Desk) -> None:
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    card = await budi.sees("1/4 · Patroli")
    assert "Senin, 15 September 2025" in card.words
    received = await fill_in(budi, "3", "2", "Nihil", "1")
    assert "✓ Patroli: 3 kali" in received.words
    assert "∅ Pemeriksaan/Pengawasan: nihil" in received.words
    assert "pukul 14.55 WIB · ✓ tepat waktu" in received.words
    assert received.id == card.id, "a tap edits the card in place"
    assert not received.keyboard
