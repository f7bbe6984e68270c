/* <handbook-search>: the search box, worked as a combobox. What it searches with is loaded when it is first entered. */
customElements.define("handbook-search", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), input = form.q, list = this.querySelector("[role=listbox]"), said = this.querySelector("[role=status]");
    const toggle = document.getElementById("__search"), base = new URL(this.dataset.base, location);
    let loaded, options = [], active;
    const open = on => toggle.checked === on || toggle.click();
    const leave = () => { open(false); input.blur(); };
    const load = () => loaded ??= Promise.all([
      import(new URL("search/find.js", base)),
      fetch(new URL("search/handbook.json", base)).then(answer => answer.json())
    ]).then(([tools, groups]) => ({...tools, groups, find: tools.finder(Object.values(groups).flat())})).catch(() => { loaded = null; });
    const make = (tag, inside, more) => {
      const made = Object.assign(document.createElement(tag), more);
      made.append(...inside);
      return made;
    };
    const option = ({marked, words}, [url, title, names = "", cues = "", text = "", lang = ""], hits) => {
      const matches = part => words(part).filter(word => hits.has(word)).length;
      const told = [...text.split(/ · |(?<=\.) /), ...`${names} · ${cues}`.split(" · ")].reduce((best, part) => matches(part) > matches(best) ? part : best);
      return make("a", [make("b", marked(title, hits)), make("small", marked(told, hits), {lang})], {className: "md-search-result__link ph-found", href: new URL(url, base), role: "option", tabIndex: -1});
    };
    const choose = one => {
      active?.removeAttribute("aria-selected");
      active = one;
      one?.setAttribute("aria-selected", true);
      one?.scrollIntoView({block: "nearest"});
      input.setAttribute("aria-activedescendant", one?.id || "");
    };
    const show = async () => {
      const tools = await load(), hits = new Set(), typed = input.value.trim(), found = tools ? tools.find(typed, hits) : [];
      list.replaceChildren(...Object.entries(tools?.groups || {}).flatMap(([name, pages]) => {
        const inside = new Set(pages), links = found.filter(page => inside.has(page)).slice(0, 50).map(page => option(tools, page, hits));
        const ariaLabel = this.dataset[name];
        return links.length ? [make("div", [make("div", [ariaLabel], {className: "md-search-result__meta"}), ...links], {role: "group", ariaLabel})] : [];
      }));
      options = [...list.querySelectorAll("a")];
      options.forEach((one, i) => { one.id = `ph-found-${i}`; });
      input.ariaExpanded = options.length > 0;
      said.textContent = this.dataset[!typed ? "start" : found.length > 1 ? "many" : found.length ? "one" : "none"].replace("#", found.length);
      choose();
    };
    form.addEventListener("input", show);
    form.addEventListener("reset", () => { input.focus(); setTimeout(show); });
    form.addEventListener("submit", event => {
      if (!options.length) return;
      event.preventDefault();
      (active || options[0]).click();
    });
    input.addEventListener("focus", () => { open(true); load(); });
    input.addEventListener("keydown", ({key}) => {
      if (key === "Escape") leave();
      const step = {ArrowDown: 1, ArrowUp: -1}[key];
      if (step && options.length) choose(options.at((options.indexOf(active) + (active || step > 0 ? step : 0)) % options.length));
    });
    list.addEventListener("click", leave);
    this.addEventListener("focusout", ({relatedTarget}) => relatedTarget && !this.contains(relatedTarget) && open(false));
    toggle.addEventListener("change", () => toggle.checked && input.focus());
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || !"/fs".includes(event.key) || event.target.closest("input, select, textarea")) return;
      event.preventDefault();
      input.focus();
    });
  }
});
