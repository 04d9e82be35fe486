"""What somebody reads who asks for a recap of a place, or at a place, that is not there."""

from models.groups import UnboundGroup
from models.recap_scope_words import UnknownScopeWords
from views.refusing import quoted, sentence


@sentence.register
def unknown_scope_words(error: UnknownScopeWords) -> str:
    """Say that no agency or unit is named so, and which may have been meant."""
    meant = ", ".join(scope.name for scope in error.meant)
    more = f" Mungkin maksud Anda: {meant}." if meant else " Tulis misalnya: /rekap juli 2025 bakamla"
    return f"K/L atau satuan {quoted(error.words)} tidak dikenal.{more}"


@sentence.register
def unbound_group(_error: UnboundGroup) -> str:
    """Say that nothing is shown in a group that is not bound."""
    return "Grup ini belum terhubung. Koordinator desk dapat menghubungkannya dengan /grup."
