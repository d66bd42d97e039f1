// Streamlit enters every change of the address as a step of its own: one view would take eight times Back.
export default function () {
  if (window.danvanSteps) return;
  window.danvanSteps = true;
  const push = history.pushState;
  let leaving = false;
  history.pushState = function (state, title, url) {
    const from = new URL(location.href), to = new URL(url, location.href);
    const was = from.searchParams.get("dv"), is = to.searchParams.get("dv");
    const same = from.pathname === to.pathname;
    // On the way to another page Streamlit first empties the address of this one: that view stays as it was.
    if (same && was && !is) {
      leaving = true;
      return push.call(history, state, title, url);
    }
    // A step of the upload and a batch of the history are views of their own.
    const moved = ["buoc", "tep", "dot"].some((name) => from.searchParams.get(name) !== to.searchParams.get(name));
    if (same && moved && !to.search) {
      leaving = true;
      return push.call(history, state, title, url);
    }
    const step = same ? moved || Boolean(was && is && was !== is) : !leaving;
    if (!same) leaving = false;
    return (step ? push : history.replaceState).call(history, state, title, url);
  };
}
