/* <handbook-lens>: the department that was chosen is chosen on the next page too. */
customElements.define("handbook-lens", class extends HTMLElement {
  connectedCallback() {
    this.onchange = ({target}) => localStorage.setItem("department", target.value);
    const kept = localStorage.getItem("department");
    for (const radio of this.querySelectorAll("input")) radio.checked ||= radio.value === kept;
  }
});
