"""Answers over HTTP that are not the wished-for ones: refusals, and the garbled bodies of injected faults."""

from typing import Any

from aiohttp import web

from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.rules import BLOCKED, DEACTIVATED, ApiError, forbidden, kicked, too_many_requests, unauthorized

_BAD_GATEWAY = (
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    "<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def refusal(error: ApiError) -> web.Response:
    told: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        told["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return web.json_response(told, status=error.code, headers=headers)


def injected_error(fault: Fault) -> ApiError | None:
    match fault.kind:
        case FaultKind.FLOOD:
            return too_many_requests(fault.retry_after)
        case FaultKind.SERVER_ERROR:
            return ApiError(500, "Internal Server Error")
        case FaultKind.TOKEN_REVOKED:
            return unauthorized()
        case FaultKind.BLOCKED:
            return forbidden(BLOCKED)
        case FaultKind.DEACTIVATED:
            return forbidden(DEACTIVATED)
        case FaultKind.KICKED:
            return kicked("supergroup")
        case FaultKind.ERROR:
            return ApiError(fault.code, fault.description)
        case _:
            return None


def garbled(fault: Fault) -> web.Response:
    match fault.kind:
        case FaultKind.BAD_GATEWAY_HTML:
            return web.Response(status=502, text=_BAD_GATEWAY, content_type="text/html")
        case FaultKind.BAD_UTF8:
            return web.Response(body=b'{"ok":true,"result":"\xff\xfe"}', content_type="application/json")
        case FaultKind.BAD_JSON:
            return web.Response(text='{"ok":true,"result":{"message_id":', content_type="application/json")
        case _:
            return web.json_response({"ok": True, "result": {"surprise": "this is no Bot API object"}})
