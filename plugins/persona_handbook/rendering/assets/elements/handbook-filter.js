/* <handbook-filter>: choose rows; the choice is in the address. Without it, the table is whole. */
customElements.define("handbook-filter", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), rows = [...this.querySelectorAll("tr[id]")], boxes = [...form.querySelectorAll("select")];
    const apply = () => {
      const chosen = boxes.filter(box => box.value);
      let n = 0;
      for (const row of rows) {
        row.hidden = chosen.some(box => row.dataset[box.name] !== box.value);
        n += !row.hidden;
        this.querySelector(`[data-n="${row.cells[0].textContent}"]`)?.classList.toggle("ph-off", row.hidden);
      }
      for (const body of this.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr[id]:not([hidden])");
      form.querySelector("output").textContent = this.dataset.count.replace("{n}", n).replace("{all}", rows.length);
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
