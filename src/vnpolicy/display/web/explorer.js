// The explorer of a mandate graph. Everything that comes from documents enters the page as text, never as markup.
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const nodes = data.nodes.map(([id, kind, name, x, y, place, year, facts]) => ({ id, kind, name, x, y, place, year, facts, edges: [] }));
const edges = data.edges.map(([source, target, rel, count, evidence]) => ({ source: nodes[source], target: nodes[target], rel, count, evidence }));
for (const edge of edges) { edge.source.edges.push(edge); edge.target.edges.push(edge); }
const byId = new Map(nodes.map((node) => [node.id, node]));
const $ = (id) => document.getElementById(id);
const canvas = $("view"), pen = canvas.getContext("2d");

// ---- state, kept in the address so that a link shows the same --------------------------------------------------
const state = { lang: data.lang, q: "", node: null, to: null, place: "", from: "", until: "", kinds: new Set(data.shown), rels: new Set(data.rels.keys()) };

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  state.lang = given.get("lang") || data.lang;
  for (const name of ["q", "place", "from", "until"]) state[name] = given.get(name) || "";
  state.node = byId.get(given.get("node")) || null;
  state.to = byId.get(given.get("to")) || null;
  state.kinds = given.has("kinds") ? chosen(given.get("kinds"), data.kinds, "kind") : new Set(data.shown);
  state.rels = given.has("rels") ? chosen(given.get("rels"), data.rels, "rel") : new Set(data.rels.keys());
  show();
}
function chosen(names, rows, field) {
  const wanted = new Set(names.split("."));
  return new Set([...rows.keys()].filter((at) => wanted.has(rows[at][field])));
}
function toAddress() {
  const given = new URLSearchParams();
  if (state.lang !== data.lang) given.set("lang", state.lang);
  for (const name of ["q", "place", "from", "until"]) if (state[name]) given.set(name, state[name]);
  for (const name of ["node", "to"]) if (state[name]) given.set(name, state[name].id);
  if (!same(state.kinds, new Set(data.shown))) given.set("kinds", [...state.kinds].map((at) => data.kinds[at].kind).join("."));
  if (state.rels.size < data.rels.length) given.set("rels", [...state.rels].map((at) => data.rels[at].rel).join("."));
  try { history.replaceState(null, "", "#" + given); } catch { /* in the frame of a notebook there is no address */ }
  show();
}
const same = (one, other) => one.size === other.size && [...one].every((item) => other.has(item));
const say = (row) => row[state.lang];
const word = (name) => data.words[name][state.lang === "vi" ? 0 : 1];

// ---- what is visible --------------------------------------------------------------------------------------------
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
for (const node of nodes) node.plain = plain([node.name, node.id, node.facts.title, node.facts.number, node.facts.quote].filter(Boolean).join(" "));

function isVisible(node) {
  if (!state.kinds.has(node.kind)) return false;
  if (state.place && node.place !== Number(state.place)) return false;
  if (state.from && (!node.year || node.year < Number(state.from))) return node.year === null && !isDated(node);
  if (state.until && (!node.year || node.year > Number(state.until))) return node.year === null && !isDated(node);
  return true;
}
const isDated = (node) => data.kinds[node.kind].dated;
let visible = [], lines = [], hits = [], lit = new Set(), path = [];

function show() {
  for (const node of nodes) node.on = isVisible(node);
  visible = nodes.filter((node) => node.on);
  lines = edges.filter((edge) => edge.source.on && edge.target.on && state.rels.has(edge.rel));
  const words = plain(state.q).split(/\s+/).filter(Boolean);
  hits = words.length ? visible.filter((node) => words.every((each) => node.plain.includes(each))) : [];
  path = state.node && state.to ? shortest(state.node, state.to) : [];
  lit = new Set(path.length ? path.flatMap((step) => [step.source, step.target]) : state.node ? [state.node, ...neighbours(state.node)] : hits);
  showTexts(); showFilters(); showHits(); showPanel(); draw();
}
const neighbours = (node) => lines.filter((edge) => edge.source === node || edge.target === node).flatMap((edge) => [edge.source, edge.target]);

function shortest(start, goal) {
  const before = new Map([[start, null]]), queue = [start], around = new Map();
  for (const edge of lines) for (const end of [edge.source, edge.target]) around.set(end, [...(around.get(end) || []), edge]);
  for (let at = 0; at < queue.length && !before.has(goal); at++)
    for (const edge of around.get(queue[at]) || []) {
      const next = edge.source === queue[at] ? edge.target : edge.source;
      if (!before.has(next)) { before.set(next, edge); queue.push(next); }
    }
  const steps = [];
  for (let node = goal; before.get(node); ) {
    const edge = before.get(node);
    steps.unshift(edge);
    node = edge.source === node ? edge.target : edge.source;
  }
  return steps;
}

// ---- the page around the drawing --------------------------------------------------------------------------------
function element(name, text, options = {}) {
  const made = Object.assign(document.createElement(name), options);
  if (text !== undefined) made.append(text);
  return made;
}
function showTexts() {
  document.documentElement.lang = state.lang;
  $("search").placeholder = word("search");
  if ($("search").value !== state.q) $("search").value = state.q;
  $("language").textContent = state.lang === "vi" ? "English" : "Tiếng Việt";
  $("count").textContent = state.q ? `${hits.length} ${word("found")}` : `${visible.length} ${word("nodes")}, ${lines.length} ${word("edges")}`;
  canvas.setAttribute("aria-label", `${visible.length} ${word("nodes")}, ${lines.length} ${word("edges")}`);
  $("about").textContent = [data.note && say(data.note), ...Object.entries(data.about).map(([name, value]) => `${name} ${value}`)].filter(Boolean).join(" · ");
}
function showFilters() {
  const box = $("filters"), focus = document.activeElement && document.activeElement.id;
  box.replaceChildren();
  box.append(element("h3", word("kinds")), ...boxes(data.kinds, state.kinds, "kind"));
  const place = element("select", undefined, { id: "place", ariaLabel: word("place") });
  place.append(element("option", word("everywhere"), { value: "" }), ...data.places.map((name, at) => element("option", name, { value: String(at) })));
  place.value = state.place;
  place.onchange = () => { state.place = place.value; toAddress(); };
  const years = element("div", undefined, { className: "years" });
  for (const name of ["from", "until"]) {
    const year = element("input", undefined, { id: name, type: "number", placeholder: word(name), ariaLabel: word(name), value: state[name] });
    year.onchange = () => { state[name] = year.value; toAddress(); };
    years.append(year);
  }
  box.append(element("h3", word("place")), place, element("h3", word("years")), years, element("h3", word("relations")), ...boxes(data.rels, state.rels, "rel"));
  if (focus && box.querySelector("#" + CSS.escape(focus))) $(focus).focus();
}
function boxes(rows, on, field) {
  return [...rows.entries()].map(([at, row]) => {
    const label = element("label"), tick = element("input", undefined, { type: "checkbox", checked: on.has(at), id: `${field}-${row[field]}` });
    tick.onchange = () => { tick.checked ? on.add(at) : on.delete(at); toAddress(); };
    label.append(tick);
    if (row.colour) { const dot = element("i"); dot.style.background = row.colour; label.append(dot); }
    label.append(say(row));
    return label;
  });
}
const MOST_HITS = 40;
function showHits() {
  $("hits").replaceChildren(...hits.slice(0, MOST_HITS).map((node) => item(node)));
  if (hits.length > MOST_HITS) $("hits").append(element("li", `… ${hits.length - MOST_HITS} ${word("more")}`, { className: "soft" }));
}
function item(node) {
  const line = element("li"), button = element("button", node.name, { type: "button" });
  button.append(" ", element("small", about(node)));
  button.onclick = () => select(node);
  line.append(button);
  return line;
}
const about = (node) => [say(data.kinds[node.kind]), node.facts.date, node.facts.organ, node.facts.section].filter(Boolean).join(" · ");
const told = (value) => data.values[value] ? say(data.values[value]) : String(value);
function select(node) {
  state.node = node; state.to = null;
  if (node && !node.on) { state.kinds.add(node.kind); state.place = state.from = state.until = ""; }
  toAddress();
}
function showPanel() {
  const panel = $("panel");
  panel.replaceChildren();
  if (path.length) return showPath(panel);
  const node = state.node;
  if (!node) { if (!state.q) panel.append(element("p", word("help"), { className: "soft" })); return; }
  panel.append(element("small", about(node)), element("h2", node.name), tools(node));
  if (state.to) panel.append(element("p", word("nopath")));
  const table = element("table");
  for (const [name, value] of [["id", node.id], ...Object.entries(node.facts)]) {
    const row = element("tr"), label = data.kinds[node.kind].labels[name];
    row.append(element("th", label ? say(label) : name), element("td", told(value)));
    table.append(row);
  }
  panel.append(table);
  for (const [at, rel] of data.rels.entries())
    for (const out of [true, false]) {
      const some = node.edges.filter((edge) => edge.rel === at && (out ? edge.source : edge.target) === node);
      if (some.length) panel.append(element("h3", `${out ? "" : "← "}${say(rel)}${out ? " →" : ""} (${some.length})`), ...some.slice(0, 60).map((edge) => proof(edge, out ? edge.target : edge.source)));
      if (some.length > 60) panel.append(element("p", `… ${some.length - 60} ${word("more")}`, { className: "soft" }));
    }
}
function tools(node) {
  const bar = element("div", undefined, { className: "tools" });
  const centre = element("button", word("centre"), { type: "button" });
  centre.onclick = () => { look(node, Math.max(scale, 1.2)); };
  const input = element("input", undefined, { id: "pathto", placeholder: word("pathto"), ariaLabel: word("pathto") });
  const names = element("datalist", undefined, { id: "names" });
  input.setAttribute("list", "names");
  input.oninput = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    const found = words.length ? visible.filter((each) => words.every((one) => each.plain.includes(one))).slice(0, 12) : [];
    names.replaceChildren(...found.map((each) => element("option", each.name, { value: each.id })));
  };
  input.onchange = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    state.to = byId.get(input.value) || (words.length && visible.find((each) => words.every((one) => each.plain.includes(one)))) || null;
    toAddress();
  };
  bar.append(centre, input, names);
  return bar;
}
function showPath(panel) {
  panel.append(element("h2", `${word("path")} (${path.length})`));
  const back = element("button", word("back"), { type: "button" });
  back.onclick = () => { state.to = null; toAddress(); };
  panel.append(back, go(state.node));
  let at = state.node;
  for (const edge of path) {
    const out = edge.source === at, next = out ? edge.target : edge.source;
    panel.append(element("h3", `${out ? "" : "← "}${say(data.rels[edge.rel])}${out ? " →" : ""}`), proof(edge, next));
    at = next;
  }
}
function go(node) {
  const button = element("button", node.name, { type: "button", className: "go", title: about(node) });
  button.onclick = () => select(node);
  return button;
}
function proof(edge, other) {
  const box = element("div");
  box.append(go(other));
  for (const [read, quote, page, method] of edge.evidence) {
    const said = element("blockquote", quote ? `“${quote}”` : word("unprinted"));
    const where = [byId.has(read) ? byId.get(read).name : read, page && `${word("page")} ${page}`, data.methods[method] && say(data.methods[method])];
    said.append(element("br"), element("small", where.filter(Boolean).join(" · ")));
    box.append(said);
  }
  if (edge.count > edge.evidence.length) box.append(element("small", `… ${edge.count - edge.evidence.length} ${word("more")}`));
  return box;
}

// ---- the drawing ------------------------------------------------------------------------------------------------
let scale = 1, left = 0, top_ = 0, colours = {};
const right = Math.max(...nodes.map((node) => node.x), 1), bottom = Math.max(...nodes.map((node) => node.y), 1);

function fit() {
  const { width, height } = canvas.getBoundingClientRect();
  const ratio = window.devicePixelRatio || 1;
  canvas.width = width * ratio; canvas.height = height * ratio;
  scale = Math.min((width - 120) / right, (height - 50) / bottom) || 1;
  left = (width - right * scale) / 2; top_ = (height - bottom * scale) / 2;
  draw();
}
function look(node, closer) {
  const { width, height } = canvas.getBoundingClientRect();
  scale = closer; left = width / 2 - node.x * scale; top_ = height / 2 - node.y * scale;
  draw();
}
let asked = false;
function draw() {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => { asked = false; paint(); });
}
function paint() {
  const style = getComputedStyle(document.documentElement);
  colours = Object.fromEntries(["back", "fore", "soft", "line", "mark"].map((name) => [name, style.getPropertyValue("--" + name).trim()]));
  const ratio = window.devicePixelRatio || 1, width = canvas.width / ratio, height = canvas.height / ratio;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.fillStyle = colours.back; pen.fillRect(0, 0, width, height);
  const faded = lit.size > 0, steps = new Set(path);
  const bright = (edge) => steps.size ? steps.has(edge) : edge.source === state.node || edge.target === state.node;
  strokes(lines.filter((edge) => !bright(edge)), colours.line, faded ? 0.25 : 0.6, 1);
  strokes(lines.filter(bright), colours.mark, 0.9, 1.5);
  for (const node of visible) dot(node, faded && !lit.has(node));
  labels(width, height);
}
function strokes(some, colour, alpha, breadth) {
  pen.strokeStyle = colour; pen.globalAlpha = alpha; pen.lineWidth = breadth;
  pen.beginPath();
  for (const { source, target } of some) { pen.moveTo(px(source), py(source)); pen.lineTo(px(target), py(target)); }
  pen.stroke();
  pen.globalAlpha = 1;
}
const px = (node) => node.x * scale + left, py = (node) => node.y * scale + top_;
const size = (node) => Math.min(9, 2.5 + Math.sqrt(node.edges.length) / 2) * Math.min(1.6, Math.max(0.7, scale));
function dot(node, faded) {
  pen.globalAlpha = faded ? 0.2 : 1;
  pen.beginPath();
  pen.arc(px(node), py(node), size(node), 0, 7);
  pen.fillStyle = node.facts.in_hand === false ? colours.back : data.kinds[node.kind].colour;
  pen.fill();
  pen.strokeStyle = node === state.node || node === state.to ? colours.mark : data.kinds[node.kind].colour;
  pen.lineWidth = node === state.node || node === state.to ? 3 : 1;
  pen.stroke();
  pen.globalAlpha = 1;
}
function labels(width, height) {
  pen.font = "12px system-ui, sans-serif"; pen.textBaseline = "middle";
  const taken = [];
  const order = (lit.size ? [...lit].filter((node) => node.on) : visible).filter((node) => px(node) > -50 && px(node) < width && py(node) > 0 && py(node) < height);
  order.sort((one, other) => (other === state.node) - (one === state.node) || other.edges.length - one.edges.length);
  for (const node of order.slice(0, 600)) {
    const text = node.name.length > 42 ? node.name.slice(0, 41) + "…" : node.name, x = px(node) + size(node) + 3, y = py(node);
    const box = [x, y - 7, x + pen.measureText(text).width, y + 7];
    if (taken.some((each) => box[0] < each[2] && each[0] < box[2] && box[1] < each[3] && each[1] < box[3])) continue;
    taken.push(box);
    pen.globalAlpha = 0.8; pen.fillStyle = colours.back; pen.fillRect(box[0] - 1, box[1], box[2] - box[0] + 2, 14);
    pen.globalAlpha = 1; pen.fillStyle = colours.fore; pen.fillText(text, x, y);
  }
}

// ---- hands ------------------------------------------------------------------------------------------------------
const fingers = new Map();
let moved = 0;
function zoom(x, y, by) {
  const now = Math.min(12, Math.max(0.02, scale * by));
  left = x - (x - left) * now / scale; top_ = y - (y - top_) * now / scale; scale = now;
  draw();
}
canvas.onpointerdown = (event) => { canvas.setPointerCapture(event.pointerId); fingers.set(event.pointerId, event); moved = 0; };
canvas.onpointermove = (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) return;
  const others = [...fingers.values()].filter((each) => each.pointerId !== event.pointerId);
  if (others.length) {
    const far = (each) => Math.hypot(each.offsetX - others[0].offsetX, each.offsetY - others[0].offsetY);
    zoom(others[0].offsetX, others[0].offsetY, far(event) / (far(before) || 1));
  } else { left += event.offsetX - before.offsetX; top_ += event.offsetY - before.offsetY; draw(); }
  moved += Math.abs(event.offsetX - before.offsetX) + Math.abs(event.offsetY - before.offsetY);
  fingers.set(event.pointerId, event);
};
canvas.onpointerup = canvas.onpointercancel = (event) => {
  fingers.delete(event.pointerId);
  if (event.type !== "pointerup" || moved > 6) return;
  let best = null, least = 14;
  for (const node of visible) {
    const far = Math.hypot(px(node) - event.offsetX, py(node) - event.offsetY) - size(node);
    if (far < least) { best = node; least = far; }
  }
  select(best);
};
canvas.onwheel = (event) => { event.preventDefault(); zoom(event.offsetX, event.offsetY, Math.exp(-event.deltaY / 500)); };
canvas.onkeydown = (event) => {
  const { width, height } = canvas.getBoundingClientRect();
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
  if (moves) { left += moves[0]; top_ += moves[1]; draw(); event.preventDefault(); }
  else if (event.key === "+" || event.key === "=") zoom(width / 2, height / 2, 1.25);
  else if (event.key === "-") zoom(width / 2, height / 2, 0.8);
  else if (event.key === "0") fit();
};
document.onkeydown = (event) => {
  if (event.key === "Escape") { state.q = ""; select(null); canvas.focus(); }
  else if (event.key === "/" && !/INPUT|SELECT/.test(event.target.tagName)) { event.preventDefault(); $("search").focus(); }
};
$("search").oninput = () => { state.q = $("search").value; state.node = state.to = null; toAddress(); };
$("search").onkeydown = (event) => {
  if (event.key === "Enter" && hits.length) select(hits[0]);
  else if (event.key === "ArrowDown" && $("hits").querySelector("button")) $("hits").querySelector("button").focus();
};
$("language").onclick = () => { state.lang = state.lang === "vi" ? "en" : "vi"; toAddress(); };
new ResizeObserver(fit).observe(canvas);
matchMedia("(prefers-color-scheme: dark)").onchange = draw;
window.onhashchange = fromAddress;
fromAddress();
fit();
document.documentElement.dataset.ready = "yes";
