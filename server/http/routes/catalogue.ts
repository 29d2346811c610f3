import type { Routes } from "#contract/routes.ts";
import { routes } from "#contract/routes.ts";
import { skills } from "#quiz/skills.ts";
import { namedNetworks } from "../../../seeds/networks/index.ts";
import { databaseHealth } from "../../db/health.ts";
import type { Context } from "../context.ts";
import { encode } from "../encoded.ts";
import type { Handlers } from "../serve.ts";

/** What is the same for everybody: the server's health, the skills, the well-known networks. */
export const catalogueHandlers = (context: Context): Pick<Handlers<Routes>, "health" | "skills" | "networks"> => {
  const allSkills = encode(routes.skills.response, { skills: Object.values(skills) });
  const allNetworks = encode(routes.networks.response, { networks: namedNetworks });
  return {
    async health({ reply }) {
      const database = await databaseHealth(context.database);
      const status = database === "ok" ? "ok" : "unavailable";
      if (status !== "ok") reply.code(503);
      return { status, version: context.version, database };
    },
    skills: () => allSkills,
    networks: () => allNetworks,
  };
};
