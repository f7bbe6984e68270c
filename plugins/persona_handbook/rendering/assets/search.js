/* <handbook-search>: the search box. What it searches with is loaded when somebody enters it. */
customElements.define("handbook-search", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input"), toggle = document.getElementById("__search"), base = new URL(this.dataset.base, location);
    const open = on => toggle.checked === on || toggle.click();
    this.leave = () => { open(false); input.blur(); };
    input.addEventListener("focus", () => {
      open(true);
      this.started ??= import(new URL("search/box.js", base)).then(({start}) => start(this, base)).catch(() => { this.started = null; });
    });
    toggle.addEventListener("change", () => toggle.checked && input.focus());
    this.addEventListener("focusout", ({relatedTarget}) => relatedTarget && !this.contains(relatedTarget) && open(false));
    this.addEventListener("keydown", ({key}) => key === "Escape" && this.leave());
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey || !"/fs".includes(event.key) || event.target.closest("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
  }
});
