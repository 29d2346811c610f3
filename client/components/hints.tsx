import { fill, said, words } from "../i18n/index.ts";
import { hint, session, tell } from "../practice.ts";
import { Mathematics } from "./mathematics.tsx";

/** The hints taken so far, and the question before the one that gives the asked step away. */
export function Hints() {
  const { practice, common } = words.value;
  const { hints, panel } = session.value;
  return (
    <>
      <ol class="hints" aria-live="polite">
        {hints.map((given) => (
          <li key={given.number}>
            <p class="eyebrow">{fill(practice.hintCount, { number: given.number, total: given.total })}</p>
            <p>{said(given.text)}</p>
            <p class="formulas">
              {given.formulas.map((formula) => (
                <span key={formula.text} class="formula-line">
                  <Mathematics formula={formula} />
                </span>
              ))}
            </p>
            {given.reveals && <p class="note">{practice.hintCost}</p>}
          </li>
        ))}
      </ol>
      {panel === "hint_warning" && (
        <Confirm
          text={practice.hintWarning}
          yes={practice.hintAnyway}
          no={common.cancel}
          onYes={() => void hint(true)}
          onNo={() => tell({ type: "opened", panel: null })}
        />
      )}
    </>
  );
}

type ConfirmProps = { text: string; yes: string; no: string; onYes: () => void; onNo: () => void };

/** Asks once more, in place: the question stays in sight. */
export function Confirm({ text, yes, no, onYes, onNo }: ConfirmProps) {
  return (
    <fieldset class="notice" aria-label={text}>
      <p>{text}</p>
      <div class="actions">
        <button type="button" onClick={onYes} ref={focusOnce}>
          {yes}
        </button>
        <button type="button" class="quiet" onClick={onNo}>
          {no}
        </button>
      </div>
    </fieldset>
  );
}

const focusOnce = (button: HTMLButtonElement | null): void => button?.focus();
