// A deck that is presented: keys, blank, jump, overview, lobby, palette. Everything it needs is in the page already.
function danvanDeck(box, data, hooks = {}) {
  const doc = box.ownerDocument, win = doc.defaultView, words = data.words;
  const slides = [...box.querySelectorAll(".dv-stage > .dv-slide")];
  const make = (tag, name, told) => {
    const node = doc.createElement(tag);
    node.className = name;
    if (told !== undefined) node.textContent = told;
    return node;
  };
  const over = (name) => {
    const node = make("div", `dv-over dv-${name}`);
    node.hidden = true;
    box.append(node);
    return node;
  };
  const blank = over("blank"), jump = over("jump"), call = over("call"), toast = over("toast"), grid = over("grid"), keys = over("keys");
  toast.setAttribute("role", "status");
  const saved = `danvan-deck:${data.title}`;
  let now = 0, marked = 0, found = [], lobby = 0, hiding = 0, waking = 0;

  // Where it stands
  const remembered = () => {
    if (hooks.hash) return Number(win.location.hash.slice(1)) - 1 || 0;
    try { return Number(win.sessionStorage.getItem(saved)) || 0; } catch { return 0; }
  };
  const remember = () => {
    try {
      if (hooks.hash) win.history.replaceState(null, "", `#${now + 1}`);
      else win.sessionStorage.setItem(saved, String(now));
    } catch { /* a file without a place to remember starts at its first slide */ }
  };
  const deck = { box, doc, words, data, slides, at: () => now };
  const go = (to) => {
    now = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((slide, at) => {
      slide.classList.toggle("dv-now", at === now);
      slide.setAttribute("aria-hidden", String(at !== now));
    });
    unmark();
    blank.hidden = true;
    remember();
    desk.draw();
    if (lobby) start();
  };
  const unmark = () => {
    call.hidden = true;
    box.querySelectorAll(".dv-found").forEach((node) => node.classList.remove("dv-found"));
  };
  const say = (told) => {
    toast.textContent = told;
    toast.hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => { toast.hidden = true; }, 2500);
  };

  // A slide or a unit by its name
  const show = (place) => {
    go(place.slide);
    if (!place.said) return;
    call.textContent = place.said;
    call.hidden = false;
    for (const title of [...slides[now].querySelectorAll("svg title")])
      if (title.textContent.startsWith(place.mark)) {
        const shape = title.parentNode.matches("g") ? title.parentNode.querySelector("polygon") : title.parentNode;
        if (!shape || shape.matches("svg")) continue;
        shape.classList.add("dv-found");
        // Drawn last, so that its neighbours do not cover its edge.
        if (title.parentNode.matches("g")) title.parentNode.parentNode.append(title.parentNode);
      }
    for (const row of slides[now].querySelectorAll("tbody tr"))
      if (row.cells[0].textContent === place.mark) row.classList.add("dv-found");
  };
  const list = () => {
    const typed = jump.querySelector("input").value;
    found = danvanFind(data.places, typed, now);
    marked = 0;
    rows();
    if (found.length) show(found[0]);
  };
  const rows = () => {
    const shown = found.slice(0, 9).map((place, at) => {
      const row = make("li", at === marked ? "dv-at" : "", place.name);
      row.append(make("span", "", `${words.slide} ${place.slide + 1}`));
      row.onclick = () => { show(place); shut(); };
      return row;
    });
    const none = jump.querySelector("input").value ? [make("li", "", words.jump_none)] : [];
    jump.querySelector("ol").replaceChildren(...(shown.length ? shown : none));
  };
  const seek = (typed) => {
    const input = make("input", "");
    input.placeholder = input.ariaLabel = words.jump;
    input.value = typed;
    input.oninput = list;
    jump.replaceChildren(input, make("ol", ""));
    jump.hidden = false;
    input.focus();
    if (typed) list();
  };
  const shut = () => { jump.hidden = true; box.focus(); };
  const seeking = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      const many = Math.min(found.length, 9);
      marked = (marked + step + many) % many;
      rows();
      show(found[marked]);
    } else if (["Enter", "Escape", "PageDown", "PageUp"].includes(event.key)) {
      shut();
    } else {
      event.stopImmediatePropagation();
      return false;
    }
    return true;
  };

  // All slides
  const mini = (slide) => {
    const small = make("div", "dv-mini"), copy = slide.cloneNode(true);
    copy.classList.remove("dv-now");
    copy.setAttribute("aria-hidden", "true");
    small.append(copy);
    return small;
  };
  const overview = () => {
    const head = make("div", "dv-grid-head", data.title), tiles = make("div", "dv-tiles");
    if (hooks.leave) {
      const leave = make("button", "dv-button", words.leave);
      leave.onclick = hooks.leave;
      head.append(leave);
    }
    tiles.append(...slides.map((slide, at) => {
      const tile = make("button", `dv-tile${at === now ? " dv-at" : ""}`);
      tile.append(mini(slide), `${at + 1}. ${data.slides[at].title}`);
      tile.onclick = () => { grid.hidden = true; go(at); box.focus(); };
      return tile;
    }));
    grid.replaceChildren(head, tiles);
    grid.hidden = false;
    tiles.children[now].scrollIntoView({ block: "center" });
  };
  const within = (event) => {
    const tiles = [...grid.querySelectorAll(".dv-tile")];
    const across = tiles.filter((tile) => tile.offsetTop === tiles[0].offsetTop).length;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const at = tiles.findIndex((tile) => tile.classList.contains("dv-at"));
    if (step) {
      const to = Math.max(0, Math.min(tiles.length - 1, at + step));
      tiles[at].classList.remove("dv-at");
      tiles[to].classList.add("dv-at");
      tiles[to].scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") tiles[at].click();
    else if (event.key === "Escape") { grid.hidden = true; box.focus(); }
    else return false;
    return true;
  };

  // Lobby, full screen, palette, help
  const start = () => {
    clearInterval(lobby);
    lobby = setInterval(() => go((now + 1) % slides.length), 1000 * data.seconds);
  };
  const actions = {
    g: () => seek(""),
    f: () => (doc.fullscreenElement ? doc.exitFullscreen() : doc.documentElement.requestFullscreen().catch(() => {})),
    b: () => { blank.hidden = false; },
    ".": () => { blank.hidden = false; },
    n: () => { if (!desk.open()) say(words.notes_blocked); },
    p: () => {
      if (lobby) { clearInterval(lobby); lobby = 0; } else start();
      say(lobby ? words.auto_on : words.auto_off);
    },
    c: () => say(box.classList.toggle("dv-strong") ? words.strong_on : words.strong_off),
    "?": () => { keys.hidden = false; },
    Escape: () => { if (call.hidden) overview(); else unmark(); },
    ArrowRight: () => go(now + 1), ArrowDown: () => go(now + 1), PageDown: () => go(now + 1), " ": () => go(now + 1), Enter: () => go(now + 1),
    ArrowLeft: () => go(now - 1), ArrowUp: () => go(now - 1), PageUp: () => go(now - 1), Backspace: () => go(now - 1),
    Home: () => go(0), End: () => go(slides.length - 1),
  };
  const handled = (event) => {
    if (!jump.hidden) return seeking(event);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing && !event.code) return false;
    // A Vietnamese keyboard may hold letters back while a word is composed: the key itself is known all the same.
    const told = event.key === "Process" ? event.code.replace(/^(Key|Digit)/, "").toLowerCase() : event.key;
    if (!keys.hidden) { keys.hidden = true; return true; }
    if (!grid.hidden) return within(event);
    if (!blank.hidden && told.length > 0 && !/^(Shift|Control|Alt|Meta|CapsLock)$/.test(told)) {
      blank.hidden = true;
      return true;
    }
    if (event.key === " " && event.shiftKey) { go(now - 1); return true; }
    // A capital always begins a name; a small letter does where it is no command.
    if (/^[\p{L}\d]$/u.test(told) && (event.shiftKey || !actions[told])) { seek(told); return true; }
    const act = actions[told];
    if (act) act();
    return Boolean(act);
  };
  const key = (event) => {
    if (/^(BUTTON)$/.test(event.target.tagName) && [" ", "Enter"].includes(event.key)) return;
    if (!handled(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  deck.key = key;
  const desk = danvanDesk(deck);

  // Mouse and fingers
  const bar = make("div", "dv-over dv-bar");
  for (const [sign, told, act] of [["‹", words.back, "ArrowLeft"], ["›", words.forward, "ArrowRight"], ["▦", words.overview, "Escape"],
    ["✎", words.notes, "n"], ["⛶", words.full, "f"], ["?", words.keys, "?"]]) {
    const button = make("button", "dv-button", sign);
    button.title = button.ariaLabel = told;
    button.tabIndex = -1;
    button.onclick = (event) => { event.stopPropagation(); actions[act](); box.focus(); };
    bar.append(button);
  }
  box.append(bar);
  const wake = () => {
    box.classList.add("dv-awake");
    clearTimeout(waking);
    waking = setTimeout(() => box.classList.remove("dv-awake"), 2500);
  };
  box.addEventListener("mousemove", wake);
  box.querySelector(".dv-stage").onclick = () => { if (!win.getSelection().toString()) go(now + 1); };
  blank.onclick = () => { blank.hidden = true; };
  keys.onclick = () => { keys.hidden = true; };
  let from = null;
  box.addEventListener("touchstart", (event) => { from = event.touches[0]; wake(); }, { passive: true });
  box.addEventListener("touchend", (event) => {
    const gone = from ? event.changedTouches[0].clientX - from.clientX : 0;
    if (grid.hidden && Math.abs(gone) > 60) go(now + (gone < 0 ? 1 : -1));
    from = null;
  });

  const rules = make("dl", "");
  for (const [name, does] of data.keys) rules.append(make("dt", "", name), make("dd", "", does));
  keys.append(make("h3", "", words.keys), rules);
  const fit = () => box.style.setProperty("--k", Math.min(box.clientWidth / 1920, box.clientHeight / 1080));
  win.addEventListener("keydown", key, true);
  win.addEventListener("resize", fit);
  fit();
  go(remembered());
  box.focus();
  return {
    stop: () => {
      clearInterval(lobby);
      win.removeEventListener("keydown", key, true);
      win.removeEventListener("resize", fit);
      desk.close();
    },
  };
}
