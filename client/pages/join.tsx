import { useEffect } from "preact/hooks";
import "../styles/cards.css";
import "../styles/groups.css";
import type { Invitation } from "#contract/groups.ts";
import { me } from "../account.ts";
import { call } from "../api.ts";
import { Link } from "../components/link.tsx";
import { AccountNeeded } from "../groups/account-needed.tsx";
import { GroupFailure } from "../groups/failure.tsx";
import { useAct, useReply } from "../groups/reply.ts";
import { texts } from "../i18n/groups/index.ts";
import { chooseLanguage, fill, words } from "../i18n/index.ts";
import { keepInvitation, keptInvitation } from "../invitation.ts";
import { go } from "../router.ts";

/** What an invitation leads to, and what others will see of whoever accepts it. */
export function JoinPage() {
  const { join, title } = texts.value;
  const code = (location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : keptInvitation()) ?? "";
  const { value, failure, reload } = useReply("invitation", { body: { code } });
  // A guest who registers first comes back here.
  useEffect(() => keepInvitation(code === "" || failure?.kind === "refused" ? null : code), [code, failure]);
  useEffect(() => speak(value), [value]);
  if (value === null)
    return (
      <div class="page narrow">
        <h1>{title}</h1>
        {failure ? (
          <GroupFailure failure={failure} missing="badInvitation" onRetry={() => void reload()} />
        ) : (
          <p class="waiting">{words.value.common.loading}</p>
        )}
      </div>
    );
  return (
    <div class="page narrow">
      <h1>{fill(join.heading, { group: value.group })}</h1>
      {value.member === null ? <Offer code={code} invitation={value} /> : <Member group={value.member} />}
    </div>
  );
}

/** A reader who has chosen no language yet reads the group's. */
function speak(invitation: Invitation | null): void {
  const language = invitation?.language ?? null;
  if (language !== null && me.value?.settings.language === null) chooseLanguage(language);
}

function Member({ group }: { group: string }) {
  const { join } = texts.value;
  return (
    <>
      <p>{join.member}</p>
      <p>
        <Link page="groups" argument={group} class="button">
          {join.open}
        </Link>
      </p>
    </>
  );
}

function Offer({ code, invitation }: { code: string; invitation: Invitation }) {
  const { join, roles } = texts.value;
  const { failure, act } = useAct();
  const accept = async () => {
    const group = await act(() => call("joinGroup", { body: { code } }));
    if (group === null) return;
    keepInvitation(null);
    go("groups", group.id);
  };
  return (
    <>
      <p>{fill(join.role, { role: roles[invitation.role] })}</p>
      <section class="card">
        <h2>{join.seesTitle}</h2>
        <p>{join.staffSees}</p>
        <p>{join.staffNot}</p>
        <p>{join.othersSee}</p>
        <p>{join.staffMay}</p>
        <p>{join.leave}</p>
      </section>
      {failure && <GroupFailure failure={failure} missing="badInvitation" />}
      {me.value?.guest === true ? (
        <AccountNeeded />
      ) : (
        <p>
          <button type="button" class="primary" onClick={() => void accept()}>
            {join.accept}
          </button>
        </p>
      )}
    </>
  );
}
