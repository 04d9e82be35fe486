"""Pieces that the form's cards share: the button of a step, and buttons side by side."""

from models.form import Move
from models.form_card import FormCard
from views.payloads import write
from views.report_taps import FormTap, Reason
from views.screen import Button, Rows


def step_button(form: FormCard, label: str, move: Move | Reason | None) -> Button:
    """Give a button of the card as it is drawn now; without a move it hands in."""
    return Button(label, write(FormTap(form.draft_id, form.state.version, form.state.step, move)))


def pairs(buttons: tuple[Button, ...]) -> Rows:
    """Put buttons two to a row."""
    return tuple(buttons[start : start + 2] for start in range(0, len(buttons), 2))
