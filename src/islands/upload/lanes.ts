/** How many files the page sends at a time, over all its upload fields. */
const MOST = 3;

let busy = 0;
const waiting: (() => void)[] = [];

/** Runs when a lane is free; the returned function leaves the lane, or the queue. */
export function enterLane(start: () => void): () => void {
  let left = false;
  let inside = false;
  const enter = () => {
    if (left) {
      busy -= 1;
      return next();
    }
    inside = true;
    start();
  };
  const leave = () => {
    if (left) return;
    left = true;
    if (!inside) return;
    busy -= 1;
    next();
  };
  waiting.push(enter);
  next();
  return leave;
}

function next() {
  if (busy >= MOST) return;
  const enter = waiting.shift();
  if (!enter) return;
  busy += 1;
  enter();
}
