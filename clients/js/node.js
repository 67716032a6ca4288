// Files for Node: read while they are sent, never whole.
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import { Writable } from "node:stream";

/** A file by its path, for every method that takes a file. */
export function file(path) {
  return { name: basename(path), chunks: () => createReadStream(path) };
}

/** Writes a blob to a file, which appears whole or not at all. */
export async function save(blob, path) {
  const part = `${path}.${crypto.randomUUID()}.part`;
  try {
    const target = await open(part, "wx");
    await blob.stream().pipeTo(Writable.toWeb(target.createWriteStream()));
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
