import { useEffect, useState } from "preact/hooks";
import type { DiagnoseResponse, NamedNetwork } from "#contract/calculators.ts";
import { call } from "../api.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { printed, readable } from "../format.ts";
import { fill, said, words } from "../i18n/index.ts";
import type { Row } from "./quantities.ts";
import { chosen, original, untouched } from "./state.ts";

type Misprint = NamedNetwork["misprints"][number];
type Diagnosed = DiagnoseResponse["mistakes"][number];

/** What the source prints wrongly, with the right number of the source's own network and the mistake behind it. */
export function Misprints() {
  const { explore } = words.value;
  const misprints = chosen.value?.misprints ?? [];
  const rows = Object.values(original.value?.rows ?? {}).flat();
  if (misprints.length === 0 || !untouched.value) return null;
  return (
    <aside class="card misprint" aria-labelledby="misprint-title">
      <h2 id="misprint-title">{explore.misprints}</h2>
      {misprints.map((misprint) => (
        <MisprintNote key={misprint.quantity} misprint={misprint} row={rows.find((row) => asks(misprint, row))} />
      ))}
    </aside>
  );
}

/** The path `loss_after` names whatever the loss is called after all steps. */
const asks = ({ quantity }: Misprint, row: Row): boolean =>
  row.id === quantity || (quantity === "loss_after" && row.id.startsWith("after."));

function MisprintNote({ misprint, row }: { misprint: Misprint; row: Row | undefined }) {
  const { explore } = words.value;
  const mistake = useMistake(misprint);
  if (!row || row.value === null) return null;
  const [before = "", after = ""] = fill(explore.misprintText, {
    printed: printed(misprint.printed),
    right: readable(row.value, 10),
  }).split("{name}");
  return (
    <p>
      {before}
      <Mathematics formula={row.symbol} />
      {after} {mistake && fill(explore.misprintMistake, { mistake: said(mistake.name) })}
    </p>
  );
}

/** Asks the server which mistake gives the printed number. */
function useMistake({ quantity, printed: answer, mistake }: Misprint): Diagnosed | null {
  const [found, setFound] = useState<Diagnosed | null>(null);
  const network = chosen.value?.network;
  useEffect(() => {
    const ask = async (document: NamedNetwork["network"]) => {
      const reply = await call("diagnose", { body: { network: document, quantity, answer } });
      if (reply.ok) setFound(reply.value.mistakes.find(({ id }) => id === mistake) ?? null);
    };
    if (network !== undefined && mistake !== null) void ask(network);
  }, [network, quantity, answer, mistake]);
  return found;
}
