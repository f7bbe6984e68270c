/* <handbook-compare>: choose personas, see only what differs, filter rows; the state is in the address. Without it, the table is whole. */
customElements.define("handbook-compare", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    if (!form || this.ready) return;
    this.ready = true;
    form.hidden = false;
    const boxes = [...form.querySelectorAll("input[name=p]")];
    const heads = [...this.querySelectorAll("thead th[data-persona]")].map(th => th.dataset.persona);
    const rows = [...this.querySelectorAll("tr.ph-lane")];
    const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const lens = form.elements.l;
    const words = new Map(rows.map(row => [row, fold(row.textContent)]));
    const answers = row => new Set(heads.map((id, i) => chosen().has(id) ? row.cells[i + 1].textContent.replace(/\s+/g, " ").trim() : null).filter(text => text !== null));
    const chosen = () => new Set(boxes.filter(box => box.checked).map(box => box.value));
    const apply = () => {
      const shown = chosen(), query = fold(form.q.value.trim());
      let count = 0;
      for (const row of this.querySelectorAll("tr")) {
        [...row.cells].slice(1).forEach((cell, i) => { cell.hidden = !shown.has(heads[i]); });
        if (row.classList.contains("ph-band")) row.cells[0].colSpan = shown.size + 1;
      }
      for (const row of rows) {
        row.hidden = (lens && lens.value && !row.dataset.lenses.split(" ").includes(lens.value)) || !words.get(row).includes(query) || (form.d.checked && answers(row).size < 2);
        if (!row.hidden) count += 1;
      }
      for (const body of this.querySelectorAll("tbody")) body.hidden = ![...body.rows].some(row => row.classList.contains("ph-lane") && !row.hidden);
      form.querySelector("output").textContent = this.dataset.count.replace("{n}", shown.size).replace("{rows}", count);
    };
    const remember = () => {
      const state = new URLSearchParams();
      if (chosen().size < boxes.length) state.set("p", [...chosen()].join("."));
      if (lens && lens.value) state.set("l", lens.value);
      if (form.d.checked) state.set("d", "1");
      if (form.q.value) state.set("f", form.q.value); // not "q", which opens the search of the site
      history.replaceState(null, "", (state.size ? `?${state}` : location.pathname) + location.hash);
    };
    const state = new URLSearchParams(location.search);
    if (state.has("p")) { const wanted = new Set(state.get("p").split(".")); boxes.forEach(box => { box.checked = wanted.has(box.value); }); }
    if (lens && [...lens.options].some(option => option.value === state.get("l"))) lens.value = state.get("l");
    form.d.checked = state.has("d");
    form.q.value = state.get("f") || "";
    form.addEventListener("input", () => { apply(); remember(); });
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
    apply();
  }
});
