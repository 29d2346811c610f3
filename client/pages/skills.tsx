import { useEffect, useState } from "preact/hooks";
import type { Progress, Skill } from "#contract/practice.ts";
import { fetchSyllabus, progress, refreshProgress, syllabus } from "../account.ts";
import type { Failure } from "../api.ts";
import { now } from "../clock.ts";
import { FailureNotice } from "../components/failure.tsx";
import { Link } from "../components/link.tsx";
import { fromNow, percent } from "../format.ts";
import { count, fill, languageTag, said, words } from "../i18n/index.ts";

type Known = Progress["skills"][number];

/** The skills by family: what is due, how strong each one is, and a way to practise it. */
export function SkillsPage() {
  const { skills: texts, common } = words.value;
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = async () => {
    const [first, second] = await Promise.all([fetchSyllabus(), refreshProgress()]);
    setFailure(first ?? second);
  };
  useEffect(() => void load(), []);
  const all = syllabus.value;
  const known = new Map(progress.value?.skills.map((entry) => [entry.skill, entry]));
  const open = all?.filter((skill) => skill.available) ?? [];
  return (
    <div class="page skills">
      <h1>{texts.title}</h1>
      <p class="intro">{texts.intro}</p>
      {failure && <FailureNotice failure={failure} onRetry={() => void load()} />}
      {all === null && !failure && <p class="waiting">{common.loading}</p>}
      {byFamily(open).map(([family, members]) => (
        <section key={family} class="family" aria-labelledby={`family-${family}`}>
          <h2 id={`family-${family}`}>{familyName(family)}</h2>
          <ul class="skill-list">
            {members.map((skill) => (
              <SkillRow key={skill.id} skill={skill} known={known.get(skill.id)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function familyName(family: string): string {
  const { families } = words.value;
  return family in families ? families[family as keyof typeof families] : family;
}

/** The skills of each family, in the order of the syllabus. */
function byFamily(skills: readonly Skill[]): [string, readonly Skill[]][] {
  return Object.entries(Object.groupBy(skills, (skill) => skill.family)).map(([family, members]) => [
    family,
    members ?? [],
  ]);
}

function SkillRow({ skill, known }: { skill: Skill; known: Known | undefined }) {
  const { skills: texts, counts } = words.value;
  const name = said(skill.name);
  return (
    <li class="skill">
      <div class="skill-name">
        <h3>{name}</h3>
        <p class="note">
          {levelsOf(skill)} · {texts.tier[skill.tier]}
          {known && known.reviews > 0 && ` · ${count(counts.reviews, known.reviews)}`}
        </p>
      </div>
      <Strength known={known} />
      <Link page="practice" argument={skill.id} class="button small" label={fill(texts.practiseThis, { skill: name })}>
        {texts.practise}
      </Link>
    </li>
  );
}

/** The levels at which a skill comes. */
function levelsOf({ level, levels }: Skill): string {
  const { skills: texts } = words.value;
  const [from = level, to = from] = [levels[0], levels.at(-1)];
  return from === to ? fill(texts.level, { level: from }) : fill(texts.levels, { from, to });
}

/** How well a skill would be remembered now, as a bar and in words. */
function Strength({ known }: { known: Known | undefined }) {
  const { skills: texts } = words.value;
  const tag = languageTag.value;
  if (known === undefined || known.strength === null)
    return (
      <div class="strength">
        <div class="bar" />
        <p class="note">{texts.notStarted}</p>
      </div>
    );
  const due =
    known.state === "due"
      ? texts.due
      : known.due === null
        ? ""
        : fill(texts.dueWhen, { when: fromNow(known.due, now.value, tag) });
  return (
    <div class="strength">
      <div class="bar" aria-hidden="true">
        <span style={{ width: `${Math.round(known.strength * 100)}%` }} />
      </div>
      <p class="note">
        <span class="visually-hidden">{fill(texts.strength, { percent: percent(known.strength, tag) })}, </span>
        <span aria-hidden="true">{new Intl.NumberFormat(tag, { style: "percent" }).format(known.strength)} · </span>
        <span class={known.state === "due" ? "due-now" : ""}>{due}</span>
      </p>
    </div>
  );
}
