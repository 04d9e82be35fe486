"""What a card holds: words that are cut say so, and what matters on a button is never cut."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.operations import Operation
from views.operations import operation_list
from views.screen import shortened

JOINT = Operation(1, "Patroli Bersama", date(2025, 7, 28), 55, None, (), None, closed=False, version=1)


@given(st.text(), st.integers(1, 80))
def test_words_are_cut_to_so_many_characters_and_say_so(words: str, most: int) -> None:
    cut = shortened(words, most)
    assert len(cut) <= most
    assert cut == words or cut.endswith("…")


def test_a_button_of_an_operation_keeps_its_days_however_long_the_name_is() -> None:
    long = replace(JOINT, name="Patroli Bersama Pencegahan Penyelundupan di Selat Malaka")
    card = operation_list([long], date(2025, 9, 15), steers=False)
    label = card.buttons[0][0].label
    assert label.endswith("… · hari ke-50 dari 55")
    assert len(label) <= 60
