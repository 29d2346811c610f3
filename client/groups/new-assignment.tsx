import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { now } from "../clock.ts";
import { Choice } from "../components/choice.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill, words } from "../i18n/index.ts";
import { GroupFailure } from "./failure.tsx";
import { useAct } from "./reply.ts";
import { SkillPicker } from "./skill-picker.tsx";

const MOST = 20;
const WEEK = 7 * 86_400_000;
const LEVELS = [1, 2, 3, 4, 5];

const inAWeek = (): string => new Date(now.value + WEEK).toISOString().slice(0, 10);

/** Assigns skills to a group. */
export function NewAssignment({ group, onCreated }: { group: string; onCreated: () => void }) {
  const { assignments: texted } = texts.value;
  const [skills, setSkills] = useState<readonly string[]>([]);
  const [level, setLevel] = useState<number | null>(null);
  const [due, setDue] = useState(inAWeek);
  const { failure, act } = useAct();
  const create = async (event: SubmitEvent) => {
    event.preventDefault();
    const body = { skills: [...skills], level, due };
    if ((await act(() => call("createAssignment", { params: { group }, body }))) === null) return;
    setSkills([]);
    onCreated();
  };
  return (
    <section class="card">
      <h3>{texted.newTitle}</h3>
      <form class="fields" onSubmit={(event) => void create(event)}>
        <SkillPicker chosen={skills} most={MOST} onChange={setSkills} />
        <Choice
          label={texted.levelLabel}
          value={String(level ?? "")}
          options={[
            ["", texted.anyLevel],
            ...LEVELS.map((n): [string, string] => [String(n), fill(words.value.practice.level, { level: n })]),
          ]}
          onChoose={(value) => setLevel(value === "" ? null : Number(value))}
        />
        <div class="field">
          <label for="assignment-due">{texted.date}</label>
          <input
            id="assignment-due"
            type="date"
            required
            value={due}
            onInput={(event) => setDue(event.currentTarget.value)}
          />
        </div>
        {failure && <GroupFailure failure={failure} />}
        <button type="submit" disabled={skills.length === 0}>
          {texted.create}
        </button>
      </form>
    </section>
  );
}
