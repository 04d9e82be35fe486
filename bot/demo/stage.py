"""Setting the stage: everybody in the simulator, and the list that a visitor chooses from."""

from collections.abc import Iterable
from typing import Any

import httpx

from bot.demo.cast import GROUP_ID, OUTSIDER_ID, Cast, DemoMember
from bot.demo.seeding import GROUP_TITLE
from models.provinces import zone_of
from models.schema import Role
from views.roles import role_title

NOTE = "Data sintetis: semua nama dan angka di sini dibuat-buat."
_STEERING = "Koordinator"
_PLAYED = "Petugas untuk dicoba"


class Stage:
    """The simulator's control API, as far as the demonstration needs it (docs/simulator.md)."""

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(base_url=url, timeout=30)

    async def close(self) -> None:
        """Close the connection."""
        await self._client.aclose()

    async def set_up(self, cast: Cast, token: str) -> None:
        """Bring in the bot, everybody, and the group."""
        bot = {"token": token, "username": "lapor_cegah_bot", "name": "Lapor Cegah"}
        await self._post("/sim/bots", bot)
        await self._post("/sim/people", [_outsider(), *(_person(member) for member in _in_order(cast.members))])
        await self._post("/sim/groups", _group(cast))
        await self._post("/sim/note", {"text": NOTE})

    async def clock(self) -> tuple[float, bool]:
        """Give the simulator's time in unix seconds, and whether it stands."""
        answer = (await self._client.get("/sim/clock")).raise_for_status().json()
        return answer["now"], answer["frozen"]

    async def watch_clock(self, url: str) -> None:
        """Have the address asked before every jump of the clock."""
        await self._post("/sim/clock/watchers", {"url": url})

    async def _post(self, path: str, body: Any) -> None:
        (await self._client.post(path, json=body)).raise_for_status()


def _in_order(members: Iterable[DemoMember]) -> list[DemoMember]:
    """Coordinators and played officers first."""
    return sorted(members, key=lambda member: (not member.played, member.role == Role.OFFICER))


def _person(member: DemoMember) -> dict[str, Any]:
    given, family = member.name.split()
    return {
        "id": member.telegram_id,
        "first_name": given,
        "last_name": family,
        "label": f"{role_title(member.role)} · {member.unit.name} · {_zone(member)}",
        "section": _section(member),
        "pinned": member.played,
        "started": True,
    }


def _section(member: DemoMember) -> str:
    if member.role != Role.OFFICER:
        return _STEERING
    return _PLAYED if member.played else member.unit.agency_code


def _outsider() -> dict[str, Any]:
    return {
        "id": OUTSIDER_ID,
        "first_name": "Orang",
        "last_name": "Baru",
        "label": "Belum anggota: coba tautan undangan",
        "section": _PLAYED,
        "pinned": True,
    }


def _group(cast: Cast) -> dict[str, Any]:
    steering = [member.telegram_id for member in cast.members if member.role != Role.OFFICER]
    played = [member.telegram_id for member in cast.officers if member.played]
    return {
        "id": GROUP_ID,
        "title": GROUP_TITLE,
        "kind": "supergroup",
        "members": steering + played,
        "admins": [cast.desk_coordinator.telegram_id],
        "bot_in": True,
        "bot_privacy": True,
        "label": "Rekap harian terbit pukul 21.00 WIB",
    }


def _zone(member: DemoMember) -> str:
    return zone_of(member.unit.province).label
