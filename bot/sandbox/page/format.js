// Text with entities to DOM nodes. Only text nodes carry what people and bots wrote.

export function node(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

export function safeAddress(address) {
  try {
    const url = new URL(address.includes("://") ? address : `https://${address}`);
    return ["http:", "https:", "tg:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

function link(address) {
  const href = safeAddress(address);
  return href ? node("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", title: href }) : node("span");
}

function spoiler() {
  const made = node("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, show it" });
  const open = () => {
    made.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
  };
  made.addEventListener("click", open, { once: true });
  made.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && open());
  return made;
}

function shell(entity, words, onCommand) {
  const kind = entity.type;
  if (PLAIN[kind]) return node(PLAIN[kind]);
  if (kind === "text_link") return link(entity.url);
  if (kind === "url") return link(words);
  if (kind === "spoiler") return spoiler();
  if (kind === "pre") return node("pre", { dir: "ltr", "data-language": entity.language });
  if (kind === "blockquote") return node("blockquote", { dir: "auto" });
  if (kind === "expandable_blockquote") return node("blockquote", { class: "expandable", dir: "auto" });
  if (kind === "bot_command") return node("button", { class: "command", type: "button", onclick: () => onCommand(words) });
  if (kind === "mention" || kind === "text_mention") return node("span", { class: "mention" });
  if (kind === "date_time") return node("time", { datetime: new Date(entity.unix_time * 1000).toISOString() });
  return node("span");
}

// Entities nest; offsets count UTF-16 units, as JavaScript strings do.
function fill(parent, text, start, end, entities, onCommand) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inner = [];
    index += 1;
    while (index < entities.length && entities[index].offset < to) inner.push(entities[index++]);
    if (to <= from) continue;
    if (from > at) parent.append(text.slice(at, from));
    const made = shell(entity, text.slice(from, to), onCommand);
    fill(made, text, from, to, inner, onCommand);
    parent.append(made);
    at = to;
    // A block carries its own line break; the one written after it would show as an empty line.
    if (["pre", "blockquote", "expandable_blockquote"].includes(entity.type) && text[at] === "\n") at += 1;
  }
  if (at < end) parent.append(text.slice(at, end));
}

function foldLong(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable")) {
    quote.classList.add("folded");
    const more = node("button", { class: "fold", type: "button", "aria-expanded": "false" }, "Show all");
    const turn = () => {
      const folded = quote.classList.toggle("folded");
      more.textContent = folded ? "Show all" : "Show less";
      more.setAttribute("aria-expanded", String(!folded));
    };
    more.addEventListener("click", turn);
    quote.after(more);
  }
}

export function formatted(text, entities, onCommand) {
  const root = node("div", { class: "text", dir: "auto" });
  fill(root, text, 0, text.length, entities || [], onCommand);
  foldLong(root);
  return root;
}
