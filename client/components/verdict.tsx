import { useEffect, useRef } from "preact/hooks";
import type { FormId } from "#contract/forms.ts";
import { now } from "../clock.ts";
import { fromNow, sentence } from "../format.ts";
import { fill, languageTag, said, words } from "../i18n/index.ts";
import type { Outcome, Unreadable } from "../session.ts";
import { session } from "../practice.ts";
import { SolutionView } from "../solutions/index.tsx";

/** What became of the answer. It stands below all that was there before, so that nothing jumps. */
export function Verdict() {
  const { unreadable, outcome } = session.value;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (outcome ?? unreadable) place.current?.scrollIntoView({ block: "nearest" });
  }, [outcome, unreadable]);
  return (
    <div ref={place} class="verdict-place" aria-live="polite" aria-atomic="true">
      {unreadable && <UnreadableVerdict {...unreadable} />}
      {outcome && <OutcomeVerdict {...outcome} />}
    </div>
  );
}

function UnreadableVerdict({ answer, judgement }: { answer: string; judgement: Unreadable }) {
  const { verdict } = words.value;
  const at = Math.min(judgement.position, answer.length);
  const [fault = ""] = answer.slice(at);
  const isPicked = session.value.question?.task.form === "find";
  return (
    <div class="verdict unreadable">
      <h2>{verdict.unreadable}</h2>
      <p>{said(judgement.reason)}</p>
      {!isPicked && (
        <p>
          {fill(verdict.unreadableAt, { position: at + 1 })}{" "}
          <code>
            {answer.slice(0, at)}
            <mark>{fault || `⟨${verdict.end}⟩`}</mark>
            {answer.slice(at + fault.length)}
          </code>
        </p>
      )}
      <p class="note">{verdict.unreadableNote}</p>
    </div>
  );
}

/** Forms whose answer is no result of a computation, so that nobody can be told how it came about. */
const isUndiagnosed: ReadonlySet<FormId> = new Set(["flashcard", "find"]);

type Settled = { answer: string | null; retry: boolean; judgement: Outcome };

function OutcomeVerdict({ answer, retry, judgement }: Settled) {
  const { verdict, card } = words.value;
  const { question } = session.value;
  const { form } = judgement.solution;
  return (
    <div class={`verdict ${judgement.verdict}`}>
      <h2>{form === "flashcard" ? card[judgement.verdict] : verdict[judgement.verdict]}</h2>
      {question && <SolutionView question={question} answer={answer} solution={judgement.solution} />}
      {judgement.verdict === "wrong" && !isUndiagnosed.has(form) && <Mistakes judgement={judgement} />}
      <p class="note">{schedule(judgement, retry)}</p>
    </div>
  );
}

function schedule(judgement: Outcome, retry: boolean): string {
  const { verdict } = words.value;
  if (judgement.rating === null) return verdict[retry ? "notCounted" : "settledElsewhere"];
  if (judgement.again) return verdict[judgement.derivation.length > 0 ? "again" : "againItself"];
  if (judgement.due === null) return "";
  return fill(verdict.dueNext, { when: fromNow(judgement.due, now.value, languageTag.value) });
}

function Mistakes({ judgement: { certainty, mistakes } }: { judgement: Outcome }) {
  const { verdict, common } = words.value;
  if (certainty === "none" || mistakes.length === 0) return <p class="mistake">{verdict.none}</p>;
  const tie = mistakes.length > 1;
  return (
    <div class="mistake">
      <h3>{verdict[certainty === "named" ? "mistake" : "possible"]}</h3>
      <p class="note">{verdict[certainty === "possible" ? "possibleNote" : tie ? "tie" : "match"]}</p>
      {mistakes.map((mistake, i) => (
        <div key={`${mistake.id}+${mistake.with}`}>
          {i > 0 && <p class="or">{common.or}</p>}
          <p>
            <strong>{sentence(said(mistake.name), common.stop)}</strong>
          </p>
          {mistake.withName && <p>{fill(verdict.together, { with: said(mistake.withName) })}</p>}
          <p>{sentence(said(mistake.remedy), common.stop)}</p>
        </div>
      ))}
    </div>
  );
}
