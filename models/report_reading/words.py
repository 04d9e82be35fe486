"""The words of written reports: what sort each is. Pure vocabulary; `tokens` finds them in a text."""

from enum import Enum, auto


class Kind(Enum):
    """What a piece of a written report is."""

    NAME = auto()  # of an indicator
    COUNT = auto()  # a number in digits or words, or nihil
    BAD = auto()  # a number that is no count: 2-4, 1,5, -3, sekitar 3
    ASIDE = auto()  # a date, an hour, a position, 25 peserta
    JOINED = auto()  # ikut serta
    ALL = auto()  # semua
    REST = auto()  # lainnya
    EXCEPT = auto()  # kecuali
    EACH = auto()  # masing-masing
    TOTAL = auto()  # jumlah
    UNIT = auto()  # kali, kegiatan
    NIL = auto()
    NOT = auto()  # tidak patroli
    ABOUT = auto()  # sekitar
    OR = auto()  # 3 atau 4
    DASH = auto()
    DOUBT = auto()  # a question mark
    COLON = auto()
    AND = auto()
    BREAK = auto()  # where a clause ends
    DOT = auto()  # the same, or the end of an abbreviation
    OPENING = auto()
    CLOSING = auto()
    FILLER = auto()  # says nothing
    QUALIFIER = auto()  # patroli *laut*: which one, before its number
    PLACE = auto()  # di, ke: what follows is a description
    LABEL = auto()  # what follows is no count: hasil nihil, pukul 9
    NOUN = auto()  # neither what follows nor what comes before is a count: 25 peserta
    HOLDER = auto()  # kapal patroli, kasi patroli: the next name is none
    WORD = auto()  # any other


_PHRASES = {
    Kind.JOINED: (
        "ikut serta|ikut-serta|ikut|ikutserta|turut serta|turut|mengikuti|partisipasi|berpartisipasi|terlibat|bergabung"
    ),
    Kind.ALL: ("semua|semuanya|seluruh|seluruhnya|keempatnya|sama sekali|smua|semua indikator|seluruh indikator"),
    Kind.REST: (
        "lainnya|yang lain|yg lain|yang lainnya|yg lainnya|lain nya|sisanya|selebihnya|selain itu|semua yang lain"
    ),
    Kind.EXCEPT: "kecuali|selain",
    Kind.EACH: "masing masing|masing-masing|@",
    Kind.TOTAL: "jumlah|total|jumlahnya|totalnya|jml|jlh",
    Kind.UNIT: "kali|kl|x|×|kegiatan|giat|kunjungan|objek|obyek|sesi|buah|kgt|keg",
    Kind.NIL: (
        "nihil|nihill|nihl|nihi|nil|nill|nol|kosong|∅|tidak ada|tdk ada|tak ada|gak ada|ga ada"
        "|nggak ada|tidak melaksanakan|tdk melaksanakan"
    ),
    Kind.NOT: "tidak|tdk|tanpa|tak",
    Kind.ABOUT: (
        "sekitar|kurang lebih|lebih kurang|kira kira|kira-kira|hampir|lebih dari|kurang dari|minimal"
        "|maksimal|lebih|kurang|kurleb|±|>|<|≥|≤|≈|setengah|minus|min|belum|bukan"
    ),
    Kind.OR: (
        "atau|sampai|sampe|hingga|sd|s/d|s.d|dari|eh|koreksi|ralat|maksudnya|maksud|salah|tapi|tetapi"
        "|jadi|menjadi|lalu|kemudian|lagi|tambah|plus"
    ),
    Kind.DASH: "-",
    Kind.DOUBT: "?",
    Kind.COLON: ":|=|→",
    Kind.AND: "dan|serta|juga|&|+|/|dgn",
    Kind.BREAK: ",|;|!|•|▪",
    Kind.DOT: ".",
    Kind.OPENING: "(|[",
    Kind.CLOSING: ")|]",
    Kind.FILLER: (
        "hari ini|tadi|tadi pagi|tadi malam|malam ini|pagi ini|siang ini|sore ini|sebanyak|ada|sudah"
        "|telah|yang|yg|yaitu|yakni|adalah|melaksanakan|laksanakan|dilaksanakan|terlaksana|masih|saja"
        "|aja|ya|pak|bu|bang|ndan|komandan|izin|ijin|mohon|lapor|melaporkan|siap|dipimpin|memimpin"
        "|pimpin|indikator|berjumlah|tercatat|selesai|aman|lancar|terima kasih|trims|untuk|saya|kami"
        "|hanya|cuma|nya|terkendali|kondusif|sebagai berikut|dipimpin sendiri|yang dipimpin"
    ),
    Kind.QUALIFIER: (
        "rutin|administratif|administrasi|adm|laut|darat|udara|pantai|pesisir|perairan|bersama"
        "|gabungan|terpadu|mandiri|dialogis|pagi|siang|sore|malam|subuh|nelayan|warga|masyarakat|desa"
        "|tokoh|sekolah|penyelundupan|pencegahan"
    ),
    Kind.PLACE: "di|pada|oleh|dengan|dalam|dlm|sejak|selama|antara",
    Kind.LABEL: (
        "hasil|hasilnya|waktu|pukul|pkl|tanggal|tgl|kendala|hambatan|sasaran|materi|kekuatan|rute"
        "|cuaca|unsur|ditemukan|nama|nakhoda|muatan|abk|pemilik|km|kri|kp|kn|kal|gt|rt|rw|no|nomor|nopol"
        "|jalan|jl|ke|rp|pasal|uu|imo|mmsi|hp|wa|telp|tlp|lintang|bujur|nrp|nip|#"
    ),
    Kind.NOUN: (
        "orang|org|peserta|personel|personil|pers|anggota|hari|menit|detik|mil|nm|meter|liter|ton|kg"
        "|siswa|wib|wita|wit|persen|%|juta|miliar|knot|pax|hadirin|jam|lokasi|tempat|titik|temuan"
        "|kejadian|pelanggaran|sektor|pos|blok|dermaga|lantai|pulau|shift|regu|tim|kelompok|zona"
        "|tahap|korban|barang|kasus"
    ),
    Kind.HOLDER: (
        "kapal|regu|tim|komandan|kasi|kapten|unsur|rute|pos|satuan|anggota|personel|personil|area"
        "|wilayah|jadwal|surat|sprin|kanit|kasat|kabid|kepala|seksi|bidang|petugas|alat|hasil|rencana"
        "|waktu|jam|perwira|kasubsi|kasubdit|staf|dinas"
    ),
}

_KINDS = {
    phrase: kind for kind, phrases in _PHRASES.items() for phrase in phrases.split("|") if kind is not Kind.HOLDER
} | {"|": Kind.BREAK}
_HOLDERS = frozenset(_PHRASES[Kind.HOLDER].split("|"))

_SHIPS = frozenset(("km", "kmp", "kri", "kp", "kn", "kal", "klm", "tb"))

LONGEST_PHRASE = 3
"""How many words a phrase of the vocabulary has at most."""


def is_ship(word: str) -> bool:
    """Tell whether the word stands before a ship's name: `KM Sejahtera`."""
    return word in _SHIPS


def kind_of(phrase: str) -> Kind | None:
    """Give what a word, a sign or a phrase is; nothing when it is not in the vocabulary."""
    return _KINDS.get(phrase)


def holds_a_name(word: str) -> bool:
    """Tell whether an indicator's name after this word belongs to it: `kapal patroli`."""
    return word in _HOLDERS
