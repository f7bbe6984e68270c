/* The elements that a page uses are fetched when it is shown; `elements.HASH/` stands beside `handbook.HASH.js`. */
{
  const folder = document.currentScript.src.replace(/handbook\.(\w+)\.js.*/, "elements.$1/");
  const fetchThem = () => document.querySelectorAll(":not(:defined)").forEach(({localName}) => localName.startsWith("handbook-") && import(`${folder}${localName}.js`));
  window.document$ ? window.document$.subscribe(fetchThem) : fetchThem();
}
