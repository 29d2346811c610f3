import { useEffect, useState } from "preact/hooks";
import "../styles/account.css";
import "../styles/cards.css";
import { me, ready } from "../account.ts";
import type { Failure } from "../api.ts";
import { FailureNotice } from "../components/failure.tsx";
import { brought } from "../entrance/anew.ts";
import { GuestPage } from "../entrance/guest.tsx";
import { Reset } from "../entrance/reset.tsx";
import { texts } from "../i18n/account/index.ts";
import { words } from "../i18n/index.ts";
import { OwnAccountPage } from "../own-account/page.tsx";

/** Who the reader is: a way in for guests, and one's own account for the rest. */
export function AccountPage() {
  const [known, setKnown] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const enter = async () => {
    const found = await ready();
    setFailure(found !== null && isSomebodyNeeded(found) ? null : found);
    setKnown(true);
  };
  useEffect(() => void enter(), []);
  const reset = brought("reset");
  if (reset !== null)
    return (
      <div class="page narrow">
        <h1>{texts.value.title}</h1>
        <Reset token={reset} />
      </div>
    );
  if (failure !== null)
    return (
      <div class="page narrow">
        <h1>{texts.value.title}</h1>
        <FailureNotice failure={failure} onRetry={() => void enter()} />
      </div>
    );
  if (!known) return <p class="waiting">{words.value.common.loading}</p>;
  return me.value?.guest === false ? <OwnAccountPage /> : <GuestPage />;
}

/** Where guests are not wanted, this page is the way in. */
const isSomebodyNeeded = (failure: Failure): boolean =>
  failure.kind === "refused" && failure.problem?.code === "login_needed";
