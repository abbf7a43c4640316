// SPDX-License-Identifier: GPL-2.0-or-later
// The phones: as the gateway says they are, changed as events come.
import { draw, held, learn, makeView, shown } from "./handset.js";

const mostTexts = 500; // of a phone, as in the gateway
const tryAgainAfter = 1500; // milliseconds
const phones = new Map(); // by number; see phoneOf()
let numbers = []; // whom a phone can text
const byId = (id) => document.getElementById(id);
const redraw = (phone) => draw(phone, numbers);

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

// What the controls of a handset do.
const act = {
  choose(phone, other) {
    phone.chosen = other;
    redraw(phone);
  },
  async turn(phone, power) {
    phone.view.problem.textContent = await post("phones", { number: phone.number, power });
  },
  async send(phone) {
    const { body, problem } = phone.view;
    const typed = body.value;
    if (!typed || phone.isSending) return;
    phone.isSending = true;
    problem.textContent = await post("texts", { from: phone.number, to: phone.chosen, body: typed });
    phone.isSending = false;
    if (!problem.textContent && body.value === typed) body.value = "";
  },
};

function phoneOf(number) {
  if (!phones.has(number)) {
    const phone = {
      number, power: "on", texts: [], chosen: "", unread: new Map(), isSending: false,
    };
    phone.view = makeView(phone, act);
    byId("phones").append(phone.view.root);
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
  learn(state.names);
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
    redraw(phone);
  }
  byId("nothing").hidden = phones.size > 0;
}

function add(number, change, other, fromPhone) {
  const phone = phoneOf(number);
  phone.texts.push({
    id: change.id, other, body: change.body, when: change.when, from_phone: fromPhone, arrived: false,
  });
  if (phone.texts.length > mostTexts) phone.texts.shift();
  redraw(phone);
}

function arrive(id) {
  for (const phone of phones.values()) {
    const text = phone.texts.find((one) => one.id === id);
    if (!text || text.arrived) continue;
    text.arrived = true;
    if (!text.from_phone) hasReached(phone, text);
    redraw(phone);
  }
}

const changes = {
  switched(change) {
    const phone = phoneOf(change.phone);
    phone.power = change.power;
    redraw(phone);
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
  source.addEventListener("names", (event) => learn(JSON.parse(event.data)));
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
