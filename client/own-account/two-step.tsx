import { useState } from "preact/hooks";
import type { Account, Enrolment } from "#contract/account.ts";
import { call } from "../api.ts";
import { ActionForm, type Field } from "../components/action-form.tsx";
import { texts } from "../i18n/account/index.ts";
import { count } from "../i18n/index.ts";
import { Picture } from "./picture.tsx";

type Props = { account: Account; onChange: () => void };

const passwordField = (): Field => ({
  name: "password",
  label: texts.value.presentPassword,
  type: "password",
  autocomplete: "current-password",
});

/** The second step of a login: on, off, and what helps when the authenticator is lost. */
export function TwoStep({ account, onChange }: Props) {
  const { twoStep } = texts.value;
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const show = (recoveryCodes: readonly string[]) => {
    setCodes(recoveryCodes);
    onChange();
  };
  return (
    <section class="card">
      <h2>{twoStep.title}</h2>
      {codes !== null ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : account.twoStep.on ? (
        <On left={account.twoStep.recoveryCodesLeft} onCodes={show} onChange={onChange} />
      ) : (
        <Off onCodes={show} />
      )}
    </section>
  );
}

function Off({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const { twoStep } = texts.value;
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  if (enrolment === null)
    return (
      <>
        <p class="note">{twoStep.off}</p>
        <details>
          <summary>{twoStep.start}</summary>
          <ActionForm
            fields={[passwordField()]}
            button={twoStep.start}
            act={({ password = "" }) => call("proposeTwoStep", { body: { password } })}
            onDone={setEnrolment}
          />
        </details>
      </>
    );
  return (
    <>
      <p>{twoStep.scan}</p>
      <Picture rows={enrolment.picture} label={twoStep.picture} />
      <p>
        {twoStep.secret}: <code class="written-code">{enrolment.secret.replaceAll(/.{4}(?=.)/g, "$& ")}</code>
      </p>
      <ActionForm
        fields={[{ name: "code", label: twoStep.code, autocomplete: "one-time-code" }]}
        button={twoStep.confirm}
        act={({ code = "" }) => call("confirmTwoStep", { body: { code } })}
        onDone={({ recoveryCodes }) => onCodes(recoveryCodes)}
      />
    </>
  );
}

type OnProps = { left: number; onCodes: (codes: readonly string[]) => void; onChange: () => void };

function On({ left, onCodes, onChange }: OnProps) {
  const { twoStep } = texts.value;
  return (
    <>
      <p>
        {twoStep.on} {count(twoStep.codesLeft, left)}
      </p>
      <details>
        <summary>{twoStep.renew}</summary>
        <p class="note">{twoStep.renewText}</p>
        <ActionForm
          fields={[passwordField()]}
          button={twoStep.renew}
          act={({ password = "" }) => call("renewRecoveryCodes", { body: { password } })}
          onDone={({ recoveryCodes }) => onCodes(recoveryCodes)}
        />
      </details>
      <details>
        <summary>{twoStep.end}</summary>
        <ActionForm
          fields={[passwordField(), { name: "code", label: twoStep.endCode, autocomplete: "one-time-code" }]}
          button={twoStep.end}
          act={({ password = "", code = "" }) => call("endTwoStep", { body: { password, code } })}
          onDone={onChange}
        />
      </details>
    </>
  );
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { twoStep } = texts.value;
  return (
    <div class="notice">
      <h3>{twoStep.codesTitle}</h3>
      <p>{twoStep.codesText}</p>
      <ol class="written-codes">
        {codes.map((code) => (
          <li key={code}>
            <code class="written-code">{code}</code>
          </li>
        ))}
      </ol>
      <button type="button" class="primary" onClick={onKept}>
        {twoStep.kept}
      </button>
    </div>
  );
}
