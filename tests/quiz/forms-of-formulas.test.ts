import { describeCatalogue } from "./catalogue.ts";

// Formulas take about as long as all other forms together: they are looked at beside them.
describeCatalogue(["formula"]);
