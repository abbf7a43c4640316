// SPDX-License-Identifier: GPL-2.0-or-later
// One handset on the page: made once, then drawn anew when its state changed.

const names = new Map();

// How people read these numbers; the gateway knows their countries' ways.
export function learn(shownByNumber) {
  for (const [number, name] of Object.entries(shownByNumber)) names.set(number, name);
}

export function shown(number) {
  return names.get(number) ?? number;
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

// What a phone has: the rest has not reached it yet.
export function held(phone) {
  return phone.texts.filter((text) => text.from_phone || text.arrived);
}

// Who this phone has a conversation with, in an order that stays, and who it could begin one with.
function others(phone, numbers) {
  const known = new Set(held(phone).map((text) => text.other));
  return { known: [...known], fresh: numbers.filter((number) => !known.has(number)) };
}

function condition(text) {
  const time = new Date(text.when);
  const clock = time.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  const day = time.toDateString() === new Date().toDateString() ? "" : `${time.toLocaleDateString()} `;
  const state = text.from_phone ? (text.arrived ? "sent" : "on its way") : "received";
  return `${day}${clock} · ${state}`;
}

function drawText(text) {
  const item = document.createElement("li");
  item.dir = "auto";
  item.className = text.from_phone ? "ours" : "theirs";
  item.classList.toggle("fresh", Date.now() - text.when < 5000);
  const small = document.createElement("small");
  small.dir = "ltr";
  item.append(text.body, small);
  return item;
}

// Only what changed is touched: what somebody reads, selects or scrolls stays where it is.
function drawTexts(phone) {
  const { view } = phone;
  const list = view.texts;
  noteScroll(view);
  const texts = held(phone).filter((text) => text.other === phone.chosen);
  const items = new Map();
  texts.forEach((text, place) => {
    const item = view.items.get(text.id) ?? drawText(text);
    const state = condition(text);
    if (item.lastChild.textContent !== state) item.lastChild.textContent = state;
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
    items.set(text.id, item);
  });
  while (list.children.length > texts.length) list.lastChild.remove();
  view.items = items;
  stayAtEnd(view);
}

// Who reads the last text goes on doing so, whatever comes and however the place for it changes.
function stayAtEnd(view) {
  if (view.isAtEnd) view.texts.scrollTop = view.texts.scrollHeight;
  view.top = view.texts.scrollTop;
}

// Only a person scrolls to another place than the one we know; the event of it comes late.
function noteScroll(view) {
  const { scrollHeight, scrollTop, clientHeight } = view.texts;
  if (scrollTop === view.top) return;
  view.top = scrollTop;
  view.isAtEnd = scrollHeight - scrollTop - clientHeight < 30;
}

function option(phone, number) {
  const unread = phone.unread.get(number);
  return new Option(shown(number) + (unread ? ` (${unread} new)` : ""), number);
}

function drawOthers(phone, numbers) {
  const { known, fresh } = others(phone, numbers);
  if (![...known, ...fresh].includes(phone.chosen)) {
    phone.chosen = held(phone).at(-1)?.other ?? fresh[0] ?? "";
  }
  phone.unread.delete(phone.chosen);
  const select = phone.view.other;
  const options = known.map((number) => option(phone, number));
  if (fresh.length > 0) {
    const group = document.createElement("optgroup");
    group.label = "Begin a conversation";
    group.append(...fresh.map((number) => option(phone, number)));
    options.push(group);
  }
  const content = options.map((one) => one.outerHTML).join("");
  if (content !== phone.view.options) {
    phone.view.options = content;
    select.replaceChildren(...options);
  }
  select.value = phone.chosen;
}

function note(phone) {
  if (phone.power === "refusing") return "Refuses texts: who sends one is told.";
  if (phone.power !== "off") return "";
  const waiting = phone.texts.filter((text) => !text.from_phone && !text.arrived).length;
  return waiting === 0 ? "Switched off: texts wait."
    : `Switched off: ${count(waiting, "text waits.", "texts wait.")}`;
}

// All of it. `numbers` are those that a phone can text.
export function draw(phone, numbers) {
  const { view } = phone;
  view.root.dataset.power = phone.power;
  for (const button of view.power) {
    button.setAttribute("aria-pressed", String(button.value === phone.power));
  }
  const said = note(phone);
  if (view.note.textContent !== said) view.note.textContent = said;
  drawOthers(phone, numbers);
  drawTexts(phone);
  const isIdle = phone.power === "off" || !phone.chosen;
  view.body.disabled = view.send.disabled = isIdle;
  view.body.placeholder = phone.power === "off" ? "The phone is off"
    : phone.chosen ? `Text ${shown(phone.chosen)}` : "Nobody to text";
}

// The handset on the page. `act` has what its controls do: choose, send, turn.
export function makeView(phone, act) {
  const root = document.getElementById("phone").content.cloneNode(true).querySelector(".phone");
  const body = root.querySelector("textarea");
  const view = {
    root, body,
    power: [...root.querySelectorAll(".power button")],
    note: root.querySelector(".note"),
    other: root.querySelector("select"),
    texts: root.querySelector(".texts"),
    send: root.querySelector(".write button"),
    problem: root.querySelector(".problem"),
    items: new Map(),
    isAtEnd: true,
    top: 0,
    options: null,
  };
  const name = shown(phone.number);
  root.querySelector("h2").textContent = name;
  root.setAttribute("aria-label", `Phone ${name}`);
  root.querySelector(".power").setAttribute("aria-label", `Switch phone ${name}`);
  view.texts.setAttribute("aria-label", `Texts of ${name}`);
  for (const button of view.power) {
    button.addEventListener("click", () => act.turn(phone, button.value));
  }
  view.other.addEventListener("change", () => {
    view.isAtEnd = true;
    act.choose(phone, view.other.value);
  });
  view.texts.addEventListener("scroll", () => noteScroll(view));
  new ResizeObserver(() => stayAtEnd(view)).observe(view.texts);
  root.querySelector(".write").addEventListener("submit", (event) => {
    event.preventDefault();
    act.send(phone);
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    act.send(phone);
  });
  return view;
}
