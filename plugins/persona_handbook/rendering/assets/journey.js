/* The picture of a journey as PNG, drawn here from its SVG. */
customElements.define("ph-png", class extends HTMLElement {
  connectedCallback() {
    const button = document.createElement("button");
    const { from, label } = this.dataset;
    button.textContent = label;
    button.onclick = () => {
      const image = new Image(), canvas = document.createElement("canvas"), link = document.createElement("a");
      image.onload = () => {
        canvas.width = image.width * 2;
        canvas.height = image.height * 2;
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(blob => {
          link.href = URL.createObjectURL(blob);
          link.download = from.replace(/.*\/|svg$/g, "") + "png";
          link.click();
        });
      };
      image.src = from;
    };
    this.replaceChildren(button);
  }
});
