// SPDX-License-Identifier: GPL-2.0-or-later
// The handsets: drawn from the state that the gateway sends, changed as events come.
"use strict";

const mostTexts = 500; // of a phone, as in the gateway
const tryAgainAfter = 1500; // milliseconds
const phones = new Map(); // by number; see phoneOf()
let numbers = []; // whom a phone can text
const byId = (id) => document.getElementById(id);

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? "" : (await answer.text()).trim();
  } catch {
    return "The gateway cannot be reached; nothing was sent.";
  }
}

// A number as chat clients show it, where its groups are known without a library.
function shown(number) {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "+1 $1-$2-$3");
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

// What a phone has: the rest has not reached it yet.
function held(phone) {
  return phone.texts.filter((text) => text.from_phone || text.arrived);
}

// Who this phone has a conversation with, in an order that stays, and who it could begin one with.
function others(phone) {
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

function drawOthers(phone) {
  const { known, fresh } = others(phone);
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

function draw(phone) {
  const { view } = phone;
  view.root.dataset.power = phone.power;
  for (const button of view.power) {
    button.setAttribute("aria-pressed", String(button.value === phone.power));
  }
  const said = note(phone);
  if (view.note.textContent !== said) view.note.textContent = said;
  drawOthers(phone);
  drawTexts(phone);
  const isIdle = phone.power === "off" || !phone.chosen;
  view.body.disabled = view.send.disabled = isIdle;
  view.body.placeholder = phone.power === "off" ? "The phone is off"
    : phone.chosen ? `Text ${shown(phone.chosen)}` : "Nobody to text";
}

async function send(phone) {
  const { body, problem } = phone.view;
  const typed = body.value;
  if (!typed || phone.isSending) return;
  phone.isSending = true;
  problem.textContent = await post("texts", { from: phone.number, to: phone.chosen, body: typed });
  phone.isSending = false;
  if (!problem.textContent && body.value === typed) body.value = "";
}

function makeView(phone) {
  const root = byId("phone").content.cloneNode(true).querySelector(".phone");
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
    button.addEventListener("click", async () => {
      view.problem.textContent = await post("phones", { number: phone.number, power: button.value });
    });
  }
  view.other.addEventListener("change", () => {
    phone.chosen = view.other.value;
    view.isAtEnd = true;
    draw(phone);
  });
  view.texts.addEventListener("scroll", () => noteScroll(view));
  new ResizeObserver(() => stayAtEnd(view)).observe(view.texts);
  root.querySelector(".write").addEventListener("submit", (event) => {
    event.preventDefault();
    send(phone);
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send(phone);
  });
  byId("phones").append(root);
  return view;
}

function phoneOf(number) {
  if (!phones.has(number)) {
    const phone = {
      number, power: "on", texts: [], chosen: "", unread: new Map(), isSending: false,
    };
    phone.view = makeView(phone);
    phones.set(number, phone);
    byId("nothing").hidden = true;
  }
  return phones.get(number);
}

// For who does not see the page, whichever conversation is open.
function announce(phone, text) {
  const line = document.createElement("p");
  line.textContent = `Phone ${shown(phone.number)}, text from ${shown(text.other)}: ${text.body}`;
  byId("news").append(line);
  if (byId("news").children.length > 5) byId("news").firstChild.remove();
}

function hasReached(phone, text) {
  announce(phone, text);
  if (text.other === phone.chosen) return;
  // An answer that is being typed is not to go to somebody else.
  const isBusy = phone.view.body.value || phone.view.root.contains(document.activeElement);
  if (phone.chosen && isBusy) phone.unread.set(text.other, (phone.unread.get(text.other) ?? 0) + 1);
  else phone.chosen = text.other;
}

function takeState(state) {
  numbers = state.numbers;
  const there = new Set(state.phones.map((phone) => phone.number));
  for (const [number, phone] of phones) {
    if (there.has(number)) continue;
    phone.view.root.remove();
    phones.delete(number);
  }
  for (const { number, power, texts } of state.phones) {
    const isNew = !phones.has(number);
    const phone = phoneOf(number);
    const had = new Set(held(phone).map((text) => text.id));
    Object.assign(phone, { power, texts });
    // What was missed while nobody told us is news too.
    if (!isNew) {
      held(phone).filter((text) => !text.from_phone && !had.has(text.id))
        .forEach((text) => hasReached(phone, text));
    }
    draw(phone);
  }
  byId("nothing").hidden = phones.size > 0;
}

function add(number, change, other, fromPhone) {
  const phone = phoneOf(number);
  phone.texts.push({
    id: change.id, other, body: change.body, when: change.when, from_phone: fromPhone, arrived: false,
  });
  if (phone.texts.length > mostTexts) phone.texts.shift();
  draw(phone);
}

function arrive(id) {
  for (const phone of phones.values()) {
    const text = phone.texts.find((one) => one.id === id);
    if (!text || text.arrived) continue;
    text.arrived = true;
    if (!text.from_phone) hasReached(phone, text);
    draw(phone);
  }
}

const changes = {
  switched(change) {
    const phone = phoneOf(change.phone);
    phone.power = change.power;
    draw(phone);
  },
  taken(change) { add(change.phone, change, change.from, false); },
  typed(change) { add(change.phone, change, change.to, true); },
  arrived(change) { arrive(change.id); },
  handed_over(change) { arrive(change.id); },
  told() {},
};

function connect() {
  const source = new EventSource("events");
  const link = byId("link");
  source.addEventListener("open", () => {
    link.textContent = "Live";
    link.className = "live";
  });
  source.addEventListener("error", () => {
    link.textContent = "The gateway cannot be reached; trying again…";
    link.className = "lost";
    // Not all failures are tried again by the browser, and each one has its own patience.
    source.close();
    setTimeout(connect, tryAgainAfter);
  });
  source.addEventListener("state", (event) => takeState(JSON.parse(event.data)));
  source.addEventListener("change", (event) => {
    const change = JSON.parse(event.data);
    changes[change.event](change);
  });
}

byId("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const field = byId("number");
  const problem = await post("phones", { number: field.value, power: "on" });
  byId("add-problem").textContent = problem;
  if (!problem) field.value = "";
});
connect();
