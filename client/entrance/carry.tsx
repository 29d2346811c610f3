import { useState } from "preact/hooks";
import { call, type Failure } from "../api.ts";
import { ActionForm } from "../components/action-form.tsx";
import { FailureNotice } from "../components/failure.tsx";
import { texts } from "../i18n/account/index.ts";
import { fill, languageTag } from "../i18n/index.ts";
import { openAnew } from "./anew.ts";
import { hasAnswered, TakeAlong } from "./login.tsx";

type Offer = { readonly code: string; readonly expires: string };

/** Brings a guest's progress to another device, or here. */
export function Carry() {
  const { carry } = texts.value;
  return (
    <section class="card">
      <h2>{carry.title}</h2>
      <OfferCode />
      <ActionForm
        fields={[{ name: "code", label: carry.typed, autocomplete: "off" }]}
        button={carry.take}
        act={({ code = "", takeAlong }) => call("carry", { body: { code, takeAlong: takeAlong === "on" } })}
        onDone={() => openAnew("practice")}
      >
        {hasAnswered() && <TakeAlong />}
      </ActionForm>
    </section>
  );
}

function OfferCode() {
  const { carry } = texts.value;
  const [offer, setOffer] = useState<Offer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = async () => {
    const reply = await call("offerCarry", { body: {} });
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) setOffer(reply.value);
  };
  const time =
    offer && new Intl.DateTimeFormat(languageTag.value, { timeStyle: "short" }).format(new Date(offer.expires));
  return (
    <>
      <p class="note">{carry.offerText}</p>
      {failure && <FailureNotice failure={failure} />}
      {offer === null ? (
        <button type="button" onClick={() => void ask()}>
          {carry.offer}
        </button>
      ) : (
        <output>
          {fill(carry.code, { time: time ?? "" })} <code class="written-code">{offer.code}</code>
        </output>
      )}
    </>
  );
}
