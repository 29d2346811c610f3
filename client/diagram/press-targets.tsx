import type { Layout } from "./layout.ts";

/** A thumb covers about so many pixels. */
const THUMB = 44;

/** What a finger or a pointer meets in a diagram: nodes as wide as a thumb, edges and their labels below them. */
export function PressTargets({ layout, onPress }: { layout: Layout; onPress: (place: string) => void }) {
  return (
    <g class="press-targets">
      {layout.edges.map(({ edge, path, label }) => (
        <g key={edge.id} onClick={() => onPress(edge.id)}>
          <path d={path} />
          {label && <rect x={label.x} y={label.y} width={label.width} height={label.height} />}
        </g>
      ))}
      {layout.nodes.map(({ node, x, y, radius }) => (
        <circle key={node.id} cx={x} cy={y} r={Math.max(radius, THUMB / 2)} onClick={() => onPress(node.id)} />
      ))}
    </g>
  );
}
