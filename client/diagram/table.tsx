import type { Diagram } from "#contract/practice.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { printed } from "../format.ts";
import { fill, words } from "../i18n/index.ts";

/** All that the picture of a network says, as two tables. */
export function DiagramTable({ diagram }: { diagram: Diagram }) {
  const { table } = words.value;
  const nodes = new Map(diagram.nodes.map((node) => [node.id, node]));
  return (
    <div class="tables">
      <table>
        <caption>{table.nodes}</caption>
        <thead>
          <tr>
            <th scope="col">{table.node}</th>
            <th scope="col">{table.value}</th>
          </tr>
        </thead>
        <tbody>
          {diagram.nodes.map((node) => (
            <tr key={node.id}>
              <th scope="row">
                <Mathematics formula={node.label} /> ({table.kind[node.kind]})
              </th>
              <td>
                {[
                  node.value && printed(node.value),
                  node.activation,
                  node.target &&
                    fill(table.target, { label: node.target.label.text, value: printed(node.target.value) }),
                  node.mask && fill(table.mask, { label: node.mask.label.text, value: node.mask.value }),
                ]
                  .filter(Boolean)
                  .join(words.value.common.separator)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table>
        <caption>{table.edges}</caption>
        <thead>
          <tr>
            <th scope="col">{table.from}</th>
            <th scope="col">{table.to}</th>
            <th scope="col">{table.weight}</th>
          </tr>
        </thead>
        <tbody>
          {diagram.edges.map((edge) => (
            <tr key={edge.id}>
              <td>{nodes.get(edge.from) && <Mathematics formula={nodes.get(edge.from)!.label} />}</td>
              <td>{nodes.get(edge.to) && <Mathematics formula={nodes.get(edge.to)!.label} />}</td>
              <td>
                {edge.label && <Mathematics formula={edge.label} />}
                {edge.value !== undefined && ` = ${printed(edge.value)}`}
                {edge.residual && table.residual}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
