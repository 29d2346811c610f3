import { useState } from "preact/hooks";
import type { Matrix } from "#contract/groups.ts";
import { syllabus } from "../account.ts";
import { addressOf } from "../base.ts";
import { Choice } from "../components/choice.tsx";
import { percent } from "../format.ts";
import { Scrolling } from "../components/scrolling.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill, language, languageTag } from "../i18n/index.ts";
import { Waiting } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { useReply } from "./reply.ts";
import { TroubleView } from "./trouble.tsx";
import { familyName, skillName } from "./words.ts";

/** What each member knows, and where the group is in trouble. */
export function MatrixTab({ group }: TabProps) {
  const { matrix: texted } = texts.value;
  const params = { group: group.id };
  const asked = useReply("matrix", { params });
  const matrix = asked.value;
  if (matrix === null) return <Waiting failure={asked.failure} onRetry={() => void asked.reload()} />;
  return (
    <section class="tab" aria-labelledby="matrix-title">
      <h2 id="matrix-title">{texted.title}</h2>
      {matrix.skills.length === 0 ? (
        <p>{texted.empty}</p>
      ) : (
        <>
          <p class="note">{texted.note}</p>
          <Families matrix={matrix} />
          <p>
            <a
              class="button"
              href={addressOf(`api/groups/${encodeURIComponent(group.id)}/matrix.csv?language=${language.value}`)}
              download
            >
              {texted.csv}
            </a>
          </p>
        </>
      )}
      <TroubleView group={group.id} />
    </section>
  );
}

const familyOf = (skill: string): string => syllabus.value?.find(({ id }) => id === skill)?.family ?? "";

/** The matrix of one family of skills at a time: all of them at once fit no screen. */
function Families({ matrix }: { matrix: Matrix }) {
  const { matrix: texted } = texts.value;
  const families = [...new Set(matrix.skills.map(familyOf))];
  const [chosen, choose] = useState<string | null>(null);
  const family = families.find((name) => name === chosen) ?? families[0] ?? "";
  return (
    <>
      {families.length > 1 && (
        <Choice
          label={texted.family}
          value={family}
          options={families.map((name): [string, string] => [name, familyName(name)])}
          onChoose={choose}
        />
      )}
      <Cells matrix={matrix} shown={matrix.skills.flatMap((skill, i) => (familyOf(skill) === family ? [i] : []))} />
    </>
  );
}

function Cells({ matrix: { skills, members }, shown }: { matrix: Matrix; shown: readonly number[] }) {
  const { matrix: texted } = texts.value;
  return (
    <Scrolling label={texted.table}>
      <table class="crosstable">
        <thead>
          <tr>
            <th scope="col">{texted.member}</th>
            {shown.map((i) => (
              <th key={i} scope="col">
                {skillName(skills[i]!)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.id}>
              <th scope="row" class="named">
                {member.name}
              </th>
              {shown.map((i) => (
                <Cell key={i} member={member} skill={i} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}

function Cell({ member, skill }: { member: Matrix["members"][number]; skill: number }) {
  const { matrix: texted } = texts.value;
  const strength = member.strengths[skill] ?? null;
  if (strength === null)
    return (
      <td>
        <span class="visually-hidden">{texted.unmet}</span>
      </td>
    );
  const [reviews, lapses, days] = [member.reviews[skill]!, member.lapses[skill]!, member.seen[skill] ?? 0];
  return (
    <td
      style={{ "--strength": `${Math.round(strength * 100)}%` }}
      title={fill(texted.spoken, { reviews, lapses, days })}
    >
      {percent(Math.round(strength * 100) / 100, languageTag.value)}
      <small>{fill(texted.seen, { reviews, days })}</small>
    </td>
  );
}
