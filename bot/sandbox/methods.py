"""The table of Bot API methods; names are matched without regard to case."""

from bot.sandbox import answering, asking, editing, sending
from bot.sandbox.api import Method

METHODS: dict[str, Method] = {
    "getme": asking.get_me,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagemedia": editing.edit_message_media,
    "deletemessage": editing.delete_message,
    "deletemessages": editing.delete_messages,
    "answercallbackquery": answering.answer_callback_query,
    "answerinlinequery": answering.answer_inline_query,
    "setmycommands": asking.set_my_commands,
    "getmycommands": asking.get_my_commands,
    "deletemycommands": asking.delete_my_commands,
    "setmyname": asking.set_profile("name"),
    "getmyname": asking.get_profile("name"),
    "setmydescription": asking.set_profile("description"),
    "getmydescription": asking.get_profile("description"),
    "setmyshortdescription": asking.set_profile("short_description"),
    "getmyshortdescription": asking.get_profile("short_description"),
    "getchat": asking.get_chat,
    "getchatmember": asking.get_chat_member,
    "getchatadministrators": asking.get_chat_administrators,
    "getchatmembercount": asking.get_chat_member_count,
    "leavechat": asking.leave_chat,
    "getfile": asking.get_file,
    "setwebhook": asking.set_webhook,
    "deletewebhook": asking.delete_webhook,
    "getwebhookinfo": asking.get_webhook_info,
}
"""`getUpdates` is not here: it waits, so the server answers it from `polling`."""
