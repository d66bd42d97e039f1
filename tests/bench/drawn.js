// In every measured page: when did the reader act, and when is everything drawn with the right figures in it?
(() => {
  const bare = words => (words || "").replace(/\s+/g, "");
  const bench = (window.__bench = { acted: 0 });
  for (const kind of ["pointerdown", "keydown"])
    window.addEventListener(kind, event => { bench.acted = event.timeStamp; }, true);

  // A chart is drawn when plotly has put its marks into the page; what it tells is all its text and its alt text.
  const told = chart => {
    if (!chart._fullLayout || !chart.querySelector(".main-svg .trace path, .main-svg .trace text")) return "";
    return bare(chart.textContent + ((chart.layout.meta || {}).alt || ""));
  };

  // {charts: [[words of one chart]], texts: [words of the page]} → {first, all}: the moments (ms since the page began)
  // at which one of the charts, and everything, was there. Looked at once a frame.
  bench.until = scene => new Promise(done => {
    const charts = scene.charts.map(words => words.map(bare)), texts = scene.texts.map(bare);
    let first = 0;
    const look = () => {
      const there = [...document.querySelectorAll(".js-plotly-plot")].map(told);
      const found = charts.map(words => there.some(text => words.every(word => text.includes(word))));
      if (!first && found.some(Boolean)) first = performance.now();
      const page = found.every(Boolean) ? bare(document.body.textContent) : "";
      if (found.every(Boolean) && texts.every(text => page.includes(text)))
        done({ first, all: performance.now(), acted: bench.acted });
      else {
        bench.missing = scene.charts.filter((_, at) => !found[at]);
        requestAnimationFrame(look);
      }
    };
    look();
  });

  // Where on the screen the mark lies whose data begin with these words; null when it is not there.
  bench.markOf = words => {
    for (const chart of document.querySelectorAll(".js-plotly-plot"))
      for (const points of chart.calcdata || [])
        for (const point of points) {
          const custom = point.data, value = Array.isArray(custom) ? custom[0] : custom;
          if (value !== words) continue;
          const { xaxis, yaxis } = chart._fullLayout, box = chart.getBoundingClientRect();
          chart.scrollIntoView({ block: "center" });
          const now = chart.getBoundingClientRect();
          return { x: now.x + xaxis._offset + xaxis.c2p(point.x), y: now.y + yaxis._offset + yaxis.c2p(point.y) };
        }
    return null;
  };
})();
