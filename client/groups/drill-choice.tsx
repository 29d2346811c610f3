import { useState } from "preact/hooks";
import type { Drill } from "#contract/groups.ts";
import { call } from "../api.ts";
import { Choice } from "../components/choice.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill } from "../i18n/index.ts";
import { GroupFailure } from "./failure.tsx";
import { useAct } from "./reply.ts";
import { SkillPicker } from "./skill-picker.tsx";
import { listed, skillName } from "./words.ts";

const MOST = 10;

type Weeks = "current" | "next";
type Props = { group: string; choice: NonNullable<Drill["choice"]>; onChange: (drill: Drill) => void };

/** Chooses what is drilled, this week or the next. */
export function DrillChoice({ group, choice, onChange }: Props) {
  const { drill } = texts.value;
  const [week, setWeek] = useState<Weeks>(choice.begun ? "next" : "current");
  const [skills, setSkills] = useState<readonly string[]>([]);
  const { failure, act } = useAct();
  const chosen = (of: readonly string[] | null) => (of === null ? drill.automatic : listed(of.map(skillName)));
  const choose = async (wanted: readonly string[] | null) => {
    const body = { week, skills: wanted && [...wanted] };
    const changed = await act(() => call("chooseDrill", { params: { group }, body }));
    if (changed === null) return;
    setSkills([]);
    onChange(changed);
  };
  return (
    <section class="card">
      <h3>{drill.choiceTitle}</h3>
      <p>{fill(drill.now, { skills: chosen(choice.current) })}</p>
      <p>{fill(drill.next, { skills: chosen(choice.next) })}</p>
      {choice.begun && <p class="note">{drill.begun}</p>}
      {failure && <GroupFailure failure={failure} />}
      {!choice.begun && (
        <Choice
          label={drill.week}
          value={week}
          options={[
            ["current", drill.weeks.current],
            ["next", drill.weeks.next],
          ]}
          onChoose={(value) => setWeek(value === "next" ? "next" : "current")}
        />
      )}
      <SkillPicker chosen={skills} most={MOST} onChange={setSkills} />
      <div class="actions">
        <button type="button" disabled={skills.length === 0} onClick={() => void choose(skills)}>
          {drill.choose}
        </button>
        <button type="button" class="quiet" onClick={() => void choose(null)}>
          {drill.takeWeakest}
        </button>
      </div>
    </section>
  );
}
