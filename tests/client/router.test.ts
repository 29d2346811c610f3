import { describe, expect, test } from "vitest";
import { type Page, pages, pathOf, placeOf } from "../../client/router.ts";

describe("addresses", () => {
  test.each(Object.keys(pages) as Page[])("%s is found again at its own path", (page) => {
    expect(placeOf(pathOf(page))).toEqual({ page, argument: null });
    expect(placeOf(`/${pathOf(page)}/`)).toEqual({ page, argument: null });
  });

  test.each(["mlp.dE_dw", "S1", "a/b", "50 %", "权重"])("an argument such as %j survives", (argument) => {
    expect(placeOf(pathOf("practice", argument))).toEqual({ page: "practice", argument });
    expect(placeOf(pathOf("explore", argument))).toEqual({ page: "explore", argument });
  });

  test("a detail survives where there is room for one", () => {
    const place = { page: "groups", argument: "g-1_x", detail: "matrix" };
    expect(placeOf(pathOf("groups", "g-1_x", "matrix"))).toEqual(place);
    expect(placeOf("assigned/g/a/b")).toBeNull();
  });

  test.each(["nowhere", "skills/a/b", "Skills"])("%j leads nowhere", (path) => {
    expect(placeOf(path)).toBeNull();
  });

  test("a broken escape is taken as it stands", () => {
    expect(placeOf("explore/%E0%A4%A")).toEqual({ page: "explore", argument: "%E0%A4%A" });
  });
});
