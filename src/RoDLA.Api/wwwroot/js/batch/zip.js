// ZIP archives without compression: images are compressed already. The files stay where they are; only headers are made here.
const utf8 = new TextEncoder();
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const version = 20;
const namesAreUtf8 = 0x0800;

/** An archive is closed before it needs the 64-bit form of ZIP. */
export const limits = { bytes: 2 ** 31, entries: 2000 };

/**
 * Divides files into archives within the limits.
 * @param {{name: string, file: Blob}[]} entries
 */
export function divide(entries, { bytes, entries: count } = limits) {
  const groups = [];
  let size = 0;
  for (const entry of entries) {
    if (groups.length === 0 || size + entry.file.size > bytes || groups.at(-1).length === count) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1).push(entry);
    size += entry.file.size;
  }
  return groups;
}

/**
 * Makes an archive.
 * @param {{name: string, file: Blob, crc: number}[]} entries
 * @returns {Blob}
 */
export function archive(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, file, crc } of entries) {
    const bytes = utf8.encode(name);
    const common = [[2, version], [2, namesAreUtf8], [2, 0], ...dosTime(file.lastModified), [4, crc], [4, file.size], [4, file.size],
      [2, bytes.length], [2, 0]];
    const head = pack([[4, localHeader], ...common]);
    parts.push(head, bytes, file);
    directory.push(pack([[4, centralHeader], [2, version], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), bytes);
    offset += head.length + bytes.length + file.size;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length;
  const end = pack([[4, endOfDirectory], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: 'application/zip' });
}

/** Little-endian numbers, each with its width in bytes. */
function pack(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) {
      view.setUint16(at, value, true);
    } else {
      view.setUint32(at, value, true);
    }
    at += width;
  }
  return bytes;
}

/** Time and date of MS-DOS, in steps of two seconds from 1980 on. */
function dosTime(milliseconds = 0) {
  const at = new Date(Math.max(milliseconds, Date.UTC(1980, 0, 2)));
  return [
    [2, (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)],
    [2, ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()],
  ];
}
