import type { Diagram } from "#contract/practice.ts";
import { numberAt } from "#engine/document.ts";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import type { Symbol } from "#engine/expression.ts";
import { functionOf, type Network } from "#engine/network.ts";
import { type Notation, symbolWithoutSample } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity } from "#engine/quantity.ts";

type DiagramNode = Diagram["nodes"][number];
type DiagramEdge = Diagram["edges"][number];

/** Draws a dense network: inputs, units layer by layer, the bias of each layer, the loss. */
export const diagramOf = ({ network, document }: Problem<DenseDocument>, notation: Notation): Diagram =>
  new Picture(network, document, notation).drawn();

const nodeId = (l: number, unit: number): string => (l === 0 ? `input.${unit}` : `unit.${l}.${unit}`);

class Picture {
  private readonly network: Network;
  private readonly document: DenseDocument;
  private readonly notation: Notation;
  private readonly nodes: DiagramNode[] = [];
  private readonly edges: DiagramEdge[] = [];

  constructor(network: Network, document: DenseDocument, notation: Notation) {
    this.network = network;
    this.document = document;
    this.notation = notation;
  }

  drawn(): Diagram {
    this.network.widths.forEach((units, l) => {
      for (let unit = 0; unit < units; unit++) this.unit(l, unit);
      if (l > 0) this.connections(l);
    });
    this.loss();
    return { nodes: this.nodes, edges: this.edges };
  }

  private get alone(): boolean {
    return this.network.outputs.length === 1;
  }

  /** A given number as the item shows it; a batch has no single one. */
  private given(q: Quantity): { value: string } | Record<string, never> {
    const value = q.sample === undefined || this.alone ? numberAt(this.document, q.id) : undefined;
    return value === undefined ? {} : { value: String(value) };
  }

  private label(q: Quantity): Symbol {
    return symbolWithoutSample(this.network, this.notation, q);
  }

  private named(q: Quantity): { label: Symbol; value: string } {
    return { label: this.label(q), value: String(numberAt(this.document, q.id)) };
  }

  private unit(l: number, unit: number): void {
    const { network } = this;
    const isOutput = l === network.widths.length - 1;
    const at = { layer: l, unit, sample: 0 };
    const main = l === 0 ? network.at("input", at)! : network.at("activation", at)!;
    const fn = l === 0 ? undefined : functionOf(network, main);
    const target = isOutput ? network.find(`targets.0.${unit}`) : undefined;
    const mask = network.at("mask", at);
    this.nodes.push({
      id: nodeId(l, unit),
      kind: l === 0 ? "input" : isOutput ? "output" : "unit",
      column: l,
      row: unit,
      label: this.label(main),
      ...this.given(main),
      ...(fn ? { activation: fn.symbol?.text ?? fn.id } : {}),
      ...(target && this.alone ? { target: this.named(target) } : {}),
      ...(mask && this.alone ? { mask: this.named(mask) } : {}),
      quantities: this.quantitiesAt(l, unit),
    });
  }

  /** Everything that belongs to a unit, for every sample: net, activation, signal and their gradients. */
  private quantitiesAt(l: number, unit: number): string[] {
    const isOutput = l === this.network.widths.length - 1;
    const roles = ["input", "net", "activation", "signal"] as const;
    const outputRoles = ["error", "probability", "smoothed target", "target"] as const;
    return this.network.outputs.flatMap((_, sample) => [
      ...roles.flatMap((role) => this.withGradient(this.network.at(role, { layer: l, unit, sample }))),
      ...(isOutput ? outputRoles.flatMap((role) => this.withGradient(this.network.at(role, { unit, sample }))) : []),
    ]);
  }

  private withGradient(q: Quantity | undefined): string[] {
    return q ? [q.id, this.network.gradient(q).id] : [];
  }

  private connections(l: number): void {
    const { network } = this;
    for (let j = 0; j < network.widths[l]!; j++) {
      for (let i = 0; i < network.widths[l - 1]!; i++)
        this.connect(network.at("weight", { layer: l, unit: j, source: i })!, nodeId(l - 1, i), nodeId(l, j));
      this.residual(l, j);
    }
    this.biases(l);
  }

  private connect(w: Quantity, from: string, to: string): void {
    const quantities = this.withGradient(w);
    if (this.network.training) quantities.push(this.network.later(w).id);
    this.edges.push({ id: `${w.id}>${to}`, from, to, label: this.label(w), ...this.given(w), quantities });
  }

  private residual(l: number, unit: number): void {
    if (!this.document.config.layers[l - 1]!.residual) return;
    const [from, to] = [nodeId(l - 1, unit), nodeId(l, unit)];
    this.edges.push({ id: `residual.${l}.${unit}`, from, to, residual: true, quantities: [] });
  }

  /** One node "1" for the biases of a layer, below the layer that feeds it. */
  private biases(l: number): void {
    const units = Array.from({ length: this.network.widths[l]! }, (_, unit) => unit);
    const biasOf = (unit: number) =>
      this.network.at("bias", { layer: l, unit }) ?? this.network.at("bias", { layer: l });
    if (!biasOf(0)) return;
    const id = `bias.${l}`;
    const row = this.network.widths[l - 1]!;
    this.nodes.push({ id, kind: "bias", column: l - 1, row, label: { text: "1", latex: "1" }, quantities: [] });
    for (const unit of units) this.connect(biasOf(unit)!, id, nodeId(l, unit));
  }

  private loss(): void {
    const { network } = this;
    const last = network.widths.length - 1;
    const roles = ["sample loss", "data loss", "penalty"] as const;
    const parts = roles.flatMap((role) => network.withRole(role)).flatMap((q) => this.withGradient(q));
    const label = this.label(network.loss);
    const quantities = [...this.withGradient(network.loss), ...parts];
    if (network.training) quantities.push(network.lossAfter.id);
    this.nodes.push({ id: "loss", kind: "loss", column: last + 1, row: 0, label, quantities });
    for (let unit = 0; unit < network.widths[last]!; unit++)
      this.edges.push({ id: `loss.${unit}`, from: nodeId(last, unit), to: "loss", quantities: [] });
  }
}
