import { expect, test } from "vitest";
import { formId } from "#contract/forms.ts";
import { combinations, describeCatalogue } from "./catalogue.ts";

test("every form is asked of some skill", () => {
  expect([...new Set(combinations.map(({ form }) => form))].toSorted()).toEqual([...formId.options].toSorted());
});

describeCatalogue(formId.options.filter((form) => form !== "formula"));
