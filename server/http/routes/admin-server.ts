import { join } from "node:path";
import type { Routes } from "#contract/routes.ts";
import { backupFolder } from "../../db/backups.ts";
import { namesOf } from "../../db/people.ts";
import { closeReport, listReports } from "../../db/reports.ts";
import { inspectBeside, measureBeside } from "../../db/upkeep.ts";
import { auditPage } from "../admin/audit.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";

type Names =
  | "reports"
  | "closeReport"
  | "backups"
  | "backUpNow"
  | "verifyBackup"
  | "storage"
  | "server"
  | "setLogLevel"
  | "auditLog";

/** More than anybody reads at once. */
const MOST_REPORTS = 500;

const instant = (at: number): string => new Date(at).toISOString();

/** The server itself, for its owner: reports, backups, storage, settings, log level, audit log. */
export const adminServerHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { database, backups, settings, version } = context;
  const { db } = database;
  const file = (): string => {
    if (database.file === null) throw new Refusal("unavailable", "A database in memory has no file.");
    return database.file;
  };
  const reports = async () => {
    const found = await listReports(db, MOST_REPORTS);
    const names = await namesOf(
      db,
      found.map(({ user }) => user),
    );
    return {
      reports: found.map(({ id, at, user, skill, comment, answer, item, closedAt }) => ({
        id,
        created: instant(at),
        by: names.get(user) ?? null,
        skill,
        comment,
        answer,
        item: item && JSON.stringify(item),
        closed: closedAt === null ? null : instant(closedAt),
      })),
    };
  };
  const allBackups = () => ({
    backups: backups.list().map(({ name, at, bytes }) => ({ name, created: instant(at), bytes })),
  });
  const state = (logLevel: string) => ({ version, logLevel: logLevel as Context["config"]["logLevel"], settings });
  return {
    reports,
    async closeReport({ params, body }) {
      const found = await closeReport(db, Number(params.report), body.closed ? context.now() : null);
      if (!found) throw new Refusal("not_found", "There is no such report.");
      return reports();
    },
    backups: allBackups,
    async backUpNow() {
      await backups.make();
      return allBackups();
    },
    async verifyBackup({ params }) {
      // Only what is on the list: a name that leads elsewhere is not.
      const found = backups.list().find(({ name }) => name === params.backup);
      if (found === undefined) throw new Refusal("not_found", "There is no such backup.");
      const { faults, rows } = await inspectBeside(join(backupFolder(file()), found.name));
      return { name: found.name, faults: [...faults], rows };
    },
    async storage() {
      const { tables, ...sizes } = await measureBeside(file());
      return { ...sizes, tables: [...tables] };
    },
    server: ({ request }) => ({ ...state(request.server.log.level), settings: [...settings] }),
    setLogLevel({ request, body }) {
      request.server.log.level = body.logLevel;
      return { ...state(body.logLevel), settings: [...settings] };
    },
    auditLog: ({ query }) => auditPage(db, query.before === undefined ? undefined : Number(query.before)),
  };
};
