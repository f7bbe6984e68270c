/* <handbook-compare>: choose, order, filter, take along. */
customElements.define("handbook-compare", class extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form"), words = this.dataset, {lang} = document.documentElement;
    if (!form?.hidden) return;
    form.hidden = false;
    const {l: lens, s: order, r: back, a: sorted, d: differing, f: filter, link, csv} = form.elements;
    const boxes = [...form.querySelectorAll("[name=p]")], count = form.querySelector("output");
    const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const plain = cell => {
      const copy = cell.cloneNode(true);
      copy.querySelectorAll("a[href*='#source-'], .ph-steps, svg").forEach(one => one.remove());
      copy.querySelectorAll("li, p, dt, dd").forEach(one => one.prepend("\n"));
      return cell.matches(".ph-empty") ? "" : (cell.scope ? cell.querySelector("a") || cell.firstChild : copy).textContent.trim().replace(/\s*\n\s*/g, "\n");
    };
    const rows = [...this.querySelectorAll("tr:not(.ph-band)")].map(row => {
      const [head, ...cells] = row.cells;
      return {row, head, cells, texts: cells.map(plain), name: plain(head), words: fold(row.textContent), ...row.dataset};
    });
    const [heads] = rows, lanes = rows.filter(row => row.field), {compare} = new Intl.Collator(lang, {numeric: true});
    const values = {"": boxes.map((_, i) => `${i}`), name: heads.texts, weight: heads.cells.map(head => head.dataset.weight || "")};
    for (const {name, field, texts} of lanes) {
      order.append(new Option(name, field));
      values[field] = texts;
    }
    const make = (tag, values) => Object.assign(document.createElement(tag), values);
    const mark = (cell, word) => cell.append(make("small", {className: "ph-mark", lang, textContent: ` ${word}`}));
    let shown;
    const apply = () => {
      const by = values[order.value], query = fold(filter.value.trim());
      shown = [...boxes.keys()].sort((a, b) => !by[a] - !by[b] || compare(by[a], by[b]) * (back.checked ? -1 : 1)).filter(i => boxes[i].checked);
      this.querySelectorAll(".ph-mark").forEach(one => one.remove());
      for (const {row, head, cells} of rows) row.replaceChildren(head, ...shown.map(i => cells[i]));
      let seen = 0, folded = 0;
      for (const {row, head, cells, texts, words: all, lenses} of sorted.checked ? lanes.toSorted((a, b) => compare(a.name, b.name)) : lanes) {
        const given = shown.map(i => texts[i]), told = given.filter(text => text), same = new Set(given).size < 2;
        const usual = told.find(usual => told.filter(text => text === usual).length * 2 > told.length);
        const fits = (!lens?.value || lenses.split(" ").includes(lens.value)) && all.includes(query);
        row.hidden = !fits || same && differing.checked;
        row.parentNode.append(row);
        if (shown.length > 1) mark(head, same ? words.same : words.differs);
        if (usual) shown.forEach(i => texts[i] && texts[i] !== usual && mark(cells[i], words.unusual));
        if (fits) row.hidden ? folded++ : seen++;
      }
      this.querySelectorAll(".ph-band").forEach(({cells: [band], parentNode: body}) => {
        band.colSpan = shown.length + 1;
        body.hidden = !body.querySelector(".ph-lane:not([hidden])");
      });
      count.textContent = words.count.replace("{n}", shown.length).replace("{rows}", seen) + (folded ? ` (${words.folded.replace("{n}", folded)})` : "");
    };
    const update = () => {
      apply();
      const state = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "p"));
      if (shown.length < boxes.length) state.set("p", boxes.filter(box => box.checked).map(box => box.value).join("."));
      history.replaceState(null, "", (state.size ? `?${state}` : location.pathname) + location.hash);
    };
    for (const [name, value] of new URLSearchParams(location.search)) {
      const control = form.elements.namedItem(name);
      if (name === "p") boxes.forEach(box => { box.checked = value.split(".").includes(box.value); });
      else if (control?.type === "checkbox") control.checked = true;
      else if (control) {
        control.value = value;
        control.value ||= "";
      }
    }
    form.oninput = update;
    form.onreset = () => { setTimeout(update); };
    form.onsubmit = () => false;
    link.onclick = async () => { count.textContent = await navigator.clipboard?.writeText(location.href).then(() => words.copied, () => "") || words.uncopied; };
    csv.onclick = () => {
      const quoted = text => `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
      const lines = rows.filter(({row}) => !row.hidden).map(({name, texts}) => [name, ...shown.map(i => texts[i])].map(quoted) + "\r\n");
      make("a", {href: URL.createObjectURL(new Blob(["\ufeff", ...lines], {type: "text/csv"})), download: document.title + ".csv"}).click();
    };
    apply();
  }
});
