customElements.define("handbook-png", class extends HTMLElement {
  connectedCallback() {
    const make = name => document.createElement(name), button = make("button"), { from, label } = this.dataset;
    button.textContent = label;
    button.onclick = async () => {
      const image = new Image(), link = make("a");
      image.src = from;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width * 2, image.height * 2);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      link.href = URL.createObjectURL(await canvas.convertToBlob());
      link.download = from.replace(/.*\/|svg$/g, "") + "png";
      link.click();
    };
    this.replaceChildren(button);
  }
});
