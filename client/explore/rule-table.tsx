import { useEffect, useState } from "preact/hooks";
import { call } from "../api.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { readable } from "../format.ts";
import { count, words } from "../i18n/index.ts";
import { compareRule, type RuleRow } from "./rule.ts";
import { shown } from "./state.ts";

const PAUSE = 250;

/** The tutorial's rule beside the exact gradient, for networks that come with it. */
export function RuleTable() {
  const { explore } = words.value;
  const [rows, setRows] = useState<readonly RuleRow[]>([]);
  const document = shown.value?.document;
  useEffect(() => {
    if (!document?.agh) return;
    const stop = new AbortController();
    const fetchRows = async () => {
      const reply = await call("derive", { body: { network: document } }, stop.signal);
      if (reply.ok && "grads" in reply.value) setRows(compareRule(document, reply.value));
    };
    const timer = setTimeout(() => void fetchRows(), PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [document]);
  if (!document?.agh || rows.length === 0) return null;
  const wrong = rows.filter((row) => row.wrongWay).length;
  return (
    <section class="card rule" aria-labelledby="rule-title">
      <h2 id="rule-title">{explore.rule}</h2>
      <p>{explore.ruleText}</p>
      <p>
        <strong>{wrong === 0 ? explore.ruleAgree : count(explore.wrongWay, wrong)}</strong>
      </p>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">{explore.ruleWeight}</th>
              <th scope="col">{explore.ruleExact}</th>
              <th scope="col">{explore.ruleImplied}</th>
              <th scope="col">{explore.ruleRatio}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RuleLine key={row.path} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function RuleLine({ row }: { row: RuleRow }) {
  // Four columns have room for that much on a phone; whatever is wider still scrolls.
  const digits = matchMedia("(max-width: 640px)").matches ? 4 : 12;
  const field = shown.value?.fields.weights.find(({ path }) => path === `params.${row.path}`);
  return (
    <tr class={row.wrongWay ? "wrong-way" : ""}>
      <th scope="row">
        <span class="visually-hidden">{field?.symbol.text ?? row.path}</span>
        {field && (
          <span aria-hidden="true">
            <Mathematics formula={field.symbol} />
          </span>
        )}
      </th>
      <td>{readable(row.exact, digits)}</td>
      <td>
        {readable(row.implied, digits)}
        {row.wrongWay && <span class="flag">{words.value.explore.ruleWrongWay}</span>}
      </td>
      <td>{row.ratio === null ? words.value.explore.undefined : readable(row.ratio, Math.min(9, digits))}</td>
    </tr>
  );
}
