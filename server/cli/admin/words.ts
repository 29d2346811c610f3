const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** A size to read: "3.4 MB". */
export const size = (bytes: number): string => {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${UNITS[power]}`;
};

/** A moment to read, in UTC. */
export const moment = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

/** Rows in columns, each as wide as its widest cell; numbers are set to the right. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => String(row[column]).length)));
  const cell = (value: string | number, column: number): string => {
    const width = widths[column] ?? 0;
    return typeof value === "number" ? String(value).padStart(width) : value.padEnd(width);
  };
  return all.map((row) => row.map(cell).join("  ").trimEnd());
};

/** "3 users, 1 card": the rows of the tables that have any. */
export const counted = (rows: Readonly<Record<string, number>>): string =>
  Object.entries(rows)
    .filter(([name, count]) => count > 0 && name !== "migrations")
    .map(([name, count]) => `${count} ${count === 1 ? name.replace(/s$/, "") : name.replaceAll("_", " ")}`)
    .join(", ");
