import { useId } from "preact/hooks";
import type { ServerState } from "#contract/admin.ts";
import { call } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { fill } from "../i18n/index.ts";
import { type Act, Part } from "./part.tsx";

/** From nothing to everything. */
const logLevels = [
  "silent",
  "fatal",
  "error",
  "warn",
  "info",
  "debug",
  "trace",
] as const satisfies readonly ServerState["logLevel"][];

const load = () => call("server", {});

/** How the server runs: version, settings with their source, log level. */
export function ServerPart() {
  const { server: said, version: versionText } = texts.value;
  return (
    <Part<ServerState> title={said.title} load={load}>
      {({ version, settings, logLevel }, act) => (
        <>
          <p>{fill(versionText, { version })}</p>
          <LogLevel level={logLevel} act={act} />
          <p class="note">{said.note}</p>
          <ul class="session-list settings">
            {settings.map(({ name, value, source, meaning }) => (
              <li key={name}>
                <div>
                  <code>{name}</code> <span class="account-name">{value ?? said.set}</span>{" "}
                  {source === "environment" ? <span class="tag">{said.sources.environment}</span> : null}
                  <p class="note" lang="en">
                    {meaning}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function LogLevel({ level, act }: { level: ServerState["logLevel"]; act: Act<ServerState> }) {
  const { server: said } = texts.value;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{said.logLevel}</label>
      <select
        id={id}
        value={level}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const chosen = event.currentTarget.value as ServerState["logLevel"];
          act(() => call("setLogLevel", { body: { logLevel: chosen } }));
        }}
      >
        {logLevels.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} class="note">
        {said.logNote}
      </p>
    </div>
  );
}
