import { useEffect, useState } from "preact/hooks";
import type { Task } from "#contract/forms.ts";
import type { Question } from "#contract/practice.ts";
import { fetchSyllabus, progress, syllabus } from "../account.ts";
import { drawnAnswer } from "../answers/drawn-answer.ts";
import { AnswerForm } from "../components/answer-form.tsx";
import { Derivation } from "../components/derivation.tsx";
import { NothingLeft, WayBack } from "../components/course.tsx";
import { FailureNotice } from "../components/failure.tsx";
import { Confirm, Hints } from "../components/hints.tsx";
import { KeysDialog } from "../components/keys.tsx";
import { Prose, Sentence } from "../components/prose.tsx";
import { QuestionFacts } from "../components/question-facts.tsx";
import { ReportDialog } from "../components/report.tsx";
import { Spoken } from "../components/spoken.tsx";
import { Verdict } from "../components/verdict.tsx";
import { NetworkDiagram } from "../diagram/diagram.tsx";
import { litBy } from "../diagram/reads.ts";
import { count, fill, said, words } from "../i18n/index.ts";
import { another, course, enter, giveUp, hint, next, session, tell, unfold } from "../practice.ts";
import { canRetry, hintsLeft } from "../session.ts";
import { courseKey, courseOf, type Course } from "../course.ts";
import { digitOf, shortcutOf } from "../shortcuts.ts";
import { variedIn } from "../varied.ts";

/** Practice: one question after the other, at once and without an account. */
export function PracticePage({ course: chosen }: { course: Course }) {
  const [keysShown, showKeys] = useState(false);
  const key = courseKey(chosen);
  useEffect(() => enter(courseOf(key)), [key]);
  useShortcuts(() => showKeys(true));
  const { phase, question, failure, attempt, panel } = session.value;
  return (
    <div class="practice">
      <ProgressLine onKeys={() => showKeys(true)} />
      {failure && (
        <FailureNotice
          failure={failure}
          attempt={attempt}
          {...(question === null ? { onRetry: () => void next() } : {})}
        />
      )}
      {phase === "loading" && !failure && <p class="waiting">{words.value.common.loading}</p>}
      {phase === "nothing" && <NothingLeft course={chosen} />}
      {question && <QuestionView key={question.ticket} question={question} />}
      {panel === "report" && <ReportDialog />}
      {keysShown && <KeysDialog onClose={() => showKeys(false)} />}
    </div>
  );
}

function ProgressLine({ onKeys }: { onKeys: () => void }) {
  const { practice, counts, keys } = words.value;
  const now = progress.value;
  return (
    <div class="progress-line">
      <p>
        {now && (
          <>
            <span>{count(counts.due, now.due)}</span>
            <span>{count(counts.newLeft, now.newLeftToday)}</span>
            {now.reviewsToday > 0 && (
              <span>{fill(practice.today, { right: now.rightToday, total: now.reviewsToday })}</span>
            )}
          </>
        )}
      </p>
      <button type="button" class="quiet small keyboard-only" onClick={onKeys}>
        {keys.show} <kbd>?</kbd>
      </button>
    </div>
  );
}

function QuestionView({ question }: { question: Question }) {
  const { practice } = words.value;
  const { outcome, lit } = session.value;
  const steps = outcome?.judgement.derivation ?? [];
  const step = lit === null ? undefined : steps[lit];
  return (
    <article class={question.network ? "question" : "question plain"} data-ticket={question.ticket}>
      <header class="question-head">
        <p class="eyebrow">
          <span class="tag">{practice.reason[question.reason]}</span>
          <span>{said(question.skillName)}</span>
          <span>{fill(practice.level, { level: question.level })}</span>
        </p>
        <h1>
          <TaskSentence question={question} />
        </h1>
        <WayBack course={course.value} />
      </header>
      {question.network && (
        <div class="question-picture">
          {question.diagram && (
            <NetworkDiagram
              diagram={question.diagram}
              {...drawnAnswer(question, question.diagram)}
              {...(step ? { lit: litBy(step, question.diagram) } : {})}
            />
          )}
          <QuestionFacts question={question} />
        </div>
      )}
      <div class="question-work">
        <AnswerForm question={question} />
        <Actions question={question} />
        <Hints />
        <Verdict />
        <Derivation />
        <Spoken />
      </div>
    </article>
  );
}

/** What is to be done, in a sentence. */
function TaskSentence({ question: { ask, task } }: { question: Question }) {
  if (task.form === "flashcard") return <Prose text={said(task.front)} />;
  if ((task.form === "choice" || task.form === "order") && task.ask) return <Prose text={said(task.ask)} />;
  if (ask === null) return null;
  const names = task.form === "formula" && task.wanted?.form === "in terms of" ? { names: task.wanted.names } : {};
  const symbol = task.form === "matrix" ? task.matrix : ask.symbol;
  const sentence = <Sentence text={words.value.ask[askedIn(task, ask)]} formulas={{ symbol, ...names }} />;
  if (ask.told === undefined) return sentence;
  return (
    <>
      {said(ask.told)} {task.form !== "number" && sentence}
    </>
  );
}

const wantedForms = {
  free: "formula",
  "no gradient": "formula_no_gradient",
  "in terms of": "formula_in_terms",
} as const;

/** Which sentence asks in a form. */
function askedIn(task: Task, { kind, told }: NonNullable<Question["ask"]>): keyof typeof words.value.ask {
  if (task.form === "formula") return told ? "formula_told" : wantedForms[task.wanted?.form ?? "free"];
  if (task.form === "number" || task.form === "flashcard") return kind;
  if (task.form === "find" && task.source) return "misprint";
  if (task.form !== "paths") return task.form;
  return task.paths === null ? "path_count" : task.products ? "paths_products" : "paths";
}

/** A question of a drill is the same for the whole group. */
const isSame = ({ reason }: Question): boolean => reason === "drill";

function Actions({ question }: { question: Question }) {
  const { practice, common, report } = words.value;
  const { outcome, attempt, panel, reported, counts } = session.value;
  const open = outcome === null && attempt === null;
  return (
    <>
      <div class="actions">
        {open && question.hints.total > 0 && (
          <button type="button" aria-disabled={!hintsLeft(session.value)} onClick={() => void hint()}>
            {practice.hint}
          </button>
        )}
        {canRetry(session.value) && outcome?.judgement.verdict !== "right" && (
          <button type="button" onClick={() => tell({ type: "tried_again" })}>
            {practice.tryAgain}
          </button>
        )}
        {!isSame(question) && (
          <button type="button" aria-disabled={attempt !== null} onClick={() => void another()}>
            {practice.another[variedIn(question)]}
          </button>
        )}
        {open && question.task.form !== "flashcard" && (
          <button type="button" class="quiet" onClick={() => tell({ type: "opened", panel: "give_up" })}>
            {practice.giveUp}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => tell({ type: "opened", panel: "report" })}>
          {practice.report}
        </button>
      </div>
      {reported && <output class="notice good">{report.thanks}</output>}
      {panel === "give_up" && (
        <Confirm
          text={practice[counts ? "giveUpAsk" : "giveUpAgainAsk"]}
          yes={practice.giveUpYes}
          no={common.cancel}
          onYes={() => void giveUp()}
          onNo={() => tell({ type: "opened", panel: null })}
        />
      )}
    </>
  );
}

/** What is chosen by a digit. */
const numbered = (digit: string) => document.querySelector<HTMLElement>(`.answer [data-digit="${digit}"]`);

/** Enter checks, wherever it is pressed outside of buttons and fields. */
const answerForm = () => document.querySelector<HTMLFormElement>("form.answer");

/** A key held down presses no second button, such as the one that takes the place of the first; lines go on. */
function held(event: KeyboardEvent): void {
  const writes = event.target instanceof HTMLElement && event.target.matches("textarea");
  if (event.key === "Enter" && !writes) event.preventDefault();
}

/** Listens for the keys of the practice page while it is shown. */
function useShortcuts(help: () => void): void {
  useEffect(() => {
    const act = {
      hint: () => void hint(),
      another: () => session.value.question && !isSame(session.value.question) && void another(),
      step: unfold,
      retry: () => canRetry(session.value) && tell({ type: "tried_again" }),
      answer: () => document.querySelector<HTMLElement>(".answer input, .answer [data-digit]")?.focus(),
      help,
      leave: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    };
    const listen = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]") !== null || event.isComposing) return;
      const typing = event.target instanceof HTMLElement && event.target.matches("input[type=text], textarea, select");
      const { key, code, altKey: alt } = event;
      if (event.repeat) return held(event);
      const press = { key, code, alt, command: event.ctrlKey || event.metaKey, typing };
      const digit = digitOf(press);
      if (digit !== null) numbered(digit)?.click();
      if (key === "Enter" && event.target === document.body) answerForm()?.requestSubmit();
      const shortcut = shortcutOf(press);
      if (shortcut === null) return;
      event.preventDefault();
      act[shortcut]();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [help]);
  useEffect(() => void (syllabus.value === null && fetchSyllabus()), []);
}
