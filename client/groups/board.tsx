import type { Board } from "#contract/groups.ts";
import { call } from "../api.ts";
import { Scrolling } from "../components/scrolling.tsx";
import { texts } from "../i18n/groups/index.ts";
import { fill } from "../i18n/index.ts";
import { GroupFailure, Waiting } from "./failure.tsx";
import type { TabProps } from "./tab.ts";
import { useAct, useReply } from "./reply.ts";
import { dateText } from "./words.ts";

/** How much those practise who show it; and whether the reader does. */
export function BoardTab({ group, onChange }: TabProps) {
  const { board: texted } = texts.value;
  const asked = useReply("board", { params: { group: group.id } });
  const { failure, act } = useAct();
  const share = async (showsEffort: boolean) => {
    const body = { showsEffort };
    const changed = await act(() => call("shareEffort", { params: { group: group.id }, body }));
    if (changed === null) return;
    onChange(changed);
    await asked.reload();
  };
  const board = asked.value;
  if (board === null) return <Waiting failure={asked.failure} onRetry={() => void asked.reload()} />;
  return (
    <section class="tab" aria-labelledby="board-title">
      <h2 id="board-title">{fill(texted.title, { from: dateText(board.from), until: dateText(board.until) })}</h2>
      <p class="note">{texted.note}</p>
      {failure && <GroupFailure failure={failure} />}
      <label class="box">
        <input
          type="checkbox"
          checked={group.showsEffort}
          onChange={(event) => void share(event.currentTarget.checked)}
        />
        {texted.show}
      </label>
      {board.members.length === 0 ? <p>{texted.none}</p> : <Efforts board={board} />}
    </section>
  );
}

function Efforts({ board }: { board: Board }) {
  const { board: texted, tabs } = texts.value;
  return (
    <Scrolling label={tabs.board}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texted.name}</th>
            <th scope="col">{texted.questions}</th>
            <th scope="col">{texted.minutes}</th>
            <th scope="col">{texted.met}</th>
            <th scope="col">{texted.remembered}</th>
          </tr>
        </thead>
        <tbody>
          {board.members.map(({ name, you, questions, minutes, met, remembered }) => (
            <tr key={name}>
              <th scope="row" class="named">
                {name} {you && <span class="tag">{texted.you}</span>}
              </th>
              <td>{questions}</td>
              <td>{minutes}</td>
              <td>{met}</td>
              <td>{remembered}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolling>
  );
}
