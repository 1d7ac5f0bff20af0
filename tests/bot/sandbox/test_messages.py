"""Sending, editing and deleting: the limits, in the server's words."""

from typing import Any

import pytest

from tests.bot.sandbox.talking import Talk, png

PRESS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}


async def test_a_message_comes_back_as_the_bot_api_tells_it(talk: Talk) -> None:
    chat = await talk.subscriber()
    sent = await talk.call("sendMessage", chat_id=chat, text="<b>Hi</b>", parse_mode="HTML", reply_markup=PRESS)
    assert sent.result["text"] == "Hi"
    assert sent.result["from"]["is_bot"] is True
    assert sent.result["chat"] == {"id": chat, "type": "private", "first_name": "Amal"}
    assert sent.result["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert sent.result["reply_markup"] == PRESS


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_arguments_travel_in_four_ways(talk: Talk, way: str) -> None:
    chat = await talk.subscriber()
    url = f"{talk.sandbox.url}/bot4242:demo/SENDmessage"
    given: dict[str, Any] = {"chat_id": str(chat), "text": "مرحبا & <ok>"}
    if way == "query":
        response = await talk.session.get(url, params=given)
    elif way == "form":
        response = await talk.session.post(url, data=given)
    elif way == "json":
        response = await talk.session.post(url, json={**given, "chat_id": chat})
    else:
        sent = await talk.upload(
            "sendDocument", b"x", field="document", name="a.txt", chat_id=chat, caption=given["text"]
        )
        assert sent.result["caption"] == given["text"]
        return
    async with response:
        assert (await response.json())["result"]["text"] == given["text"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<b>" + "x" * 4097 + "</b>", "parse_mode": "HTML"}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\t "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a<br>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "br" at byte offset 1'),
        ({"text": "x", "parse_mode": "Wiki"}, "unsupported parse_mode; this sandbox reads HTML only"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
    ],
)
async def test_a_message_is_refused_in_words(talk: Talk, given: dict[str, Any], words: str) -> None:
    chat = await talk.subscriber()
    refused = await talk.call("sendMessage", chat_id=chat, **given)
    assert (refused.status, refused.description) == (400, f"Bad Request: {words}")
    assert (await talk.look("accepted"))["count"] == 0


async def test_length_counts_after_parsing(talk: Talk) -> None:
    chat = await talk.subscriber()
    long = "<b>" + "&lt;" * 4096 + "</b>"
    assert len((await talk.call("sendMessage", chat_id=chat, text=long, parse_mode="HTML")).result["text"]) == 4096


async def test_a_lone_surrogate_is_refused(talk: Talk) -> None:
    chat = await talk.subscriber()
    refused = await talk.call("sendMessage", chat_id=chat, text="\ud800")
    assert refused.description == "Bad Request: strings must be encoded in UTF-8"


async def test_control_characters_and_direction_overrides_do_not_survive(talk: Talk) -> None:
    chat = await talk.subscriber()
    sent = await talk.call("sendMessage", chat_id=chat, text="a\x00b\u202ec\r\nd\u2067e\u2069")
    assert sent.result["text"] == "a bc\nd\u2067e\u2069"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ({"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "é" * 33}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": ""}]]}, "BUTTON_DATA_INVALID"),
        ({"inline_keyboard": [[{"text": "x", "callback_data": "d"}]] * 101}, "reply markup is too long"),
        ({"inline_keyboard": [[{"text": "x" * 200, "callback_data": "d"}]] * 60}, "reply markup is too long"),
        (
            {"inline_keyboard": [[{"text": "x"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"text": "x", "url": "http://localhost/"}]]},
            "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [{"text": "x"}]}, 'field "inline_keyboard" must be an Array of Arrays'),
    ],
)
async def test_a_keyboard_is_refused_in_words(talk: Talk, markup: dict[str, Any], words: str) -> None:
    chat = await talk.subscriber()
    refused = await talk.call("sendMessage", chat_id=chat, text="x", reply_markup=markup)
    assert (refused.status, refused.description) == (400, f"Bad Request: {words}")


async def test_sixty_four_bytes_of_data_and_a_hundred_buttons_pass(talk: Talk) -> None:
    chat = await talk.subscriber()
    rows = [[{"text": "x", "callback_data": "d" * 40}]] * 99 + [[{"text": "x", "callback_data": "é" * 32}]]
    sent = await talk.call("sendMessage", chat_id=chat, text="x", reply_markup={"inline_keyboard": rows})
    assert sent.status == 200


async def test_an_edit_keeps_its_history(talk: Talk) -> None:
    chat = await talk.subscriber()
    message_id = (await talk.call("sendMessage", chat_id=chat, text="one", reply_markup=PRESS)).result["message_id"]
    edited = await talk.call(
        "editMessageText", chat_id=chat, message_id=message_id, text="<i>two</i>", parse_mode="HTML"
    )
    assert edited.result["text"] == "two"
    assert edited.result["edit_date"] >= edited.result["date"]
    assert "reply_markup" not in edited.result
    told = (await talk.look(f"chats/{chat}/messages"))["messages"][-1]
    assert (told["text"], told["html"]) == ("two", "<i>two</i>")
    assert [(edit["text"], edit["reply_markup"]) for edit in told["edits"]] == [("one", PRESS)]
    assert (await talk.look("accepted"))["by_chat"] == {str(chat): 2}


async def test_edits_are_refused_in_words(talk: Talk) -> None:
    chat = await talk.subscriber()
    message_id = (await talk.call("sendMessage", chat_id=chat, text="one", reply_markup=PRESS)).result["message_id"]
    same = await talk.call("editMessageText", chat_id=chat, message_id=message_id, text="one", reply_markup=PRESS)
    assert same.description == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
        "as a current content and reply markup of the message"
    )
    markup = await talk.call("editMessageReplyMarkup", chat_id=chat, message_id=message_id, reply_markup=PRESS)
    assert markup.description == same.description
    missing = await talk.call("editMessageText", chat_id=chat, message_id=999, text="x")
    assert missing.description == "Bad Request: message to edit not found"
    foreign = await talk.call("editMessageText", chat_id=chat, message_id=1, text="x")
    assert foreign.description == "Bad Request: message can't be edited"
    caption = await talk.call("editMessageCaption", chat_id=chat, message_id=message_id, caption="x")
    assert caption.description == "Bad Request: there is no caption in the message to edit"
    keyboard = await talk.call(
        "editMessageText", chat_id=chat, message_id=message_id, text="x", reply_markup={"force_reply": True}
    )
    assert keyboard.description == "Bad Request: inline keyboard expected"


async def test_a_deleted_message_cannot_be_edited_or_deleted_again(talk: Talk) -> None:
    chat = await talk.subscriber()
    message_id = (await talk.call("sendMessage", chat_id=chat, text="one")).result["message_id"]
    assert (await talk.call("deleteMessage", chat_id=chat, message_id=message_id)).result is True
    again = await talk.call("deleteMessage", chat_id=chat, message_id=message_id)
    assert again.description == "Bad Request: message to delete not found"
    edit = await talk.call("editMessageText", chat_id=chat, message_id=message_id, text="x")
    assert edit.description == "Bad Request: message to edit not found"


async def test_after_48_hours_a_message_can_be_edited_but_not_deleted(talk: Talk) -> None:
    chat = await talk.subscriber()
    message_id = (await talk.call("sendMessage", chat_id=chat, text="one")).result["message_id"]
    await talk.tell("clock", {"advance_seconds": 48 * 3600 + 1})
    refused = await talk.call("deleteMessage", chat_id=chat, message_id=message_id)
    assert refused.description == "Bad Request: message can't be deleted for everyone"
    assert (await talk.call("editMessageText", chat_id=chat, message_id=message_id, text="two")).status == 200


async def test_a_picture_is_measured_kept_and_downloadable(talk: Talk) -> None:
    chat = await talk.subscriber()
    content = png(300, 200)
    sent = await talk.upload("sendPhoto", content, field="photo", name="a.png", chat_id=chat, caption="seen")
    size = sent.result["photo"][-1]
    assert (size["width"], size["height"], size["file_size"]) == (300, 200, len(content))
    path = (await talk.call("getFile", file_id=size["file_id"])).result["file_path"]
    async with talk.session.get(f"{talk.sandbox.url}/file/bot4242:demo/{path}") as response:
        assert await response.read() == content
    again = await talk.call("sendPhoto", chat_id=chat, photo=size["file_id"])
    assert again.result["photo"][-1]["file_id"] == size["file_id"]


@pytest.mark.parametrize(("width", "height"), [(9000, 1001), (2001, 100), (100, 2001)])
async def test_a_picture_out_of_bounds_is_refused(talk: Talk, width: int, height: int) -> None:
    chat = await talk.subscriber()
    refused = await talk.upload("sendPhoto", png(width, height), field="photo", name="a.png", chat_id=chat)
    assert refused.description == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_what_is_no_picture_is_refused(talk: Talk) -> None:
    chat = await talk.subscriber()
    refused = await talk.upload("sendPhoto", b"no picture", field="photo", name="a.png", chat_id=chat)
    assert refused.description == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_ten_megabytes_are_the_most_a_photo_weighs(talk: Talk) -> None:
    chat = await talk.subscriber()
    heavy = png(1, 1).ljust(10 * 1024 * 1024 + 1, b"\0")
    refused = await talk.upload("sendPhoto", heavy, field="photo", name="a.png", chat_id=chat)
    assert refused.description == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )


async def test_a_caption_has_its_own_limit(talk: Talk) -> None:
    chat = await talk.subscriber()
    refused = await talk.upload("sendPhoto", png(2, 2), field="photo", name="a.png", chat_id=chat, caption="x" * 1025)
    assert refused.description == "Bad Request: message caption is too long"
