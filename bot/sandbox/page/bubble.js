// One message as it looks in a chat.

import { formatted, icon, node, safeAddress } from "./format.js";

const REPLY = "M10 9V5l-7 7 7 7v-4.1c5 0 8.500 1.600 11 5.100-1-5-4-10-11-11z";
const DOWN = "M12 16.500 6.500 11l1.400-1.400 3.100 3.100V4h2v8.700l3.100-3.100 1.400 1.400zM5 18.500h14v2H5z";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export const timeOf = (instant) => TIME.format(new Date(instant));
export const dayOf = (instant) => DAY.format(new Date(instant));

function size(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function picture(photo, words) {
  const alt = words ? `Picture: ${words.slice(0, 140)}` : "Picture from the bot";
  const image = node("img", { src: `/control/files/${encodeURIComponent(photo.file_id)}`, width: photo.width, height: photo.height, alt });
  const open = () => {
    const large = document.getElementById("lightbox-picture");
    large.src = image.src;
    large.alt = alt;
    document.getElementById("lightbox").showModal();
  };
  return node("button", { class: "photo", type: "button", "aria-label": `Open the ${alt.toLowerCase()}`, onclick: open }, image);
}

function attachment(file) {
  const words = node("span", {}, node("b", { dir: "auto" }, file.name), node("small", {}, size(file.file_size)));
  const href = `/control/files/${encodeURIComponent(file.file_id)}`;
  return node("a", { class: "file", href, download: file.name }, node("i", {}, icon(DOWN)), words);
}

function earlier(message) {
  const box = node("div", { class: "earlier", hidden: true });
  for (const edit of message.edits) {
    const words = edit.text || "(no text)";
    box.append(node("p", { dir: "auto" }, node("time", {}, `until ${timeOf(edit.edited_at)}  `), words));
  }
  return box;
}

function meta(message, box) {
  const sent = new Date(message.sent_at).toUTCString();
  const line = node("div", { class: "meta" });
  const changed = message.edits.some((edit) => edit.text !== message.text);
  if (message.edited_at && changed) {
    const turn = (event) => {
      box.hidden = !box.hidden;
      event.currentTarget.setAttribute("aria-expanded", String(!box.hidden));
    };
    line.append(node("button", { type: "button", "aria-expanded": "false", title: "Show what it said before", onclick: turn }, "edited"));
  }
  line.append(node("time", { datetime: message.sent_at, title: sent }, timeOf(message.sent_at)));
  return line;
}

function keys(markup, acts) {
  const box = node("div", { class: "keys" });
  for (const row of markup.inline_keyboard) {
    const line = node("div");
    for (const key of row) {
      const href = key.url ? safeAddress(key.url) : null;
      if (href) line.append(node("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, key.text));
      else line.append(node("button", { type: "button", dir: "auto", "data-data": key.callback_data, onclick: (event) => acts.press(key, event.currentTarget) }, key.text));
    }
    box.append(line);
  }
  return box;
}

function service(message) {
  const told = message.service.migrate_to_chat_id ? "This group was upgraded to a supergroup" : "This supergroup was a group before";
  return node("p", { class: "service", "data-id": message.message_id }, told);
}

// `acts` are what a person can do with it: press, reply, command, jump.
export function bubble(message, chat, acts) {
  if (Object.keys(message.service).length) return service(message);
  const inside = node("div", { class: "bubble" });
  const group = chat.type !== "private";
  if (group) inside.append(node("p", { class: "sender", dir: "auto" }, message.sender.first_name));
  if (message.quote) {
    const jump = () => acts.jump(message.reply_to);
    inside.append(node("button", { class: "quote", type: "button", "aria-label": "Go to the message this answers", onclick: jump }, node("b", { dir: "auto" }, message.quote.name), node("span", { dir: "auto" }, message.quote.text)));
  }
  if (message.photo) inside.append(picture(message.photo, message.text));
  if (message.document) inside.append(attachment(message.document));
  if (message.text) inside.append(formatted(message.text, message.entities, acts.command));
  const before = earlier(message);
  inside.append(before, meta(message, before));
  const reply = node("button", { class: "reply", type: "button", title: "Reply", "aria-label": "Reply to this message", onclick: () => acts.reply(message) }, icon(REPLY));
  const speaker = node("span", { class: "visually-hidden" }, `${message.sender.first_name}: `);
  const keyed = Boolean(message.reply_markup?.inline_keyboard);
  const own = !message.from_bot && !group;
  const names = ["message", own && "own", keyed && "keyed"].filter(Boolean).join(" ");
  const whole = node("article", { class: names, "data-id": message.message_id, "data-at": message.sent_at }, speaker, node("div", { class: "wrap" }, inside, reply));
  if (keyed) whole.append(keys(message.reply_markup, acts));
  return whole;
}
