import type { Failure } from "../api.ts";
import type { Attempt } from "../session.ts";
import { words } from "../i18n/index.ts";

type Props = {
  failure: Failure;
  /** What is sent again by itself. */
  attempt?: Attempt | null;
  onRetry?: () => void;
};

/** What went wrong and what to do about it. */
export function FailureNotice({ failure, attempt = null, onRetry }: Props) {
  const { failure: texts, common } = words.value;
  const text =
    failure.kind === "offline"
      ? texts[attempt === null ? "offline" : attempt.answer === null ? "offlineGivingUp" : "offlineAnswer"]
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
