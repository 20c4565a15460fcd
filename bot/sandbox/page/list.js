// The list of people: who they are, what was said last, what they have not read.

import { avatar, fullName, icon, make } from "./dom.js";
import { folded, hour, say } from "./words.js";

let wanted = "";

export function draw(place, { people, columns, open, add }) {
  const list = make("ul", { class: "persons" });
  const fill = () => {
    const found = latestFirst(people).filter((one) => folded(`${fullName(one)} ${one.note}`).includes(folded(wanted)));
    list.replaceChildren(...(found.length ? found.map((one) => entry(one, columns.includes(one.id), open)) : [make("li", { class: "nobody" }, say("people.none"))]));
  };
  const find = make("input", { type: "search", value: wanted, placeholder: say("people.find"), "aria-label": say("people.find"), oninput: () => { wanted = find.value; fill(); } });
  const old = place.querySelector(".persons");
  if (old && place.dataset.language === document.documentElement.lang) {
    fill();
    old.replaceWith(list); // the search field keeps its focus
    place.querySelector("input").oninput = (event) => { wanted = event.target.value; fill(); };
    return;
  }
  place.dataset.language = document.documentElement.lang;
  place.setAttribute("aria-label", say("people"));
  place.replaceChildren(
    make("div", { class: "find" }, icon("search"), find),
    list,
    make("button", { type: "button", class: "plain add", onclick: add }, icon("add"), say("people.add")));
  fill();
}

// By what was said last; who said nothing yet stands below, in the order they came.
const latestFirst = (people) => [...people].sort((one, other) => (other.last?.message_id ?? 0) - (one.last?.message_id ?? 0));

function entry(person, opened, open) {
  const unread = opened ? 0 : person.unread;
  return make("li", {}, make("button", {
    type: "button", class: "person", "aria-current": opened ? "true" : false, data: { person: person.id }, onclick: () => open(person.id),
  },
  avatar(person),
  make("span", { class: "who" },
    make("strong", {}, fullName(person)),
    person.note && make("small", { class: "note" }, person.note),
    make("small", { class: "last" }, lastWords(person))),
  make("span", { class: "side" },
    person.last && make("time", {}, hour(new Date(person.last.date * 1000))),
    unread > 0 && make("span", { class: "unread" }, String(unread)))));
}

function lastWords(person) {
  if (person.standing === "blocked") return say("person.blocked");
  if (person.standing === "gone") return say("person.gone");
  const { last } = person;
  if (!last) return say(person.code ? "people.invited" : "people.new");
  const words = last.text ?? last.caption ?? (last.photo ? say("message.photo") : last.document?.file_name ?? say("message.other"));
  return words.split("\n")[0];
}
