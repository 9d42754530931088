/**
 * What is worked out of a text, and once for each text: what is asked after every entry is asked of the same few. Of at most so
 * many texts it is kept; at one more all begin anew, so that many texts of somebody else's fill no memory. What is undefined is worked out again.
 * @param workOut `from` is for a text that only stands for what it is worked out from: two that have the same text must give the same
 */
export function oncePerText<Answer, From = void>(
  most: number,
  workOut: (text: string, from: From) => Answer,
): (text: string, from: From) => Answer {
  const known = new Map<string, Answer>();
  return (text, from) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const answer = workOut(text, from);
    if (known.size >= most) known.clear();
    known.set(text, answer);
    return answer;
  };
}
