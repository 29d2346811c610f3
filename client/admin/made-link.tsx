import { useId, useState } from "preact/hooks";
import { addressOf } from "../base.ts";
import { texts } from "../i18n/admin/index.ts";

/** A link that was just made, to be copied: the server will not show it again. */
export function MadeLink({ link }: { link: string }) {
  const { link: said } = texts.value;
  const id = useId();
  const [copied, setCopied] = useState(false);
  const whole = location.origin + addressOf(link.slice(1));
  // A page that came without encryption may not write to the clipboard.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  const copy = async () => {
    await clipboard?.writeText(whole);
    setCopied(true);
  };
  return (
    <div class="field made-link">
      <label for={id}>{said.label}</label>
      <input id={id} type="text" readOnly value={whole} onFocus={(event) => event.currentTarget.select()} />
      {clipboard && (
        <button type="button" class="small" onClick={() => void copy()}>
          {copied ? said.copied : said.copy}
        </button>
      )}
    </div>
  );
}
