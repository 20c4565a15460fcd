// Where a person writes: words, files to be sent, the command menu, or the way in for one who has not begun.

import { fullName, icon, make } from "./dom.js";
import { say, size } from "./words.js";

// `deeds`: write(text), send(kind, files, caption), save(message, text), start(), unblock(), say(words)
export function composer(person, limits, deeds) {
  if (person.standing === "blocked") return wayIn(say("write.blocked", { name: fullName(person) }), say("person.unblock"), deeds.unblock);
  if (!person.started || person.code) return wayIn("", say("start"), deeds.start);
  if (person.standing === "gone") return make("footer", { class: "composer way-in" }, make("p", {}, say("person.gone")));
  return field(person, limits, deeds);
}

function wayIn(words, label, deed) {
  return make("footer", { class: "composer way-in" }, words && make("p", {}, words), make("button", { type: "button", class: "main start", onclick: deed }, label));
}

function field(person, limits, deeds) {
  let files = [];
  let kind = "photo";
  let editing = null;

  const text = make("textarea", { rows: 1, placeholder: say("write.place"), "aria-label": say("write.place"), autocomplete: "off" });
  const above = make("div", { class: "above", hidden: true });
  const menu = make("ul", { class: "commands", role: "listbox", hidden: true, "aria-label": say("write.commands") });
  const picker = make("input", { type: "file", multiple: true, hidden: true, data: { picker: person.id } });
  const attach = make("button", { type: "button", class: "round attach", title: say("write.attach"), "aria-label": say("write.attach"), "aria-expanded": "false" }, icon("attach"));
  const kinds = make("div", { class: "kinds", hidden: true },
    make("button", { type: "button", onclick: () => pick("photo", "image/jpeg,image/png,image/webp") }, icon("photo"), say("write.photos")),
    make("button", { type: "button", onclick: () => pick("document", "") }, icon("document"), say("write.documents")));
  const slash = make("button", { type: "button", class: "round", title: say("write.commands"), "aria-label": say("write.commands") }, icon("slash"));
  const send = make("button", { type: "submit", class: "round send", title: say("write.send"), "aria-label": say("write.send") }, icon("send"));

  function pick(wanted, accept) {
    kind = wanted;
    kinds.hidden = true;
    picker.accept = accept;
    picker.click();
  }

  function hold(more) {
    const empty = [...more].find((one) => !one.size);
    if (empty) deeds.say(say("write.empty", { name: empty.name }));
    files = [...files, ...[...more].filter((one) => one.size)];
    if (files.length > limits.album) deeds.say(say("write.toomany", { n: limits.album }));
    files = files.slice(0, limits.album);
    if (!files.every((one) => one.type.startsWith("image/"))) kind = "document"; // however it was picked
    showAbove();
    text.focus();
  }

  function showAbove() {
    above.hidden = !files.length && !editing;
    text.placeholder = files.length ? say("write.caption") : say("write.place");
    if (editing) {
      above.replaceChildren(make("p", { class: "editing" }, icon("edit"), make("span", {}, make("strong", {}, say("write.editing")), make("small", {}, editing.text)),
        make("button", { type: "button", class: "round", "aria-label": say("write.cancel"), onclick: () => { editing = null; text.value = ""; showAbove(); } }, icon("close"))));
      return;
    }
    const urls = [];
    above.replaceChildren(
      files.length > 1 ? make("p", { class: "many" }, say("write.album", { n: files.length })) : "",
      make("ul", { class: "held" }, files.map((one, place) => {
        const url = kind === "photo" ? URL.createObjectURL(one) : "";
        if (url) urls.push(url);
        return make("li", { class: url ? "held-photo" : "held-paper" },
          url ? make("img", { src: url, alt: one.name, onload: () => URL.revokeObjectURL(url) }) : make("span", {}, make("strong", {}, one.name), make("small", {}, size(one.size))),
          make("button", { type: "button", "aria-label": say("write.remove", { name: one.name }), onclick: () => { files = files.filter((_, other) => other !== place); showAbove(); } }, icon("close")));
      })));
  }

  function grow() {
    text.style.height = "auto";
    text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
  }

  function offer() {
    const typed = text.value.match(/^\/(\w*)$/);
    const found = typed ? person.commands.filter((one) => one.command.startsWith(typed[1].toLowerCase())) : [];
    menu.hidden = !found.length;
    menu.replaceChildren(...found.map((one) => make("li", { role: "presentation" }, make("button", {
      type: "button", role: "option", "aria-selected": "false", onclick: () => { clear(); deeds.write(`/${one.command}`); },
    }, make("strong", {}, `/${one.command}`), make("span", {}, one.description)))));
  }

  function clear() {
    text.value = "";
    files = [];
    editing = null;
    grow();
    offer();
    showAbove();
  }

  function go() {
    const words = text.value.trim();
    if (files.length) deeds.send(kind, files, words);
    else if (editing && words) deeds.save(editing, words);
    else if (words) deeds.write(words);
    else return;
    clear();
  }

  picker.addEventListener("change", () => { hold(picker.files); picker.value = ""; });
  attach.addEventListener("click", () => { kinds.hidden = !kinds.hidden; attach.setAttribute("aria-expanded", String(!kinds.hidden)); });
  slash.addEventListener("click", () => { text.value = text.value === "/" ? "" : "/"; offer(); text.focus(); });
  text.addEventListener("input", () => { grow(); offer(); });
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // a Vietnamese input method is still at work
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); go(); }
    if (event.key === "ArrowUp" && !menu.hidden) { event.preventDefault(); menu.querySelector("li:last-child button").focus(); }
    if (event.key === "Escape") { if (menu.hidden) clear(); menu.hidden = true; kinds.hidden = true; }
  });
  menu.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    const next = { ArrowUp: item?.previousElementSibling, ArrowDown: item?.nextElementSibling }[event.key];
    if (next) { event.preventDefault(); next.firstElementChild.focus(); }
    if (event.key === "Escape") { menu.hidden = true; text.focus(); }
  });
  text.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { kind = "photo"; hold(event.clipboardData.files); } });

  const made = make("footer", { class: "composer" }, menu, above,
    make("form", { onsubmit: (event) => { event.preventDefault(); go(); } }, make("div", { class: "attaching" }, attach, kinds), picker, text, slash, send));
  made.addEventListener("focusout", (event) => {
    if (made.contains(event.relatedTarget)) return;
    menu.hidden = true;
    kinds.hidden = true;
  });
  made.take = (dropped) => { kind = "photo"; hold(dropped); };
  made.amend = (message) => { clear(); editing = message; text.value = message.text; showAbove(); grow(); text.focus(); };
  return made;
}
