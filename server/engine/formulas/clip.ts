import type { Tensor } from "../document.ts";

/** Gradient clipping: entry by entry, or all gradients together by their common norm. */
export type ClipDocument = {
  readonly type: "clip";
  readonly config: { readonly mode: "value" | "norm"; readonly max: number; readonly eps?: number | undefined };
  readonly params: Readonly<Record<string, Tensor>>;
};

type Clipped = { readonly total_norm: number; readonly clipped: Readonly<Record<string, Tensor>> };

/**
 * By value: g between -c and c. By norm: g min(1, c / (||g|| + eps)), ||g|| over all tensors (Pascanu et al. 2013; eps
 * is 0 there and 1e-6 in PyTorch).
 */
export function clip({ config: { mode, max, eps = 0 }, params }: ClipDocument): Clipped {
  const total_norm = Math.hypot(...Object.values(params).flatMap(entries));
  const factor = Math.min(1, max / (total_norm + eps));
  const one = mode === "value" ? (g: number) => Math.max(-max, Math.min(max, g)) : (g: number) => g * factor;
  const clipped = Object.entries(params).map(([name, tensor]) => [name, mapped(tensor, one)] as const);
  return { total_norm, clipped: Object.fromEntries(clipped) };
}

const entries = (tensor: Tensor): number[] => (typeof tensor === "number" ? [tensor] : tensor.flatMap(entries));
const mapped = (tensor: Tensor, change: (g: number) => number): Tensor =>
  typeof tensor === "number" ? change(tensor) : tensor.map((part) => mapped(part, change));
