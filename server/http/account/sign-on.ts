import { addIdentity, findIdentity } from "../../db/identities.ts";
import type { Database } from "../../db/schema.ts";
import type { SignOn } from "../../db/sign-ons.ts";
import { findTotp } from "../../db/totp.ts";
import type { User } from "../../db/users.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { startSession } from "../session.ts";
import type { Exchange } from "../session.ts";
import { arrive } from "./arrive.ts";
import { newHalf } from "./half.ts";
import { readName } from "./name.ts";
import type { Name } from "./name.ts";
import type { Vouched } from "./open-id.ts";
import { registerAs } from "./registering.ts";

/** The pages to go on to, as seen from where the other server sends the browser back to. */
const PRACTICE = "../../";
const ACCOUNT = "../../account";

const MOST_NAMESAKES = 1000;

/** What somebody may be called here who is called so elsewhere: so, or with a number. */
function* namesLike(text: string | null): Generator<Name> {
  const { name } = readName(text ?? "") ?? { name: "Learner" };
  for (let number = 1; number <= MOST_NAMESAKES; number++) {
    const wish = readName(number === 1 ? name : `${name} ${number}`);
    if (wish !== null) yield wish;
  }
}

const demandFree = (holder: number | null): void => {
  if (holder !== null) throw new Refusal("identity_taken", "This sign-on belongs to another account.");
};

const add = async (context: Context, trx: Database, user: number, vouched: Vouched): Promise<void> => {
  const { issuer, subject } = vouched;
  demandFree(await findIdentity(trx, vouched));
  await addIdentity(trx, user, { issuer, subject }, context.now());
};

/** Adds an identity to the account that asked for it, if that is still who sits at the browser. */
export const linkIdentity = async (context: Context, account: number, user: User | null, vouched: Vouched) => {
  if (user?.id !== account) throw new Refusal("sign_on_failed", "Somebody else is logged in by now.");
  await write(context.database.db, async (trx) => {
    if ((await findIdentity(trx, vouched)) !== account) await add(context, trx, account, vouched);
  });
  return ACCOUNT;
};

/** Lets in whom an identity belongs to, as far as the second step; whoever is new here registers. */
export const enterBy = async (
  context: Context,
  exchange: Exchange,
  user: User | null,
  { vouched, signOn }: { vouched: Vouched; signOn: SignOn },
): Promise<string> => {
  const { db } = context.database;
  const holder = await findIdentity(db, vouched);
  if (holder === null) {
    await startSession(context, exchange, async (trx) => {
      const names = namesLike(vouched.name);
      const registered = await registerAs(context, trx, user, {
        names,
        passwordHash: null,
        inviteHash: signOn.inviteHash,
      });
      await add(context, trx, registered.id, vouched);
      return registered;
    });
    return PRACTICE;
  }
  if ((await findTotp(db, holder))?.confirmed === true)
    return `${ACCOUNT}#code=${await write(db, (trx) => newHalf(context, trx, holder))}`;
  await startSession(context, exchange, (trx) => arrive(trx, holder, user, signOn.takesAlong));
  return PRACTICE;
};
