/** A complementary user entity control as a form: what users of the system have to do themselves, and why the client can't. */
import { CriteriaPicker, codeChoices } from "../../audit";
import { useSaving } from "../../audit/done";
import { TextArea, TextField } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import type { UserControl } from "../../wire/wire.gen";
import { useDraft } from "./draft";
import { FactsForm } from "./FactsForm";
import { R } from "./texts-rows";

const U = R.userControl;

export function UserControlForm(props: { control: UserControl | undefined; onDone(chosen: string | undefined): void }) {
  const { control } = props;
  const engagement = useEngagement();
  const saving = useSaving();
  const removing = useSaving();
  const draft = useDraft(`scope/user_control/${control?.id ?? "new"}`, {
    code: control?.code ?? "",
    statement: control?.statement ?? "",
    criteria: control?.criteria ?? [],
    why: control?.why ?? "",
  });
  const { values, set } = draft;
  const save = async () => {
    const saved = await saving.run(
      () =>
        control
          ? call("user_control.edit", { engagement, user_control: control.id, facts: { ...draft.facts } })
          : call("user_control.add", { engagement, ...values }),
      (one) => (control ? U.saved(one.code) : U.added(one.code)),
    );
    if (!saved) return;
    draft.saved();
    if (!control) props.onDone(saved.id);
  };
  const remove = async (gone: UserControl) => {
    const removed = await removing.run(
      () => call("user_control.remove", { engagement, user_control: gone.id }),
      () => U.removed(gone.code),
    );
    if (removed !== undefined) props.onDone(undefined);
  };
  const blank = values.code.trim() === "" || values.statement.trim() === "";
  return (
    <FactsForm
      label={control?.code ?? U.newTitle}
      draft={draft}
      saving={saving}
      removing={removing}
      onSave={() => void save()}
      missing={blank ? U.missing : undefined}
      onRemove={control && (() => void remove(control))}
      add={control ? undefined : U.add}
      onCancel={control ? undefined : () => props.onDone(undefined)}
    >
      <TextField
        label={U.code}
        hint={U.codeHint}
        value={values.code}
        onChange={(code) => set({ code })}
        required
        autoFocus={!control}
        error={saving.wrong("code")}
      />
      <TextArea
        label={U.statement}
        value={values.statement}
        onChange={(statement) => set({ statement })}
        rows={4}
        required
        error={saving.wrong("statement")}
      />
      <CriteriaPicker
        label={U.criteria}
        hint={U.criteriaHint}
        value={codeChoices(values.criteria)}
        onChange={(found) => set({ criteria: found.map((one) => one.value) })}
        error={saving.wrong("criteria")}
      />
      <TextArea
        label={U.why}
        value={values.why}
        onChange={(why) => set({ why })}
        rows={3}
        error={saving.wrong("why")}
      />
    </FactsForm>
  );
}
