/** Others on whom the system relies, and what user entities have to do themselves: subservice organisations above, complementary user entity controls below. */
import { useMemo } from "react";
import { CriteriaChips, choicesOf, REPORT_KIND, SUBSERVICE_METHOD, useDates, useFind } from "../../audit";
import { type GridColumn, InspectorSection, Marked } from "../../kit";
import { call } from "../../wire/call";
import { useEngagement } from "../../wire/engagement";
import { useRead } from "../../wire/query";
import type { OrganisationRow, UserControl } from "../../wire/wire.gen";
import { fresh, useChosen, useNarrowed } from "./chosen";
import { OrganisationForm } from "./OrganisationForm";
import { Pane } from "./Pane";
import { ReviewForm } from "./ReviewForm";
import { RowsGrid } from "./RowsGrid";
import { R } from "./texts-rows";
import { UserControlForm } from "./UserControlForm";

const O = R.organisation;
const U = R.userControl;

const namesOf = ({ organisation }: OrganisationRow) => [organisation.id, organisation.name];
const codesOf = (one: UserControl) => [one.id, one.code];

export function OrganisationsPart() {
  const engagement = useEngagement();
  const organisations = useRead("organisation.list", { engagement });
  const controls = useRead("user_control.list", { engagement });
  const [chosen, choose] = useChosen();
  const organisationColumns = useOrganisationColumns();
  const controlColumns = useControlColumns();
  const open = organisations.data?.find((row) => chosen !== undefined && namesOf(row).includes(chosen));
  const control = controls.data?.find((one) => chosen !== undefined && codesOf(one).includes(chosen));
  const close = () => choose(undefined);
  return (
    <div className="scope-part">
      <div className="scope-lists">
        <RowsGrid
          title={O.title}
          columns={organisationColumns}
          rows={useNarrowed(organisations.data, namesOf)}
          failure={organisations.failure}
          again={organisations.again}
          keyOf={(row) => row.organisation.id}
          active={open?.organisation.id}
          onActive={choose}
          onEscape={close}
          save={(row, facts) => call("organisation.edit", { engagement, organisation: row.organisation.id, facts })}
          rowWords={O.rows}
          empty={O.empty}
          add={O.add}
          onAdd={() => choose(fresh("organisation"))}
        />
        <RowsGrid
          title={U.title}
          columns={controlColumns}
          rows={useNarrowed(controls.data, codesOf)}
          failure={controls.failure}
          again={controls.again}
          keyOf={(one) => one.id}
          active={control?.id}
          onActive={choose}
          onEscape={close}
          save={(one, facts) => call("user_control.edit", { engagement, user_control: one.id, facts })}
          rowWords={U.rows}
          empty={U.empty}
          add={U.add}
          onAdd={() => choose(fresh("user_control"))}
        />
      </div>
      {(open || chosen === fresh("organisation")) && (
        <Pane
          key={open?.organisation.id ?? "new organisation"}
          title={open?.organisation.name ?? O.newTitle}
          words={open && SUBSERVICE_METHOD[open.organisation.method]}
          onClose={close}
          history={open && { noun: "organisation", id: open.organisation.id }}
        >
          {open && <ReviewForm row={open} />}
          <InspectorSection title={O.facts}>
            <OrganisationForm organisation={open?.organisation} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
      {(control || chosen === fresh("user_control")) && (
        <Pane
          key={control?.id ?? "new control"}
          title={control?.code ?? U.newTitle}
          onClose={close}
          history={control && { noun: "user_control", id: control.id }}
        >
          <InspectorSection title={U.facts}>
            <UserControlForm control={control} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
    </div>
  );
}

function useOrganisationColumns(): readonly GridColumn<OrganisationRow>[] {
  const dates = useDates();
  return useMemo(() => {
    const methods = choicesOf(SUBSERVICE_METHOD);
    const report = ({ organisation: { report } }: OrganisationRow) =>
      report === null ? "" : `${REPORT_KIND[report.kind]}, ${dates.span(report.period)}`;
    const open = ({ unreported_days: days }: OrganisationRow) =>
      days === null ? O.noPeriod : days === 0 ? O.allReported : O.unreported(days);
    const reviewed = ({ organisation, reviewer }: OrganisationRow) =>
      organisation.reviewed === null ? "" : O.reviewedBy(reviewer ?? "", dates.day(organisation.reviewed.on));
    return [
      {
        id: "name",
        title: O.name,
        width: 150,
        grow: 1,
        pinned: true,
        sortable: true,
        filter: { kind: "text" },
        cell: (row) => row.organisation.name,
        text: (row) => row.organisation.name,
        className: "strong",
        edit: { kind: "text", value: (row) => row.organisation.name },
      },
      {
        id: "services",
        title: O.services,
        width: 180,
        grow: 2,
        filter: { kind: "text" },
        cell: (row) => row.organisation.services.join(", "),
        text: (row) => row.organisation.services.join(", "),
      },
      {
        id: "method",
        title: O.method,
        width: 90,
        sortable: true,
        filter: { kind: "choice", choices: methods },
        cell: (row) => SUBSERVICE_METHOD[row.organisation.method],
        text: (row) => SUBSERVICE_METHOD[row.organisation.method],
        edit: { kind: "choice", value: (row) => row.organisation.method, choices: methods },
      },
      {
        id: "report",
        title: O.report,
        width: 220,
        grow: 1,
        sortable: true,
        cell: (row) => report(row) || <span className="faint">{O.noReport}</span>,
        text: report,
      },
      {
        id: "unreported",
        title: O.open,
        width: 150,
        sortable: true,
        cell: (row) =>
          row.unreported_days === null || row.unreported_days === 0 ? (
            <span className="dim">{open(row)}</span>
          ) : (
            <Marked shape="triangle-mark" tone="high">
              {open(row)}
            </Marked>
          ),
        text: open,
        number: (row) => row.unreported_days ?? undefined,
      },
      {
        id: "complementary",
        title: O.complementaryShort,
        width: 80,
        align: "end",
        sortable: true,
        cell: (row) => row.organisation.complementary.length,
        text: (row) => String(row.organisation.complementary.length),
        number: (row) => row.organisation.complementary.length,
      },
      {
        id: "reviewed",
        title: O.reviewed,
        width: 180,
        sortable: true,
        cell: (row) => reviewed(row) || <span className="faint">{O.notReviewed}</span>,
        text: reviewed,
      },
    ];
  }, [dates]);
}

function useControlColumns(): readonly GridColumn<UserControl>[] {
  const find = useFind("criterion");
  return useMemo(
    () => [
      {
        id: "code",
        title: U.code,
        width: 90,
        pinned: true,
        sortable: true,
        filter: { kind: "text" },
        cell: (one) => one.code,
        text: (one) => one.code,
        className: "strong",
        edit: { kind: "text", value: (one) => one.code },
      },
      {
        id: "statement",
        title: U.statement,
        width: 300,
        grow: 3,
        filter: { kind: "text" },
        cell: (one) => one.statement,
        text: (one) => one.statement,
        edit: { kind: "long", value: (one) => one.statement },
      },
      {
        id: "criteria",
        title: U.criteria,
        width: 120,
        cell: (one) => <CriteriaChips codes={one.criteria} />,
        text: (one) => one.criteria.join(", "),
        edit: { kind: "choices", value: (one) => one.criteria, choices: (_, text) => find(text), clear: [] },
      },
      {
        id: "why",
        title: U.why,
        width: 220,
        grow: 2,
        filter: { kind: "text" },
        cell: (one) => one.why,
        text: (one) => one.why,
        edit: { kind: "long", value: (one) => one.why, clear: "" },
      },
    ],
    [find],
  );
}
