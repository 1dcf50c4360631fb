/** Server-sent events out of a body (HTML standard, 9.2.6): as much as the stream here needs. */
export interface Message {
  id: string | null;
  data: string;
}

/** Cuts text that comes in any pieces into messages; what is unfinished waits for the next piece. */
export class Messages {
  #rest = "";

  push(piece: string): Message[] {
    const parts = (this.#rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = parts.pop() ?? "";
    return parts.map(read).filter((message) => message !== null);
  }
}

function read(block: string): Message | null {
  let id: string | null = null;
  const data: string[] = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("id:")) id = line.slice(3).trimStart();
    if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
  }
  return data.length ? { id, data: data.join("\n") } : null;
}
