/* <handbook-filter>: choose rows, or what `data-rows` selects; the choice is in the address. What has an id is counted. Without it, all is there. */
customElements.define("handbook-filter", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), rows = [...this.querySelectorAll(this.dataset.rows || "tr[id]")], boxes = [...form.querySelectorAll("select")];
    const apply = () => {
      const chosen = boxes.filter(box => box.value);
      let n = 0;
      for (const row of rows) {
        row.hidden = chosen.some(box => !row.dataset[box.name].split(" ").includes(box.value));
        n += !row.hidden && row.id > "";
        this.querySelector(`[data-n="${row.cells?.[0].textContent}"]`)?.classList.toggle("ph-off", row.hidden);
      }
      for (const body of this.querySelectorAll("tbody")) body.hidden = !rows.some(row => !row.hidden && body.contains(row));
      form.querySelector("output").textContent = this.dataset.count.replace("{n}", n).replace("{all}", rows.filter(row => row.id).length);
      const state = new URLSearchParams(chosen.map(box => [box.name, box.value]));
      history.replaceState(null, "", (chosen.length ? `?${state}` : location.pathname) + location.hash);
    };
    const state = new URLSearchParams(location.search);
    for (const box of boxes) for (const option of box.options) option.selected = option.value === (state.get(box.name) ?? "");
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("reset", () => setTimeout(apply));
    apply();
  }
});
