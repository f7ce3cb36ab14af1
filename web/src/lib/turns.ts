// Work that takes long, each piece in a task of its own, the first first: the page answers between.
type Work = () => void;

/** The first of them has its task already. */
const waiting: Work[] = [];
let channel: MessageChannel | undefined;

/** Calls once it is its turn, unless what it returns is called before. */
export function in_turn(work: Work): () => void {
  waiting.push(work);
  if (waiting.length === 1) go_on();
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}

function next(): void {
  const work = waiting.shift();
  if (waiting.length > 0) go_on();
  work?.();
}

/** In the next task: a message comes at once, unlike a timer within a timer. */
function go_on(): void {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = next;
  }
  channel.port2.postMessage(null);
}
