// Numbers, sizes and times as text. English, without the browser's locale, so that every user sees the same.

/** 1234567 → "1,234,567". */
export const integer = (n) => Math.round(n).toLocaleString('en');

/** 0.9132 → "0.91". */
export const decimal = (n, digits = 2) => (n === null || n === undefined ? '–' : n.toFixed(digits));

/** 0.9132 → "91.3 %"; of a share from 0 to 1. */
export const percent = (share, digits = 1) => (share === null || share === undefined ? '–' : `${(100 * share).toFixed(digits)} %`);

/** 2345678 → "2.2 MB". */
export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let i = 0;
  for (; n >= 1024 && i < units.length - 1; i++) n /= 1024;
  return `${i === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${units[i]}`;
}

/** Milliseconds: 45 → "45 ms", 1532 → "1.5 s", 125000 → "2 min 5 s", 7500000 → "2 h 5 min". */
export function duration(ms) {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const s = ms / 1000;
  if (s < 59.95) return `${s.toFixed(1)} s`;
  const min = Math.floor(Math.round(s) / 60);
  return min < 60 ? `${min} min ${Math.round(s) % 60} s` : `${Math.floor(min / 60)} h ${min % 60} min`;
}

/** ISO 8601 → "28 Nov 2026, 15:04" of the user's time zone. */
export const dateTime = (iso) =>
  iso
    ? new Date(iso).toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
    : '–';

/** plural(1, 'page') → "1 page"; plural(3, 'page') → "3 pages". */
export const plural = (n, one, many = `${one}s`) => `${integer(n)} ${n === 1 ? one : many}`;

/** "ink_bleeding" → "Ink bleeding". */
export const words = (name) => {
  const t = name.replaceAll('_', ' ');
  return t[0].toUpperCase() + t.slice(1);
};
