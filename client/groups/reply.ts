import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer } from "#contract/route.ts";
import type { RouteName, Routes } from "#contract/routes.ts";
import { ready } from "../account.ts";
import { call, type Failure, type Reply } from "../api.ts";

/** What was asked of the server: its last answer, or why there is none. */
export type Asked<T> = {
  readonly value: T | null;
  readonly failure: Failure | null;
  /** Asks again. */
  readonly reload: () => Promise<void>;
  /** Takes what another call answered. */
  readonly set: (value: T) => void;
};

type Given<K extends RouteName> = Parameters<typeof call<K>>[1];

/** Calls an operation as soon as this browser has a session, and again when its input has changed. */
export function useReply<K extends RouteName>(name: K, input: Given<K>): Asked<Answer<Routes[K]>> {
  const [value, set] = useState<Answer<Routes[K]> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const key = JSON.stringify(input);
  const reload = useCallback(async () => {
    const reply = await afterEntering(() => call(name, JSON.parse(key) as Given<K>));
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) set(reply.value);
  }, [name, key]);
  useEffect(() => void reload(), [reload]);
  return { value, failure, reload, set: (changed) => (setFailure(null), set(changed)) };
}

async function afterEntering<T>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
  const failure = await ready();
  return failure === null ? ask() : { ok: false, failure };
}

/** Does something on a press, and says what went wrong with it. */
export function useAct(): { failure: Failure | null; act: <T>(ask: () => Promise<Reply<T>>) => Promise<T | null> } {
  const [failure, setFailure] = useState<Failure | null>(null);
  return {
    failure,
    async act(ask) {
      const reply = await ask();
      setFailure(reply.ok ? null : reply.failure);
      return reply.ok ? reply.value : null;
    },
  };
}
