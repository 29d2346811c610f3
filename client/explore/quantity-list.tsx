import { useMemo } from "preact/hooks";
import { StepLines } from "../components/derivation.tsx";
import { Mathematics } from "../components/mathematics.tsx";
import { readable } from "../format.ts";
import { fill, words } from "../i18n/index.ts";
import { type Computed, type Row, type RowGroup, stepsOf } from "./quantities.ts";
import { selected } from "./state.ts";

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
                  <QuantityRow key={row.id} row={row} computed={computed} />
                ))}
              </ul>
            </section>
          ),
      )}
    </section>
  );
}

function QuantityRow({ row, computed }: { row: Row; computed: Computed }) {
  const { explore } = words.value;
  const open = selected.value === row.id;
  const toggle = () => {
    selected.value = open ? null : row.id;
  };
  return (
    <li class={open ? "open" : ""}>
      <button type="button" class="row" data-quantity={row.id} aria-expanded={open} onClick={toggle}>
        <Mathematics formula={row.symbol} />
        <span class="number">{row.value === null ? explore.undefined : readable(row.value, 8)}</span>
      </button>
      {open && <RowDerivation row={row} computed={computed} />}
    </li>
  );
}

function RowDerivation({ row, computed }: { row: Row; computed: Computed }) {
  const steps = useMemo(() => stepsOf(computed, row.id), [computed, row.id]);
  return (
    <ol class="row-steps" aria-label={fill(words.value.explore.derive, { name: row.symbol.text })}>
      {steps.map((step) => (
        <li key={step.quantity} class="step-lines">
          <StepLines step={step} />
        </li>
      ))}
    </ol>
  );
}
