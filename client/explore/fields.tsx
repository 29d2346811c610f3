import { activations } from "#engine/activations.ts";
import { losses } from "#engine/losses.ts";
import { Choice } from "../components/choice.tsx";
import { Mathematics } from "../components/mathematics.tsx";
import { fill, words } from "../i18n/index.ts";
import { numberOf, withActivation, withLoss } from "./document.ts";
import type { Computed, Field, FieldGroup } from "./quantities.ts";
import { change, current, drafts, type } from "./state.ts";

const GROUPS: readonly FieldGroup[] = ["inputs", "targets", "weights", "biases", "settings"];

type Named = { readonly id: string; readonly symbol?: { readonly text: string } };

/** Functions to choose from: by their name in the reader's language, else as they are written, else by their id. */
const named = (table: Readonly<Record<string, Named>>, names: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(table).map(([id, { symbol }]) => [id, names[id] ?? symbol?.text ?? id.replaceAll("_", " ")]);

/** Everything of a network that can be changed. */
export function Fields({ computed }: { computed: Computed }) {
  const { explore } = words.value;
  return (
    <form class="network-fields" onSubmit={(event) => event.preventDefault()}>
      {GROUPS.map(
        (group) =>
          (computed.fields[group].length > 0 || group === "settings") && (
            <fieldset key={group}>
              <legend>{explore[group]}</legend>
              <div class="number-fields">
                {computed.fields[group].map((field) => (
                  <NumberField key={field.path} field={field} />
                ))}
              </div>
              {group === "settings" && <FunctionChoices />}
            </fieldset>
          ),
      )}
    </form>
  );
}

function NumberField({ field: { path, symbol, value } }: { field: Field }) {
  const text = drafts.value[path] ?? String(value);
  return (
    <label class="number-field">
      <span>
        <Mathematics formula={symbol} />
      </span>
      <input
        type="text"
        inputMode="text"
        autocomplete="off"
        maxLength={32}
        data-path={path}
        aria-label={symbol.text}
        value={text}
        aria-invalid={numberOf(text) === null}
        onInput={(event) => type(path, event.currentTarget.value)}
      />
    </label>
  );
}

function FunctionChoices() {
  const { explore } = words.value;
  const document = current.value;
  if (document === null) return null;
  const { layers, loss } = document.config;
  return (
    <div class="function-choices">
      {layers.map((layer, i) => (
        <Choice
          // The layers of a network neither come nor go, so their number names them.
          key={`layer ${i + 1}`}
          label={fill(explore.activation, { layer: i + 1 })}
          value={layer.activation}
          options={named(activations, explore.activations)}
          onChoose={(id) => change((before) => withActivation(before, i, id))}
        />
      ))}
      <Choice
        label={explore.loss}
        value={loss.name}
        options={named(losses, explore.losses)}
        onChoose={(id) => change((before) => withLoss(before, id))}
      />
    </div>
  );
}
