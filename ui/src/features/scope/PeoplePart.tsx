/** People on every side, and the teams that they form. People above, teams below, one of them open beside. */
import { useMemo } from "react";
import { choicesOf, SIDE, useFind } from "../../audit";
import { type GridColumn, InspectorSection } from "../../kit";
import { call } from "../../wire/call";
import { useRead } from "../../wire/query";
import type { Person, TeamRow } from "../../wire/wire.gen";
import { fresh, useChosen, useNarrowed } from "./chosen";
import { Pane } from "./Pane";
import { PersonForm, TeamForm } from "./PersonForm";
import { RowsGrid } from "./RowsGrid";
import { R } from "./texts-rows";

const P = R.person;
const M = R.team;

const namesOf = (one: Person) => [one.id, one.name];
const teamNames = ({ team }: TeamRow) => [team.id, team.name];
const NOBODY: readonly Person[] = [];

export function PeoplePart() {
  const people = useRead("person.list", {});
  const teams = useRead("team.list", {});
  const [chosen, choose] = useChosen();
  const teamColumns = useTeamColumns();
  const open = people.data?.find((one) => chosen !== undefined && namesOf(one).includes(chosen));
  const team = open ? undefined : teams.data?.find((row) => chosen !== undefined && teamNames(row).includes(chosen));
  const close = () => choose(undefined);
  const shown = useNarrowed(people.data, namesOf);
  return (
    <div className="scope-part">
      <div className="scope-lists">
        <RowsGrid
          title={P.title}
          columns={PEOPLE}
          rows={shown}
          sheet={{ noun: "person", narrowed: shown !== people.data }}
          failure={people.failure}
          again={people.again}
          keyOf={(one) => one.id}
          active={open?.id}
          onActive={choose}
          onEscape={close}
          save={(one, facts) => call("person.edit", { person: one.id, facts })}
          rowWords={P.rows}
          empty={P.empty}
          add={P.add}
          onAdd={() => choose(fresh("person"))}
        />
        <RowsGrid
          title={M.title}
          columns={teamColumns}
          rows={useNarrowed(teams.data, teamNames)}
          failure={teams.failure}
          again={teams.again}
          keyOf={(row) => row.team.id}
          active={team?.team.id}
          onActive={choose}
          onEscape={close}
          save={(row, facts) => call("team.edit", { team: row.team.id, facts })}
          rowWords={M.rows}
          empty={M.empty}
          add={M.add}
          onAdd={() => choose(fresh("team"))}
          small
        />
      </div>
      {(open || chosen === fresh("person")) && (
        <Pane
          key={open?.id ?? "new person"}
          title={open?.name ?? P.newTitle}
          words={open?.role}
          onClose={close}
          history={open && { noun: "person", id: open.id }}
        >
          <InspectorSection title={P.facts}>
            <PersonForm person={open} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
      {(team || chosen === fresh("team")) && (
        <Pane
          key={team?.team.id ?? "new team"}
          title={team?.team.name ?? M.newTitle}
          words={team && M.members(team.members.length)}
          onClose={close}
          history={team && { noun: "team", id: team.team.id }}
        >
          <InspectorSection title={M.facts}>
            <TeamForm row={team} people={people.data ?? NOBODY} onDone={choose} />
          </InspectorSection>
        </Pane>
      )}
    </div>
  );
}

const SIDES = choicesOf(SIDE);

const PEOPLE: readonly GridColumn<Person>[] = [
  {
    id: "name",
    title: P.name,
    width: 170,
    grow: 2,
    pinned: true,
    sortable: true,
    filter: { kind: "text" },
    cell: (one) => one.name,
    text: (one) => one.name,
    className: "strong",
    edit: { kind: "text", value: (one) => one.name },
  },
  {
    id: "role",
    title: P.role,
    width: 220,
    grow: 3,
    sortable: true,
    filter: { kind: "text" },
    cell: (one) => one.role,
    text: (one) => one.role,
    edit: { kind: "text", value: (one) => one.role },
  },
  {
    id: "side",
    title: P.side,
    width: 140,
    sortable: true,
    filter: { kind: "choice", choices: SIDES },
    cell: (one) => SIDE[one.side],
    text: (one) => SIDE[one.side],
    edit: { kind: "choice", value: (one) => one.side, choices: SIDES },
  },
  {
    id: "team",
    title: P.team,
    width: 150,
    grow: 1,
    sortable: true,
    filter: { kind: "text" },
    cell: (one) => one.team ?? "",
    text: (one) => one.team ?? "",
    edit: { kind: "text", value: (one) => one.team ?? "", clear: null, parse: orNone },
  },
  {
    id: "email",
    title: P.email,
    width: 200,
    grow: 2,
    sortable: true,
    filter: { kind: "text" },
    cell: (one) => one.email ?? "",
    text: (one) => one.email ?? "",
    edit: { kind: "text", value: (one) => one.email ?? "", clear: null, parse: orNone },
  },
];

/** No text is no value. */
function orNone(text: string): { value: string | null } {
  return { value: text.trim() === "" ? null : text };
}

function useTeamColumns(): readonly GridColumn<TeamRow>[] {
  const find = useFind("person");
  return useMemo(
    () => [
      {
        id: "name",
        title: M.name,
        width: 170,
        grow: 1,
        pinned: true,
        sortable: true,
        filter: { kind: "text" },
        cell: ({ team }) => team.name,
        text: ({ team }) => team.name,
        className: "strong",
        edit: { kind: "text", value: ({ team }) => team.name },
      },
      {
        id: "lead",
        title: M.lead,
        width: 160,
        sortable: true,
        filter: { kind: "text" },
        cell: (row) => row.lead ?? "",
        text: (row) => row.lead ?? "",
        edit: {
          kind: "choice",
          value: ({ team }) => team.lead,
          // One of the members: others are refused.
          choices: async ({ team }, text) => (await find(text)).filter((one) => team.members.includes(one.value)),
          clear: null,
        },
      },
      {
        id: "members",
        title: M.membersTitle,
        width: 320,
        grow: 3,
        filter: { kind: "text" },
        cell: (row) => row.members.join(", "),
        text: (row) => row.members.join(", "),
      },
    ],
    [find],
  );
}
