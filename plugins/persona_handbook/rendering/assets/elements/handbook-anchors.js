/* <handbook-anchors>: one button copies the address of the passage at hand; citations tell their source. */
customElements.define("handbook-anchors", class extends HTMLElement {
  connectedCallback() {
    const page = this.parentNode, [button, said] = this.children, {source, copied, shown} = this.dataset;
    const passages = [...page.querySelectorAll("h2, h3, dt[id], [id^=c-]")];
    const move = place => { if (place && button.parentNode !== place) place.append(button); };
    const follow = event => move(passages.findLast(place => place.contains(event.target)));
    page.addEventListener("pointerover", follow);
    page.addEventListener("focusin", follow);
    button.onkeydown = event => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (!step) return;
      event.preventDefault();
      move(passages.at((passages.indexOf(button.parentNode) + step) % passages.length));
      button.focus();
    };
    button.onclick = async () => {
      history.replaceState(null, "", "#" + button.closest("[id]").id);
      said.value = await navigator.clipboard?.writeText(location.href).then(() => copied, () => "") || shown;
      setTimeout(() => { said.value = ""; }, 4000);
    };
    for (const cite of page.querySelectorAll("a[href*='#source-']")) {
      cite.ariaLabel = `${source} ${cite.text}`;
      cite.title = document.querySelector(cite.hash)?.cells[1].textContent;
    }
    this.hidden = false;
  }
});
