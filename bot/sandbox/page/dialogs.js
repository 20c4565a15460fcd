// What opens over the page: a new person, an invitation's link, a photo at full size, an alert.

import { fullName, icon, make } from "./dom.js";
import { say, spoken } from "./words.js";

const dialog = document.getElementById("dialog");
const viewer = document.getElementById("viewer");

function open(title, ...children) {
  dialog.replaceChildren(
    make("header", {}, make("h2", {}, title), make("button", { type: "button", class: "round", "aria-label": say("ok"), onclick: () => dialog.close() }, icon("close"))),
    ...children);
  if (!dialog.open) dialog.showModal();
}

export function alert(words) {
  open(say("page.name"), make("p", {}, words), make("button", { type: "button", class: "main", onclick: () => dialog.close() }, say("ok")));
}

// `then` is given the person to be added.
export function add(then, code = "") {
  const field = (name, label, value = "", required = false) => make("label", {}, label, make("input", { name, value, required, autocomplete: "off" }));
  open(say("add.title"), make("form", {
    onsubmit: (event) => {
      event.preventDefault();
      const given = Object.fromEntries(new FormData(event.target));
      const names = given.name.trim().split(/\s+/);
      dialog.close();
      then({ first_name: names.pop(), last_name: names.join(" "), note: given.note, code: given.code.trim(), language: given.language });
    },
  },
  field("name", say("add.name"), "", true),
  field("note", say("add.note")),
  field("code", say("add.code"), code),
  make("label", {}, say("add.language"), make("select", { name: "language" },
    make("option", { value: "vi", selected: spoken() === "vi" }, "Tiếng Việt"), make("option", { value: "en", selected: spoken() === "en" }, "English"))),
  make("button", { type: "submit", class: "main" }, say("add.go"))));
}

// Somebody opens an invitation: `as` is given a person, `fresh` adds one first.
export function invitation(people, as, fresh) {
  open(say("link.title"), make("p", {}, say("link.as")),
    make("div", { class: "choices" },
      people.filter((one) => !one.started).map((one) => make("button", { type: "button", class: "plain", onclick: () => { dialog.close(); as(one); } }, fullName(one))),
      make("button", { type: "button", class: "main", onclick: fresh }, say("link.new"))));
}

export function view(source) {
  viewer.classList.remove("large");
  viewer.replaceChildren(
    make("button", { type: "button", class: "round", "aria-label": say("ok"), onclick: () => viewer.close() }, icon("close")),
    make("div", { class: "shown" }, make("button", { type: "button", class: "enlarge", title: say("view.enlarge"), "aria-label": say("view.enlarge"), onclick: enlarge }, make("img", { src: source, alt: "" }))));
  viewer.showModal();
}

// To its own pixels and back; the place that was pressed stays in sight.
function enlarge(event) {
  const picture = event.currentTarget.firstElementChild;
  const before = picture.getBoundingClientRect();
  const part = { x: (event.clientX - before.left) / before.width, y: (event.clientY - before.top) / before.height };
  viewer.classList.toggle("large");
  const place = viewer.querySelector(".shown");
  place.scrollTo(part.x * picture.width - place.clientWidth / 2, part.y * picture.height - place.clientHeight / 2);
}

for (const one of [dialog, viewer]) one.addEventListener("click", (event) => { if (event.target === one) one.close(); });
