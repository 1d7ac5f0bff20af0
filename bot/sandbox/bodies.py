"""Request bodies: from any of the four ways a call may travel to its arguments."""

import json
from typing import Any

from aiohttp import BodyPartReader, web

from bot.sandbox.arguments import Arguments, Upload
from bot.sandbox.rules import bad_request


async def read_arguments(request: web.Request) -> Arguments:
    """Query, urlencoded form, JSON or multipart; raises ApiError where the body is none of what it says."""
    values: dict[str, Any] = dict(request.query)
    if request.method == "GET" or not request.can_read_body:
        return Arguments(values)
    try:
        if request.content_type == "application/json":
            return Arguments(values | _object(await request.read()))
        if request.content_type == "application/x-www-form-urlencoded":
            return Arguments(values | dict(await request.post()))
        if request.content_type == "multipart/form-data":
            return await _read_multipart(request, values)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return Arguments(values)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body) if body.strip() else {}
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON object: expected an Object")
    return found


async def _read_multipart(request: web.Request, values: dict[str, Any]) -> Arguments:
    uploads: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is not None:
            kind = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, kind, content)
        else:
            values[part.name] = content.decode()
    return Arguments(values, uploads)
