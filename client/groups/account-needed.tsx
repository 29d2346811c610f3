import { Link } from "../components/link.tsx";
import { texts } from "../i18n/groups/index.ts";

/** Tells a guest that groups are for people with an account, and where to get one. */
export function AccountNeeded() {
  const { accountNeeded, toAccount } = texts.value;
  return (
    <>
      <p>{accountNeeded}</p>
      <p>
        <Link page="account" class="button">
          {toAccount}
        </Link>
      </p>
    </>
  );
}
