import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import type { Diagram } from "#contract/practice.ts";
import { words } from "../i18n/index.ts";
import type { Run } from "./label.ts";
import { layOut, type PlacedEdge, type PlacedNode } from "./layout.ts";
import { unlit, type Lit } from "./reads.ts";
import { PressTargets } from "./press-targets.tsx";
import { DiagramTable } from "./table.tsx";

/** What of an answer the diagram shows, and who is told when a node or an edge is pressed. */
export type DrawnAnswer = { readonly lit?: Lit; readonly onPress?: (place: string) => void };

/** The picture of a network, as wide as its place allows, with a table for those who cannot see it. */
export function NetworkDiagram({ diagram, lit = unlit, onPress }: { diagram: Diagram } & DrawnAnswer) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const layout = useMemo(() => (width === 0 ? null : layOut(diagram, width)), [diagram, width]);
  const title = useId();
  const { practice } = words.value;
  return (
    <figure class="diagram">
      <div ref={frame} class="diagram-frame">
        {layout && (
          <svg
            role="img"
            aria-labelledby={title}
            width={layout.width}
            height={layout.height}
            font-size={layout.fontSize}
          >
            <title id={title}>{practice.diagram}</title>
            {layout.edges.map((placed) => (
              <EdgeLine key={placed.edge.id} placed={placed} state={stateOf(placed.edge.id, lit)} />
            ))}
            {layout.edges.map((placed) => (
              <EdgeLabel
                key={placed.edge.id}
                placed={placed}
                font={layout.fontSize}
                state={stateOf(placed.edge.id, lit)}
              />
            ))}
            {layout.nodes.map((placed) => (
              <NodeMark
                key={placed.node.id}
                placed={placed}
                font={layout.fontSize}
                state={stateOf(placed.node.id, lit)}
              />
            ))}
            {onPress && <PressTargets layout={layout} onPress={onPress} />}
          </svg>
        )}
      </div>
      <details>
        <summary>{practice.tableTitle}</summary>
        <DiagramTable diagram={diagram} />
      </details>
    </figure>
  );
}

/** The width of an element, followed as it changes. */
function useWidth(frame: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

const stateOf = (id: string, lit: Lit): string => (lit.result.has(id) ? "result" : lit.read.has(id) ? "read" : "");

function EdgeLine({ placed: { edge, path }, state }: { placed: PlacedEdge; state: string }) {
  return <path class={`edge ${edge.residual ? "residual" : ""} ${state}`} d={path} data-edge={edge.id} />;
}

function EdgeLabel({ placed: { label }, font, state }: { placed: PlacedEdge; font: number; state: string }) {
  if (label === null) return null;
  const middle = label.x + label.width / 2;
  return (
    <g class={`edge-label ${state}`}>
      <rect x={label.x} y={label.y} width={label.width} height={label.height} rx="4" />
      {label.lines.map((line, i) => (
        <Runs key={textOf(line)} runs={line} x={middle} y={label.y + font * (1 + i * 1.22)} font={font} />
      ))}
    </g>
  );
}

function NodeMark({ placed, font, state }: { placed: PlacedNode; font: number; state: string }) {
  const { node, x, y, radius, label, below } = placed;
  return (
    <g class={`node ${node.kind} ${node.mask?.value === "0" ? "dropped" : ""} ${state}`} data-node={node.id}>
      <circle cx={x} cy={y} r={radius} />
      <Runs runs={label} x={x} y={y + font * 0.33} font={font} />
      {node.activation !== undefined && node.activation !== "identity" && (
        <text class="activation" x={x} y={y - radius - font * 0.3} text-anchor="middle" font-size={font * 0.85}>
          {node.activation}
        </text>
      )}
      <g class="below">
        {below.map((line, i) => (
          <Runs key={textOf(line)} runs={line} x={x} y={y + radius + font * (1.05 + i * 1.25)} font={font} />
        ))}
      </g>
    </g>
  );
}

const textOf = (line: readonly Run[]): string => line.map((run) => run.text).join("");

const SHIFTS = { none: 0, sub: 0.28, sup: -0.38 } as const;

/** One line of a label. Each piece moves relative to the one before, so the shifts are differences. */
function Runs({ runs, x, y, font }: { runs: readonly Run[]; x: number; y: number; font: number }) {
  return (
    <text x={x} y={y} text-anchor="middle">
      {runs.map((run, i) => (
        <tspan
          key={`${run.shift}${run.text}`}
          dy={(SHIFTS[run.shift] - SHIFTS[runs[i - 1]?.shift ?? "none"]) * font}
          font-size={run.shift === "none" ? font : font * 0.76}
          font-style={run.italic ? "italic" : "normal"}
        >
          {run.text}
        </tspan>
      ))}
    </text>
  );
}
