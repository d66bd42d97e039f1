// Finds slides and units by what is typed: initials (ht), beginnings of words (ha t), or a slide's number.
const danvanFold = (s) => s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
const danvanKinds = /^(tinh|thanh pho|quan|huyen|thi xa|thi tran|xa|phuong|dac khu) /;

function danvanFind(places, typed, now) {
  const sought = danvanFold(typed).trim();
  if (!sought) return [];
  if (/^\d+$/.test(sought)) return places.filter((p) => !p.said && p.slide === Number(sought) - 1);
  const grade = (place) => {
    const full = danvanFold(place.name), bare = full.replace(danvanKinds, "");
    const unit = place.said ? 0 : 4;
    for (const [at, name] of [bare, full].entries()) {
      const words = name.split(/[^a-z0-9]+/).filter(Boolean);
      const first = words.map((w) => w[0]).join("");
      if (first === sought || name === sought) return unit + at / 2;
      if (name.startsWith(sought)) return unit + 1 + at / 2;
      if (first.startsWith(sought)) return unit + 2 + at / 2;
      // "ha t": each word typed begins the next word of the name.
      const parts = sought.split(" ");
      if (parts.length > 1 && parts.every((part, i) => (words[i] || "").startsWith(part))) return unit + 1.5;
    }
    return ` ${full.split(/[^a-z0-9]+/).join(" ")}`.includes(` ${sought}`) ? unit + 3 : -1;
  };
  const found = places.map((place) => [grade(place), place]).filter(([g]) => g >= 0);
  // Of one name on several slides: the slide at hand, then the nearest one ahead.
  const away = (place) => (place.slide >= now ? place.slide - now : 1000 + now - place.slide);
  found.sort(([a, p], [b, q]) => a - b || p.name.localeCompare(q.name, "vi") || away(p) - away(q));
  const once = new Map();
  for (const [, place] of found) {
    const key = place.said ? place.name : `#${place.slide}`;
    if (!once.has(key)) once.set(key, place);
  }
  return [...once.values()];
}
