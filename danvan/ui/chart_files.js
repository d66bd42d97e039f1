// A chart as a picture: what plotly has drawn, with the line of its source and the day under it. Nothing is asked of
// the server but our own typeface, which a picture has to carry with it.
export default function ({ data, setTriggerValue }) {
  window.danvanChartFiles = { ...data, tell: setTriggerValue };
  if (window.danvanChartFilesReady) return;
  window.danvanChartFilesReady = true;
  const SPACE = "http://www.w3.org/2000/svg", EDGE = 14, SIZE = 12, LINE = 17, SHARP = 2;
  const make = (name, attributes, words) => {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (words) made.textContent = words;
    return made;
  };

  // The line of the source is the first one after the chart: each view ends with its own.
  const source = (box) => [...document.querySelectorAll('[class*="st-key-source_"] .source-line')]
    .find((line) => box.compareDocumentPosition(line) & Node.DOCUMENT_POSITION_FOLLOWING)?.textContent.trim() ?? "";

  const broken = (told, wide) => {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${SIZE}px "${data.family}"`;
    const lines = [];
    for (const word of told.replaceAll(" · ", "\u00a0· ").split(/[ \n]+/)) {
      const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
      if (lines.length && pen.measureText(longer).width <= wide) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  };

  const drawn = (box) => {
    const words = window.danvanChartFiles;
    const plot = box.querySelector(".js-plotly-plot");
    const layers = [...plot.querySelectorAll("svg.main-svg")].filter((layer) => !layer.parentElement.closest("svg"));
    const wide = layers[0].width.baseVal.value, high = layers[0].height.baseVal.value;
    const foot = [source(box), words.taken, words.banner].filter(Boolean).flatMap((told) => broken(told, wide - 2 * EDGE));
    const tall = high + foot.length * LINE + EDGE;
    const picture = make("svg", { xmlns: SPACE, width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`,
      "font-family": `"${words.family}", Arial, sans-serif` });
    const title = [...plot.querySelectorAll(".gtitle, .gtitle tspan.line")].map((one) => one.dataset.unformatted ?? "")[0] || "";
    const name = title.split(/<br>\s*<span/)[0].replace(/<br>/g, " ").replace(/<[^>]*>/g, "");
    picture.append(make("title", {}, name), make("rect", { width: wide, height: tall, fill: "#fff" }));
    for (const layer of layers) {
      const group = make("g", {});
      for (const part of layer.cloneNode(true).childNodes) group.append(part.cloneNode(true));
      group.querySelectorAll(".hoverlayer, .zoomlayer, .draglayer").forEach((one) => one.remove());
      // Handles and remarks for the mouse have no use in a picture.
      group.querySelectorAll("[data-unformatted]").forEach((one) => delete one.dataset.unformatted);
      picture.append(group);
    }
    foot.forEach((told, at) => picture.append(
      make("text", { x: EDGE, y: high + (at + 0.8) * LINE, "font-size": SIZE, fill: words.ink }, told)));
    return { picture, name, wide, tall };
  };

  const asText = (picture) => new XMLSerializer().serializeToString(picture)
    .replace(/url\((?:&quot;|['"])?[^#)]*(#[^)&"']+)(?:&quot;|['"])?\)/g, "url($1)");

  const typeface = async () => {
    const faces = await Promise.all(Object.entries(window.danvanChartFiles.fonts).map(async ([weight, url]) => {
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      let told = "";
      for (let at = 0; at < bytes.length; at += 32768) told += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return `@font-face{font-family:"${data.family}";font-weight:${weight};src:url(data:font/ttf;base64,${btoa(told)})}`;
    }));
    return faces.join("");
  };

  const png = async ({ picture, wide, tall }) => {
    picture.prepend(make("style", {}, await typeface()));
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(picture))}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: wide * SHARP, height: tall * SHARP });
    const pen = canvas.getContext("2d");
    pen.scale(SHARP, SHARP);
    pen.drawImage(image, 0, 0, wide, tall);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  };

  const plain = (told) => told.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "bieu-do";

  const save = async (button) => {
    const made = drawn(button.closest('[class*="st-key-box_"]'));
    const kind = button.dataset.chartFile;
    const blob = kind === "png" ? await png(made)
      : new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', asText(made.picture)], { type: "image/svg+xml" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = `${window.danvanChartFiles.prefix}${plain(made.name)}.${kind}`;
    link.click();
    window.danvanChartFiles.tell("saved", link.download);
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-chart-file]");
    if (!button) return;
    button.disabled = true;
    save(button).catch(() => alert(window.danvanChartFiles.fault)).finally(() => { button.disabled = false; });
  });
}
