/** `GEO neighbour 2` becomes `GEONeighbour2`: a user's name within that of a column or figure. */
export function columnWord(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((part) => (part ? part[0].toUpperCase() + part.slice(1) : ""))
    .join("");
}
