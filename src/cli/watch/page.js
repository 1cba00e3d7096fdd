// The live page: shows what the server sends, and asks it to decide changes.
"use strict";
const one = id => document.getElementById(id);
const token = location.pathname.split("/")[1];
let doc = Math.max(0, parseInt(location.hash.slice(1), 10) || 0);
let version = 0, source = null, pagesTimer = 0;
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
// What the server wrote as HTML: it escapes every text of a source.
const parsed = html => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};
const piece = html => {
  const made = element("div", { className: "piece" });
  made.append(parsed(html));
  return made;
};
const say = text => {
  one("message").textContent = text;
  one("message").hidden = !text;
};

// Places in the source: an element's own, moved by what its piece was moved.
const place = it => {
  const moved = it.closest(".piece");
  return +it.dataset.at + (moved && +moved.dataset.moved || 0);
};
const shown = () => [...document.querySelectorAll(".view")].find(view => view.offsetParent !== null);
const places = view => [...view.querySelectorAll("[data-at]")].filter(it => it.dataset.at !== "0");
// The last element that begins at or before a place.
const near = at => {
  const view = shown();
  let best = null;
  for (const it of view ? places(view) : []) {
    if (place(it) > at) break;
    best = it;
  }
  return best;
};
const goTo = at => {
  const it = near(at);
  if (!it) return;
  it.scrollIntoView({ block: "center" });
  document.querySelectorAll(".here").forEach(other => other.classList.remove("here"));
  it.classList.add("here");
  setTimeout(() => it.classList.remove("here"), 2500);
};

// The first element on the screen is where it was, whatever comes or goes above it.
const firstOnScreen = () => {
  const view = shown();
  if (!view) return null;
  const all = view.querySelectorAll(".piece");
  let low = 0, high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle].getBoundingClientRect().bottom > 90) high = middle; else low = middle + 1;
  }
  // Pieces that are being replaced say nothing; the next ones do.
  return [...all].slice(low, low + 12).map(it => ({ it, y: it.getBoundingClientRect().top }));
};
const keeping = change => {
  const before = scrollY > 0 ? firstOnScreen() : null;
  change();
  const kept = before && before.find(({ it }) => it.isConnected);
  if (kept) scrollBy({ top: kept.it.getBoundingClientRect().top - kept.y, behavior: "instant" });
};

const showView = html => {
  const view = element("div", { className: `view ${html.name}${html.outline ? " outlined" : ""}` });
  view.append(parsed(html.outline));
  const article = element("article", { className: "text" });
  html.pieces.forEach(it => article.append(piece(it)));
  view.append(article);
  return view;
};

const hidden = new Set();
const showBar = html => {
  const chosen = document.querySelector("input[name=view]:checked");
  one("bar").replaceChildren(parsed(html));
  const again = chosen && one(chosen.id);
  if (again) again.checked = true;
  // Whose changes are shown as such.
  for (const item of document.querySelectorAll(".legend li")) {
    const hand = item.className.replace(/\D/g, "");
    const box = element("input", { type: "checkbox", checked: !hidden.has(hand) });
    box.addEventListener("change", () => {
      if (box.checked) hidden.delete(hand); else hidden.add(hand);
      one("text").classList.toggle(`plain${hand}`, !box.checked);
    });
    const label = element("label");
    label.append(box, " ", ...item.childNodes);
    item.append(label);
  }
  for (const choice of document.querySelectorAll("input[name=view]")) {
    let at = null;
    choice.closest("label").addEventListener("pointerdown", () => remember());
    choice.addEventListener("keydown", () => remember());
    choice.addEventListener("change", () => {
      at = remembered;
      const it = at && near(at.at);
      if (it) scrollBy({ top: it.getBoundingClientRect().top - at.y, behavior: "instant" });
    });
  }
};
let remembered = null;
const remember = () => {
  const view = shown();
  const top = view && scrollY > 0 && places(view).find(it => it.getBoundingClientRect().bottom > 90);
  remembered = top ? { at: place(top), y: top.getBoundingClientRect().top } : null;
};

// Lists whose entries are made once: what only moved keeps its element, since a long text has thousands.
const lists = { findings: [], changes: [] };
const showList = (name, said, key, make, moved = () => {}) => {
  const old = lists[name], now = said.map(it => ({ said: it, key: key(it) }));
  let start = 0, end = 0;
  const most = Math.min(old.length, now.length);
  while (start < most && old[start].key === now[start].key) start += 1;
  while (end < most - start && old[old.length - 1 - end].key === now[now.length - 1 - end].key) end += 1;
  const keep = (entry, it) => {
    entry.said = it.said;
    moved(entry);
    return entry;
  };
  const after = old.length - end < old.length ? old[old.length - end].element : null;
  old.slice(start, old.length - end).forEach(entry => entry.element.remove());
  const fresh = now.slice(start, now.length - end);
  const made = document.createDocumentFragment();
  fresh.forEach(entry => {
    entry.element = make(entry);
    moved(entry);
    made.append(entry.element);
  });
  one(name).insertBefore(made, after);
  lists[name] = [
    ...old.slice(0, start).map((entry, at) => keep(entry, now[at])),
    ...fresh,
    ...old.slice(old.length - end).map((entry, at) => keep(entry, now[now.length - end + at])),
  ];
};

const showFindings = findings => {
  one("findings-title").textContent = findings.length ? `Findings (${findings.length})` : "No findings";
  showList("findings", findings, it => `${it.severity}\n${it.code}\n${it.message}\n${it.help}`, entry => {
    const { severity, help, code } = entry.said;
    const go = element("button", { className: "place" });
    go.addEventListener("click", () => goTo(entry.said.at));
    const item = element("li", { className: severity }, go);
    item.append(element("div", { className: "quiet" }, help ? `${help} (${code})` : code));
    return item;
  }, ({ element: item, said }) => {
    const words = `${said.line ? `${said.line}:${said.column} ` : ""}${said.message}`;
    if (item.firstChild.textContent !== words) item.firstChild.textContent = words;
  });
};

const ask = async (what, number = 0, words = "") => {
  say("");
  try {
    const answer = await fetch(what, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Plenary-Token": token },
      body: JSON.stringify({ doc, version, number, words }),
    });
    if (!answer.ok) say(await answer.text());
    return answer.ok;
  } catch {
    say("the program does not answer");
    return false;
  }
};

const short = text => text.length > 160 ? `${text.slice(0, 100)}…${text.slice(-50)}` : text;
const showChanges = changes => {
  one("changes-title").textContent = changes.length ? `Changes (${changes.length})` : "No changes";
  const key = it => [it.number, it.deed, it.authors, it.place, it.old, it.new].join("\n");
  showList("changes", changes, key, entry => {
    const change = entry.said;
    const go = element("button", { className: "place" });
    go.append(element("div", { className: "quiet" }, `${change.number}  ${change.authors.join(", ")}  ${change.place}`));
    if (change.old) go.append(element("del", {}, short(change.old)), " ");
    if (change.new) go.append(element("ins", {}, short(change.new)));
    go.addEventListener("click", () => goTo(entry.said.at));
    const does = element("div", { className: "does" });
    for (const [what, word] of [["accept", "Accept"], ["reject", "Refuse"]]) {
      const button = element("button", { className: what }, word);
      button.addEventListener("click", () => ask(what, change.number));
      does.append(button);
    }
    const item = element("li", {}, go, does);
    const comment = element("button", { className: "comment" }, "Comment");
    comment.addEventListener("click", () => {
      if (item.querySelector("form")) return;
      const words = element("input", { type: "text", maxLength: 2000 });
      words.setAttribute("aria-label", "Comment");
      const form = element("form", {}, words, element("button", {}, "Write"));
      form.addEventListener("submit", async event => {
        event.preventDefault();
        if (await ask("comment", change.number, words.value)) form.remove();
      });
      item.append(form);
      words.focus();
    });
    does.append(comment);
    return item;
  });
};

const flash = (old, made) => {
  const texts = new Set(old.flatMap(it => [...it.querySelectorAll("[data-at]")]).map(it => it.innerHTML));
  for (const it of made.flatMap(it => [...it.querySelectorAll("[data-at]")])) {
    if (!texts.has(it.innerHTML)) it.classList.add("flash");
  }
};

const patchView = (view, patch) => {
  if (patch.outline !== null) {
    const open = view.querySelector(".outline details[open]");
    view.querySelectorAll(".outline").forEach(it => it.remove());
    view.prepend(parsed(patch.outline));
    if (open) view.querySelectorAll(".outline details").forEach(it => { it.open = true; });
    view.classList.toggle("outlined", patch.outline !== "");
  }
  const article = view.querySelector("article");
  let next = article.firstElementChild;
  for (const step of patch.steps) {
    if (step.keep) {
      const [count, by] = step.keep;
      for (let at = 0; at < count; at += 1) {
        if (by) next.dataset.moved = (+next.dataset.moved || 0) + by;
        next = next.nextElementSibling;
      }
      continue;
    }
    const [count, pieces] = step.replace;
    const made = pieces.map(piece), old = [];
    made.forEach(it => article.insertBefore(it, next));
    for (let at = 0; at < count; at += 1) {
      const gone = next;
      next = next.nextElementSibling;
      old.push(gone);
      gone.remove();
    }
    flash(old, made);
  }
};

const done = state => {
  version = state.version;
  one("undo").disabled = !state.undo;
  one("state").textContent = "live";
  document.body.dataset.version = version;
  if (!one("pages").hidden) {
    clearTimeout(pagesTimer);
    pagesTimer = setTimeout(showPages, 300);
  }
};
const showTitle = title => { document.title = title || "Plenary"; };
const showPages = () => {
  const frame = element("iframe", { title: "Pages", src: `pages.pdf?doc=${doc}&version=${version}` });
  one("pages").replaceChildren(frame);
};

const full = state => keeping(() => {
  document.documentElement.lang = state.language;
  one("text").dir = one("bar").dir = state.direction;
  showTitle(state.title);
  sheet.replaceSync(state.style);
  showBar(state.bar);
  one("text").replaceChildren(...state.views.map(showView));
  showFindings(state.findings);
  showChanges(state.changes);
  say("");
  done(state);
});

const patch = state => {
  if (state.version !== version + 1) return connect();
  keeping(() => {
    if (state.title !== null) showTitle(state.title);
    if (state.style !== null) sheet.replaceSync(state.style);
    if (state.bar !== null) showBar(state.bar);
    const views = document.querySelectorAll(".view");
    state.views.forEach((it, at) => patchView(views[at], it));
  });
  if (state.findings !== null) showFindings(state.findings);
  if (state.changes !== null) showChanges(state.changes);
  say("");
  done(state);
};

function connect() {
  if (source) source.close();
  version = 0;
  source = new EventSource(`events?doc=${doc}`);
  source.addEventListener("full", event => full(JSON.parse(event.data)));
  source.addEventListener("patch", event => patch(JSON.parse(event.data)));
  source.addEventListener("fault", event => { version += 1; say(JSON.parse(event.data)); });
  source.onerror = () => { one("state").textContent = "the program does not answer"; };
}

one("undo").addEventListener("click", () => ask("undo"));
one("panel-button").addEventListener("click", event => {
  one("panel").hidden = !one("panel").hidden;
  event.target.setAttribute("aria-expanded", String(!one("panel").hidden));
});
one("pages-button").addEventListener("click", event => {
  one("pages").hidden = !one("pages").hidden;
  event.target.setAttribute("aria-expanded", String(!one("pages").hidden));
  if (one("pages").hidden) one("pages").replaceChildren(); else showPages();
});
one("documents").addEventListener("change", event => {
  doc = event.target.selectedIndex;
  history.replaceState(null, "", `#${doc}`);
  scrollTo(0, 0);
  connect();
});
fetch("documents").then(answer => answer.json()).then(names => {
  if (names.length < 2) return;
  one("documents").append(...names.map(name => element("option", {}, name)));
  one("documents").selectedIndex = doc;
  one("documents").hidden = false;
});
connect();
