// One colour for each class, everywhere. White text on it has a contrast of 4.5 or more.
const NAMED = {
  text: '#2c68ae',
  title: '#bd302a',
  'section-header': '#a8500d',
  'list-item': '#0b736b',
  table: '#7639b0',
  picture: '#2a7a30',
  caption: '#a2357d',
  formula: '#806300',
  footnote: '#58646d',
  'page-header': '#4655c4',
  'page-footer': '#745743',
};
const cache = new Map();

/** Colour of a class by its name, such as "Text"; names that are not known get one of their own that stays the same. */
export function colorOf(name) {
  const key = name.toLowerCase().replaceAll(/[\s_]+/g, '-');
  if (!cache.has(key)) cache.set(key, NAMED[key] ?? hashed(key));
  return cache.get(key);
}

function hashed(text) {
  let hash = 2166136261;
  for (const c of text) hash = Math.imul(hash ^ c.codePointAt(0), 16777619) >>> 0;
  const hue = hash % 360;
  // Yellows and greens look brighter than blues of one lightness.
  const lightness = hue > 40 && hue < 200 ? 27 : 38;
  return `hsl(${hue} ${55 + ((hash >> 9) % 25)}% ${lightness}%)`;
}
