// The number of letters to add, remove, replace or swap with their neighbour (optimal string alignment), or `limit` + 1
// for any larger one. With `isPrefix` up to two more letters at the end of `target` cost nothing.
export function editDistance(source, target, limit, isPrefix = false) {
  let beforeLast = [];
  let last = [...Array(target.length + 1).keys()];
  for (let row = 1; row <= source.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= target.length; column += 1) {
      const isSame = source[row - 1] === target[column - 1];
      current[column] = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1));
      const isSwapped =
        row > 1 && column > 1 && source[row - 1] === target[column - 2] && source[row - 2] === target[column - 1];
      if (isSwapped) current[column] = Math.min(current[column], beforeLast[column - 2] + 1);
    }
    if (Math.min(...current) > limit && !(row > 1 && Math.min(...last) <= limit)) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return isPrefix ? Math.min(...last.slice(-3)) : last[target.length];
}
