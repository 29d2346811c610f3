import type { Failure } from "../api.ts";
import { FailureNotice } from "../components/failure.tsx";
import { texts } from "../i18n/groups/index.ts";
import { words } from "../i18n/index.ts";

type Props = { failure: Failure; onRetry?: (() => void) | undefined; missing?: "not_found" | "badInvitation" };

/** What went wrong in a group: the words for questions do not fit here. */
export function GroupFailure({ failure, onRetry, missing = "not_found" }: Props) {
  const { failure: own } = texts.value;
  const code = failure.kind === "refused" ? failure.problem?.code : undefined;
  if (code !== "not_found" && code !== "conflict")
    return <FailureNotice failure={failure} {...(onRetry && { onRetry })} />;
  return (
    <div class="notice bad" role="alert">
      <p>{own[code === "conflict" ? "conflict" : missing]}</p>
    </div>
  );
}

/** Waits for an answer, or says why there is none. */
export function Waiting({ failure, onRetry }: { failure: Failure | null; onRetry: () => void }) {
  if (failure !== null) return <GroupFailure failure={failure} onRetry={onRetry} />;
  return <p class="waiting">{words.value.common.loading}</p>;
}
