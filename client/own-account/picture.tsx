/** A secret as a picture to scan, from rows of "0" and "1": dark on white in every theme, as cameras want it. */
export function Picture({ rows, label }: { rows: readonly string[]; label: string }) {
  const margin = 4;
  const size = rows.length + 2 * margin;
  const squares = rows.flatMap((row, y) =>
    Array.from(row, (dark, x) => (dark === "1" ? `M${x + margin} ${y + margin}h1v1h-1z` : "")),
  );
  return (
    <svg class="picture" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join("")} fill="#000" />
    </svg>
  );
}
