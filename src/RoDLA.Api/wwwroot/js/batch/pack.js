import { crc32 } from './crc32.js';
import { archive, divide } from './zip.js';

// Longest time in one go, so that the page stays responsive.
const sliceMs = 30;

/**
 * Packs files into ZIP archives: one, or several for very many or very large files.
 * @param {{name: string, file: File}[]} entries Their names in the archive differ.
 * @param {(count: number) => void} progress Gets the number of files that were read.
 * @param {AbortSignal} signal
 * @returns {Promise<Blob[]>}
 */
export async function pack(entries, progress, signal) {
  const archives = [];
  let count = 0;
  let sliceEnd = performance.now() + sliceMs;
  for (const group of divide(entries)) {
    const checked = [];
    for (const entry of group) {
      let crc = 0;
      const reader = entry.file.stream().getReader();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        crc = crc32(part.value, crc);
        if (performance.now() > sliceEnd) {
          progress(count);
          await new Promise((resolve) => setTimeout(resolve));
          signal.throwIfAborted();
          sliceEnd = performance.now() + sliceMs;
        }
      }
      checked.push({ ...entry, crc });
      count++;
    }
    archives.push(archive(checked));
  }
  progress(count);
  return archives;
}
