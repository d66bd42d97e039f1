// The deck lies over the page in a shadow of its own: neither style touches the other, and a lost connection leaves it.
export default function (component) {
  const { data, setTriggerValue } = component;
  const name = "danvan-screen";
  let host = document.getElementById(name);
  if (host) clearTimeout(host.going);
  if (host && host.stamp !== data.stamp) {
    host.stop();
    host = null;
  }
  if (!host) {
    host = document.createElement("div");
    host.id = name;
    host.stamp = data.stamp;
    const root = host.attachShadow({ mode: "open" });
    // The markup is the deck's own, escaped where it was made.
    root.innerHTML = `<style>${data.css}</style>${data.html}`;
    document.body.append(host);
    const deck = danvanDeck(root.querySelector(".dv-deck"), data.deck, { leave: () => { host.stop(); host.left(); } });
    host.stop = () => { deck.stop(); host.remove(); };
  }
  host.left = () => setTriggerValue("left", true);
  // Streamlit tidies up before it draws again too: only a deck that is not drawn again goes.
  return () => { host.going = setTimeout(host.stop, 400); };
}
