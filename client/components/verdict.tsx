import { useEffect, useRef } from "preact/hooks";
import type { Question } from "#contract/practice.ts";
import { now } from "../clock.ts";
import { fromNow, sentence } from "../format.ts";
import { fill, languageTag, said, words } from "../i18n/index.ts";
import type { Outcome, Unreadable } from "../session.ts";
import { session } from "../practice.ts";
import { SolutionView } from "../solutions/index.tsx";
import { variedIn } from "../varied.ts";
import { Marked } from "./marked.tsx";

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
  const { position, reason } = judgement;
  const { line, at } = lineAt(answer, position ?? 0);
  const isPicked = session.value.question?.task.form === "find";
  return (
    <div class="verdict unreadable">
      <h2>{verdict[position === null ? "otherForm" : "unreadable"]}</h2>
      <p>{said(reason)}</p>
      {position !== null && !isPicked && (
        <p>
          {fill(verdict.unreadableAt, { position: at + 1 })} <Marked text={line} position={at} />
        </p>
      )}
      <p class="note">{verdict.unreadableNote}</p>
    </div>
  );
}

/** Of an answer in lines the one that could not be read, and the place in it. */
function lineAt(answer: string, position: number): { line: string; at: number } {
  const place = Math.min(position, answer.length);
  const start = answer.lastIndexOf("\n", place - 1) + 1;
  const end = answer.indexOf("\n", place);
  return { line: answer.slice(start, end < 0 ? undefined : end), at: place - start };
}

type Settled = { answer: string | null; retry: boolean; judgement: Outcome };

function OutcomeVerdict({ answer, retry, judgement }: Settled) {
  const { verdict, card } = words.value;
  const { question } = session.value;
  const { form } = judgement.solution;
  return (
    <div class={`verdict ${judgement.verdict}`}>
      <h2>{form === "flashcard" ? card[judgement.verdict] : verdict[judgement.verdict]}</h2>
      {question && <SolutionView question={question} answer={answer} solution={judgement.solution} />}
      {judgement.verdict === "wrong" && !speaksForItself(judgement) && <Mistakes judgement={judgement} />}
      {question && <p class="note">{schedule(judgement, retry, question)}</p>}
    </div>
  );
}

/** True where no mistake is looked for, or the solution says all there is to say of it. */
function speaksForItself({ solution, mistakes }: Outcome): boolean {
  switch (solution.form) {
    case "flashcard":
    case "find":
      return true;
    case "order":
      return mistakes.length === 0;
    case "choice":
      return mistakes.length === 0 && solution.why !== undefined;
    case "matrix":
      return solution.transposed || solution.entries.flat().every(({ right }) => right === null);
    default:
      return false;
  }
}

function schedule(judgement: Outcome, retry: boolean, question: Question): string {
  const { verdict } = words.value;
  if (judgement.rating === null) return verdict[retry ? "notCounted" : "settledElsewhere"];
  if (judgement.again) return verdict.again[variedIn(question)];
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
