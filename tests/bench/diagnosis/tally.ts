/** How often each thing happened among the cases of each row of a table. */
export class Tally {
  private readonly title: string;
  private readonly rows = new Map<string, Map<string, number>>();
  private readonly columns = new Set<string>();

  constructor(title: string) {
    this.title = title;
  }

  /** Counts one case in the rows of these names and in that of all. */
  add(names: readonly string[], happened: readonly string[]): void {
    for (const name of ["all", ...names])
      for (const column of ["cases", ...happened]) {
        this.columns.add(column);
        const row = this.rows.get(name) ?? new Map<string, number>();
        row.set(column, (row.get(column) ?? 0) + 1);
        this.rows.set(name, row);
      }
  }

  /** In how many percent of the cases of a row something happened. */
  share(name: string, column: string): number {
    const row = this.rows.get(name);
    return Number(((100 * (row?.get(column) ?? 0)) / (row?.get("cases") ?? 0)).toFixed(2));
  }

  names(): string[] {
    return [...this.rows.keys()].toSorted();
  }

  print(which: string, names: readonly string[]): void {
    const others = [...this.columns].filter((column) => column !== "cases").toSorted();
    const shown = (name: string) => ({
      cases: this.rows.get(name)!.get("cases")!,
      ...Object.fromEntries(others.map((column) => [column, this.share(name, column)])),
    });
    console.log(`\n${this.title}, %: ${which}`);
    console.table(Object.fromEntries(names.map((name) => [name, shown(name)])));
  }
}
