import { extname } from "node:path/posix";

const types: Readonly<Record<string, string>> = {
  ".jsonl": "application/x-ndjson",
  ".mp3": "audio/mpeg",
  ".mp4": "video/mp4",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".tar": "application/x-tar",
  ".txt": "text/plain",
  ".wav": "audio/wav",
};

/** The media type that an object store guesses from a name. */
export function mediaType(filename: string): string {
  return types[extname(filename).toLowerCase()] ?? "application/octet-stream";
}
