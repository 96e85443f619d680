// Provinces and cities for the two selects that know one another.
import { graphql } from "./api.js";
import { options } from "./dom.js";
import { t } from "./words.js";

const DIVISIONS = "query Divisions($parent: ID) { divisions(parent: $parent) { code name } }";

export async function fillDivisions(select, parent, chosen = "") {
  const found = parent === "" ? [] : (await graphql(DIVISIONS, { parent })).divisions;
  options(select, [["", t.any], ...found.map((division) => [division.code, division.name])], chosen);
}
