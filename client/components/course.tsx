import type { Course } from "../course.ts";
import { words } from "../i18n/index.ts";
import { Link } from "./link.tsx";
import { NothingDue } from "./nothing-due.tsx";

/** Out of what the reader chose, back to where it was chosen. */
export function WayBack({ course: { kind, ...chosen } }: { course: Course }) {
  const { practice } = words.value;
  if (kind === "plan") return null;
  return (
    <p class="note">
      {"group" in chosen ? (
        <Link page="groups" argument={chosen.group} detail={kind === "drill" ? "drill" : "assignments"}>
          {practice.backToGroup}
        </Link>
      ) : (
        <Link page="practice">{practice.stopPractising}</Link>
      )}
    </p>
  );
}

/** Nothing is left: of the plan, or of what the reader's group has to do. */
export function NothingLeft({ course: chosen }: { course: Course }) {
  const { practice } = words.value;
  if (!("group" in chosen)) return <NothingDue />;
  const detail = chosen.kind === "drill" ? "drill" : "assignments";
  return (
    <section class="nothing">
      <h1>{practice.allDone[detail]}</h1>
      <div class="actions">
        <Link page="groups" argument={chosen.group} detail={detail} class="button">
          {practice.backToGroup}
        </Link>
      </div>
    </section>
  );
}
