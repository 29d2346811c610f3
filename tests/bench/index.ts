import { readdirSync } from "node:fs";

const benches = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && file !== "index.ts")
  .map((file) => file.slice(0, -".ts".length));

const wanted = process.argv[2];
if (wanted !== undefined && benches.includes(wanted)) {
  await import(`./${wanted}.ts`);
} else {
  console.error(`Which bench? npm run bench -- <name>, one of: ${benches.join(", ")}`);
  process.exitCode = 1;
}
