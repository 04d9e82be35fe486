"""The sentence of every expected error: what was understood, what is wrong, and what to write instead (plain text).

They stand in the files `refusals_*.py`, by what the person was doing.
"""

from views import (
    refusals_days_off,
    refusals_files,
    refusals_form,
    refusals_imports,
    refusals_operations,
    refusals_people,
    refusals_privacy,
    refusals_reading,
    refusals_recaps,
    refusals_results,
    refusals_steering,
)
from views.refusing import sentence

__all__ = ["SENTENCES", "sentence"]

#: The files with sentences; each registers its own with `sentence`.
SENTENCES = (
    refusals_days_off,
    refusals_files,
    refusals_form,
    refusals_imports,
    refusals_operations,
    refusals_people,
    refusals_privacy,
    refusals_reading,
    refusals_recaps,
    refusals_results,
    refusals_steering,
)
