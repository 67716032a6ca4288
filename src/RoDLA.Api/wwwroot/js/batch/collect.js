// Files that were dropped or chosen, folders opened.
const images = ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'webp', 'gif', 'avif', 'bmp', 'pdf'];
const labels = ['json', 'txt', 'xml', 'yaml', 'yml'];

/** What a picker offers. */
export const accept = [...images, 'zip'].map((ending) => `.${ending}`).join(',');

/** What a picker offers where labels may come along. */
export const acceptLabels = [accept, ...labels.map((ending) => `.${ending}`)].join(',');

/** Whether a file is an archive, by its name. */
export const isArchive = (name) => endingOf(name) === 'zip';

/** Whether a file is a label or a list of classes, by its name. */
export const isLabel = (name) => labels.includes(endingOf(name));

/**
 * The files of a drop; folders are read with everything below them.
 * @param {DataTransfer} transfer
 * @returns {Promise<{name: string, file: File}[]>}
 */
export async function dropped(transfer) {
  // The entries are gone after the first await.
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) {
    if (entry instanceof File) {
      found.push({ name: entry.name, file: entry });
    } else if (entry) {
      await walk(entry, found);
    }
  }
  return found;
}

/** The files of a picker, by their paths where a folder was chosen. */
export const chosen = (input) => [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));

/**
 * Divides files into those that may be sent and the names of the others.
 * @param {{name: string, file: File}[]} found
 * @param {boolean} withLabels Whether labels are taken too.
 */
export function sort(found, withLabels = false) {
  const known = [...images, 'zip', ...(withLabels ? labels : [])];
  const taken = [];
  const skipped = [];
  for (const entry of found) {
    const isHidden = entry.name.split('/').some((part) => /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i.test(part));
    if (!isHidden) {
      (known.includes(endingOf(entry.name)) ? taken : skipped).push(entry);
    }
  }
  return { taken, skipped: skipped.map((entry) => entry.name) };
}

async function walk(entry, found) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    found.push({ name: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A folder is read in portions; an empty one is the last.
    const portion = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (portion.length === 0) {
      return;
    }
    for (const child of portion) {
      await walk(child, found);
    }
  }
}

function endingOf(name) {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
