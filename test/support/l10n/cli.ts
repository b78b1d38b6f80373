/**
 * `npm run l10n`: what is missing in, unused in or wrong with the translations.
 *
 *   npm run l10n [-- --texts]     with --texts: the English texts of the code as JSON, for a new language
 */
import { sourceTexts } from "./sourceTexts.ts";
import { languages, problemsOf, translationsInto } from "./translation.ts";

if (process.argv.includes("--texts")) {
  console.log(JSON.stringify(sourceTexts(), undefined, 2));
} else {
  const problems = languages.flatMap(translationsInto).flatMap(problemsOf);
  console.log(problems.length === 0 ? "All translations are complete." : problems.join("\n"));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
