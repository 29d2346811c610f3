import { words } from "../i18n/index.ts";
import { Dialog } from "./dialog.tsx";

/** The list of keys. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { keys } = words.value;
  const list = [
    ["Enter", keys.enter],
    ["H", keys.hint],
    ["N", keys.another],
    ["D", keys.step],
    ["R", keys.retry],
    ["A", keys.answer],
    ["Esc", keys.escape],
    ["?", keys.help],
  ] as const;
  return (
    <Dialog title={keys.title} onClose={onClose}>
      <dl class="keys">
        {list.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p class="note">{keys.note}</p>
    </Dialog>
  );
}
