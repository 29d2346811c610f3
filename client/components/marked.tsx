import { words } from "../i18n/index.ts";

/** What was typed, with the character marked at which reading stopped. */
export function Marked({ text, position }: { text: string; position: number }) {
  const at = Math.min(position, text.length);
  const [fault = ""] = text.slice(at);
  return (
    <code>
      {text.slice(0, at)}
      <mark>{fault || `⟨${words.value.verdict.end}⟩`}</mark>
      {text.slice(at + fault.length)}
    </code>
  );
}
