import { closeSync, fsyncSync, openSync, renameSync } from "node:fs";
import { dirname } from "node:path";

/** Waits until a file's contents are on the disk. */
export function flush(file: string): void {
  sync(file, "r+");
}

/** Renames a file, and waits until the disk knows it by the new name. */
export function renameForGood(from: string, to: string): void {
  renameSync(from, to);
  // Windows has no way to flush a folder, and no need to.
  if (process.platform !== "win32") sync(dirname(to), "r");
}

function sync(path: string, mode: "r" | "r+"): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
