"""Files that people sent: getFile, and the download of its path."""

from typing import Any, Final

from simulator.methods.call import Call
from simulator.refusals import bad_request

LARGEST_DOWNLOAD: Final = 20 * 1024 * 1024


def get_file(call: Call) -> dict[str, Any]:
    """Bot API: getFile; up to 20 MB."""
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = call.world.files.get(file_id)
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**stored.reference(), "file_path": stored.path}
