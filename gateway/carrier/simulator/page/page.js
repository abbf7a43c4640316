// SPDX-License-Identifier: GPL-2.0-or-later
// The handsets: drawn from the state that the gateway sends, changed as events come.
"use strict";

const phones = new Map(); // by number: {state, view}
let numbers = [];
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

function clock(milliseconds) {
  return new Date(milliseconds).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

// What a person calls the state of a text.
function condition(text) {
  if (text.from_phone) return text.arrived ? "sent" : "on its way";
  return text.arrived ? "received" : "waits for the phone";
}

function drawText(text) {
  const item = document.createElement("li");
  item.dir = "auto";
  item.classList.toggle("ours", text.from_phone);
  item.classList.toggle("waiting", !text.arrived);
  item.append(text.body);
  const small = document.createElement("small");
  small.dir = "ltr";
  small.textContent = `${clock(text.when)} · ${condition(text)}`;
  item.append(small);
  return item;
}

// Who this phone has a conversation with, and who it could begin one with.
function others(phone) {
  const seen = phone.state.texts.map((text) => text.other).reverse();
  return [...new Set([...seen, ...numbers])];
}

function draw(phone) {
  const { state, view } = phone;
  const chosen = view.other.value;
  view.root.classList.toggle("off", state.power !== "on");
  view.power.value = state.power;
  const all = others(phone);
  view.other.replaceChildren(...all.map((number) => new Option(number, number)));
  if (all.includes(chosen)) view.other.value = chosen;
  view.write.hidden = all.length === 0;
  // A phone that is off shows nothing that came meanwhile.
  const shown = state.texts.filter((text) => text.other === view.other.value)
    .filter((text) => text.from_phone || text.arrived || state.power !== "off");
  view.texts.replaceChildren(...shown.map(drawText));
  view.texts.scrollTop = view.texts.scrollHeight;
}

function makeView(number) {
  const root = byId("phone").content.cloneNode(true).querySelector(".phone");
  const view = {
    root,
    power: root.querySelector(".power select"),
    other: root.querySelector(".other select"),
    texts: root.querySelector(".texts"),
    write: root.querySelector(".write"),
    problem: root.querySelector(".problem"),
  };
  const body = view.write.elements.body;
  root.querySelector("h2").textContent = number;
  root.setAttribute("aria-label", `Phone ${number}`);
  view.texts.setAttribute("aria-label", `Texts of ${number}`);
  view.power.addEventListener("change", async () => {
    view.problem.textContent = await post("phones", { number, power: view.power.value });
  });
  view.other.addEventListener("change", () => draw(phones.get(number)));
  view.write.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = await post("texts", { from: number, to: view.other.value, body: body.value });
    view.problem.textContent = problem;
    if (!problem) body.value = "";
  });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    view.write.requestSubmit();
  });
  byId("phones").append(root);
  return view;
}

function phoneOf(number) {
  if (!phones.has(number)) {
    phones.set(number, { state: { power: "on", texts: [] }, view: makeView(number) });
    byId("nothing").hidden = true;
  }
  return phones.get(number);
}

function takeState(state) {
  numbers = state.numbers;
  for (const { number, power, texts } of state.phones) {
    const phone = phoneOf(number);
    phone.state = { power, texts };
  }
  byId("nothing").hidden = phones.size > 0;
  phones.forEach(draw);
}

function arrive(id) {
  for (const phone of phones.values()) {
    const text = phone.state.texts.find((one) => one.id === id);
    if (!text) continue;
    text.arrived = true;
    draw(phone);
  }
}

const changes = {
  switched(change) {
    const phone = phoneOf(change.phone);
    phone.state.power = change.power;
    draw(phone);
  },
  taken(change) { add(change.phone, change, change.from, false); },
  typed(change) { add(change.phone, change, change.to, true); },
  arrived(change) { arrive(change.id); },
  handed_over(change) { arrive(change.id); },
  told() {},
};

function add(number, change, other, fromPhone) {
  const phone = phoneOf(number);
  phone.state.texts.push({
    id: change.id, other, body: change.body, when: change.when, from_phone: fromPhone, arrived: false,
  });
  if (!fromPhone && phone.state.power === "on" && document.activeElement !== phone.view.other) {
    draw(phone);
    phone.view.other.value = other;
  }
  draw(phone);
}

function connect() {
  const source = new EventSource("events");
  const link = byId("link");
  source.addEventListener("open", () => {
    link.textContent = "Live";
    link.classList.remove("lost");
  });
  source.addEventListener("error", () => {
    link.textContent = "The gateway cannot be reached; trying again…";
    link.classList.add("lost");
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
