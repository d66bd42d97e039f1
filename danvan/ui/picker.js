const LISTED = 80, PAUSE = 180;
const fold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const make = (tag, className, words) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (words !== undefined) node.textContent = words;
  return node;
};

export default function (component) {
  const { data, parentElement, setTriggerValue, setStateValue } = component;
  const root = parentElement.querySelector(".dv-pick");
  const input = root.querySelector("input"), popup = root.querySelector(".popup");
  const state = root.state || (root.state = { open: false, typed: "", at: 0, shown: [], timer: 0 });

  // A long list lives on the server: until its answer is there, what was listed before is narrowed down here.
  const waiting = () => data.remote && data.typed.trim() !== state.typed.trim();
  const matching = () => {
    const words = fold(state.typed).split(/\s+/).filter(Boolean);
    if (!words.length || (data.remote && !waiting())) return data.options;
    return data.options.filter((o) => {
      const where = fold(`${o.name} ${o.note} ${o.words}`);
      return words.every((word) => where.includes(word));
    });
  };
  const mark = (to) => {
    const options = popup.querySelectorAll(".option");
    if (!options.length) return input.removeAttribute("aria-activedescendant");
    state.at = (to + options.length) % options.length;
    options.forEach((node, i) => node.classList.toggle("on", i === state.at));
    options[state.at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[state.at].id);
  };
  const fill = () => {
    const found = matching();
    state.shown = found.slice(0, LISTED);
    let heading = "";
    const nodes = [];
    state.shown.forEach((option, i) => {
      if (option.group && option.group !== heading) nodes.push(make("div", "group", option.group));
      heading = option.group;
      const node = make("div", "option", option.name);
      if (option.note) node.appendChild(make("small", "", option.note));
      node.id = `o${i}`;
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", String(option.code === data.chosen));
      node.onpointerdown = (event) => event.preventDefault();
      node.onclick = () => choose(option);
      nodes.push(node);
    });
    if (!found.length) nodes.push(make("div", "said", waiting() ? data.waiting : data.none));
    if (found.length > LISTED || data.cut) nodes.push(make("div", "said", data.more));
    popup.replaceChildren(...nodes);
    const chosen = state.typed ? 0 : state.shown.findIndex((option) => option.code === data.chosen);
    mark(Math.max(0, chosen));
  };
  const place = () => {
    const box = input.getBoundingClientRect(), width = Math.min(Math.max(box.width, 320), innerWidth - 16);
    const below = innerHeight - box.bottom > 350 || box.top < 350;
    Object.assign(popup.style, {
      width: `${width}px`,
      left: `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`,
      top: below ? `${box.bottom + 4}px` : "auto",
      bottom: below ? "auto" : `${innerHeight - box.top + 4}px`,
    });
  };
  const open = () => {
    if (!state.open) {
      state.open = true;
      if (!state.typed) input.select();
      input.setAttribute("aria-expanded", "true");
      popup.showPopover();
    }
    place();
    fill();
    if (waiting()) ask();
  };
  const ask = () => {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => setStateValue("typed", state.typed), PAUSE);
  };
  const close = () => {
    clearTimeout(state.timer);
    if (state.open) popup.hidePopover();
    state.open = false;
    state.typed = "";
    input.setAttribute("aria-expanded", "false");
    input.value = state.told ?? data.chosen_name;
  };
  const choose = (option) => {
    state.told = option.name;
    close();
    input.blur();
    if (option.code !== data.chosen) setTriggerValue("picked", option.code);
  };

  const label = root.querySelector("label");
  label.textContent = data.label;
  label.style.display = data.slash ? "none" : "";
  root.querySelector(".box").className = `box${data.must && !data.chosen ? " must" : ""}`;
  popup.setAttribute("aria-label", data.label);
  input.setAttribute("aria-label", data.label);
  input.placeholder = data.placeholder;
  state.told = undefined;
  if (state.open) fill();
  else { input.value = data.chosen_name; input.title = data.chosen_name; }

  input.onfocus = () => { input.select(); };
  input.onclick = open;
  input.oninput = () => {
    state.typed = input.value;
    open();
  };
  input.onblur = close;
  input.onkeydown = (event) => {
    if (event.key === "ArrowDown" && !state.open) open();
    else if (event.key === "ArrowDown") mark(state.at + 1);
    else if (event.key === "ArrowUp" && state.open) mark(state.at - 1);
    else if (event.key === "Enter") {
      if (state.open && !waiting() && state.shown[state.at]) choose(state.shown[state.at]);
    } else if (event.key === "Escape" && state.open) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const moved = (event) => { if (state.open && !event.composedPath().includes(popup)) place(); };
  addEventListener("scroll", moved, true);
  addEventListener("resize", place);
  const slash = (event) => {
    const at = event.composedPath()[0];
    if (event.key !== "/" || !data.slash || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
    event.preventDefault();
    input.focus();
    open();
  };
  addEventListener("keydown", slash);
  return () => {
    removeEventListener("keydown", slash);
    removeEventListener("scroll", moved, true);
    removeEventListener("resize", place);
  };
}
