import type { Failure } from "../api.ts";
import { words } from "../i18n/index.ts";

type Props = { failure: Failure; sending?: boolean; onRetry?: () => void };

/** What went wrong and what to do about it. */
export function FailureNotice({ failure, sending = false, onRetry }: Props) {
  const { failure: texts, common } = words.value;
  const text =
    failure.kind === "offline"
      ? texts[sending ? "offlineAnswer" : "offline"]
      : texts[failure.problem?.code ?? "internal"];
  return (
    <div class="notice bad" role="alert">
      <p>{text}</p>
      {onRetry && (
        <button type="button" class="quiet" onClick={onRetry}>
          {common.retry}
        </button>
      )}
    </div>
  );
}
