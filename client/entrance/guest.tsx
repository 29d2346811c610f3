import { useEffect, useState } from "preact/hooks";
import type { Entrance } from "#contract/account.ts";
import { me, refreshProgress } from "../account.ts";
import { call, type Failure } from "../api.ts";
import { FailureNotice } from "../components/failure.tsx";
import { keptInvitation } from "../invitation.ts";
import { OwnData } from "../own-account/data.tsx";
import { texts } from "../i18n/account/index.ts";
import { words } from "../i18n/index.ts";
import { brought } from "./anew.ts";
import { Carry } from "./carry.tsx";
import { Login } from "./login.tsx";
import { Register } from "./register.tsx";

/** The account page of whoever has none yet, or has not logged in. */
export function GuestPage() {
  const { title, guest } = texts.value;
  const [entrance, setEntrance] = useState<Entrance | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fetchEntrance = async () => {
    if (me.value !== null) await refreshProgress();
    const reply = await call("entrance", {});
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) setEntrance(reply.value);
  };
  useEffect(() => void fetchEntrance(), []);
  const invite = brought("invite") ?? keptInvitation();
  const isGuest = me.value !== null;
  return (
    <div class="page narrow">
      <h1>{title}</h1>
      <p>{invite !== null ? guest.invited : isGuest ? guest.intro : guest.introNobody}</p>
      {failure && <FailureNotice failure={failure} onRetry={() => void fetchEntrance()} />}
      {entrance === null && !failure && <p class="waiting">{words.value.common.loading}</p>}
      {entrance !== null && (
        <>
          <Register entrance={entrance} invite={invite} />
          <Login />
          {isGuest && <Carry />}
          {isGuest && <OwnData />}
        </>
      )}
    </div>
  );
}
