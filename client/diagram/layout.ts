import type { Diagram } from "#contract/practice.ts";
import { printed } from "../format.ts";
import { runsOf, widthOf, type Run } from "./label.ts";
import { bestSpot, type Box, overlapOf, type Point, withMargin } from "./spots.ts";

export type Edge = Diagram["edges"][number];
export type Node = Diagram["nodes"][number];

export type PlacedNode = {
  readonly node: Node;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly label: readonly Run[];
  /** Lines under the node: the given value, or the target. */
  readonly below: readonly (readonly Run[])[];
};

export type PlacedEdge = {
  readonly edge: Edge;
  readonly path: string;
  /** Symbol and value beside or above each other; null for an edge without a name. */
  readonly label: (Box & { readonly lines: readonly (readonly Run[])[] }) | null;
};

export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
};

type Measures = { readonly font: number; readonly radius: number; readonly stacked: boolean };

const plain = (text: string): Run => ({ text: printed(text), shift: "none", italic: false });

/** Rows move apart until no label lies on another; a diagram that cannot be untangled takes the last. */
const STRETCHES = [1, 1.15, 1.35, 1.6, 1.9, 2.3, 2.8];

/** Where everything of a diagram goes when `width` pixels are there. */
export function layOut(diagram: Diagram, width: number): Layout {
  const columns = 1 + Math.max(0, ...diagram.nodes.map((node) => node.column));
  const measures = measuresFor(width / columns);
  const labels = new Map(diagram.edges.map((edge) => [edge.id, edgeLines(edge, measures)]));
  const x = columnPositions(diagram, width, columns, measures);
  const spacing = rowSpacing(diagram, labels, measures);
  let layout = attempt(STRETCHES[0]!);
  for (const stretch of STRETCHES.slice(1)) if (tangled(layout)) layout = attempt(stretch);
  return layout;

  function attempt(stretch: number): Layout {
    const nodes = placeNodes(diagram, x, measures, spacing * stretch);
    const height = Math.max(...nodes.map((n) => n.y + n.radius + n.below.length * measures.font * 1.35)) + 10;
    return { width, height, fontSize: measures.font, nodes, edges: placeEdges(diagram.edges, nodes, labels, measures) };
  }
}

/** Sizes by how much room a column has; where it is narrow, a weight's name stands above its value. */
function measuresFor(room: number): Measures {
  if (room > 132) return { font: 14, radius: 22, stacked: false };
  if (room > 78) return { font: 12, radius: 16, stacked: true };
  return room > 62 ? { font: 11, radius: 14, stacked: true } : { font: 10, radius: 11, stacked: true };
}

function tangled({ edges, nodes, fontSize }: Layout): boolean {
  const labels = edges.flatMap(({ label }) => label ?? []);
  const fixed = nodes.flatMap((placed) => nodeBoxes(placed, fontSize));
  return labels.some((label, i) =>
    [...labels.slice(i + 1), ...fixed].some((other) => overlapOf(withMargin(label), other) > 0),
  );
}

function edgeLines(edge: Edge, { stacked }: Measures): readonly (readonly Run[])[] {
  const name = edge.label === undefined ? [] : runsOf(edge.label);
  if (edge.value === undefined) return name.length === 0 ? [] : [name];
  if (name.length === 0) return [[plain(edge.value)]];
  return stacked ? [name, [plain(edge.value)]] : [[...name, plain(` = ${edge.value}`)]];
}

/** A gap without labels is narrow; one that many labels cross is wide, where there is room to spare. */
const shareOf = (labels: number, { stacked }: Measures): number =>
  labels === 0 ? 0.47 : labels > 4 && !stacked ? 1.35 : 1;

/** Columns get room in proportion to the labels between them. */
function columnPositions(diagram: Diagram, width: number, columns: number, measures: Measures): readonly number[] {
  const column = new Map(diagram.nodes.map((node) => [node.id, node.column]));
  const gaps = Array.from({ length: Math.max(0, columns - 1) }, (_, gap) =>
    shareOf(diagram.edges.filter((edge) => edge.label !== undefined && column.get(edge.from) === gap).length, measures),
  );
  const left = halfWidth(diagram, 0, measures);
  const right = halfWidth(diagram, columns - 1, measures);
  const total = gaps.reduce((a, b) => a + b, 0);
  const unit = (width - left - right) / Math.max(1, total);
  const positions = [left];
  for (const gap of gaps) positions.push(positions.at(-1)! + gap * Math.min(unit, 250));
  const slack = (width - right - positions.at(-1)!) / 2;
  return positions.map((position) => position + slack);
}

/** How far the widest thing in a column reaches to either side. */
function halfWidth(diagram: Diagram, column: number, { font, radius }: Measures): number {
  const texts = diagram.nodes.filter((node) => node.column === column).flatMap(linesBelow);
  return 8 + Math.max(radius, ...texts.map((line) => widthOf(line, font) / 2));
}

/** What stands under a node: the given value, the target of an output, the mask of a unit under dropout. */
function linesBelow({ value, target, mask }: Node): readonly (readonly Run[])[] {
  const given = value === undefined ? [] : [[plain(value)]];
  const named = [target, mask].flatMap((one) => one ?? []);
  return [...given, ...named.map(({ label, value: number }) => [...runsOf(label), plain(` = ${number}`)])];
}

/** Rows lie far enough apart for the labels of all edges that fan out of one node. */
function rowSpacing(
  diagram: Diagram,
  labels: ReadonlyMap<string, readonly unknown[]>,
  { font, radius }: Measures,
): number {
  const fans = diagram.nodes.map((node) =>
    diagram.edges.filter((edge) => edge.from === node.id).reduce((sum, edge) => sum + labels.get(edge.id)!.length, 0),
  );
  return Math.max(2 * radius + font * 3.4, (Math.max(0, ...fans) + 1) * font * 1.5);
}

function placeNodes(diagram: Diagram, x: readonly number[], { font, radius }: Measures, spacing: number): PlacedNode[] {
  const rowsOf = (column: number) =>
    1 + Math.max(0, ...diagram.nodes.filter((node) => node.column === column).map((node) => node.row));
  const tallest = Math.max(1, ...diagram.nodes.map((node) => rowsOf(node.column)));
  return diagram.nodes.map((node) => {
    const offset = (tallest - rowsOf(node.column)) / 2;
    const label = runsOf(node.label);
    const wide = Math.max(radius, Math.min(widthOf(label, font) / 2 + 4, radius * 1.5));
    const y = 1.5 * radius + 1.4 * font + (node.row + offset) * spacing;
    return { node, x: x[node.column]!, y, radius: wide, label, below: linesBelow(node) };
  });
}

function placeEdges(
  edges: readonly Edge[],
  nodes: readonly PlacedNode[],
  labels: ReadonlyMap<string, readonly (readonly Run[])[]>,
  { font }: Measures,
): PlacedEdge[] {
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const drawn = edges.flatMap((edge) => {
    const from = byId.get(edge.from);
    const to = byId.get(edge.to);
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  const taken: Box[] = nodes.flatMap((placed) => nodeBoxes(placed, font));
  return drawn.map(({ edge, from, to }) => {
    const path = edge.residual ? arc(from, to) : `M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`;
    const lines = labels.get(edge.id) ?? [];
    if (lines.length === 0) return { edge, path, label: null };
    const size = {
      width: Math.max(...lines.map((line) => widthOf(line, font))) + 0.3 * font,
      height: lines.length * font * 1.25 + 2,
    };
    const others = drawn.filter((other) => other.edge !== edge);
    const box = bestSpot({ from, to }, size, taken, others);
    taken.push(box);
    return { edge, path, label: { ...box, lines } };
  });
}

/** A residual connection bows out, so that it does not hide the weight between the same two nodes. */
function arc(from: Point, to: Point): string {
  const middle = { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - 34 };
  return `M${round(from.x)} ${round(from.y)}Q${round(middle.x)} ${round(middle.y)} ${round(to.x)} ${round(to.y)}`;
}

function nodeBoxes({ x, y, radius, below }: PlacedNode, font: number): Box[] {
  const disc = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  const width = Math.max(0, ...below.map((line) => widthOf(line, font)));
  const text = { x: x - width / 2, y: y + radius, width, height: below.length * font * 1.35 };
  return below.length === 0 ? [disc] : [disc, text];
}

const round = (n: number): number => Math.round(n * 10) / 10;
