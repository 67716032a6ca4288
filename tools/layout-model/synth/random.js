'use strict';
// Seeded random choices. One generator a process: every page sets its own seed first, so that a page can be made again alone.

let next = Math.random;

/** mulberry32 */
function seed(value) {
  let a = value >>> 0;
  next = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  for (let i = 0; i < 8; i++) next();
}

const random = () => next();
const int = (low, high) => low + Math.floor(next() * (high - low + 1));
const real = (low, high) => low + next() * (high - low);
const chance = p => next() < p;
const pick = list => list[Math.floor(next() * list.length)];
const times = (n, make) => Array.from({ length: n }, (_, i) => make(i));
const em = (low, high, digits = 2) => real(low, high).toFixed(digits) + 'em';

/** A key of {key: weight}. */
function weighted(weights) {
  const keys = Object.keys(weights);
  let left = next() * keys.reduce((sum, key) => sum + weights[key], 0);
  for (const key of keys) {
    left -= weights[key];
    if (left < 0) return key;
  }
  return keys[0];
}

const hsl = (h, s, l) => `hsl(${h | 0},${s | 0}%,${l | 0}%)`;

/** Colours by index: greys of a hue, strong hues, or shades of one hue. */
function palette() {
  const hue = int(0, 359);
  const kind = int(0, 2);
  return i =>
    kind === 0
      ? hsl(hue, 5, 20 + ((i * 23) % 60))
      : kind === 1
        ? hsl(hue + i * 47, 65, 50)
        : hsl(hue, 60, 25 + ((i * 15) % 50));
}

module.exports = { seed, random, int, real, chance, pick, times, em, weighted, hsl, palette };
