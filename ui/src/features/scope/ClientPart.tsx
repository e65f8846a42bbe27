/** Facts of the client, as they stand on covers and in numbers. There is one client in a vault, so nothing is added or removed here. */
import { HistoryList } from "../../audit";
import { useSaving } from "../../audit/done";
import { FailureNote, Loading, Panel, TextField } from "../../kit";
import { call } from "../../wire/call";
import { wordsFor } from "../../wire/failures";
import { useRead } from "../../wire/query";
import type { Client } from "../../wire/wire.gen";
import { linesOf, textOf, useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { LinesField } from "./fields";
import { LogoPanel } from "./LogoPanel";
import { T } from "./texts";

export function ClientPart() {
  const client = useRead("client.show", {});
  const logo = useRead("client.logo", {});
  if (client.failure) {
    return (
      <div className="page">
        <FailureNote {...wordsFor(client.failure)} onRetry={client.again} />
      </div>
    );
  }
  if (!client.data) return <Loading />;
  return (
    <div className="page">
      <div className="scope-page">
        <Panel title={T.client.title}>
          <ClientForm client={client.data} />
        </Panel>
        <div className="scope-stack">
          <LogoPanel
            title={T.client.logo}
            words={T.client.logoWords}
            alt={T.client.logoAlt(client.data.legal_name)}
            logo={logo.data}
            set={(file) => call("client.set_logo", { file })}
            remove={() => call("client.remove_logo", {})}
          />
          <Panel title={T.history}>
            <HistoryList noun="client" id={client.data.id} />
          </Panel>
        </div>
      </div>
    </div>
  );
}

function ClientForm({ client }: { client: Client }) {
  const saving = useSaving();
  const draft = useDraft("scope/client", {
    legal_name: client.legal_name,
    short_code: client.short_code,
    industry: client.industry,
    sector: client.sector,
    jurisdictions: textOf(client.jurisdictions),
  });
  const { values, set, facts } = draft;
  const save = async () => {
    const { jurisdictions, ...plain } = facts;
    const named = jurisdictions === undefined ? {} : { jurisdictions: linesOf(jurisdictions) };
    const saved = await saving.run(
      () => call("client.edit", { facts: { ...plain, ...named } }),
      () => T.client.saved,
    );
    if (saved) draft.saved();
  };
  const field = (name: "legal_name" | "short_code" | "industry" | "sector") => ({
    label: T.client[name],
    value: values[name],
    onChange: (text: string) => set({ [name]: text }),
    error: saving.wrong(name),
  });
  const missing = values.legal_name.trim() === "" || values.short_code.trim() === "" ? T.client.missing : undefined;
  return (
    <FactsForm label={T.client.title} draft={draft} saving={saving} onSave={() => void save()} missing={missing}>
      <TextField {...field("legal_name")} hint={T.client.legalHint} required />
      <div className="two">
        <TextField {...field("short_code")} hint={T.client.codeHint} required />
        <TextField {...field("industry")} />
      </div>
      <TextField {...field("sector")} />
      <LinesField
        label={T.client.jurisdictions}
        value={values.jurisdictions}
        onChange={(jurisdictions) => set({ jurisdictions })}
        error={saving.wrong("jurisdictions")}
      />
    </FactsForm>
  );
}
