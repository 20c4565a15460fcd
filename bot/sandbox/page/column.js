// One conversation: who it is, what was said, where to write.

import { block } from "./bubbles.js";
import { composer } from "./composer.js";
import { avatar, fullName, icon, make } from "./dom.js";
import { finder } from "./find.js";
import { day, say } from "./words.js";

const NEAR = 120; // px from the end: whoever is there wants to see what comes

// `deeds`: of the bubbles and the composer, and close(), back(), stand(deed), focus()
export function column(person, { limits, deeds, botName }) {
  const log = make("div", { class: "log", role: "log", "aria-live": "polite", tabindex: "0", "aria-label": fullName(person) });
  const status = make("small", { class: "status" }, person.note);
  const toast = make("p", { class: "toast", role: "status", hidden: true });
  const more = menu();
  const find = finder(log);
  const newest = make("button", { type: "button", class: "round newest", hidden: true, title: say("chat.newest"), "aria-label": say("chat.newest"), onclick: () => toEnd() }, icon("down"));
  const head = make("header", { class: "head" },
    make("button", { type: "button", class: "round back", "aria-label": say("column.back"), onclick: deeds.back }, icon("back")),
    avatar(person),
    make("div", { class: "who" }, make("strong", {}, fullName(person)), status),
    find.toggle, more);
  const written = { ...deeds, write: (...words) => writes(deeds.write, words), send: (...files) => writes(deeds.send, files) };
  let foot = composer(person, limits, written);
  let blocks = new Map(); // by content: what has not changed keeps its element
  let atEnd = true;
  let top = 0;
  let quiet;
  let fading;

  const made = make("article", { class: "column", data: { column: person.id }, "aria-label": fullName(person), onfocusin: deeds.focus, onpointerdown: deeds.focus }, head, find.element, make("div", { class: "past" }, log, newest), toast, foot);
  for (const kind of ["dragover", "drop"]) {
    made.addEventListener(kind, (event) => {
      event.preventDefault();
      if (kind === "drop" && event.dataTransfer.files.length) foot.take?.(event.dataTransfer.files);
    });
  }

  function menu() {
    const blocked = person.standing === "blocked";
    return make("details", { class: "more" },
      make("summary", { class: "round", "aria-label": say("column.menu") }, icon("more")),
      make("div", { class: "more-list" },
        person.started && make("button", { type: "button", onclick: (event) => { event.target.closest("details").open = false; deeds.stand(blocked ? "unblock" : "block"); } }, say(blocked ? "person.unblock" : "person.block")),
        make("button", { type: "button", onclick: deeds.close }, say("column.close"))));
  }

  function draw(messages, { asText, pressed }) {
    const stays = atEnd || !log.childElementCount;
    const kept = new Map();
    const shown = messages.length ? [] : [intro()];
    let today = "";
    for (const together of albums(messages)) {
      const date = day(new Date(together[0].date * 1000));
      if (date !== today) shown.push(separator(date, kept));
      today = date;
      const key = JSON.stringify([together, asText, pressed?.startsWith(`${together[0].message_id} `) ? pressed : ""]);
      const drawn = blocks.get(key) ?? block(together, { asText, pressed, deeds });
      kept.set(key, drawn);
      shown.push(drawn);
    }
    shown.forEach((one, place) => { if (log.children[place] !== one) log.insertBefore(one, log.children[place] ?? null); });
    while (log.childElementCount > shown.length) log.lastElementChild.remove();
    blocks = kept;
    if (stays) toEnd();
  }

  function separator(date, kept) {
    const key = `day ${date}`;
    const drawn = blocks.get(key) ?? make("p", { class: "day" }, date);
    kept.set(key, drawn);
    return drawn;
  }

  function intro() {
    const words = person.code ? say("start.invited", { name: fullName(person), code: person.code }) : say("start.plain", { name: fullName(person) });
    return make("div", { class: "intro" }, make("img", { src: "/page/mark.svg", alt: "", width: 72, height: 72 }), make("strong", {}, botName), make("p", {}, words));
  }

  function toEnd() {
    log.scrollTop = log.scrollHeight;
    look();
  }

  function writes(deed, what) { // whoever writes wants to see what comes of it
    toEnd();
    return deed(...what);
  }

  function look() {
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (near || log.scrollTop < top) atEnd = near; // a picture that grows leads away from the end too, and nobody went
    top = log.scrollTop;
    newest.hidden = atEnd;
  }

  log.addEventListener("scroll", look, { passive: true });
  log.addEventListener("load", (event) => { if (event.target.tagName === "IMG" && atEnd) toEnd(); }, true);
  new ResizeObserver(() => { if (atEnd) toEnd(); }).observe(log); // the bar may grow, and the place to write

  return {
    element: made,
    draw,
    toEnd,
    update(now) { // the person's standing, note or menu has changed
      const whole = (one) => JSON.stringify([one.standing, one.started, one.code, one.commands, one.note]);
      if (whole(now) === whole(person)) return;
      person = now;
      const next = composer(person, limits, written);
      foot.replaceWith(next);
      foot = next;
      more.querySelector(".more-list").replaceChildren(...menu().querySelector(".more-list").children);
    },
    busy(action) {
      status.textContent = `${botName} ${say(action.startsWith("upload") ? "bot.sending" : "bot.writing")}`;
      status.classList.add("busy");
      clearTimeout(quiet);
      quiet = setTimeout(this.still, 5000);
    },
    still() {
      status.textContent = person.note;
      status.classList.remove("busy");
    },
    say(words) {
      toast.textContent = words;
      toast.hidden = !words;
      clearTimeout(fading);
      fading = setTimeout(() => { toast.hidden = true; }, 4000);
    },
    amend: (message) => foot.amend?.(message),
    write: () => made.querySelector("textarea")?.focus(),
  };
}

// Neighbours that share an album are shown as one.
function albums(messages) {
  const together = [];
  for (const message of messages) {
    const last = together.at(-1);
    if (last && message.media_group_id && last[0].media_group_id === message.media_group_id) last.push(message);
    else together.push([message]);
  }
  return together;
}
