// A message, or an album of them, as bubbles: words, photos, files, buttons or a numbered list.

import { icon, make } from "./dom.js";
import * as server from "./server.js";
import { hour, say, size } from "./words.js";

const LIVE = /(https?:\/\/[^\s<>"]+)|((?<=^|\s)\/[a-z0-9_]{1,32}\b)/gi;

// `deeds`: press(message, data), write(text), edit(message), open(url), view(src)
export function block(messages, { asText, pressed, deeds }) {
  const [first] = messages;
  const own = !first.from.is_bot;
  const words = messages.map((one) => one.text ?? one.caption).filter(Boolean).join("\n");
  const last = messages.at(-1);
  const bubble = make("div", { class: `bubble ${own ? "own" : "theirs"}` },
    pictures(messages, deeds),
    messages.filter((one) => one.document).map((one) => paper(one.document)),
    other(first) && make("p", { class: "words other" }, other(first)),
    words && make("p", { class: "words" }, livened(words, own ? null : deeds)),
    asText && listed(first),
    make("p", { class: "meta" },
      own && first.text && make("button", { class: "amend", type: "button", title: say("write.edit"), "aria-label": say("write.edit"), onclick: () => deeds.edit(first) }, icon("edit")),
      first.edit_date && make("span", { class: "changed" }, `${say("message.edited")} `),
      make("time", {}, hour(new Date(last.date * 1000)))));
  if (first.photo && !words) bubble.classList.add("bare");
  if (words && !bubble.querySelector(".listed")) bubble.classList.add("flowing");
  if (!words && last.document) bubble.classList.add("papers");
  return make("div", { class: `turn ${own ? "own" : "theirs"}`, data: { message: first.message_id } },
    bubble, !asText && buttons(first, pressed, deeds));
}

function pictures(messages, deeds) {
  const shown = messages.filter((one) => one.photo);
  if (!shown.length) return null;
  return make("div", { class: `pictures of-${Math.min(shown.length, 4)}` }, shown.map((one) => {
    const large = one.photo.at(-1);
    const source = server.file(large.file_id);
    const image = make("img", { src: source, width: large.width, height: large.height, alt: one.caption ?? say("message.photo") });
    return make("button", { type: "button", class: "picture", "aria-label": say("message.open"), onclick: () => deeds.view(source) }, image);
  }));
}

function paper(document) {
  const ending = document.file_name.split(".").at(-1).slice(0, 4).toUpperCase();
  return make("a", { class: "paper", href: server.file(document.file_id), download: document.file_name, "aria-label": say("message.download", { name: document.file_name }) },
    make("span", { class: `sheet sheet-${ending.toLowerCase()}`, "aria-hidden": "true" }, ending),
    make("span", { class: "paper-words" }, make("strong", {}, document.file_name), make("small", {}, size(document.file_size))));
}

function other(message) {
  return message.text || message.caption || message.photo || message.document ? "" : say("message.other");
}

function livened(words, deeds) {
  if (!deeds) return [words];
  const pieces = [];
  let done = 0;
  for (const found of words.matchAll(LIVE)) {
    pieces.push(words.slice(done, found.index));
    const [piece] = found;
    pieces.push(piece.startsWith("/")
      ? make("button", { type: "button", class: "inline", onclick: () => deeds.write(piece) }, piece)
      : make("a", { href: piece, target: "_blank", rel: "noopener noreferrer", onclick: (event) => deeds.open(piece) && event.preventDefault() }, piece));
    done = found.index + piece.length;
  }
  pieces.push(words.slice(done));
  return pieces;
}

const rows = (message) => message.reply_markup?.inline_keyboard ?? [];

function buttons(message, pressed, deeds) {
  if (!rows(message).length) return null;
  return make("div", { class: "buttons" }, rows(message).map((row) => make("div", { class: "row" }, row.map((button) =>
    button.url
      ? make("a", { class: "choice", href: button.url, target: "_blank", rel: "noopener noreferrer", onclick: (event) => deeds.open(button.url) && event.preventDefault() }, button.text)
      : make("button", {
        type: "button",
        class: pressed === `${message.message_id} ${button.callback_data}` ? "choice waiting" : "choice",
        data: { press: button.callback_data },
        onclick: () => deeds.press(message, button.callback_data),
      }, button.text)))));
}

// Data of two numbers is a place in a list and can be typed as its number; the other buttons are words to type.
export const numbered = (message) => rows(message).flat().filter((button) => /^\d+:\d+$/.test(button.callback_data ?? ""));

function listed(message) {
  if (!rows(message).length) return null;
  const choices = numbered(message);
  const rest = rows(message).flat().filter((button) => !choices.includes(button)).map((button) => `“${button.text}”`);
  return make("div", { class: "listed" },
    choices.length > 0 && make("ol", {}, choices.map((button) => make("li", {}, button.text))),
    rest.length > 0 && make("p", {}, say("message.words", { words: rest.join(", ") })));
}
