const LISTED = 150;
const fold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const make = (tag, className, words) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (words !== undefined) node.textContent = words;
  return node;
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".dv-choose");
  const popup = root.querySelector(".popup"), input = popup.querySelector("input"), list = popup.querySelector(".list");
  const state = root.state || (root.state = {});
  const byCode = (pool, code) => (data.pools[pool] || []).find((option) => option.code === code);

  const close = (focus) => {
    if (!state.button) return;
    const button = state.button;
    state.button = null;
    popup.hidePopover();
    button.setAttribute("aria-expanded", "false");
    if (focus) button.focus();
  };
  const choose = (option) => {
    const { button, row, choice } = state;
    close(true);
    if (option.code === choice.value) return;
    // Shown at once; if the page does not take it up (a form that was closed again), it goes back.
    const before = button.firstChild.textContent;
    button.firstChild.textContent = option.name;
    button.classList.add("waiting");
    setTimeout(() => {
      if (!button.isConnected) return;
      button.firstChild.textContent = before;
      button.classList.remove("waiting");
    }, 5000);
    setTriggerValue("chosen", { row: row.row, name: choice.name, code: option.code });
  };
  const mark = (to) => {
    const options = list.querySelectorAll(".option");
    if (!options.length) return;
    state.at = (to + options.length) % options.length;
    options.forEach((node, i) => node.classList.toggle("on", i === state.at));
    options[state.at].scrollIntoView({ block: "nearest" });
  };
  const fill = () => {
    const { choice } = state, words = fold(input.value).split(/\s+/).filter(Boolean);
    const all = data.pools[choice.pool] || [];
    const found = all.filter((o) => {
      if (!words.length) return true;
      const where = o.folded ??= fold(`${o.name} ${o.note} ${o.words}`);
      return words.every((word) => where.includes(word));
    });
    // What was typed decides the order; proposals and groups only while nothing is typed.
    const typed = words.join(" ");
    const rank = (o) => { const at = fold(o.name); return at === typed ? 0 : at.startsWith(typed) ? 1 : at.includes(typed) ? 2 : 3; };
    const first = words.length ? [] : choice.first.map((code) => found.find((o) => o.code === code)).filter(Boolean);
    const rest = words.length ? found.sort((a, b) => rank(a) - rank(b)) : found.filter((o) => !first.includes(o));
    list.replaceChildren();
    state.shown = [];
    let heading = null;
    const put = (option, group) => {
      if (group && group !== heading) list.appendChild(make("div", "group", group));
      heading = group;
      const node = make("div", "option", option.name);
      if (option.note) node.appendChild(make("small", "", option.note));
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", String(option.code === choice.value));
      node.onclick = () => choose(option);
      list.appendChild(node);
      state.shown.push(option);
    };
    first.forEach((option) => put(option, data.first));
    rest.slice(0, LISTED).forEach((option) => put(option, words.length ? "" : option.group));
    if (!found.length) list.appendChild(make("div", "nothing", data.none));
    if (rest.length > LISTED) list.appendChild(make("div", "nothing", data.more));
    mark(0);
  };
  const place = () => {
    const box = state.button.getBoundingClientRect(), width = Math.min(Math.max(box.width, 340), innerWidth - 16);
    const below = innerHeight - box.bottom > 370 || box.top < 370;
    Object.assign(popup.style, {
      width: `${width}px`,
      left: `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`,
      top: below ? `${box.bottom + 4}px` : "auto",
      bottom: below ? "auto" : `${innerHeight - box.top + 4}px`,
    });
  };
  const open = (button, row, choice) => {
    if (state.button === button) return close(true);
    close(false);
    Object.assign(state, { button, row, choice });
    button.setAttribute("aria-expanded", "true");
    input.value = "";
    place();
    popup.showPopover();
    fill();
    input.focus();
  };

  input.placeholder = data.search;
  input.setAttribute("aria-label", data.search);
  list.setAttribute("aria-label", data.label);
  input.oninput = fill;
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown") mark(state.at + 1);
    else if (event.key === "ArrowUp") mark(state.at - 1);
    else if (event.key === "Enter") { if (state.shown[state.at]) choose(state.shown[state.at]); }
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const rows = root.querySelector(".rows");
  rows.setAttribute("aria-label", data.label);
  rows.style.setProperty("--grid", data.columns.map((_, i) =>
    i === data.columns.length - 1 ? "minmax(240px, 1.5fr)" : "minmax(0, 1fr)").join(" "));
  const head = make("div", "row head");
  head.setAttribute("role", "row");
  data.columns.forEach((name) => head.appendChild(make("div", "cell", name)).setAttribute("role", "columnheader"));
  close(false);
  // The rows are drawn anew after an answer: the reader stays where he was, or at the next row that waits for one.
  const left = root.getRootNode().activeElement?.dataset?.at;
  rows.replaceChildren(head, ...data.rows.map((row) => {
    const open_ = row.choices.some((choice) => choice.must && !choice.value);
    const line = make("div", `row ${open_ ? "open" : row.tone}`);
    line.setAttribute("role", "row");
    row.cells.forEach((words) => line.appendChild(make("div", "cell", words)).setAttribute("role", "cell"));
    const picks = make("div", "picks");
    picks.setAttribute("role", "cell");
    row.choices.forEach((choice) => {
      const chosen = byCode(choice.pool, choice.value);
      const button = make("button", choice.must && !choice.value ? "must" : "");
      button.appendChild(make("span", "", chosen ? chosen.name : choice.value || data.choose));
      button.type = "button";
      button.dataset.at = JSON.stringify([row.row, choice.name]);
      button.title = chosen ? chosen.name : "";
      button.setAttribute("aria-label", `${choice.label}: ${chosen ? chosen.name : data.choose}`);
      button.setAttribute("aria-haspopup", "listbox");
      button.setAttribute("aria-expanded", "false");
      button.onclick = () => open(button, row, choice);
      picks.appendChild(button);
    });
    line.appendChild(picks);
    if (row.remark) line.appendChild(make("div", `remark ${row.tone}`, row.remark)).setAttribute("role", "cell");
    return line;
  }));
  if (left) {
    const buttons = [...rows.querySelectorAll("button")];
    (buttons.find((one) => one.dataset.at === left) || buttons.find((one) => one.className === "must") || buttons[0])?.focus();
  }
  const outside = (event) => { if (!event.composedPath().includes(root)) close(false); };
  const inside = (event) => { if (!event.composedPath().some((n) => n === popup || n === state.button)) close(false); };
  const moved = (event) => { if (state.button && !event.composedPath().includes(popup)) place(); };
  root.onpointerdown = inside;
  document.addEventListener("pointerdown", outside);
  addEventListener("scroll", moved, true);
  return () => {
    document.removeEventListener("pointerdown", outside);
    removeEventListener("scroll", moved, true);
  };
}
