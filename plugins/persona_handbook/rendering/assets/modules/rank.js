/* Ranks personas by what was heard, as views/finder.py and views/hearing.py do; tests/examples/finder/ holds both to it.
   `cues` is the file beside the page. Gives a function of a job title, words heard and the size of the company. */
export default ({ kinds, rules: { stop_words, endings, sizes }, size_weight, personas, said }) => {
  const skipped = stop_words.split(" "), taken = endings.map(([ending, instead]) => [RegExp(ending), instead]);
  const terms = text => {
    const found = new Map();
    for (const word of text.normalize().toLowerCase().match(/[\p{L}\p{N}]+/gu) || []) {
      const plain = word.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");
      if (plain[1] && !skipped.includes(plain)) found.set(taken.reduce((stem, [ending, instead]) => stem.replace(ending, instead), plain), word);
    }
    return [...found];
  };
  const near = (a, b, slips) => a == b || (a[0] == b[0] ? near(a.slice(1), b.slice(1), slips) : slips > 0 && (
    near(a.slice(1), b.slice(1), slips - 1) || near(a.slice(1), b, slips - 1) || near(a, b.slice(1), slips - 1)
    || a[0] == b[1] && a[1] == b[0] && near(a.slice(2), b.slice(2), slips - 1)));
  const index = new Map();
  personas.forEach((persona, who) => persona.cues.forEach((line, kind) => line.split("|").forEach(cue => {
    for (const [term] of terms(cue)) index.set(term, index.get(term) || []).get(term).push({ who, kind, cue });
  })));
  const rarity = having => Math.log(1 + personas.length / having) / Math.log(1 + personas.length);
  return (title, words, size) => {
    const matches = personas.map(persona => ({ persona, score: 0, reasons: [] }));
    const add = (match, points, ...reason) => { match.score += points; match.reasons.push(reason); };
    [title, words].forEach((text, answer) => terms(text).forEach(([term, word]) => {
      const weight = place => kinds[place.kind][answer];
      const places = [
        written => written == term,
        written => term[2] && written.startsWith(term),
        written => written[0] == term[0] && near(term, written, (term.length > 3) + (term.length > 7)),
      ].reduce((met, way) => met[0] ? met : [...index].flatMap(([written, places]) => way(written) ? places.filter(weight) : []), []);
      const best = new Map(places.reverse().sort((a, b) => weight(a) - weight(b)).map(place => [place.who, place]));
      best.forEach((place, who) => add(matches[who], weight(place) * rarity(best.size), word, place.cue, kinds[place.kind][2]));
    }));
    const people = size.replace(/([0-9])[\s.,’'](?=[0-9]{3}(?![0-9]))/g, "$1").match(/[0-9]+/g);
    const asked = people ? [Math.min(...people), Math.max(...people)] : sizes[terms(size).map(([term]) => term).find(term => sizes[term])];
    const sized = asked ? matches.filter(match => match.persona.size) : [];
    const fits = ({ persona: { size: [low, high] } }) => low <= asked[1] && asked[0] <= high, having = sized.filter(fits).length;
    for (const match of sized) add(match, size_weight * (fits(match) ? rarity(having) : -1), size.trim(), match.persona.size[2], fits(match) ? said.fits : said.against);
    for (const match of matches) match.score = Math.floor(match.score * 100 + 0.5);
    return matches.filter(match => match.score > 0).sort((a, b) => b.score - a.score);
  };
};
