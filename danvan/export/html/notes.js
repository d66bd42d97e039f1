// The presenter's window: this slide, the next one, the notes and the time, in step with the deck because the deck draws it.
function danvanDesk(deck) {
  const { doc, words, data } = deck;
  let desk = null, since = 0, ticking = 0;
  const make = (tag, name, told) => {
    const node = desk.document.createElement(tag);
    if (name) node.className = name;
    if (told !== undefined) node.textContent = told;
    return node;
  };
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    if (!desk || desk.closed) return clearInterval(ticking);
    const gone = Math.floor((Date.now() - since) / 1000), now = new Date();
    const clock = desk.document.querySelector(".dv-clock");
    if (clock) clock.textContent = `${two(Math.floor(gone / 60))}:${two(gone % 60)}`;
    const hour = desk.document.querySelector(".dv-hour");
    if (hour) hour.textContent = `${two(now.getHours())}:${two(now.getMinutes())}`;
  };
  const mini = (slide) => {
    const box = make("div", "dv-mini");
    if (slide) {
      const copy = desk.document.importNode(slide, true);
      copy.classList.remove("dv-now");
      box.append(copy);
    }
    return box;
  };
  const size = () => {
    const wide = desk.document.querySelector(".dv-desk > div:not([class])").clientWidth, high = desk.innerHeight;
    const now = Math.min(wide / 1920, (high * 0.46) / 1080);
    desk.document.querySelectorAll(".dv-mini").forEach((box, at) => box.style.setProperty("--m", at ? now * 0.6 : now));
  };
  const draw = () => {
    if (!desk || desk.closed) return;
    const at = deck.at(), board = make("div", "dv-desk"), head = make("div", "dv-desk-head");
    const reset = make("button", "dv-button", words.reset);
    reset.onclick = () => { since = Date.now(); tick(); };
    head.append(make("b", "dv-clock"), make("span", "", words.time), reset, make("b", "dv-hour"),
      make("span", "dv-desk-at", `${words.slide} ${at + 1}/${deck.slides.length}`));
    const left = make("div"), right = make("div", "dv-desk-notes");
    left.append(mini(deck.slides[at]), make("h4", "", deck.slides[at + 1] ? words.next : words.last), mini(deck.slides[at + 1]));
    right.append(make("h4", "", words.notes));
    const notes = data.slides[at].notes;
    for (const line of notes.length ? notes : [words.no_notes]) right.append(make("p", "", line));
    board.append(head, left, right);
    desk.document.body.replaceChildren(board);
    size();
    tick();
  };
  const open = () => {
    const fresh = !desk || desk.closed;
    desk = doc.defaultView.open("", "danvan-notes", "popup,width=1180,height=760");
    if (!desk) return false;
    if (fresh || !desk.document.querySelector(".dv-desk")) {
      if (!since) since = Date.now();
      desk.document.title = `${words.notes} – ${data.title}`;
      desk.document.documentElement.lang = "vi";
      // The slides' own style, wherever the deck has it: in the head of its file or beside it on a page.
      const styles = [...deck.box.getRootNode().querySelectorAll("style")].map((style) => style.textContent).join("\n");
      desk.document.head.replaceChildren(Object.assign(make("style"), { textContent: styles }));
      desk.document.addEventListener("keydown", deck.key);
      desk.addEventListener("resize", size);
      clearInterval(ticking);
      ticking = setInterval(tick, 500);
    }
    desk.focus();
    draw();
    return true;
  };
  return { open, draw, close: () => { clearInterval(ticking); if (desk) desk.close(); } };
}
