import type { Trouble } from "#contract/groups.ts";
import { texts } from "../i18n/groups/index.ts";
import { count, fill, said } from "../i18n/index.ts";
import { Waiting } from "./failure.tsx";
import { useReply } from "./reply.ts";
import { dateText, skillName } from "./words.ts";

/** Who is stuck on what, and the mistakes that many make. */
export function TroubleView({ group }: { group: string }) {
  const { value, failure, reload } = useReply("trouble", { params: { group } });
  if (value === null) return <Waiting failure={failure} onRetry={() => void reload()} />;
  return (
    <div class="columns">
      <StuckList stuck={value.stuck} />
      <MistakeList mistakes={value.mistakes} />
    </div>
  );
}

function StuckList({ stuck: { since, found } }: { stuck: Trouble["stuck"] }) {
  const { matrix: texted } = texts.value;
  return (
    <section class="card">
      <h3>{texted.stuck}</h3>
      <p class="note">{fill(texted.stuckNote, { since: dateText(since) })}</p>
      {found.length === 0 && <p>{texted.stuckNone}</p>}
      <ul class="entries">
        {found.map(({ name, skill, failures, last }) => (
          <li key={`${name}/${skill}`}>
            <span>
              <strong class="named">{name}</strong> · {skillName(skill)}
              <small class="note">{fill(texted.failures, { n: failures, date: dateText(last) })}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function MistakeList({ mistakes: { since, found } }: { mistakes: Trouble["mistakes"] }) {
  const { matrix: texted, members } = texts.value;
  return (
    <section class="card">
      <h3>{texted.mistakes}</h3>
      <p class="note">{fill(texted.mistakesNote, { since: dateText(since) })}</p>
      {found.length === 0 && <p>{texted.mistakesNone}</p>}
      <ol class="entries">
        {found.map((mistake) => (
          <li key={mistake.id}>
            <span>
              {said(mistake.name)}
              <small class="note">
                {fill(texted.made, { members: count(members, mistake.members), times: mistake.times })}
              </small>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
