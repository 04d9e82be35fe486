"""Files that a call sends: uploaded beside it, named by `attach://`, or known by their file id."""

from typing import Any, Final

from simulator.methods.call import Call
from simulator.methods.parameters import Upload
from simulator.refusals import bad_request

ATTACHED: Final = "attach://"


def attached(call: Call, field: str, given: str) -> dict[str, Any]:
    """The file as a field of a Message (`{"photo": […]}`); `given` is what stands where the file belongs."""
    upload = _upload(call, field, given)
    if upload is not None:
        return _stored(call, field, upload)
    if not given:
        raise bad_request(f"there is no {field} in the request")
    if given.startswith(("http://", "https://")):
        # The simulator never leaves this machine, so it says what Telegram says when an address does not answer.
        raise bad_request("failed to get HTTP URL content")
    media = call.world.files.media(given, field)
    if media is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return media


def _upload(call: Call, field: str, given: str) -> Upload | None:
    name = given.removeprefix(ATTACHED) if given.startswith(ATTACHED) else field
    return call.parameters.uploads.get(name)


def _stored(call: Call, field: str, upload: Upload) -> dict[str, Any]:
    if not upload.data:
        raise bad_request("file must be non-empty")
    if field == "photo":
        return call.world.files.add_photo(upload.data)
    return call.world.files.add_document(upload.data, upload.name, upload.mime)
