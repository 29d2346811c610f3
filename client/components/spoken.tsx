import { said, words } from "../i18n/index.ts";
import { session } from "../practice.ts";
import { Prose } from "./prose.tsx";

/** How a strong candidate says aloud what was just derived. */
export function Spoken() {
  const { outcome } = session.value;
  if (!outcome) return null;
  return (
    <section class="spoken" aria-labelledby="spoken-title">
      <h2 id="spoken-title">{words.value.practice.spoken}</h2>
      <p>
        <Prose text={said(outcome.judgement.spoken)} />
      </p>
    </section>
  );
}
