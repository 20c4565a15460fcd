// Make elements. `html` is never used: whatever people write is text.

export function make(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (name === "data") Object.assign(made.dataset, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

const PATHS = {
  send: "M4 12 3 4.6c-.1-.7.6-1.3 1.3-1L21 11.1c.8.4.8 1.4 0 1.8L4.3 20.4c-.7.3-1.4-.3-1.3-1L4 12zm0 0h8",
  attach: "M20 11.5 12.3 19.2a5 5 0 0 1-7.1-7.1l8-8a3.4 3.4 0 0 1 4.8 4.8l-7.9 7.9a1.7 1.7 0 0 1-2.4-2.4L15 7.2",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6 6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  add: "M12 5v14M5 12h14",
  document: "M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01",
  slash: "M15 5 9 19",
  timeline: "M6 3v3M6 10v4M6 18v3M4 8a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM4 16a2 2 0 1 0 4 0 2 2 0 0 0-4 0zM12 8h8M12 16h8",
  clock: "M12 7v5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
  up: "M6 15l6-6 6 6",
  down: "M6 9l6 6 6-6",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
};

export function icon(name) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawn.setAttribute("viewBox", "0 0 24 24");
  drawn.setAttribute("class", `icon icon-${name}`);
  drawn.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  drawn.append(path);
  return drawn;
}

const HUES = [187, 28, 262, 145, 342, 210, 95];

export function avatar(person) {
  const names = fullName(person).split(/\s+/);
  const letters = names.length > 1 ? names[0][0] + names.at(-1)[0] : names[0].slice(0, 1);
  const round = make("span", { class: "avatar", "aria-hidden": "true" }, letters.toUpperCase());
  round.style.setProperty("--hue", HUES[person.id % HUES.length]);
  return round;
}

// Vietnamese names: the family name is kept as the last name, and stands first.
export const fullName = (person) => `${person.last_name} ${person.first_name}`.trim();
