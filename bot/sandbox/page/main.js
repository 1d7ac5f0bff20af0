// The page: loads the state, follows the stream of events, arranges the phones.

import { ask } from "./api.js";
import { dayOf, timeOf } from "./bubble.js";
import { node } from "./format.js";
import { Phone } from "./phone.js";

const NEWEST = 200;
const phones = new Map();
let commands = [];
let loading = null;
let shown = null;
let waiting = null; // events that arrive while the state is being loaded
const at = (id) => document.getElementById(id);

// A banner that tells the time itself makes the clock beside it superfluous.
function showClock(clock) {
  const told = clock && at("banner").textContent.includes(timeOf(clock.now));
  at("clock").hidden = !clock?.virtual || told;
  if (at("clock").hidden) return;
  at("clock").dateTime = clock.now;
  at("clock").textContent = `${dayOf(clock.now)}, ${timeOf(clock.now)} UTC`;
}

function showBanner(text) {
  at("banner").textContent = text || "";
  document.title = text ? `${text} · Curbwatch sandbox` : "Curbwatch sandbox";
}

function select(chatId) {
  shown = chatId;
  for (const [id, phone] of phones) {
    phone.root.classList.toggle("shown", id === chatId);
    phone.tab.setAttribute("aria-selected", String(id === chatId));
    phone.tab.tabIndex = id === chatId ? 0 : -1;
  }
  const phone = phones.get(chatId);
  if (!phone) return;
  phone.missed = 0;
  phone.badge.hidden = true;
  if (phone.root.offsetParent) phone.toEnd();
}

function missed(phone) {
  phone.missed = (phone.missed || 0) + 1;
  phone.badge.hidden = false;
  phone.badge.textContent = phone.missed;
  phone.badge.setAttribute("aria-label", `${phone.missed} new`);
}

function tab(phone) {
  phone.badge = node("span", { class: "count", hidden: true });
  const made = node("button", { type: "button", role: "tab", "aria-controls": phone.root.id, onclick: () => select(phone.chat.chat_id) }, node("span", { dir: "auto" }, phone.chat.name), phone.badge);
  made.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = [...phones.keys()];
    const next = ids[(ids.indexOf(phone.chat.chat_id) + step + ids.length) % ids.length];
    select(next);
    phones.get(next).tab.focus();
  });
  return made;
}

function place(chat) {
  let phone = phones.get(chat.chat_id);
  if (!phone) {
    phone = new Phone(chat, () => commands, missed);
    phone.tab = tab(phone);
    phones.set(chat.chat_id, phone);
    at("phones").append(phone.root);
    at("switcher").append(phone.tab);
  }
  phone.update(chat);
  return phone;
}

function arrange() {
  at("switcher").hidden = phones.size < 2;
  at("empty").hidden = phones.size > 0;
  at("phones").hidden = phones.size === 0;
  if (!phones.has(shown)) select(phones.keys().next().value);
}

async function load() {
  if (waiting) return reload(); // one load at a time; another follows it
  waiting = [];
  try {
    arrangeState(await ask(`state?messages=${NEWEST}`));
  } finally {
    const late = waiting;
    waiting = null;
    late.forEach(([name, told]) => heard[name](told));
  }
}

function arrangeState(state) {
  commands = state.commands;
  showBanner(state.banner);
  showClock(state.clock);
  const present = new Set(state.chats.map((chat) => chat.chat_id));
  for (const [id, phone] of phones) {
    if (present.has(id)) continue;
    phone.root.remove();
    phone.tab.remove();
    phones.delete(id);
  }
  const fresh = state.chats.map((chat) => [place(chat), chat]);
  arrange();
  for (const [phone, chat] of fresh) phone.fill(chat.messages);
  at("phones").setAttribute("aria-busy", "false");
  at("gone").hidden = true;
}

function reload() {
  clearTimeout(loading);
  loading = setTimeout(() => load().catch(() => { at("gone").hidden = false; }), 60);
}

async function refreshChats() {
  const state = await ask("state?messages=0").catch(() => null);
  if (!state) return;
  commands = state.commands;
  if (state.chats.some((chat) => !phones.has(chat.chat_id))) return reload();
  state.chats.forEach(place);
}

const heard = {
  message: (told) => {
    const phone = phones.get(told.chat_id);
    if (!phone) return reload();
    phone.add(told);
    if (!phone.chat.started) refreshChats();
  },
  edit: (told) => phones.get(told.chat_id)?.change(told),
  delete: (told) => phones.get(told.chat_id)?.remove(told.message_id),
  answer: (told) => phones.get(told.chat_id)?.answered(told),
  action: (told) => phones.get(told.chat_id)?.typing(),
  banner: (told) => showBanner(told.text),
  chat: refreshChats,
  commands: refreshChats,
  reset: reload,
  clock: () => {},
};

function listen() {
  const stream = new EventSource("/control/events");
  for (const name of Object.keys(heard)) {
    stream.addEventListener(name, (event) => {
      const told = JSON.parse(event.data);
      if (waiting) waiting.push([name, told]);
      else heard[name](told);
      showClock(told.clock);
    });
  }
  stream.addEventListener("open", reload);
  stream.addEventListener("error", () => {
    at("gone").hidden = false;
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

listen();
