/* <handbook-positioning>: choose the scales. Draws the table as views/scatter.py does. */
customElements.define("handbook-positioning", class extends HTMLElement {
  connectedCallback() {
    const all = selector => [...this.querySelectorAll(selector)], [form] = all("form"), [svg] = all(".ph-chart");
    const read = ({name, selectedIndex: i}) => {
      const words = all(`th:nth-child(${i + 2}) span`).map(word => word.textContent), [, least, most] = words.map(parseFloat);
      all(`[data-end=${name}]`).forEach((end, n) => { end.textContent = words[n]; });
      return {steps: most - least, of: all(`td:nth-child(${i + 2})`).map(cell => parseFloat(cell.textContent) - least)};
    };
    const draw = () => {
      const x = read(form.x), y = read(form.y), step = (svg.dataset.right - 16) / x.steps, ends = {}, missing = [];
      let pitch = 64;
      const spots = all("figure g").map((spot, i) => ({spot, at: 16 + x.of[i] * step, up: y.of[i], name: spot.lastChild.textContent}));
      const placed = spots.filter(({spot, at, up, name}) => !spot.toggleAttribute("hidden", isNaN(at + up)) || !missing.push(name)).sort((a, b) => a.at - b.at);
      for (const one of placed) {
        const taken = ends[one.up] ??= [];
        one.line = [...taken, 0].findIndex(end => end <= one.at);
        taken[one.line] = one.at + 26 + 8 * one.name.length;
        pitch = Math.max(pitch, 16 * one.line + 32);
      }
      const set = (one, values) => Object.entries(values).forEach(entry => one.setAttribute(...entry));
      for (const {spot, at, up, line} of placed) set(spot, {transform: `translate(${at} ${pitch * (y.steps - up + 0.5) + 16 * (line + 1 >> 1) * (line % 2 || -1)})`});
      set(all("pattern")[0], {width: step, height: pitch, y: pitch / 2});
      set(svg, {viewBox: `0 0 720 ${pitch * (y.steps + 1)}`});
      all("[role=status] b")[0].textContent = missing.join(", ") || "–";
    };
    form.hidden = false;
    for (const select of form) {
      const {value} = select;
      select.value = new URLSearchParams(location.search).get(select.name);
      select.value ||= value;
    }
    draw();
    form.oninput = () => { draw(); history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form))); };
  }
});
