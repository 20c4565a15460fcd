// The page as a whole: what it knows, which chats are open, and what it does when something happens.

import * as bar from "./bar.js";
import { column } from "./column.js";
import * as dialogs from "./dialogs.js";
import { make } from "./dom.js";
import * as list from "./list.js";
import * as server from "./server.js";
import * as timeline from "./timeline.js";
import { has, say, speak, spoken } from "./words.js";

const places = Object.fromEntries(["bar", "people", "columns", "timeline", "lost"].map((id) => [id, document.getElementById(id)]));
const known = { state: null, messages: new Map(), asText: false, busy: false, pressed: new Map(), told: { to_come: [], gone: [] } };
const open = { people: [], count: Number(localStorage.getItem("columns")) || 1, active: 0, drawn: new Map(), timeline: localStorage.getItem("timeline") };

const person = (id) => known.state.people.find((one) => one.id === id);

async function attempt(promise, at) {
  try {
    return await promise;
  } catch (error) {
    const why = has(`why.${error.message}`) ? say(`why.${error.message}`) : error.message;
    const words = say("failed", { why });
    if (at && open.drawn.has(at)) open.drawn.get(at).say(words);
    else dialogs.alert(words);
    return null;
  }
}

async function load() {
  known.state = await server.state();
  bar.hear(known.state.now);
  if (!known.state.people.length) open.people = [];
  else if (!open.people.length && !narrow()) open.people = known.state.people.slice(0, open.count).map((one) => one.id);
  await Promise.all(open.people.map(fetchMessages));
  drawAll();
}

const narrow = () => matchMedia("(max-width: 760px)").matches;

async function fetchMessages(id) {
  known.messages.set(id, new Map((await server.messages(id)).map((one) => [one.message_id, one])));
}

function drawAll() {
  open.drawn = new Map();
  places.people.dataset.language = "";
  drawBar();
  drawPeople();
  drawColumns();
  drawTimeline();
  lookAhead();
}

// Beside the chats where there is room, until somebody closes it.
const withTimeline = () => Boolean(known.state.clock) && (open.timeline ? open.timeline === "open" : !matchMedia("(max-width: 1180px)").matches);

function drawTimeline() {
  places.timeline.hidden = !withTimeline();
  document.body.classList.toggle("timed", withTimeline());
  if (places.timeline.hidden) return;
  timeline.draw(places.timeline, known.told, { now: bar.now(), running: known.state.machine.running, people: known.state.people }, {
    go: (at) => { if (!known.state.clock.goal) attempt(server.moveTo(at)); },
    open: (id) => { if (narrow()) putTimeline("closed"); show(id); },
    close: () => putTimeline("closed"),
  });
}

function putTimeline(how) {
  open.timeline = how;
  if (!narrow()) localStorage.setItem("timeline", how);
  drawBar();
  drawTimeline();
  lookAhead();
}

const lookAhead = once(async () => {
  if (!withTimeline()) return;
  const told = await server.timeline().catch(() => known.told);
  known.told = known.state.machine.running ? told : { to_come: [], gone: known.told.gone }; // a stopped bot tells nothing of what went
}, drawTimeline);

function drawBar() {
  const { clock, machine } = known.state;
  bar.draw(places.bar, { clock, machine, columns: open.count, asText: known.asText, busy: known.busy, withTimeline: Boolean(clock) && withTimeline() }, {
    attempt: (promise) => attempt(promise),
    timeline: () => putTimeline(withTimeline() ? "closed" : "open"),
    again,
    columns(count) {
      open.count = count;
      localStorage.setItem("columns", count);
      const more = known.state.people.map((one) => one.id).filter((id) => !open.people.includes(id));
      open.people = [...open.people, ...more].slice(0, count);
      open.active = Math.min(open.active, count - 1);
      Promise.all(open.people.map(fetchMessages)).then(() => { drawBar(); drawPeople(); drawColumns(); });
    },
    asText(on) { known.asText = on; drawMessages(); },
    language(one) { speak(one); drawAll(); },
  });
}

async function again() {
  known.busy = true;
  drawBar();
  await attempt(server.run("again"));
  known.busy = false;
  drawBar();
}

function drawPeople() {
  const missed = known.state.people.filter((one) => document.hidden || !open.people.includes(one.id)).reduce((sum, one) => sum + one.unread, 0);
  document.title = missed ? `(${missed}) ${say("page.name")}` : say("page.name");
  list.draw(places.people, { people: known.state.people, columns: open.people, open: show, add: () => dialogs.add(addPerson) });
}

async function addPerson(given) {
  const added = await attempt(server.add(given));
  if (!added) return null;
  known.state.people = await server.people();
  await show(added.id);
  return added;
}

async function show(id) {
  if (!open.people.includes(id)) {
    await fetchMessages(id);
    if (open.people.length < open.count) open.people.push(id);
    else open.people[open.active] = id;
  }
  open.active = open.people.indexOf(id);
  document.body.classList.add("talking");
  drawPeople();
  drawColumns();
  open.drawn.get(id).toEnd();
  if (!narrow()) open.drawn.get(id).write();
}

function drawColumns() {
  for (const id of [...open.drawn.keys()]) if (!open.people.includes(id)) open.drawn.delete(id);
  for (const id of open.people) if (!open.drawn.has(id)) open.drawn.set(id, column(person(id), { limits: known.state.limits, deeds: deedsOf(id), botName: known.state.bot.name }));
  places.columns.dataset.count = open.people.length;
  places.columns.replaceChildren(...(open.people.length ? open.people.map((id) => open.drawn.get(id).element) : [make("p", { class: "empty" }, say("column.empty"))]));
  drawMessages();
  for (const id of open.people) open.drawn.get(id).toEnd();
  markActive();
}

function markActive() {
  open.people.forEach((id, place) => open.drawn.get(id).element.classList.toggle("active", place === open.active));
}

function drawMessages() {
  for (const id of open.people) {
    open.drawn.get(id)?.draw([...known.messages.get(id).values()], { asText: known.asText, pressed: known.pressed.get(id) });
    if (person(id).unread && !document.hidden) server.stand(id, "seen");
  }
}

function deedsOf(id) {
  const told = (promise) => attempt(promise, id);
  return {
    write: (text) => told(server.write(id, text)),
    start: () => told(server.start(id)),
    send: (kind, files, caption) => told(server.send(id, kind, files, caption)),
    save: (message, text) => told(server.edit(id, message.message_id, text)),
    edit: (message) => open.drawn.get(id).amend(message),
    view: dialogs.view,
    say: (words) => open.drawn.get(id).say(words),
    open: openLink,
    press(message, data) {
      known.pressed.set(id, `${message.message_id} ${data}`);
      drawMessages();
      told(server.press(id, message.message_id, data));
    },
    stand: (deed) => told(server.stand(id, deed)),
    unblock: () => told(server.stand(id, "unblock")),
    back: () => document.body.classList.remove("talking"),
    focus() { open.active = open.people.indexOf(id); markActive(); },
    close() {
      open.people = open.people.filter((one) => one !== id);
      open.active = 0;
      document.body.classList.remove("talking");
      drawPeople();
      drawColumns();
    },
  };
}

// A link to this bot is opened here, by somebody who has not begun; other links open as links.
function openLink(url) {
  const link = url.match(/^https?:\/\/t\.me\/(\w+)\?start=([\w-]+)/);
  if (!link || link[1] !== known.state.bot.username) return false;
  const code = link[2];
  dialogs.invitation(known.state.people,
    async (one) => { await show(one.id); await attempt(server.write(one.id, `/start ${code}`)); },
    () => dialogs.add(addPerson, code));
  return true;
}

const HEARD = {
  message({ person: id, message, unread }) {
    const told = person(id);
    if (!told) return;
    Object.assign(told, { last: message, unread });
    if (message.from.is_bot) open.drawn.get(id)?.still();
    put(id, message);
    drawPeople();
    if (message.from.is_bot) lookAhead();
  },
  edited({ person: id, message }) {
    known.pressed.delete(id);
    put(id, message);
    if (person(id)?.last?.message_id !== message.message_id) return;
    person(id).last = message;
    drawPeople();
  },
  deleted({ person: id, message_id }) { known.messages.get(id)?.delete(message_id); if (open.drawn.has(id)) drawMessages(); },
  answered({ person: id, text, alert }) {
    known.pressed.delete(id);
    if (open.drawn.has(id)) drawMessages();
    if (text && alert) dialogs.alert(text);
    else if (text) open.drawn.get(id)?.say(text);
  },
  action: ({ person: id, action }) => open.drawn.get(id)?.busy(action),
  people: refresh,
  commands: refresh,
  clock({ at, goal }) {
    const before = known.state.clock.goal;
    known.state.clock = { at, goal };
    bar.hear(at);
    if (before === goal) bar.tick();
    else drawBar();
    lookAhead();
  },
  machine({ running }) { known.state.machine = { running }; drawBar(); lookAhead(); },
};

function put(id, message) {
  known.messages.get(id)?.set(message.message_id, message);
  if (open.people.includes(id)) drawMessages();
}

let stale = false; // something happened while we looked: what we saw may be older

const REST = 250; // ms between two looks ahead: the bot has better to do

// Many calls at once are one look, and one more where something happened meanwhile.
function once(look, draw) {
  let looking = false;
  let again = false;
  return async () => {
    again = true;
    if (looking) return;
    looking = true;
    while (again) {
      again = false;
      await look();
      draw();
      await new Promise((rested) => { setTimeout(rested, REST); });
    }
    looking = false;
  };
}

let refreshing = false;

// Many changes at once are one look.
async function refresh() {
  if (refreshing) return;
  refreshing = true;
  let people = [];
  do {
    stale = false;
    people = await server.people();
  } while (stale);
  refreshing = false;
  known.state.people = people;
  for (const one of people) open.drawn.get(one.id)?.update(one);
  drawPeople();
}

async function watchMachine() {
  if (!known.state?.machine || known.busy) return;
  const told = await server.machine().catch(() => null);
  if (told && told.running !== known.state.machine.running) HEARD.machine(told);
}

document.addEventListener("pointerdown", (event) => {
  for (const one of document.querySelectorAll("details[open]")) if (!one.contains(event.target)) one.open = false;
});
speak(spoken());
setInterval(() => { bar.tick(); if (known.state) timeline.tick(bar.now()); }, 1000);
setInterval(watchMachine, 3000);
server.listen({
  event(told) {
    stale = true;
    if (known.state) HEARD[told.kind]?.(told);
  },
  open() { places.lost.hidden = true; load(); },
  lost() { places.lost.textContent = say("lost"); places.lost.hidden = false; },
});
