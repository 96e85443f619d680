// Provinces and cities for the two selects that know one another.
import { stored } from "./api.js";
import { options } from "./dom.js";
import { t } from "./words.js";

export async function fillDivisions(select, parent, chosen = "") {
  const found = parent === "" ? [] : (await stored("lists", "Divisions", { parent })).divisions;
  options(select, [["", t.any], ...found.map((division) => [division.code, division.name])], chosen);
}
