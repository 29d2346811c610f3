import { useId } from "preact/hooks";
import { syllabus } from "../account.ts";
import { texts } from "../i18n/groups/index.ts";
import { fill, said } from "../i18n/index.ts";
import { familyName, skillName } from "./words.ts";

type Props = { chosen: readonly string[]; most: number; onChange: (chosen: readonly string[]) => void };

/** Chooses skills one by one, in an order. */
export function SkillPicker({ chosen, most, onChange }: Props) {
  const { skills } = texts.value;
  const id = useId();
  const families = Object.groupBy(
    (syllabus.value ?? []).filter((skill) => skill.available && !chosen.includes(skill.id)),
    ({ family }) => family,
  );
  return (
    <div class="field">
      <label for={id}>{skills.add}</label>
      <select
        id={id}
        value=""
        disabled={chosen.length >= most}
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = "";
          if (value !== "") onChange([...chosen, value]);
        }}
      >
        <option value="">{skills.pick}</option>
        {Object.entries(families).map(([family, members]) => (
          <optgroup key={family} label={familyName(family)}>
            {members?.map((skill) => (
              <option key={skill.id} value={skill.id}>
                {said(skill.name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {chosen.length === 0 ? (
        <p class="note">{skills.none}</p>
      ) : (
        <ul class="chips" aria-label={skills.chosen}>
          {chosen.map((skill) => (
            <li key={skill} class="chip">
              {skillName(skill)}
              <button
                type="button"
                class="quiet small"
                aria-label={fill(skills.remove, { skill: skillName(skill) })}
                onClick={() => onChange(chosen.filter((other) => other !== skill))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
