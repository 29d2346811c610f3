import { useEffect, useState } from "preact/hooks";
import type { Account } from "#contract/account.ts";
import { call, type Failure } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { FailureNotice } from "../components/failure.tsx";
import { Link } from "../components/link.tsx";
import { brought, openAnew } from "../entrance/anew.ts";
import { texts } from "../i18n/account/index.ts";
import { fill, words } from "../i18n/index.ts";
import { OwnData } from "./data.tsx";
import { day } from "./day.ts";
import { Deletion } from "./deletion.tsx";
import { Password } from "./password.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoStep } from "./two-step.tsx";

/** The account page of whoever is logged in. */
export function OwnAccountPage() {
  const [account, setAccount] = useState<Account | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fetchAccount = async () => {
    const reply = await call("account", {});
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) setAccount(reply.value);
  };
  useEffect(() => void fetchAccount(), []);
  return (
    <div class="page narrow">
      {failure && <FailureNotice failure={failure} onRetry={() => void fetchAccount()} />}
      {account === null && !failure && <p class="waiting">{words.value.common.loading}</p>}
      {account !== null && (
        <>
          <Head account={account} />
          <Password account={account} onChange={setAccount} />
          <TwoStep account={account} onChange={() => void fetchAccount()} />
          <Sessions account={account} onChange={setAccount} />
          <OwnData />
          <Deletion />
        </>
      )}
    </div>
  );
}

function Head({ account }: { account: Account }) {
  const { own, claim } = texts.value;
  const invite = brought("invite");
  return (
    <>
      <h1 class="account-name">{account.name}</h1>
      <p class="eyebrow">
        {fill(own.since, { date: day(account.created) })} {account.admin && <span class="tag">{own.admin}</span>}
      </p>
      {account.admin && <Link page="admin">{words.value.nav.admin}</Link>}
      {invite !== null && !account.admin && (
        <section class="card">
          <p>{claim.text}</p>
          <ActionForm
            fields={[]}
            button={claim.button}
            act={() => call("claim", { body: { invite } })}
            onDone={() => openAnew("account")}
          />
        </section>
      )}
      <ActionForm
        fields={[]}
        button={own.logout}
        kind="plain"
        act={() => call("logout", { body: {} })}
        onDone={() => openAnew("account")}
      />
    </>
  );
}
