import { useEffect } from "preact/hooks";
import { Choice } from "../components/choice.tsx";
import { FailureNotice } from "../components/failure.tsx";
import type { PageProps } from "../components/lazy.tsx";
import { NetworkDiagram } from "../diagram/diagram.tsx";
import { litBy, unlit } from "../diagram/reads.ts";
import { Fields } from "../explore/fields.tsx";
import { Misprints } from "../explore/misprints.tsx";
import { type Computed, diagramFor } from "../explore/quantities.ts";
import { QuantityList } from "../explore/quantity-list.tsx";
import { RuleTable } from "../explore/rule-table.tsx";
import {
  chosen,
  drafts,
  failure,
  fault,
  invalid,
  litStep,
  networks,
  notation,
  open,
  reset,
  shown,
  steps,
} from "../explore/state.ts";
import { fill, said, words } from "../i18n/index.ts";
import { notations } from "../notations.ts";
import { go } from "../router.ts";

/** Explore: a well-known network, every number of it open to change and every quantity following. */
export function ExplorePage({ argument: network }: PageProps) {
  const { explore, common } = words.value;
  useEffect(() => void open(network), [network]);
  const computed = shown.value;
  return (
    <div class="page explore">
      <h1>{explore.title}</h1>
      <p class="intro">{explore.intro}</p>
      {failure.value && <FailureNotice failure={failure.value} onRetry={() => void open(network)} />}
      {computed === null && !failure.value && <p class="waiting">{common.loading}</p>}
      {computed && (
        <>
          <Controls />
          <Source />
          <Faults />
          <div class="explore-columns">
            <div class="explore-left">
              <Picture computed={computed} />
              <Fields computed={computed} />
              <Misprints />
              <RuleTable />
            </div>
            <QuantityList computed={computed} />
          </div>
        </>
      )}
    </div>
  );
}

/** The picture of the network, with the chosen step of the derivation lit up. */
function Picture({ computed }: { computed: Computed }) {
  const diagram = diagramFor(computed);
  const step = steps.value[litStep.value ?? steps.value.length - 1];
  return <NetworkDiagram diagram={diagram} lit={step ? litBy(step, diagram) : unlit} />;
}

function Controls() {
  const { explore, notations: names } = words.value;
  return (
    <div class="controls">
      <Choice
        label={explore.network}
        value={chosen.value?.id ?? ""}
        options={(networks.value ?? []).map(({ id, title }) => [id, said(title)])}
        onChoose={(id) => go("explore", id)}
      />
      <Choice
        label={explore.notation}
        value={notation.value}
        options={notations.map((id) => [id, names[id]])}
        onChoose={(id) => {
          notation.value = notations.find((known) => known === id) ?? notation.value;
        }}
      />
      <button type="button" onClick={reset}>
        {explore.reset}
      </button>
    </div>
  );
}

function Source() {
  const { explore, common } = words.value;
  const network = chosen.value;
  if (network === null) return null;
  return (
    <div class="source">
      <p>{said(network.about)}</p>
      {network.sources.length > 0 && (
        <p class="note">
          {explore.sources}{" "}
          {network.sources.map(({ title, url }, i) => (
            <span key={url}>
              {i > 0 && common.separator}
              {/^https?:/.test(url) ? (
                <a href={url} rel="noreferrer">
                  {title}
                </a>
              ) : (
                title
              )}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

/** Names the field that stands in the way, in a place that is always there. */
function Faults() {
  const { explore } = words.value;
  const field = Object.values(shown.value?.fields ?? {})
    .flat()
    .find(({ path }) => path === invalid.value);
  const { value: refused } = fault;
  return (
    <div class="faults" aria-live="polite">
      {invalid.value !== undefined && (
        <p class="notice bad">
          {fill(explore.invalid, {
            field: field?.symbol.text ?? invalid.value,
            text: drafts.value[invalid.value] ?? "",
          })}
        </p>
      )}
      {refused && (
        <p class="notice bad">
          {fill(explore.refused, { message: fill(explore.refusedAt, refused) })} {explore.stale}
        </p>
      )}
    </div>
  );
}
