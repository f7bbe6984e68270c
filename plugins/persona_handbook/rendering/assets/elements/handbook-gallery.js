/* <handbook-gallery>: choose personas by facets and words; the state is in the address. Without it, all cards are there. */
customElements.define("handbook-gallery", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), flat = this.querySelector("ul"), {q, sort} = form.elements;
    const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const facets = [...form.querySelectorAll("select")].filter(select => select !== sort);
    const cards = [...this.querySelectorAll(".ph-card")].map(card => ({
      card, home: card.parentNode, text: fold(card.textContent), name: fold(card.querySelector("a").textContent), due: card.dataset.due || "~",
      traits: new Map(facets.map(facet => [facet, card.dataset[facet.name].split(" ")]))
    }));
    let sorted = "";
    const apply = () => {
      const words = fold(q.value).split(" "), key = sort.value;
      const fits = (one, but) => words.every(word => one.text.includes(word)) && facets.every(facet => facet === but || !facet.value || one.traits.get(facet).includes(facet.value));
      for (const facet of facets) {
        const values = cards.filter(one => fits(one, facet)).flatMap(one => one.traits.get(facet));
        for (const option of facet.options) if (option.value) option.label = `${option.text} (${values.filter(value => value === option.value).length})`;
      }
      for (const one of cards) one.card.hidden = !fits(one);
      if (key !== sorted) for (const one of key ? [...cards].sort((a, b) => a[key].localeCompare(b[key])) : cards) (key ? flat : one.home).append(one.card);
      sorted = key;
      for (const group of this.querySelectorAll("section")) group.hidden = !group.querySelector(".ph-card:not([hidden])");
      form.querySelector("output").textContent = this.dataset.count.replace("{n}", cards.filter(one => !one.card.hidden).length);
    };
    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const field of [q, sort, ...facets]) {
        field.value = state.get(field.name) || "";
        if (field.selectedIndex < 0) field.value = "";
      }
      apply();
    };
    const remember = event => {
      const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history[event.target === q ? "replaceState" : "pushState"](null, "", (state.size ? `?${state}` : location.pathname) + location.hash);
      apply();
    };
    form.addEventListener("input", remember);
    form.addEventListener("reset", event => setTimeout(remember, 0, event));
    form.addEventListener("submit", event => event.preventDefault());
    addEventListener("popstate", () => this.isConnected && read());
    form.hidden = false;
    read();
  }
});
