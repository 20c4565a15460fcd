// The bar on top: the simulated clock, the bot's process, how the page shows things.

import { icon, make } from "./dom.js";
import * as server from "./server.js";
import { day, dayWithin, hour, local, meant, say, spoken } from "./words.js";

const HOUR = 3600;
const DAY = 24 * HOUR;

let base = null; // the simulated instant when it was last heard, and this page's own time then

export function hear(at) {
  base = { at: new Date(at).getTime(), heard: performance.now() };
}

export const now = () => new Date(base.at + performance.now() - base.heard);

// `deeds`: attempt(promise), columns(n), asText(bool), language(l), timeline(), again()
export function draw(place, { clock, machine, columns, asText, busy, withTimeline }, deeds) {
  place.replaceChildren(
    make("div", { class: "brand" }, make("img", { src: "/page/mark.svg", alt: "", width: 32, height: 32 }), make("strong", {}, say("page.name")), make("span", { class: "kind" }, say("page.kind"))),
    clock && clockBox(clock, machine, withTimeline, deeds),
    machine && machineBox(machine, busy, deeds),
    make("div", { class: "views" },
      make("label", { class: "switch", title: say("text.why") },
        make("input", { type: "checkbox", checked: asText, onchange: (event) => deeds.asText(event.target.checked) }), make("span", {}, say("text"))),
      make("div", { class: "segments wide", role: "group", "aria-label": say("column.count") }, [1, 2, 3].map((n) =>
        make("button", { type: "button", "aria-pressed": String(n === columns), "aria-label": `${say("column.count")}: ${n}`, onclick: () => deeds.columns(n) }, String(n)))),
      make("div", { class: "segments", role: "group", "aria-label": "Ngôn ngữ, language" }, ["vi", "en"].map((one) =>
        make("button", { type: "button", lang: one, "aria-pressed": String(one === spoken()), onclick: () => deeds.language(one) }, one.toUpperCase())))));
}

function clockBox({ goal }, machine, withTimeline, deeds) {
  return make("div", { class: "clock", role: "group", "aria-label": say("clock") },
    icon("clock"),
    make("span", { class: "instant", title: say("clock") }, make("time", { id: "instant" }, instant())),
    goal ? [make("span", { class: "going", role: "status" }, say("clock.going", { day: dayWithin(new Date(goal)) })),
      make("button", { type: "button", class: "plain danger", id: "stop", onclick: () => deeds.attempt(server.stop()) }, say("clock.stop"))]
      : [make("button", { type: "button", class: "plain", onclick: () => deeds.attempt(server.forward(HOUR)) }, say("clock.hour")),
        make("button", { type: "button", class: "plain", onclick: () => deeds.attempt(server.forward(DAY)) }, say("clock.day")),
        make("button", { type: "button", class: "plain strong", id: "next", disabled: !machine?.running, title: say("clock.next.why"), onclick: () => deeds.attempt(server.toNext()) }, say("clock.next")),
        chooser(deeds)],
    make("button", { type: "button", class: "plain", id: "with-timeline", "aria-pressed": String(withTimeline), title: say("timeline"), "aria-label": say("timeline"), onclick: deeds.timeline }, icon("timeline"), make("span", {}, say("timeline"))));
}

function chooser(deeds) {
  const input = make("input", { type: "datetime-local", value: local(now()), "aria-label": say("clock.at") });
  const go = () => input.value && deeds.attempt(server.moveTo(meant(input.value)));
  return make("details", { class: "to", ontoggle: () => { input.value = local(now()); } },
    make("summary", { class: "plain" }, say("clock.to")),
    make("form", { class: "to-box", onsubmit: (event) => { event.preventDefault(); event.target.closest("details").open = false; go(); } },
      make("label", {}, say("clock.at"), input),
      make("small", {}, say("clock.why")),
      make("button", { type: "submit", class: "main" }, say("clock.go"))));
}

const instant = () => `${day(now())} ${hour(now())}`;

export function tick() {
  const shown = document.getElementById("instant");
  if (shown && base && shown.textContent !== instant()) shown.textContent = instant();
}

function machineBox(machine, busy, deeds) {
  const words = busy ? "machine.busy" : machine.running ? "machine.running" : "machine.stopped";
  return make("div", { class: "machine", role: "group", data: { running: String(machine.running && !busy) } },
    make("span", { class: "lamp", title: say(words), "aria-hidden": "true" }),
    make("span", { class: "machine-words", role: "status" }, say(words)),
    machine.running || busy
      ? [make("button", { type: "button", class: "plain danger", id: "again", disabled: busy, onclick: () => deeds.again() }, say("machine.again")),
        make("button", { type: "button", class: "plain", disabled: busy, onclick: () => deeds.attempt(server.run("kill")) }, say("machine.kill"))]
      : make("button", { type: "button", class: "main", onclick: () => deeds.attempt(server.run("start")) }, say("machine.start")));
}
