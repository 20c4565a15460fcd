// What has been sent of itself, and what is to come: one line through the days, with "now" in between.

import { icon, make } from "./dom.js";
import { day, dayWithin, has, hour, say } from "./words.js";

const JUMP = 120_000; // ms; a clock that only goes on leaves the reader where they are
let drawnAt = 0;

const two = (n) => String(n).padStart(2, "0");
const of = (rule) => say(has(`rule.${rule}`) ? `rule.${rule}` : "rule.other");

// `told`: {to_come, gone} as the server gives them; `deeds`: go(at), open(person), close()
export function draw(place, told, { now, running, people }, deeds) {
  const gone = byDay([...told.gone].reverse(), (day) => make("ol", { class: "events" }, together(day).map((one) => passed(one, people, deeds))));
  const coming = byDay(told.to_come, (day) => make("ol", { class: "events" }, day.map((one) => make("li", {}, toCome(one, now, deeds)))));
  const mark = make("p", { class: "now", id: "now" }, present(now));
  const before = place.querySelector(".days")?.scrollTop;
  const log = make("div", { class: "days", tabindex: "0" },
    gone.length ? gone : running && make("p", { class: "quiet" }, say("timeline.quiet")),
    mark,
    coming.length ? coming : make("p", { class: "quiet" }, say(running ? "timeline.nothing" : "timeline.stopped")));
  place.setAttribute("aria-label", say("timeline"));
  place.replaceChildren(
    make("header", { class: "head" }, make("strong", {}, say("timeline")),
      make("button", { type: "button", class: "round", "aria-label": say("timeline.close"), onclick: deeds.close }, icon("close"))),
    log);
  const stays = before !== undefined && Math.abs(now - drawnAt) < JUMP;
  log.scrollTop = stays ? before : mark.offsetTop - log.clientHeight / 3;
  drawnAt = gone.length + coming.length ? now : 0; // before anything is known nobody reads
}

const present = (now) => say("timeline.now", { at: `${dayWithin(now)} ${hour(now)}` });

export function tick(now) {
  const shown = document.getElementById("now");
  if (shown && shown.textContent !== present(now)) shown.textContent = present(now);
}

function byDay(entries, list) {
  const days = new Map();
  for (const one of entries) {
    const named = day(new Date(one.at));
    days.set(named, [...(days.get(named) ?? []), one]);
  }
  return [...days].map(([named, some]) => make("section", { class: "of-day" }, make("h3", {}, named), list(some)));
}

// Messages of the same kind, sent in the same minute, are one entry.
function together(messages) {
  const found = new Map();
  for (const one of messages) {
    const key = `${hour(new Date(one.at))} ${title(one)}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()];
}

const title = (one) => (one.rules?.length ? one.rules.map(of).join("; ") : of(one.kind));

function passed(messages, people, deeds) {
  const [first] = messages;
  const names = messages.map((one) => {
    const known = people.some((person) => String(person.id) === one.chat);
    return known ? make("button", { type: "button", class: "inline", title: say("timeline.open", { name: one.name }), onclick: () => deeds.open(Number(one.chat)) }, one.name) : one.name;
  });
  return make("li", { class: "event passed" },
    make("time", {}, hour(new Date(first.at))),
    make("span", { class: "what" }, make("strong", {}, title(first)), make("span", { class: "names" }, names.flatMap((name, place) => (place ? [", ", name] : [name])))));
}

function toCome(one, now, deeds) {
  const at = new Date(one.at);
  return make("button", { type: "button", class: "event", data: { rule: one.rule ?? one.kind }, disabled: at <= now, title: say("timeline.go", { at: `${hour(at)} ${dayWithin(at)}` }), onclick: () => deeds.go(one.at) },
    make("time", {}, hour(at)),
    make("span", { class: "what" }, make("strong", {}, one.rule ? dated(one) : title(one)), make("small", {}, audience(one))));
}

function dated({ rule, step }) {
  if (rule !== "closing") return of(rule);
  if (step === "report") return say("rule.closing.report");
  return say("rule.closing.phases", { phases: step.split("+").join(", ") });
}

function audience(one) {
  if (!one.rule) return one.name;
  const whom = one.for_office ? say("timeline.office")
    : one.unit || say(one.units === 0 ? "timeline.none" : one.units === one.of ? "timeline.all" : "timeline.some", { n: two(one.units) });
  const note = one.rule === "digest" ? say("rule.digest.note") : "";
  return [whom, say("timeline.people", { n: two(one.people) }), note].filter(Boolean).join(" · ");
}
