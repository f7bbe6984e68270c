/* The search box as a combobox with a list of links: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
import {finder, marked, words} from "./find.js";

const MOST = 50;

const make = (tag, inside, more) => {
  const made = Object.assign(document.createElement(tag), more);
  made.append(...inside);
  return made;
};

/* A page as a link: its title, and the part of its texts that holds most of what matched. */
const option = ([url, title, names = "", cues = "", text = "", lang = ""], base, hits) => {
  const matches = part => words(part).filter(word => hits.has(word)).length;
  const parts = [...text.split(/ · |(?<=\.) /), ...`${names} · ${cues}`.split(" · ")];
  const told = parts.reduce((best, part) => matches(part) > matches(best) ? part : best);
  const inside = [make("b", marked(title, hits)), make("small", marked(told, hits), {lang})];
  return make("a", inside, {className: "md-search-result__link ph-found", href: new URL(url, base), role: "option", tabIndex: -1});
};

const group = (label, links) => make("div", [make("div", [label], {className: "md-search-result__meta"}), ...links], {role: "group", ariaLabel: label});

/* Fetches the index, then answers what is typed into `box`, and what has been typed meanwhile. */
export const start = async (box, base) => {
  const groups = await (await fetch(new URL("search/handbook.json", base))).json(), find = finder(Object.values(groups).flat());
  const form = box.querySelector("form"), input = form.q, list = box.querySelector("[role=listbox]"), said = box.querySelector("[role=status]");
  let options = [], active;

  const choose = one => {
    active?.removeAttribute("aria-selected");
    active = one;
    one?.setAttribute("aria-selected", true);
    one?.scrollIntoView({block: "nearest"});
    input.setAttribute("aria-activedescendant", one?.id || "");
  };
  const show = () => {
    const hits = new Set(), typed = input.value.trim(), found = find(typed, hits);
    list.replaceChildren(...Object.entries(groups).flatMap(([name, pages]) => {
      const inside = new Set(pages), links = found.filter(page => inside.has(page)).slice(0, MOST).map(page => option(page, base, hits));
      return links.length ? [group(box.dataset[name], links)] : [];
    }));
    options = [...list.querySelectorAll("a")];
    options.forEach((one, i) => { one.id = `ph-found-${i}`; });
    input.ariaExpanded = options.length > 0;
    said.textContent = box.dataset[!typed ? "start" : found.length > 1 ? "many" : found.length ? "one" : "none"].replace("#", found.length);
    choose();
  };

  form.addEventListener("input", show);
  form.addEventListener("reset", () => { input.focus(); setTimeout(show); });
  form.addEventListener("submit", event => {
    if (!options.length) return; // to the gallery, which looks for the same words
    event.preventDefault();
    (active || options[0]).click();
  });
  input.addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || !options.length) return;
    event.preventDefault();
    choose(options.at((options.indexOf(active) + (active || step > 0 ? step : 0)) % options.length));
  });
  input.addEventListener("focus", () => { input.ariaExpanded = options.length > 0; });
  input.addEventListener("blur", () => { input.ariaExpanded = false; });
  list.addEventListener("click", box.leave);
  if (input.value) show();
};
