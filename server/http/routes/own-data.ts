import { ownData } from "#contract/account.ts";
import type { OwnData } from "#contract/account.ts";
import type { Routes } from "#contract/routes.ts";
import { cardsOf } from "../../db/cards.ts";
import { reportsOf } from "../../db/reports.ts";
import { reviewsOf } from "../../db/reviews.ts";
import type { Review } from "../../db/reviews.ts";
import type { User } from "../../db/users.ts";
import { meOf } from "../account/me.ts";
import type { Context } from "../context.ts";
import { Streamed } from "../encoded.ts";
import type { Handlers } from "../serve.ts";

/** As many answers as are held at once. */
const PAGE = 200;

const head = ownData.omit({ reviews: true });
const one = ownData.shape.reviews.element;

const instant = (at: number): string => new Date(at).toISOString();

const told = (review: Review): OwnData["reviews"][number] => {
  const { id, at, day, verdict, rating, answer, mistakes, hints, revealed, retrievability, seconds, item } = review;
  const answered = { number: id, at: instant(at), day, verdict, rating, answer, mistakes, seconds, item };
  const credits = review.credits.map(({ subject, rating: credit }) => ({ skill: subject, rating: credit }));
  return one.parse({ ...answered, credits, hints, revealed, retrievability });
};

const beginning = async ({ database: { db }, now }: Context, user: User): Promise<Omit<OwnData, "reviews">> => {
  const cards = await cardsOf(db, user.id);
  const reports = await reportsOf(db, user.id);
  return head.parse({
    format: "backprop-drill",
    version: 1,
    exported: instant(now()),
    me: meOf(user),
    cards: cards.map(({ subject, ...card }) => ({ skill: subject, ...card })),
    reports: reports.map((report) => ({ ...report, at: instant(report.at) })),
  });
};

async function* pieces(context: Context, user: User): AsyncGenerator<string> {
  yield JSON.stringify(await beginning(context, user)).replace(/\}$/, ',"reviews":[');
  let after = 0;
  for (;;) {
    const page = await reviewsOf(context.database.db, user.id, { after, limit: PAGE });
    for (const review of page)
      yield `${after === 0 && review === page[0] ? "\n" : ",\n"}${JSON.stringify(told(review))}`;
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) break;
  }
  yield "\n]}\n";
}

/** Everything that is a learner's own, to be taken away. */
export const ownDataHandlers = (context: Context): Pick<Handlers<Routes>, "ownData"> => ({
  ownData: ({ user }) => {
    const day = instant(context.now()).slice(0, 10);
    return new Streamed(pieces(context, user), `backprop-drill-${day}.json`);
  },
});
