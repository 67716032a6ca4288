import type { StreamedFile } from "./rodla.js";

/** A file by its path, for every method that takes a file; read while it is sent. */
export function file(path: string): StreamedFile;
/** Writes a blob to a file, which appears whole or not at all. */
export function save(blob: Blob, path: string): Promise<void>;
