import type { Storage } from "#contract/admin.ts";
import { call } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { fill } from "../i18n/index.ts";
import { number, size } from "./format.ts";
import { Part } from "./part.tsx";

const load = () => call("storage", {});

/** What takes how much room. */
export function StoragePart() {
  const { storage: said } = texts.value;
  return (
    <Part<Storage> title={said.title} load={load}>
      {({ bytes, freeBytes, logBytes, tables }) => (
        <>
          <p>{fill(said.total, { size: size(bytes), free: size(freeBytes), log: size(logBytes) })}</p>
          <table class="sizes">
            <thead>
              <tr>
                <th scope="col">{said.table}</th>
                <th scope="col">{said.rows}</th>
                <th scope="col">{said.size}</th>
              </tr>
            </thead>
            <tbody>
              {tables.map((table) => (
                <tr key={table.table}>
                  <th scope="row">{table.table}</th>
                  <td>{number(table.rows)}</td>
                  <td>{size(table.bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Part>
  );
}
