import type { Question } from "#contract/practice.ts";
import { said, words } from "../i18n/index.ts";
import { Mathematics } from "./mathematics.tsx";
import { Prose } from "./prose.tsx";

/** What the picture does not carry: further givens, and the conventions in force. */
export function QuestionFacts({ question }: { question: Question }) {
  const { practice } = words.value;
  return (
    <div class="facts">
      {question.givens.length > 0 && (
        <section aria-labelledby="givens">
          <h2 id="givens">{practice.given}</h2>
          <ul class="givens">
            {question.givens.map(({ formula, note }) => (
              <li key={formula.text}>
                <Mathematics formula={formula} />
                {note && <span class="note"> {said(note)}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {question.conventions.length > 0 && (
        <section aria-labelledby="conventions">
          <h2 id="conventions">{practice.conventions}</h2>
          <ul>
            {question.conventions.map((convention) => (
              <li key={JSON.stringify(convention.en)}>
                <Prose text={said(convention)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
