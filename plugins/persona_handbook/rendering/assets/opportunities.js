/* <handbook-filter>: choose rows by what is said of them; the choice is in the address. Without it, the table is whole. */
customElements.define("handbook-filter", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), all = [...this.querySelectorAll("tr[id]")], choices = [...form.querySelectorAll("select")];
    const apply = () => {
      const state = new URLSearchParams(choices.filter(choice => choice.value).map(choice => [choice.name, choice.value]));
      let n = 0;
      for (const row of all) {
        row.hidden = [...state].some(([name, value]) => row.dataset[name] !== value);
        n += !row.hidden;
        this.querySelector(`[data-n="${row.cells[0].textContent}"]`)?.classList.toggle("ph-off", row.hidden);
      }
      for (const body of this.querySelectorAll("tbody")) body.hidden = !body.querySelector("tr[id]:not([hidden])");
      form.querySelector("output").textContent = this.dataset.count.replace("{n}", n).replace("{all}", all.length);
      return state;
    };
    const remember = () => {
      const state = apply();
      history.replaceState(null, "", (state.size ? `?${state}` : location.pathname) + location.hash);
    };
    form.hidden = false;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const option = form.querySelector(`select[name="${CSS.escape(name)}"] [value="${CSS.escape(value)}"]`);
      if (option) option.selected = true;
    }
    form.addEventListener("input", remember);
    form.addEventListener("reset", () => setTimeout(remember));
    apply();
  }
});
