// One chat as one phone: title bar, messages, input.

import { ask, tell } from "./api.js";
import { bubble, dayOf } from "./bubble.js";
import { Composer } from "./composer.js";
import { node } from "./format.js";

const NEAR_PIXELS = 90;
const TOAST_MILLISECONDS = 4200;
const TYPING_MILLISECONDS = 5000;
const ANSWER_MILLISECONDS = 15000;

function initials(name) {
  return [...name.split(/\s+/).map((word) => [...word][0] || "")].slice(0, 2).join("").toUpperCase();
}

export class Phone {
  constructor(chat, commands, onUnread) {
    this.chat = chat;
    this.onUnread = onUnread;
    this.busy = new Map();
    this.unread = 0;
    const id = `chat-${chat.chat_id}`;
    this.name = node("h2", { id, dir: "auto" });
    this.place = node("p", { dir: "auto" });
    this.block = node("button", { type: "button", onclick: () => this.turnBlock() });
    this.menu = node("details", { class: "menu" }, node("summary", { "aria-label": "More" }, "⋮"), node("div", {}, this.block));
    const tone = `avatar tone-${Math.abs(chat.chat_id) % 5}`;
    const title = node("header", { class: "title" }, node("span", { class: tone, "aria-hidden": "true" }, initials(chat.name)), node("div", { class: "who" }, this.name, this.place), chat.type === "private" ? this.menu : null);
    this.flow = node("div", { class: "flow" });
    this.log = node("div", { class: "log", role: "log", tabindex: "0", "aria-labelledby": id }, this.flow);
    this.stuck = true;
    this.newer = node("button", { class: "newer", type: "button", hidden: true, onclick: () => this.toEnd() });
    this.toasts = node("div", { class: "toasts", role: "status" });
    this.composer = new Composer(chat, { send: (text, reply) => this.send(text, reply), start: () => this.act("start"), unblock: () => this.restart() }, commands);
    this.root = node("section", { class: "phone", id: `phone-${chat.chat_id}`, "aria-labelledby": id }, title, this.log, this.newer, this.toasts, this.composer.root);
    this.log.addEventListener("scroll", () => {
      this.stuck = this.near();
      if (this.stuck) this.seen();
    });
    const settle = new ResizeObserver(() => this.stuck && this.toEnd());
    settle.observe(this.flow);
    settle.observe(this.log);
    this.update(chat);
    this.nothing();
  }

  get userId() {
    return this.chat.people[0]?.user_id;
  }

  update(chat) {
    this.chat = chat;
    this.name.textContent = chat.name;
    this.block.textContent = chat.blocked ? "Unblock the bot" : "Block the bot";
    this.composer.update(chat);
    this.subtitle();
  }

  subtitle(typing = false) {
    const kind = { group: "group", supergroup: "supergroup", channel: "channel" }[this.chat.type];
    const words = [this.chat.place, kind && `${kind}, ${this.chat.people.length} people`].filter(Boolean).join(" · ");
    this.place.textContent = typing ? "Curbwatch is typing…" : words || "chats with Curbwatch";
    this.place.classList.toggle("typing", typing);
  }

  typing() {
    this.subtitle(true);
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.subtitle(), TYPING_MILLISECONDS);
  }

  fill(messages) {
    this.flow.replaceChildren();
    this.day = null;
    for (const message of messages) if (!message.deleted_at) this.add(message, true);
    this.nothing();
    this.toEnd();
  }

  nothing() {
    const empty = !this.log.querySelector("[data-id]");
    this.log.querySelector(".nothing")?.remove();
    if (empty) this.flow.append(node("p", { class: "nothing" }, this.chat.started ? "No messages yet." : "Press Start to meet the bot."));
  }

  add(message, quiet = false) {
    if (this.find(message.message_id)) return this.change(message);
    this.log.querySelector(".nothing")?.remove();
    const near = this.near();
    const day = dayOf(message.sent_at);
    if (day !== this.day?.dataset.day) {
      this.day = node("div", { "data-day": day }, node("div", { class: "day" }, node("span", {}, day)));
      this.flow.append(this.day);
    }
    this.day.append(this.drawn(message));
    this.composer.follow(message);
    if (message.from_bot) this.subtitle();
    if (quiet) return;
    if (near || !message.from_bot) this.toEnd();
    else this.count();
    if (!this.root.offsetParent) this.onUnread(this);
  }

  drawn(message) {
    return bubble(message, this.chat, {
      press: (key, button) => this.press(message, key, button),
      reply: (answered) => this.composer.answer(answered),
      command: (text) => this.send(text, null),
      jump: (id) => this.jump(id),
    });
  }

  change(message) {
    const old = this.find(message.message_id);
    if (!old) return;
    const near = this.near();
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.data : undefined;
    const made = this.drawn(message);
    made.classList.add("flash");
    old.replaceWith(made);
    if (focused !== undefined) [...made.querySelectorAll(".keys button")].find((key) => key.dataset.data === focused)?.focus();
    if (near) this.toEnd();
    if (!this.root.offsetParent) this.onUnread(this);
  }

  remove(id) {
    const old = this.find(id);
    if (!old) return;
    old.classList.add("leaving");
    setTimeout(() => {
      const day = old.parentElement;
      old.remove();
      if (day.querySelector("[data-id]")) return;
      day.remove();
      if (day === this.day) this.day = this.flow.lastElementChild;
      this.nothing();
    }, 250);
  }

  find(id) {
    return this.log.querySelector(`[data-id="${Number(id)}"]`);
  }

  jump(id) {
    const found = this.find(id);
    if (!found) return this.toast("That message is not shown here any more.");
    found.scrollIntoView({ block: "center", behavior: "smooth" });
    found.classList.remove("flash");
    void found.offsetWidth;
    found.classList.add("flash");
  }

  near() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_PIXELS;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.stuck = true;
    this.seen();
  }

  count() {
    this.unread += 1;
    this.newer.hidden = false;
    this.newer.textContent = `↓ ${this.unread} new`;
  }

  seen() {
    this.unread = 0;
    this.newer.hidden = true;
  }

  async send(text, replyTo) {
    const chat_id = this.chat.chat_id;
    await this.try(() => tell(`users/${this.userId}/messages`, { text, chat_id, reply_to: replyTo }));
  }

  async act(what) {
    await this.try(() => tell(`users/${this.userId}/${what}`));
  }

  async restart() {
    await this.act("unblock");
    await this.act("start");
  }

  async turnBlock() {
    this.menu.open = false;
    await this.act(this.chat.blocked ? "unblock" : "block");
  }

  async try(what) {
    try {
      return await what();
    } catch (error) {
      this.toast(error.message || "The sandbox did not answer.");
      return null;
    }
  }

  async press(message, key, button) {
    if (!key.callback_data) return this.toast("This button does nothing in the sandbox.");
    button.classList.add("busy");
    button.setAttribute("aria-busy", "true");
    const query = await this.try(() => tell(`users/${this.userId}/presses`, { chat_id: message.chat_id, message_id: message.message_id, data: key.callback_data }));
    if (!query) return this.free(button);
    this.busy.set(query.query_id, button);
    setTimeout(() => this.free(button), ANSWER_MILLISECONDS);
    const now = await this.try(() => ask(`presses/${query.query_id}`));
    if (now?.answered) this.free(button);
  }

  free(button) {
    button.classList.remove("busy");
    button.removeAttribute("aria-busy");
  }

  answered(answer) {
    const button = this.busy.get(answer.query_id);
    if (button) this.free(button);
    this.busy.delete(answer.query_id);
    if (!answer.text) return;
    if (!answer.show_alert) return this.toast(answer.text);
    document.getElementById("sheet-text").textContent = answer.text;
    const sheet = document.getElementById("sheet");
    if (!sheet.open) sheet.showModal();
  }

  toast(text) {
    const made = node("div", { class: "toast", dir: "auto" }, text);
    this.toasts.append(made);
    setTimeout(() => made.remove(), TOAST_MILLISECONDS);
  }
}
