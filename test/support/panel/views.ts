import type { FileView, PanelAction } from "../../../src/shared/panelProtocol.ts";

const rawAnswer = `{"file":{"file_id":335811572470048,"bytes":0,"created_at":1763538787,"filename":"output_aigc.mp4","purpose":"video_generation","video_width":1366,"download_url":"https://bucket.oss-cn-wulanchabu.aliyuncs.com/inference_output%2Fvideo%2F2025-11-19%2F51e8%2Foutput_aigc.mp4?Expires=1763571243&OSSAccessKeyId=ID&Signature=9lng%2B0%3D"},"base_resp":{"status_code":0,"status_msg":"success"}}`;

export const retrieveAction: PanelAction = {
  id: "retrieve",
  label: "Refresh Link",
  hint: "Costs $0.004",
};

/** What the host sends for a generated video, in the words of the real texts. */
export function videoView(changes: Partial<FileView> = {}): FileView {
  return {
    filename: "output_aigc.mp4",
    kind: "video",
    purpose: "video_generation",
    summary: "size unknown · CometAPI",
    actionsLabel: "File actions",
    actions: [
      { id: "download", label: "Download", primary: true },
      { id: "open", label: "Open" },
      { id: "openExternally", label: "Open Externally" },
      { id: "watch", label: "Watch" },
      { id: "delete", label: "Delete…", disabledReason: "CometAPI does not offer deleting files." },
    ],
    facts: {
      title: "File",
      rows: [
        {
          label: "File ID",
          value: "9223372036854775807",
          copy: { what: "id", label: "Copy the file ID" },
        },
        { label: "Purpose", value: "video_generation", hint: "A video that the platform generated." },
        { label: "Size", value: "unknown", hint: "The platform says 0 for generated files." },
        {
          label: "Created",
          value: "19 Nov 2025, 07:53:07",
          hint: "2 hours ago · Unix time 1763538787",
          copy: { what: "createdAt", label: "Copy the Unix time" },
        },
      ],
    },
    link: {
      kind: "present",
      title: "Download link",
      hosts: [
        { label: "Host", value: "bucket.oss-cn-wulanchabu.aliyuncs.com" },
        { label: "Mirror", value: "mirror.cdn.minimax.io" },
      ],
      life: lifeOf(1763538843, 1763571243),
      actions: [
        { id: "copyLink", label: "Copy Link" },
        { id: "copyCurl", label: "Copy as cURL" },
        retrieveAction,
      ],
    },
    checks: {
      title: "Verification",
      summary: "5 of 7 hold, 1 unknown, 1 failed",
      actions: [{ id: "verify", label: "Verify Link", hint: "asks its host for one byte" }],
      items: [
        {
          outcome: "pass",
          outcomeLabel: "holds",
          label: "The platform reports success",
          reason: "status_code is 0.",
        },
        {
          outcome: "pass",
          outcomeLabel: "holds",
          label: "The id is the one asked for",
          reason: "Digit by digit.",
        },
        {
          outcome: "unknown",
          outcomeLabel: "unknown",
          label: "The size agrees",
          reason: "No size was given.",
        },
        {
          outcome: "fail",
          outcomeLabel: "fails",
          label: "The purpose is as listed",
          reason: "Listed as t2a_async, retrieved as video_generation.",
        },
        { outcome: "pass", outcomeLabel: "holds", label: "A link is there", reason: "One link, no mirror." },
        { outcome: "pass", outcomeLabel: "holds", label: "The link is encrypted", reason: "It is https." },
        { outcome: "pass", outcomeLabel: "holds", label: "The link is alive", reason: "Until 17:54:03." },
      ],
    },
    unknownFields: { title: "Other fields", rows: [{ label: "video_width", value: "1366" }] },
    provenance: {
      title: "Where this comes from",
      rows: [
        { label: "Answered by", value: "https://api.cometapi.com", hint: "CometAPI · retrieve" },
        { label: "Received", value: "19 Nov 2025, 07:54:03" },
        {
          label: "Request ID",
          value: "20251119155403a1b2c3d4e5f6",
          copy: { what: "requestId", label: "Copy the request ID" },
        },
      ],
    },
    raw: {
      title: "Answer as received",
      text: rawAnswer,
      copy: { what: "raw", label: "Copy the answer" },
    },
    ...changes,
  };
}

/** A link's life between two moments in Unix seconds. */
export function lifeOf(
  issuedAt: number,
  expiresAt: number,
): Extract<FileView["link"], { kind: "present" }>["life"] {
  return {
    kind: "known",
    issuedAt,
    expiresAt,
    remaining: "Expires in {0}",
    until: "19 Nov 2025, 17:54:03",
    expired: "Expired",
  };
}
