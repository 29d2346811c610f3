import type { Plot as Curves } from "#contract/forms.ts";
import { readable } from "../format.ts";
import { words } from "../i18n/index.ts";

const WIDTH = 320;
const HEIGHT = 190;
/** Room for the numbers at the ends of the axes. */
const MARGIN = 24;

type Point = readonly [x: number, y: number];

/** A function and its derivative over its net input. */
export function Plot({ plot }: { plot: Curves }) {
  const { card } = words.value;
  const xs = plot.value.map(([x]) => x);
  const ys = [...plot.value, ...plot.slope].map(([, y]) => y);
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(0, ...ys), Math.max(...ys)];
  const x = (at: number) => MARGIN + ((at - left) / (right - left)) * (WIDTH - 2 * MARGIN);
  const y = (at: number) => HEIGHT - MARGIN - ((at - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  const through = (points: readonly Point[]) =>
    `M${points.map((point) => `${x(point[0]).toFixed(1)} ${y(point[1]).toFixed(1)}`).join("L")}`;
  return (
    <figure class="plot">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={card.plot}>
        <path
          class="axis"
          d={`${through([
            [left, 0],
            [right, 0],
          ])}${through([
            [0, low],
            [0, high],
          ])}`}
        />
        {[left, right].map((at) => (
          <text key={at} x={x(at)} y={y(0) + 14} text-anchor="middle">
            {readable(at, 2)}
          </text>
        ))}
        {[low, high].map(
          (at) =>
            at !== 0 && (
              <text key={at} x={x(0) - 4} y={y(at) + 4} text-anchor="end">
                {readable(at, 2)}
              </text>
            ),
        )}
        <path class="slope" d={through(plot.slope)} />
        <path class="value" d={through(plot.value)} />
      </svg>
      <figcaption>
        <span class="value">{card.value}</span> <span class="slope">{card.slope}</span>
      </figcaption>
    </figure>
  );
}
