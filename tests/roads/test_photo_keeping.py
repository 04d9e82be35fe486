"""Photos as files: without EXIF, through failures and restarts, and gone when they are forgotten."""

import io
from pathlib import Path

import pytest
from PIL import Image
from structlog.testing import capture_logs

from bot.photo_keeping import PhotoKeeping, only_pixels
from models.photo_files import StoredPhoto, claim
from simulator.people import Person
from tests.desk import TOKEN, Desk, fill_in
from tests.pictures import picture


def keeping(desk: Desk, folder: Path, *, keep: bool = True) -> PhotoKeeping:
    return PhotoKeeping(desk.program.bot, desk.program.database, desk.clock, folder, keep=keep)


async def sending(desk: Desk, *, photos: int) -> Person:
    """An officer whose patrol has photos."""
    budi = await desk.member("Budi Santoso", 1001, "BAKAMLA/BATAM")
    await budi.send("/lapor")
    await fill_in(budi, "1", "Nihil", "Nihil", "Nihil")
    await budi.tap("+ Rincian kegiatan")
    await budi.sees("Kegiatan mana")
    await budi.tap("+ Patroli")
    await budi.sees("Isi yang perlu saja")
    await budi.tap("Foto")
    await budi.sees("Kirim fotonya")
    for shade in range(photos):
        await budi.send_photo(picture(shade, place=True))
        await budi.sees(f"{shade + 1} foto")
    return budi


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


def test_nothing_but_pixels_is_left_of_a_picture() -> None:
    taken = picture(3, place=True)
    with Image.open(io.BytesIO(taken)) as before:
        assert before.getexif().get_ifd(0x8825), "the test's picture tells where it was taken"
    kept = only_pixels(taken)
    with Image.open(io.BytesIO(kept)) as after:
        assert (after.format, after.size) == ("JPEG", (64, 48))
        assert not after.getexif()
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"rahasia" not in kept
    assert b"Tanjung" not in kept


def test_a_picture_that_lies_on_its_side_is_kept_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    target = io.BytesIO()
    Image.new("RGB", (64, 48)).save(target, "PNG", exif=exif)
    with Image.open(io.BytesIO(only_pixels(target.getvalue()))) as kept:
        assert kept.size == (48, 64)


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7", picture()[:200]])
def test_what_is_no_picture_is_refused(damaged: bytes) -> None:
    with pytest.raises(OSError, match=r"."):
        only_pixels(damaged)


async def test_photos_are_kept_only_if_the_settings_say_so_and_go_when_they_are_forgotten(
    desk: Desk, tmp_path: Path
) -> None:
    budi = await sending(desk, photos=2)
    await keeping(desk, tmp_path, keep=False).look()
    assert names(tmp_path) == []
    await keeping(desk, tmp_path).look()
    assert names(tmp_path) == ["1.jpg", "2.jpg"]
    assert {path.read_bytes() for path in files(tmp_path)} == {only_pixels(picture(0)), only_pixels(picture(1))}
    await budi.tap("Kosongkan")
    await budi.sees("Isi yang perlu saja")
    await keeping(desk, tmp_path, keep=False).look()
    assert names(tmp_path) == []


async def test_a_photo_that_cannot_be_fetched_holds_up_no_other_and_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    await sending(desk, photos=2)
    await desk.telegram.fault("refuse", "getFile", code=500, description="Internal Server Error", times=1)
    keeper = keeping(desk, tmp_path)
    with capture_logs() as logs:
        await keeper.look()
        assert names(tmp_path) == ["2.jpg"]
        await keeper.look()
        assert names(tmp_path) == ["2.jpg"], "it is left alone for a minute"
    (entry,) = [log for log in logs if log["event"] == "photo.not_stored"]
    assert (entry["photo_id"], entry["again_in"]) == (1, 60)
    assert TOKEN not in str(logs)
    desk.clock.set("2025-09-15T14:57:00+07:00")
    await keeper.look()
    assert names(tmp_path) == ["1.jpg", "2.jpg"]


async def test_what_an_ended_process_had_begun_is_fetched_anew(desk: Desk, tmp_path: Path) -> None:
    await sending(desk, photos=1)
    desk.program.database.write_now(claim, StoredPhoto(1, "1.jpg"))
    (tmp_path / "1.part").write_bytes(b"half")
    await keeping(desk, tmp_path).look()
    assert names(tmp_path) == ["1.jpg"]
