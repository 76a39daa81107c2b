/** Lines of a table; columns from the second on stand to the right. */
export function tableLines(rows, isLeft = (column) => column === 0) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => (isLeft(column) ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd(),
  );
}

/** A time with three digits and its unit. */
export function timeText(time_ns) {
  const [scale, unit] = [
    [1e9, "s"],
    [1e6, "ms"],
    [1e3, "us"],
    [1, "ns"],
    [1e-3, "ps"],
  ].find(([size, name]) => time_ns >= size || name === "ps");
  return `${Number((time_ns / scale).toPrecision(3))} ${unit}`;
}
