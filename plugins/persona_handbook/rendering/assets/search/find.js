/* Finds pages by what people type: accents, elisions and plurals are folded, a typo is forgiven where nothing else matches. Loaded, like the index, when somebody enters the search box. */
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe");
const stems = new Map();
const stemmed = word => word.length < 4 ? word : word.replace(/([^e])aux$/, "$1al").replace(/e?[sx]$|e$/, "").replace(/y$/, "i");
const stem = word => stems.get(word) ?? stems.set(word, stemmed(word)).get(word);
const ELIDED = /\b([cdjlmnst]|qu)['’]/g, HYPHENED = /\b(\w+)-(\w+)/g, WORD = /([\p{L}\p{N}]+)/u;

/* The words of a text as they are compared; “e-mail” is also “email”. */
export const words = text => fold(text).replace(ELIDED, "").replace(HYPHENED, "$1 $2 $1$2")
  .split(WORD).filter((_, i) => i % 2).map(stem);

/* Levenshtein's distance from what is typed to the nearest beginning of a word. */
const distance = (typed, word) => {
  let row = [...Array(word.length + 1).keys()];
  for (let i = 0; i < typed.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < word.length; j++) next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (typed[i] !== word[j])));
    row = next;
  }
  return Math.min(...row);
};

/* For each word the pages that hold it: in their title it weighs 8, in their names 4, in their cues 2, in their text 1. */
const indexed = pages => {
  const terms = new Map();
  for (const page of pages) {
    page.slice(1, 5).forEach((text, field) => words(text).forEach(word => {
      if (!terms.has(word)) terms.set(word, new Map());
      const found = terms.get(word);
      found.set(page, found.get(page) || 8 >> field);
    }));
  }
  return terms;
};

/* What finds the pages for a query, the best first; `hits` gathers the words that matched. */
export const finder = pages => {
  const terms = indexed(pages);
  return (query, hits) => {
    const ranks = new Map(), asked = new Set(words(query));
    for (const typed of asked) {
      const best = new Map(), farthest = typed.length < 5 ? 0 : typed.length < 8 ? 1 : 2;
      for (let far = 0; far <= farthest && !best.size; far++) {
        for (const [term, found] of terms) {
          if (far ? distance(typed, term) > far : !term.startsWith(typed)) continue;
          hits.add(term);
          for (const [page, weight] of found) best.set(page, Math.max(best.get(page) || 0, weight * (term === typed ? 2 : 1)));
        }
      }
      for (const [page, weight] of best) {
        const [held, rank] = ranks.get(page) || [0, 0];
        ranks.set(page, [held + typed.length, rank + typed.length * weight]);
      }
    }
    const best = Math.max(...[...ranks.values()].map(([held]) => held)), enough = Math.max(0.8 * best, 0.4 * [...asked].join("").length);
    return [...ranks].filter(([, [held]]) => held >= enough).sort(([, a], [, b]) => b[1] - a[1]).map(([page]) => page);
  };
};

/* A text with the words that matched marked, as nodes. */
export const marked = (text, hits) => text.split(WORD).map((part, i) => {
  if (i % 2 === 0 || !hits.has(stem(fold(part)))) return part;
  const mark = document.createElement("mark");
  mark.append(part);
  return mark;
});
