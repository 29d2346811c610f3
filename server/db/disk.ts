import { closeSync, fsyncSync, openSync, promises, renameSync } from "node:fs";
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

/**
 * Moves a growing file to the disk bit by bit until it is stopped: written all at once in the end, it would keep
 * everybody waiting who commits meanwhile.
 */
export function keepFlushing(file: string, every: number): { stop(): void } {
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void flushBeside(file).finally(() => {
      busy = false;
    });
  }, every);
  return { stop: () => clearInterval(timer) };
}

/** In a thread of the system's pool; a file that is not there yet, or no longer, has nothing to flush. */
async function flushBeside(file: string): Promise<void> {
  try {
    const handle = await promises.open(file, "r+");
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  } catch {
    // The flush at the end says what is wrong.
  }
}

function sync(path: string, mode: "r" | "r+"): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
