import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { complaintSearch } from "./complaints/search";
import { customerSearch } from "./dossiers/search";

const BRANCH = "019d2f00-7bf3-7a51-8c02-d4e1f7a90b36";

describe("what an address asks for", () => {
  test("is kept where it is known", () => {
    const all = { q: "华东", grade: "A", status: "active", branch: BRANCH };
    expect(customerSearch(all)).toEqual(all);
    expect(complaintSearch({ status: "filed", severity: "major" })).toEqual({
      status: "filed",
      severity: "major",
    });
  });

  test("a number in the address is a text, and blanks are no question", () => {
    expect(customerSearch({ q: 1001 })).toEqual({ q: "1001" });
    expect(customerSearch({ q: "  " })).toEqual({});
  });

  test("is dropped where it is not known", () =>
    expect(customerSearch({ grade: "E", status: "toString", branch: "1 OR 1=1", other: "x" })).toEqual({}));

  test("reads back as itself, whatever was given", () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("q", "grade", "status", "branch", "severity"), fc.anything()),
        (given) => {
          const customers = customerSearch(given);
          expect(customerSearch({ ...customers })).toEqual(customers);
          const complaints = complaintSearch(given);
          expect(complaintSearch({ ...complaints })).toEqual(complaints);
        },
      ),
    ));
});
