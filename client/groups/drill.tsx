import { useState } from "preact/hooks";
import type { Drill } from "#contract/groups.ts";
import { Link } from "../components/link.tsx";
import { texts } from "../i18n/groups/index.ts";
import { count, fill, said, words } from "../i18n/index.ts";
import { DrillChoice } from "./drill-choice.tsx";
import { Waiting } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { useReply } from "./reply.ts";
import { dateText, skillName } from "./words.ts";

/** The drill of this week, and of those before. */
export function DrillTab({ group }: TabProps) {
  const [week, setWeek] = useState<string | null>(null);
  return <WeekView key={week} group={group.id} week={week} onWeek={setWeek} />;
}

type WeekProps = { group: string; week: string | null; onWeek: (week: string | null) => void };

/** The drill of a week; null is this one. */
function WeekView({ group, week, onWeek }: WeekProps) {
  const { drill: texted } = texts.value;
  const query = week === null ? {} : { week };
  const { value: drill, failure, reload, set } = useReply("drill", { params: { group }, query });
  if (drill === null) return <Waiting failure={failure} onRetry={() => void reload()} />;
  return (
    <section class="tab" aria-labelledby="drill-title">
      <h2 id="drill-title">{fill(texted.title, { from: dateText(drill.from), until: dateText(drill.until) })}</h2>
      <p class="note">{drill.open ? texted.note : texted.noteOver}</p>
      {drill.open && <Start group={group} drill={drill} />}
      {drill.items.length === 0 ? <p>{texted.none}</p> : <Items drill={drill} />}
      <div class="actions">
        <button type="button" class="quiet" onClick={() => onWeek(drill.before)}>
          {texted.before}
        </button>
        {week !== null && (
          <button type="button" class="quiet" onClick={() => onWeek(null)}>
            {texted.current}
          </button>
        )}
      </div>
      {drill.open && drill.choice && <DrillChoice group={group} choice={drill.choice} onChange={set} />}
    </section>
  );
}

function Start({ group, drill }: { group: string; drill: Drill }) {
  const { drill: texted } = texts.value;
  if (drill.items.every(({ verdict }) => verdict !== null)) return <p>{texted.allDone}</p>;
  return (
    <p>
      <Link page="drill" argument={group} class="button primary">
        {texted.start}
      </Link>
    </p>
  );
}

function Items({ drill }: { drill: Drill }) {
  return (
    <div class="card">
      <ol class="entries">
        {drill.items.map((item) => (
          <Item key={item.position} item={item} />
        ))}
      </ol>
    </div>
  );
}

function Item({ item: { position, skill, level, verdict, compared } }: { item: Drill["items"][number] }) {
  const { drill: texted } = texts.value;
  return (
    <li class="drill-item">
      <div>
        <strong>
          {position + 1}. {skillName(skill)}
        </strong>
        <p class="note">
          {fill(words.value.practice.level, { level })} · {verdict === null ? texted.open : texted.verdicts[verdict]}
        </p>
      </div>
      {compared && (
        <div>
          <p>
            {count(texted.answers, compared.answers)} · {fill(texted.right, { n: compared.right })}
          </p>
          {compared.mistakes.length > 0 && (
            <ul class="mistakes">
              {compared.mistakes.map((mistake) => (
                <li key={mistake.id}>
                  {said(mistake.name)} <span class="note">{fill(texted.times, { n: mistake.times })}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </li>
  );
}
