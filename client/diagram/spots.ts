export type Point = { readonly x: number; readonly y: number };
export type Size = { readonly width: number; readonly height: number };
export type Box = Point & Size;
export type Line = { readonly from: Point; readonly to: Point };

/** How far along its edge a label may stand, and where it stands best: near the source, where edges fan out. */
const FRACTIONS = Array.from({ length: 35 }, (_, i) => 0.16 + i * 0.02);
const BEST_FRACTION = 0.33;

const MARGIN = { x: 2, y: 1 };

/** What is worse than what: to cover something, to lie on another edge, to stand far from the best place. */
const COST = { overlap: 100, nearness: 6, distance: 60 };

/** The spot along an edge that overlaps nothing, lies off the other edges, and is near the source end. */
export function bestSpot({ from, to }: Line, size: Size, taken: readonly Box[], others: readonly Line[]): Box {
  const candidates = FRACTIONS.map((fraction) => {
    const x = from.x + fraction * (to.x - from.x);
    const y = from.y + fraction * (to.y - from.y);
    const box = { x: x - size.width / 2, y: y - size.height / 2, ...size };
    const overlap = taken.reduce((sum, other) => sum + overlapOf(withMargin(box), other), 0);
    const nearness = others.reduce((sum, other) => sum + Math.max(0, size.height * 0.7 - offset(other, box)), 0);
    const distance = Math.abs(fraction - BEST_FRACTION);
    return { box, cost: overlap * COST.overlap + nearness * COST.nearness + distance * COST.distance };
  });
  return candidates.reduce((best, next) => (next.cost < best.cost ? next : best)).box;
}

/** How far above or below the middle of a box an edge passes within the box's width; 0 when it passes through. */
function offset({ from, to }: Line, { x, y, width, height }: Box): number {
  const [left, right] = [Math.max(x, from.x), Math.min(x + width, to.x)];
  if (left > right) return Infinity;
  const heightAt = (at: number) => from.y + ((at - from.x) / (to.x - from.x)) * (to.y - from.y) - (y + height / 2);
  const [one, other] = [heightAt(left), heightAt(right)];
  return one * other <= 0 ? 0 : Math.min(Math.abs(one), Math.abs(other));
}

/** A box with the room around it that keeps two labels from reading as one. */
export const withMargin = ({ x, y, width, height }: Box): Box => ({
  x: x - MARGIN.x,
  y: y - MARGIN.y,
  width: width + 2 * MARGIN.x,
  height: height + 2 * MARGIN.y,
});

/** The shared area of two boxes. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
