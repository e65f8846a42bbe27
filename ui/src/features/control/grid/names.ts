/** Names of people and surfaces for what the wire gives as ids and codes. */
import { useMemo } from "react";
import { useRead } from "../../../wire/query";
import type { Names } from "./change";

export function useNames(): Names {
  const people = useRead("person.list", {}).data;
  const surfaces = useRead("surface.list", {}).data;
  return useMemo(() => {
    const person = new Map(people?.map((one) => [one.id, one.name]));
    const surface = new Map(surfaces?.map((one) => [one.code, one.name]));
    return { person: (id) => person.get(id) ?? id, surface: (code) => surface.get(code) ?? code };
  }, [people, surfaces]);
}
