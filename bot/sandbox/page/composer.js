// What a person writes with: the input line, the menu of commands, the bot's reply keyboard.

import { icon, node } from "./format.js";

const SEND = "M3.4 20.4 21 12 3.4 3.6 3.4 10.1 15 12 3.4 13.9z";

export class Composer {
  // `acts` are send(text, replyTo), start() and unblock(); `commands()` answers the bot's present list.
  constructor(chat, acts, commands) {
    this.chat = chat;
    this.acts = acts;
    this.commands = commands;
    this.replyTo = null;
    this.root = node("footer", { class: "composer" });
    this.list = node("ul", { class: "commands", role: "listbox", id: `commands-${chat.chat_id}`, "aria-label": "Commands", hidden: true });
    this.answering = node("div", { class: "answering", hidden: true });
    this.keyboard = node("div", { class: "keyboard", role: "group", "aria-label": "Answers the bot offers", hidden: true });
    this.input = node("textarea", {
      rows: "1", placeholder: "Message", "aria-label": `Message as ${chat.name}`, autocomplete: "off", maxlength: "4096", dir: "auto",
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
    });
    this.send = node("button", { class: "round send", type: "button", "aria-label": "Send", onclick: () => this.submit() }, icon(SEND));
    const slash = node("button", { class: "round", type: "button", "aria-label": "Commands", title: "Commands", onclick: () => this.toggleCommands() }, "/");
    this.line = node("div", { class: "line" }, slash, this.input, this.send);
    this.input.addEventListener("input", () => this.changed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.update(chat);
    this.changed();
  }

  update(chat) {
    this.chat = chat;
    if (chat.deactivated) return this.root.replaceChildren(node("p", { class: "note" }, "This account is deactivated."));
    if (chat.migrated_to || chat.deleted) return this.root.replaceChildren(node("p", { class: "note" }, "This group is no more."));
    if (chat.blocked) return this.root.replaceChildren(node("button", { class: "big", type: "button", onclick: () => this.acts.unblock() }, "Unblock and restart the bot"));
    if (chat.type === "private" && !chat.started) return this.root.replaceChildren(node("button", { class: "big", type: "button", onclick: () => this.acts.start() }, "Start"));
    if (!this.line.isConnected) this.root.replaceChildren(this.list, this.answering, this.line, this.keyboard);
  }

  changed() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 132)}px`;
    this.send.disabled = !this.input.value.trim();
    const typed = /^\/(\w*)$/.exec(this.input.value);
    if (typed) this.offer(this.commands().filter((command) => command.command.startsWith(typed[1].toLowerCase())));
    else this.offer([]);
  }

  toggleCommands() {
    if (!this.list.hidden) return this.offer([]);
    this.offer(this.commands());
    this.input.focus();
  }

  offer(commands) {
    this.offered = commands;
    this.chosen = 0;
    this.list.hidden = commands.length === 0;
    this.input.setAttribute("aria-expanded", String(commands.length > 0));
    this.list.replaceChildren(...commands.map((command, index) => {
      const item = node("li", { role: "option", id: `${this.list.id}-${index}` }, node("b", {}, `/${command.command}`), node("span", { dir: "auto" }, command.description));
      item.addEventListener("mousedown", (event) => event.preventDefault());
      item.addEventListener("click", () => this.pick(index));
      return item;
    }));
    this.mark();
  }

  mark() {
    [...this.list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === this.chosen)));
    const item = this.list.children[this.chosen];
    if (item) {
      this.input.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  pick(index) {
    const command = this.offered[index];
    this.offer([]);
    if (command) this.acts.send(`/${command.command}`, this.takeReply());
    this.input.value = "";
    this.changed();
    this.input.focus();
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.isComposing) return;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.chosen = (this.chosen + step + this.offered.length) % this.offered.length;
      this.mark();
    } else if (open && event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      this.input.value = `/${this.offered[this.chosen].command} `;
      this.changed();
    } else if (event.key === "Escape") {
      if (open) this.offer([]);
      else this.answer(null);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (open) this.pick(this.chosen);
      else this.submit();
    }
  }

  submit() {
    const text = this.input.value.trim();
    if (!text) return;
    this.acts.send(text, this.takeReply());
    this.input.value = "";
    this.changed();
    this.input.focus();
  }

  answer(message) {
    this.replyTo = message;
    this.answering.hidden = !message;
    if (!message) return;
    const words = message.text || (message.photo ? "Picture" : "File");
    const stop = node("button", { type: "button", "aria-label": "Do not reply to it", onclick: () => this.answer(null) }, "×");
    this.answering.replaceChildren(node("span", { dir: "auto" }, `Reply to: ${words.slice(0, 90)}`), stop);
    this.input.focus();
  }

  takeReply() {
    const message = this.replyTo;
    this.answer(null);
    return message ? message.message_id : null;
  }

  // The last markup of the bot decides which keyboard is open.
  follow(message) {
    const markup = message.from_bot ? message.reply_markup : null;
    if (!markup || markup.inline_keyboard) return;
    if (markup.force_reply) this.answer(message);
    if (markup.input_field_placeholder) this.input.placeholder = markup.input_field_placeholder;
    this.keyboard.hidden = !markup.keyboard;
    this.keyboard.replaceChildren(...(markup.keyboard || []).map((row) => node("div", {}, ...row.map((key) => this.replyKey(key, markup)))));
    if (markup.remove_keyboard) this.input.placeholder = "Message";
  }

  replyKey(key, markup) {
    const press = () => {
      this.acts.send(key.text, this.takeReply());
      if (markup.one_time_keyboard) this.keyboard.hidden = true;
    };
    return node("button", { type: "button", dir: "auto", onclick: press }, key.text);
  }
}
