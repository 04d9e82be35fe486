"""What the buttons of activities carry: every one comes back, fits, and nothing else is read."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.activities import Act
from models.activity_days import PhotosToPlace
from models.activity_fields import Field, Manner
from models.positions import Position
from views.activity_payloads import ActivityTap, DayTap, OfferTap, PlaceTap
from views.payloads import LONGEST, read, write

days = st.dates(date(2024, 1, 1), date(2099, 12, 31))
ids = st.integers(1, 10**12)
counts = st.integers(0, 999)
positions = st.builds(Position.of, st.floats(-90, 90), st.floats(-180, 180))
offered = st.builds(PhotosToPlace, ids) | positions
taps = st.one_of(
    st.builds(DayTap, days, st.integers(1, 99), st.booleans(), st.none() | ids),
    st.builds(ActivityTap, ids, counts, st.sampled_from([*Field, *Manner, *Act])),
    st.builds(PlaceTap, days, ids, st.none(), counts, st.none() | offered),
    st.builds(PlaceTap, days, st.none(), ids, counts, st.none() | offered),
    st.builds(PlaceTap, days, st.none(), ids, counts, st.none(), ids),
    st.builds(OfferTap, days, offered, st.booleans()),
)


@given(taps)
def test_every_button_fits_and_comes_back(tap: DayTap | ActivityTap | PlaceTap | OfferTap) -> None:
    payload = write(tap)
    assert len(payload.encode()) <= LONGEST
    assert read(payload) == tap


@given(st.sampled_from("dapq"), st.lists(st.text(alphabet="0123456789-.,yniapb|x", max_size=20), max_size=5))
def test_what_was_not_written_here_reads_as_nothing(kind: str, fields: list[str]) -> None:
    payload = "|".join((kind, *fields))
    tap = read(payload)
    assert tap is None or write(tap) == payload
