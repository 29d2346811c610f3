import type { Group } from "#contract/groups.ts";
import { Link } from "../components/link.tsx";
import { texts } from "../i18n/groups/index.ts";
import { count } from "../i18n/index.ts";
import { AssignmentsTab } from "./assignments.tsx";
import { BoardTab } from "./board.tsx";
import { DrillTab } from "./drill.tsx";
import { Waiting } from "./failure.tsx";
import { MatrixTab } from "./matrix.tsx";
import { MembersTab } from "./members.tsx";
import { useReply } from "./reply.ts";
import { SettingsTab } from "./settings.tsx";
import { isStaff } from "./tab.ts";

const tabs = {
  drill: DrillTab,
  assignments: AssignmentsTab,
  board: BoardTab,
  matrix: MatrixTab,
  members: MembersTab,
  settings: SettingsTab,
} as const;
type Tab = keyof typeof tabs;

const forStaff: ReadonlySet<Tab> = new Set(["matrix", "members"]);

const tabsOf = (group: Group): readonly Tab[] =>
  (Object.keys(tabs) as Tab[]).filter((tab) => isStaff(group) || !forStaff.has(tab));

/** A group, tab by tab. */
export function GroupView({ id, tab }: { id: string; tab: string | undefined }) {
  const { title, members, roles, tabs: names } = texts.value;
  const { value: group, failure, reload, set } = useReply("group", { params: { group: id } });
  if (group === null)
    return (
      <div class="page narrow">
        <h1>{title}</h1>
        <Waiting failure={failure} onRetry={() => void reload()} />
        {failure && <Link page="groups">{title}</Link>}
      </div>
    );
  const open = tabsOf(group);
  const shown = open.find((name) => name === tab) ?? "drill";
  const Shown = tabs[shown];
  return (
    <div class="page">
      <header>
        <p class="eyebrow">
          <Link page="groups">{title}</Link>
          <span>{count(members, group.members)}</span>
          <span>{roles[group.role]}</span>
        </p>
        <h1 class="group-name">{group.name}</h1>
      </header>
      <nav class="tabs" aria-label={names.label}>
        {open.map((name) => (
          <Link key={name} page="groups" argument={id} detail={name} current={name === shown}>
            {names[name]}
          </Link>
        ))}
      </nav>
      <Shown key={shown} group={group} onChange={set} />
    </div>
  );
}
