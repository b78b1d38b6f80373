/** A file and what it may grow to, in bytes. */
export interface Budgeted {
  readonly name: string;
  readonly size: number;
  readonly budget: number;
}

/** Holds files against their budgets; the report has a line for each. */
export function checkBudget(files: readonly Budgeted[]): {
  readonly report: string;
  readonly isWithin: boolean;
} {
  const isOver = ({ size, budget }: Budgeted): boolean => size > budget;
  const lines = files.map((file) => {
    const { name, size, budget } = file;
    const excess = isOver(file) ? `, ${inKilobytes(size - budget)} too much` : "";
    return `${name}: ${inKilobytes(size)} of ${inKilobytes(budget)}${excess}`;
  });
  return { report: lines.join("\n"), isWithin: !files.some(isOver) };
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
