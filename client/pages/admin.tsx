import { useEffect, useState } from "preact/hooks";
import "../styles/cards.css";
import "../styles/admin.css";
import { me, ready } from "../account.ts";
import { AuditPart } from "../admin/audit.tsx";
import { BackupsPart } from "../admin/backups.tsx";
import { InvitesPart } from "../admin/invites.tsx";
import { PeoplePart } from "../admin/people.tsx";
import { ReportsPart } from "../admin/reports.tsx";
import { ServerPart } from "../admin/server.tsx";
import { StoragePart } from "../admin/storage.tsx";
import { Link } from "../components/link.tsx";
import { texts } from "../i18n/admin/index.ts";
import { words } from "../i18n/index.ts";

/** The server, for those who own it. */
export function AdminPage() {
  const [known, setKnown] = useState(false);
  useEffect(() => void ready().then(() => setKnown(true)), []);
  const said = texts.value;
  if (!known) return <p class="waiting">{words.value.common.loading}</p>;
  return (
    <div class="page narrow">
      <h1>{said.title}</h1>
      {me.value?.admin === true ? (
        <>
          <PeoplePart />
          <InvitesPart />
          <ReportsPart />
          <BackupsPart />
          <StoragePart />
          <ServerPart />
          <AuditPart />
        </>
      ) : (
        <>
          <p>{said.notYours}</p>
          <Link page="account">{said.toAccount}</Link>
        </>
      )}
    </div>
  );
}
