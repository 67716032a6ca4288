// Sends files as a form: over the limit of files they go as ZIP archives that are made here.
import { upload } from '../api.js';
import { isArchive } from './collect.js';
import { pack } from './pack.js';

/** Most files of a request, archives included. */
const MOST_FILES = 300;

/**
 * @param path Such as '/api/detect-batch'.
 * @param entries Of each `name` and `file`.
 * @param addFields Adds the other fields to the form.
 * @param on `packing(count)`: files that were packed; `uploading(share)`: share of the bytes that were sent, 0 to 1; `validating()`.
 * @returns The answer of the service.
 */
export async function sendFiles(path, entries, addFields, on, signal) {
  const form = new FormData();
  const archives = entries.filter((entry) => isArchive(entry.name));
  const files = entries.filter((entry) => !isArchive(entry.name));
  if (entries.length > MOST_FILES) {
    on.packing(0);
    const packed = await pack(uniquelyNamed(files), on.packing, signal);
    packed.forEach((archive, i) => form.append('files', archive, packed.length > 1 ? `images-${i + 1}.zip` : 'images.zip'));
  } else {
    files.forEach(({ file, name }) => form.append('files', file, name));
  }
  archives.forEach(({ file, name }) => form.append('files', file, name));
  addFields(form);
  on.uploading(0);
  return upload(path, form, {
    signal,
    onProgress: (share) => share < 1 ? on.uploading(share) : on.validating(),
  });
}

/** A second file of a name gets a number, because entries of an archive must differ. */
function uniquelyNamed(entries) {
  const seen = new Map();
  return entries.map((entry) => {
    const count = (seen.get(entry.name) ?? 0) + 1;
    seen.set(entry.name, count);
    if (count === 1) return entry;
    const dot = entry.name.lastIndexOf('.');
    return { ...entry, name: dot > 0 ? `${entry.name.slice(0, dot)}-${count}${entry.name.slice(dot)}` : `${entry.name}-${count}` };
  });
}
