/* <handbook-finder>: shows who it may be, and keeps what was typed in the address. The module that it loads ranks. */
customElements.define("handbook-finder", class extends HTMLElement {
  async connectedCallback() {
    if (this.ready) return;
    this.ready = true;
    const form = this.querySelector("form"), status = this.querySelector("output"), lists = this.querySelectorAll("ol");
    const file = name => new URL(name, document.baseURI);
    for (const [name, value] of new URLSearchParams(location.search)) if (form[name]) form[name].value = value;
    form.onsubmit = () => false;
    const [cues, { default: ranking }] = await Promise.all([fetch(file("cues.json")).then(answer => answer.json()), import(file("rank.js"))]);
    const rank = ranking(cues), said = cues.said;
    const ours = (tag, text, more) => Object.assign(document.createElement(tag), { textContent: text, ...more });
    const theirs = (tag, text, more) => ours(tag, text, { lang: this.dataset.lang, ...more });
    const item = (...parts) => { const made = ours("li"); made.append(...parts.flatMap(part => [part, " "])); return made; };
    const show = (list, items) => { list.replaceChildren(...items); list.parentNode.hidden = !items[0]; };
    const apply = () => {
      const typed = [form.t, form.w, form.n].map(field => field.value), matches = rank(...typed);
      const rivals = matches.slice(0, 3).filter(match => match.score >= matches[0].score / 2);
      show(lists[0], matches.slice(0, 6).map(({ persona, score, reasons }) => {
        const strength = (score >= 200) + (score >= 400), why = ours("ul");
        why.append(...reasons.map(([heard, cue, label]) => item(ours("b", heard), theirs("q", cue), ours("small", label))));
        return item(theirs("a", persona.name, { href: this.dataset.persona.replace("{id}", persona.id) }), ours("b", said.strengths[strength], { className: "ph-badge ph-strength-" + strength }), theirs("span", persona.title), ours("small", persona.note), why);
      }));
      show(lists[1], [0, 1, 2].flatMap(turn => rivals.map(({ persona, reasons }) => {
        const ask = persona.asks.filter(ask => !reasons.some(reason => ask.includes(reason[1])))[turn];
        return ask && item(theirs("q", ask), ours("small", said.for + " " + persona.name));
      })).filter(Boolean).slice(0, 3));
      status.textContent = matches[0] ? said.count + "\u00a0" + matches.length : typed.join("").trim() && said.nobody;
    };
    const keep = () => {
      const address = new URL(location);
      for (const [name, value] of new FormData(form)) value ? address.searchParams.set(name, value) : address.searchParams.delete(name);
      history.replaceState(history.state, "", address);
    };
    form.querySelector("button").onclick = async () => { status.textContent = await navigator.clipboard?.writeText(location.href).then(() => said.copied, () => "") || said.uncopied; };
    form.oninput = () => { apply(); keep(); };
    form.oninput(); // what was typed before the ranking came counts too
  }
});
