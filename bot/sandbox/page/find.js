// Look for words in a conversation: what has them is marked, the latest is shown first, then the one before.

import { icon, make } from "./dom.js";
import { folded, say } from "./words.js";

export function finder(log) {
  let found = [];
  let at = 0;
  const count = make("small", { role: "status" });
  const input = make("input", { type: "search", placeholder: say("chat.find"), "aria-label": say("chat.find"), oninput: look });
  const next = make("button", { type: "button", class: "round", title: say("chat.find.next"), "aria-label": say("chat.find.next"), onclick: () => step(1) }, icon("up"));
  const element = make("form", { class: "finder", hidden: true, onsubmit: (event) => { event.preventDefault(); step(1); } }, input, count, next);
  const toggle = make("button", { type: "button", class: "round seek", title: say("chat.find"), "aria-label": say("chat.find"), "aria-expanded": "false", onclick: () => show(element.hidden) }, icon("search"));
  input.addEventListener("keydown", (event) => { if (event.key === "Escape") show(false); });

  function show(on) {
    element.hidden = !on;
    toggle.setAttribute("aria-expanded", String(on));
    if (on) input.focus();
    else input.value = "";
    look();
  }

  function look() {
    const wanted = folded(input.value.trim());
    found = wanted ? [...log.querySelectorAll(".turn")].filter((one) => folded(one.querySelector(".bubble").textContent).includes(wanted)).reverse() : [];
    at = 0;
    step(0);
  }

  function step(by) {
    for (const one of log.querySelectorAll(".found")) one.classList.remove("found");
    at = found.length ? (at + by) % found.length : 0;
    count.textContent = input.value.trim() ? (found.length ? `${at + 1}/${found.length}` : say("chat.find.none")) : "";
    found[at]?.classList.add("found");
    found[at]?.scrollIntoView({ block: "center" });
  }

  return { element, toggle };
}
