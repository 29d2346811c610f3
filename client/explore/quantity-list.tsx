import { useLayoutEffect, useRef } from "preact/hooks";
import { StepLines } from "../components/derivation.tsx";
import { Mathematics } from "../components/mathematics.tsx";
import { readable } from "../format.ts";
import { fill, words } from "../i18n/index.ts";
import { type Computed, type Row, type RowGroup } from "./quantities.ts";
import { litStep, select, selected, steps } from "./state.ts";

const GROUPS: readonly RowGroup[] = ["forward", "loss", "deltas", "grads", "updated"];

/** Every quantity of the network; choosing one unfolds its derivation under it. */
export function QuantityList({ computed }: { computed: Computed }) {
  const { explore } = words.value;
  return (
    <section class="quantities" aria-labelledby="quantities-title">
      <h2 id="quantities-title">{explore.quantities}</h2>
      {GROUPS.map(
        (group) =>
          computed.rows[group].length > 0 && (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h3 id={`group-${group}`}>{explore.groups[group]}</h3>
              <ul class="rows">
                {computed.rows[group].map((row) => (
                  <QuantityRow key={row.id} row={row} />
                ))}
              </ul>
            </section>
          ),
      )}
    </section>
  );
}

function QuantityRow({ row }: { row: Row }) {
  const { explore } = words.value;
  const open = selected.value === row.id;
  const lineRef = useRef<HTMLLIElement>(null);
  const wasOpenRef = useRef(open);
  useLayoutEffect(() => {
    // What unfolds below the edge of the list would not be seen to unfold; a start in sight leaves the picture in sight.
    if (open && !wasOpenRef.current) lineRef.current?.querySelector(".step")?.scrollIntoView({ block: "nearest" });
    wasOpenRef.current = open;
  }, [open]);
  return (
    <li ref={lineRef} class={open ? "open" : ""}>
      <button
        type="button"
        class="row"
        data-quantity={row.id}
        aria-expanded={open}
        onClick={() => select(open ? null : row.id)}
      >
        <Mathematics formula={row.symbol} />
        <span class="number">{row.value === null ? explore.undefined : readable(row.value, 8)}</span>
      </button>
      {open && <RowDerivation row={row} />}
    </li>
  );
}

function RowDerivation({ row }: { row: Row }) {
  const { explore, derivation } = words.value;
  const shown = litStep.value ?? steps.value.length - 1;
  return (
    <ol class="row-steps" aria-label={fill(explore.derive, { name: row.symbol.text })}>
      {steps.value.map((step, i) => (
        <li key={step.quantity}>
          <button
            type="button"
            class="step"
            aria-pressed={i === shown}
            onClick={() => {
              litStep.value = i;
            }}
          >
            <span class="visually-hidden">{fill(derivation.step, { number: i + 1, total: steps.value.length })}</span>
            <StepLines step={step} />
          </button>
        </li>
      ))}
    </ol>
  );
}
