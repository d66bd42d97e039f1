export default function(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".dv-table");
  // A run of the page that changes nothing here leaves every cell where it is, and with it the reader's focus.
  root.tell = setTriggerValue;
  const sent = JSON.stringify(data);
  if (root.sent === sent) return;
  root.sent = sent;
  const state = root.state || (root.state = { by: data.sort_by, down: data.sort_down, search: "" });
  const collator = new Intl.Collator("vi", { numeric: true });
  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  const fold = (s) => String(s).toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  const draw = () => {
    const wanted = fold(state.search.trim());
    let rows = data.rows.filter((row) => !wanted || row.some((cell) => fold(cell.t).includes(wanted)));
    if (state.by >= 0) {
      const i = state.by, sign = state.down ? -1 : 1;
      rows = rows.slice().sort((a, b) => {
        const x = a[i].v, y = b[i].v;
        if (x == null || y == null) return (x == null) - (y == null);
        return sign * (typeof x === "number" ? x - y : collator.compare(x, y));
      });
    }
    const head = root.querySelector("thead tr");
    head.replaceChildren(...data.columns.map((column, i) => {
      const th = document.createElement("th"), button = document.createElement("button");
      th.className = column.numeric ? "num" : "";
      th.setAttribute("aria-sort", state.by === i ? (state.down ? "descending" : "ascending") : "none");
      button.textContent = column.name + (state.by === i ? (state.down ? " ↓" : " ↑") : "");
      button.type = "button"; th.scope = "col";
      button.onclick = () => {
        state.down = state.by === i ? !state.down : column.numeric; state.by = i;
        draw();
        head.children[i].firstChild.focus();
      };
      th.appendChild(button);
      return th;
    }));
    const drawn = data.most && state.more !== data.rows.length ? rows.slice(0, data.most) : rows;
    root.querySelector("tbody").replaceChildren(...drawn.map((row) => {
      const tr = document.createElement("tr");
      row.forEach((cell, i) => {
        const td = document.createElement("td");
        td.className = (data.columns[i].numeric ? "num " : "") + (cell.c || "");
        td.dataset.name = data.columns[i].name;
        if (cell.h) {
          const a = document.createElement("a");
          a.href = cell.h; a.textContent = cell.t; a.target = "_self";
          if (data.opens) a.onclick = (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            root.tell("opened", cell.h);
          };
          td.appendChild(a);
        } else if (cell.k) {
          // Without `picks` the click goes up to the page, which opens the drawer of the figure.
          const button = document.createElement("button");
          button.type = "button"; button.className = "open"; button.textContent = cell.t; button.title = data.origin;
          button.dataset.cell = cell.k;
          // The drawer gives the focus back to what held it, which for the page is the host of this table.
          button.onclick = () => { root.back = button; };
          if (data.picks) button.onclick = (event) => { event.stopPropagation(); root.tell("picked", cell.k); };
          td.appendChild(button);
        } else td.textContent = cell.t;
        tr.appendChild(td);
      });
      return tr;
    }));
    root.querySelector(".none").hidden = rows.length > 0;
    const more = root.querySelector(".dv-more");
    more.hidden = drawn.length === rows.length;
    more.textContent = data.more.replace("{hidden}", number(rows.length - drawn.length));
    more.onclick = () => {
      state.more = data.rows.length;
      draw();
      const first = root.querySelector("tbody").children[drawn.length];
      (first?.querySelector("a, button") || root.querySelector(".dv-scroll")).focus();
    };
    root.querySelector(".dv-count").textContent =
      data.count.replace("{shown}", number(rows.length)).replace("{all}", number(data.rows.length));
  };
  const host = root.getRootNode().host;
  if (host) {
    // A dialog leads Tab from one element of the page to the next and does not see into this table: it is led through
    // here, and the table's host is where it comes in.
    const inside = host.closest("[role=dialog]") !== null;
    const stops = () => [...root.querySelectorAll("input, button, a")].filter((one) => one.offsetParent !== null);
    host.tabIndex = inside ? 0 : -1;
    host.style.outline = "none";
    host.onfocus = () => {
      const back = root.back;
      root.back = null;
      if (back) back.focus();
      else if (inside && host.matches(":focus-visible")) stops()[0]?.focus();
    };
    root.onkeydown = (event) => {
      if (!inside || event.key !== "Tab") return;
      const all = stops(), at = all.indexOf(root.getRootNode().activeElement), to = all[at + (event.shiftKey ? -1 : 1)];
      if (at < 0 || !to) return;
      event.preventDefault();
      event.stopPropagation();
      to.focus();
    };
  }
  const input = root.querySelector("input");
  input.placeholder = data.search; input.setAttribute("aria-label", data.search);
  input.oninput = () => { state.search = input.value; draw(); };
  root.querySelector(".none").textContent = data.none;
  root.querySelector("table").setAttribute("aria-label", data.label);
  root.classList.toggle("stack", data.stack);
  root.classList.toggle("pinned", data.pinned);
  root.querySelector(".dv-bar").hidden = data.rows.length < 10;
  draw();
}
