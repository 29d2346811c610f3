import type { Routes } from "#contract/routes.ts";
import { demandBounded } from "../compute/cost.ts";
import type { Task } from "../compute/task.ts";
import type { Context } from "../context.ts";
import { Encoded } from "../encoded.ts";
import { Refusal } from "../errors.ts";
import type { Handlers } from "../serve.ts";

/** The two calculators for anyone's own network. They remember nothing, and work beside the thread that serves. */
export const calculatorHandlers = ({ compute }: Context): Pick<Handlers<Routes>, "derive" | "diagnose"> => {
  const calculate = async (task: Task): Promise<Encoded> => {
    demandBounded(task);
    const reply = await compute.run(task);
    if ("json" in reply) return new Encoded(reply.json);
    // The document's own fields are named from its root, and the request's from the request's.
    const isOfRequest = reply.fault.path.split(".", 1).some((field) => field in task.request);
    const fault = { ...reply.fault, path: isOfRequest ? reply.fault.path : `network.${reply.fault.path}` };
    throw new Refusal("invalid_input", `This cannot be computed: ${fault.path}: ${fault.message}.`, [fault]);
  };
  return {
    derive: ({ body }) => calculate({ operation: "derive", request: body }),
    diagnose: ({ body }) => calculate({ operation: "diagnose", request: body }),
  };
};
