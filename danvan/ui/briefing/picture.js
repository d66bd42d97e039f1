// The markup is a slide's own, escaped where it was made.
export default function ({ data, parentElement }) {
  const box = parentElement.querySelector(".dv-picture");
  if (box.shown !== data.html) box.innerHTML = box.shown = data.html;
}
