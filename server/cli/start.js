// Plain JavaScript, so that even a Node that cannot read TypeScript gets as far as the message.
const NEEDED = 26;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  console.error(
    `Backprop Drill needs Node ${NEEDED}, and this is ${process.version}. "npm start" runs the right one, which "npm ci" installed.`,
  );
  process.exit(1);
}

const { buildClientIfStale } = await import("./build-client.ts");
try {
  buildClientIfStale();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import("../main.ts");
