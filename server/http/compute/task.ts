import type { DeriveRequest, DiagnoseRequest } from "#contract/calculators.ts";

/** One long computation. */
export type Task =
  | { readonly operation: "derive"; readonly request: DeriveRequest }
  | { readonly operation: "diagnose"; readonly request: DiagnoseRequest };

/** What came of it: the closed answer as JSON, or the field of the document that allows none. */
export type Reply =
  | { readonly json: Uint8Array<ArrayBuffer> }
  | { readonly fault: { readonly path: string; readonly message: string } };
