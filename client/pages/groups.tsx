import { useEffect } from "preact/hooks";
import "../styles/cards.css";
import "../styles/groups.css";
import { fetchSyllabus } from "../account.ts";
import type { PageProps } from "../components/lazy.tsx";
import { GroupView } from "../groups/group.tsx";
import { GroupList } from "../groups/list.tsx";
import { texts } from "../i18n/groups/index.ts";

/** The reader's groups, or one of them. */
export function GroupsPage({ argument: group, detail: tab }: PageProps) {
  useEffect(() => void fetchSyllabus(), []);
  if (group !== null) return <GroupView key={group} id={group} tab={tab} />;
  return (
    <div class="page narrow">
      <h1>{texts.value.title}</h1>
      <p class="intro">{texts.value.intro}</p>
      <GroupList />
    </div>
  );
}
