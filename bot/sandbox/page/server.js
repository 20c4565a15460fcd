// Everything the page asks of the server; each answer is JSON, each refusal an Error with its reason.

async function answer(response) {
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(said.error ?? response.statusText);
  return said;
}

const get = async (path) => answer(await fetch(`/sandbox/${path}`));

const post = async (path, body = {}) =>
  answer(await fetch(`/sandbox/${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));

export const state = () => get("state");
export const people = () => get("people");
export const messages = (person) => get(`people/${person}/messages`);
export const add = (person) => post("people", person);
export const write = (person, text) => post(`people/${person}/text`, { text });
export const start = (person) => post(`people/${person}/start`);
export const press = (person, message, data) => post(`people/${person}/press`, { message_id: message, data });
export const edit = (person, message, text) => post(`people/${person}/edit`, { message_id: message, text });
export const stand = (person, deed) => post(`people/${person}/${deed}`);
export const machine = () => get("bot");
export const run = (action) => post("bot", { action });
export const forward = (seconds) => post("clock", { forward: seconds });
export const toNext = () => post("clock", { next: true });
export const stop = () => post("clock", { stop: true });
export const timeline = () => get("timeline");
export const moveTo = (at) => post("clock", { at });
export const file = (id) => `/sandbox/files/${id}`;

export async function send(person, kind, files, caption) {
  const form = new FormData();
  form.set("kind", kind);
  form.set("caption", caption);
  for (const one of files) form.append("files", one, one.name);
  return answer(await fetch(`/sandbox/people/${person}/files`, { method: "POST", body: form }));
}

export function listen({ event, open, lost }) {
  const stream = new EventSource("/sandbox/live");
  stream.onmessage = (told) => event(JSON.parse(told.data));
  stream.onopen = open;
  stream.onerror = lost;
}
