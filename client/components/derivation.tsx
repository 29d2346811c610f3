import { useLayoutEffect, useRef } from "preact/hooks";
import type { Formula, NamedMistake, Step } from "#contract/practice.ts";
import { latexOf, printed, readable } from "../format.ts";
import { count, fill, said, words } from "../i18n/index.ts";
import { session, tell, unfold } from "../practice.ts";
import { firstDifference, type Outcome } from "../session.ts";
import { Mathematics } from "./mathematics.tsx";

/** The derivation, unfolding step by step; the step of interest lights up in the diagram. */
export function Derivation() {
  const { outcome } = session.value;
  return outcome && outcome.judgement.derivation.length > 0 && <Unfolding judgement={outcome.judgement} />;
}

function Unfolding({ judgement }: { judgement: Outcome }) {
  const { derivation, counts } = words.value;
  const { unfolded, lit } = session.value;
  const list = useNewestInSight(unfolded);
  const steps = judgement.derivation;
  const changed = firstDifference(judgement);
  const mistake = judgement.mistakes[0];
  return (
    <section class="derivation" aria-labelledby="derivation-title">
      <div class="section-head">
        <h2 id="derivation-title">{derivation.title}</h2>
        <span class="note">{count(counts.steps, steps.length)}</span>
      </div>
      {unfolded > 0 && <p class="note">{derivation.lights}</p>}
      <ol ref={list} class="steps" aria-live="polite">
        {steps.slice(0, unfolded).map((step, i) => (
          <li key={step.quantity} class={lit === i ? "lit" : ""}>
            <StepButton step={step} number={i} total={steps.length} pressed={lit === i} />
            {i === changed && mistake?.firstDifference && (
              <Difference mistake={mistake} wrong={mistake.firstDifference} />
            )}
          </li>
        ))}
      </ol>
      <div class="actions">
        {unfolded < steps.length && (
          <>
            <button type="button" onClick={unfold}>
              {derivation[unfolded === 0 ? "show" : "nextStep"]}
            </button>
            <button type="button" class="quiet" onClick={() => tell({ type: "unfolded", steps: steps.length })}>
              {derivation.showAll}
            </button>
          </>
        )}
        {unfolded > 0 && (
          <button type="button" class="quiet" onClick={() => tell({ type: "unfolded", steps: 0 })}>
            {derivation.hide}
          </button>
        )}
      </div>
    </section>
  );
}

/** Brings a step into sight that was unfolded by itself; those that come with the verdict leave that in sight. */
function useNewestInSight(unfolded: number) {
  const list = useRef<HTMLOListElement>(null);
  const beforeRef = useRef(unfolded);
  useLayoutEffect(() => {
    if (unfolded === beforeRef.current + 1) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
    beforeRef.current = unfolded;
  }, [unfolded]);
  return list;
}

type StepProps = { step: Step; number: number; total: number; pressed: boolean };

function StepButton({ step, number, total, pressed }: StepProps) {
  return (
    <button
      type="button"
      class="step"
      aria-pressed={pressed}
      onClick={() => tell({ type: "lit", step: pressed ? null : number })}
    >
      <span class="visually-hidden">{fill(words.value.derivation.step, { number: number + 1, total })}</span>
      <StepLines step={step} />
    </button>
  );
}

/** A step: the rule in symbols, then with numbers, then its value. */
export function StepLines({ step }: { step: Step }) {
  const line = step.value === null ? null : inNumbers(step);
  return (
    <>
      <span class="line">
        <Mathematics formula={step} roomy />
      </span>
      {line && (
        <span class="line numbers-line">
          <Mathematics formula={line} roomy />
        </span>
      )}
    </>
  );
}

function inNumbers(step: Step): Formula {
  const value = readable(step.value ?? Number.NaN);
  const exact = step.exact === undefined || step.exact === step.numbers ? "" : ` = ${step.exact}`;
  const written = printed(step.numbers) === value ? "" : ` = ${value}`;
  return {
    text: `= ${step.numbers}${written}${exact}`,
    latex: `= ${step.numbersLatex}${latexOf(written)}${latexOf(exact)}`,
  };
}

function Difference({ mistake, wrong }: { mistake: NamedMistake; wrong: Step }) {
  const { derivation } = words.value;
  return (
    <div class="difference">
      <p class="difference-title">{derivation.firstDifference}</p>
      <p class="note">{fill(derivation.yours, { mistake: said(mistake.name) })}</p>
      <div class="step-lines">
        <StepLines step={wrong} />
      </div>
    </div>
  );
}
