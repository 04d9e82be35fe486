"""What buttons carry: whatever this program did not write reads as nothing, and everything that it writes fits."""

from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from models.form import AllNil, AskJoined, Back, Count, Jump
from models.invitation_terms import Terms
from models.periods import Period, PeriodKind
from models.provinces import PROVINCES
from models.schema import Role
from views.desk_taps import InviteTap, JoiningTap
from views.payloads import Tap, read, write
from views.recap_taps import RecapTap
from views.report_taps import FormTap, OpenTap
from views.unit_taps import NewPlaceTap

KEYS = st.from_regex(r"[a-z_]{1,32}", fullmatch=True)
#: SQLite and PostgreSQL count rows in 64 bits; a desk that had a billion drafts would still fit.
IDS = st.integers(1, 10**9)
MOVES = st.one_of(
    st.none(), st.builds(Count, st.integers(0, 9999)), st.builds(Jump, KEYS), st.just(Back()), st.just(AllNil())
)
PERIODS = st.builds(Period.of, st.sampled_from(list(PeriodKind)), st.dates(date(2000, 1, 3), date(2100, 12, 26)))
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
TAPS: st.SearchStrategy[Tap] = st.one_of(
    st.builds(FormTap, IDS, st.integers(1, 9999), st.just("summary"), MOVES),
    st.builds(
        FormTap,
        IDS,
        st.integers(1, 9999),
        KEYS.map(lambda key: f"joined:{key}"),
        st.builds(Count, st.integers(0, 9999)) | st.just(AskJoined()),
    ),
    st.builds(OpenTap, DAYS),
    st.builds(JoiningTap, st.integers(1, 9999), st.sampled_from(["yes", "skip", "over"])),
    st.builds(RecapTap, PERIODS, st.none() | IDS),
    st.builds(InviteTap, st.none() | st.sampled_from(Role), st.none() | IDS, st.none() | IDS),
    st.builds(
        InviteTap,
        st.sampled_from(Role),
        st.none() | IDS,
        st.none() | IDS,
        st.integers(0, 99),
        st.builds(Terms, st.integers(0, 365), st.integers(0, 999)),
        st.booleans(),
    ),
    st.builds(NewPlaceTap, st.none() | IDS, st.none() | st.sampled_from(list(PROVINCES)), st.integers(0, 9), DAYS),
    st.builds(NewPlaceTap, IDS, st.sampled_from(list(PROVINCES)), st.just(0), st.none(), st.booleans()),
)
PIECES = st.sampled_from(["f", "o", "j", "r", "u", "|", "1", "0", "007", "-1", "٣", "n3", "s", "gpatrol", "2025-09-15"])


@given(TAPS)
def test_what_is_written_is_read_back_and_fits_into_a_button(tap: Tap) -> None:
    payload = write(tap)
    assert 1 <= len(payload.encode()) <= 64
    assert read(payload) == tap


@given(st.text(max_size=80) | st.lists(PIECES, max_size=14).map("".join) | st.lists(PIECES, max_size=9).map("|".join))
@example("o|20250915")
@example("o|2025-W38-1")
@example("f|1|1|patrol|n3\ud800")
@example("f|999999999999999999999|1|patrol|n3")
@example("r|s2025-9|")
@example("u|emperor||")
def test_what_this_program_would_not_write_is_nothing(payload: str) -> None:
    tap = read(payload)
    assert tap is None or write(tap) == payload
