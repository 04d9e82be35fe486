"""What somebody reads whose broadcast, hours or days without duty can't be taken as they were given."""

from models.broadcasts import NobodyToTell, NoWords
from views.refusing import sentence


@sentence.register
def no_words(_error: NoWords) -> str:
    """Ask for the words of a broadcast."""
    return "Belum ada pesan yang terbaca. Tulis misalnya: Rapat koordinasi besok pukul 09.00 WIB."


@sentence.register
def nobody_to_tell(_error: NobodyToTell) -> str:
    """Say that nobody would get the broadcast."""
    return "Saat ini tidak ada yang akan menerimanya. Tulis /siaran untuk memilih penerima lain."
