import { progress, syllabus } from "../account.ts";
import { now } from "../clock.ts";
import { fromNow } from "../format.ts";
import { weakestSkill } from "../free-practice.ts";
import { fill, languageTag, words } from "../i18n/index.ts";
import { next } from "../practice.ts";
import { Link } from "./link.tsx";

/** Nothing is due: says so, says when, and offers practice all the same. */
export function NothingDue() {
  const { practice } = words.value;
  const due = progress.value?.nextDue ?? null;
  const free = weakestSkill(syllabus.value ?? [], progress.value);
  return (
    <section class="nothing">
      <h1>{practice.nothingTitle}</h1>
      <p>
        {practice.nothingText}{" "}
        {due !== null && fill(practice.nothingNext, { when: fromNow(due, now.value, languageTag.value) })}
      </p>
      <div class="actions">
        {free !== null && (
          <button type="button" class="primary" onClick={() => void next(free)}>
            {practice.nothingFree}
          </button>
        )}
        <Link page="skills" class="button">
          {practice.chooseSkill}
        </Link>
      </div>
    </section>
  );
}
