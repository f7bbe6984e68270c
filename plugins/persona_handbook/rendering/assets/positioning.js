/* <handbook-positioning>: choose the scales; the table is drawn as in views/scatter.py, the choice is in the address. */
customElements.define("handbook-positioning", class extends HTMLElement {
  connectedCallback() {
    const all = selector => [...this.querySelectorAll(selector)], [form] = all("form"), [svg] = all("figure svg"), [missing] = all("[role=status] b"), {right} = svg.dataset;
    const set = (one, name, value) => one.setAttribute(name, value);
    const draw = () => {
      const [x, y] = [form.x, form.y].map(({name, selectedIndex: i}) => {
        const words = all("thead th")[i + 1].querySelectorAll("span"), [, least, most] = [...words].map(word => parseInt(word.textContent));
        words.forEach((word, n) => { all(`[data-end=${name + n}]`)[0].textContent = word.textContent; });
        return {steps: most - least, of: all(`td:nth-of-type(${i + 1})`).map(cell => parseInt(cell.textContent) - least)};
      });
      const step = (right - 16) / x.steps, ends = {}, spots = all("figure g");
      let pitch = 64;
      missing.textContent = spots.filter((spot, i) => spot.toggleAttribute("hidden", isNaN(x.of[i] + y.of[i]))).map(spot => spot.lastChild.textContent).join(", ") || "–";
      const moves = [...spots.keys()].filter(i => !spots[i].matches("[hidden]")).sort((a, b) => x.of[a] - x.of[b]).map(i => {
        const at = 16 + x.of[i] * step, taken = ends[y.of[i]] ??= [], free = taken.findIndex(end => end <= at), line = free < 0 ? taken.length : free;
        taken[line] = at + 26 + 8 * spots[i].lastChild.textContent.length;
        pitch = Math.max(pitch, 16 * line + 32);
        return () => set(spots[i], "transform", `translate(${at} ${pitch * (y.steps - y.of[i] + 0.5) + 16 * (line + 1 >> 1) * (line % 2 || -1)})`);
      });
      moves.forEach(move => move());
      all("pattern").forEach(grid => { set(grid, "width", step); set(grid, "height", pitch); set(grid, "y", pitch / 2); });
      set(svg, "viewBox", `0 0 720 ${pitch * (y.steps + 1)}`);
    };
    form.hidden = false;
    for (const select of [form.x, form.y]) {
      const {value} = select;
      select.value = new URLSearchParams(location.search).get(select.name);
      select.value ||= value;
    }
    draw();
    form.oninput = () => { draw(); history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form))); };
  }
});
