const units: ReadonlyMap<string, number> = new Map(
  ["b", "k", "m", "g", "t"].flatMap((unit, power): [string, number][] => {
    const bytes = 1024 ** power;
    return unit === "b"
      ? [
          ["", bytes],
          ["b", bytes],
        ]
      : [
          [unit, bytes],
          [`${unit}b`, bytes],
          [`${unit}ib`, bytes],
        ];
  }),
);

/** Reads `10`, `2kb`, `1.5 GiB` as bytes, units counting 1024 as everywhere in VS Code; `undefined` if it is no size. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?|\.\d+)\s*([a-z]*)$/i.exec(text);
  const unit = units.get(match?.[2]?.toLowerCase() ?? "");
  const bytes = Math.round(Number(match?.[1]) * (unit ?? NaN));
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
