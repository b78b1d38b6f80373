/**
 * What the metadata panel's page and its host say to each other. The page renders and reports clicks, nothing
 * more: every text arrives ready and localised, and only the host acts. Checked by `panelMessages.ts`.
 */
import type { FileRef } from "./fileRef.ts";

/** What the user can ask for; the host decides what it does. */
export const panelActionIds = [
  "download",
  "open",
  "openExternally",
  "watch",
  "delete",
  "copyLink",
  "copyCurl",
  /** Retrieves again, for a fresh link. */
  "retrieve",
  /** Asks the link's host for one byte, and verifies again. */
  "verify",
  /** What a failure offers as remedies, in the order of its buttons. */
  "remedy1",
  "remedy2",
  "remedy3",
] as const;
export type PanelActionId = (typeof panelActionIds)[number];

/** What the host can put on the clipboard from the view that it sent. */
export const copyTargets = ["filename", "id", "createdAt", "requestId", "raw"] as const;
export type CopyTarget = (typeof copyTargets)[number];

/** Which picture stands beside the name. */
export const fileKinds = ["video", "audio", "image", "text", "archive", "document", "other"] as const;
export type FileKind = (typeof fileKinds)[number];

export interface PanelAction {
  readonly id: PanelActionId;
  readonly label: string;
  /** The one that stands out. */
  readonly primary?: boolean | undefined;
  /** Said beside the label: what it costs, for example. */
  readonly hint?: string | undefined;
  /** Why it cannot be done now; the button can still be reached, so that the reason can be read. */
  readonly disabledReason?: string | undefined;
}

export interface CopyOffer {
  readonly what: CopyTarget;
  /** The button's name: "Copy the file ID". */
  readonly label: string;
  /** What is copied, where that is not the value beside the button. */
  readonly text?: string | undefined;
}

/** One fact: its name, its value, and a word on what it means. */
export interface PanelRow {
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly copy?: CopyOffer | undefined;
}

export interface PanelSection {
  readonly title: string;
  readonly rows: readonly PanelRow[];
}

/** How long a link works. */
export type LinkLife =
  | {
      readonly kind: "known";
      /** When the answer with the link arrived, Unix seconds: where the bar was full. */
      readonly issuedAt: number;
      /** Unix seconds. */
      readonly expiresAt: number;
      /** `{0}` stands for the time left: "Expires in {0}". */
      readonly remaining: string;
      /** The moment itself: "28 Nov 2026, 17:31:05". */
      readonly until: string;
      readonly expired: string;
    }
  | { readonly kind: "unknown"; readonly text: string };

export type PanelLink =
  | {
      readonly kind: "present";
      readonly title: string;
      /** Host, and that of a mirror, alone: a link's path and query are not shown outside the raw answer. */
      readonly hosts: readonly PanelRow[];
      readonly life: LinkLife;
      /** What is to be known about it besides. */
      readonly note?: string | undefined;
      readonly actions: readonly PanelAction[];
    }
  | {
      readonly kind: "absent";
      readonly title: string;
      /** Why there is none. */
      readonly text: string;
      readonly actions: readonly PanelAction[];
    };

export const checkOutcomes = ["pass", "fail", "unknown", "notApplicable"] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

export interface PanelCheck {
  readonly outcome: CheckOutcome;
  /** The outcome in a word, for those who do not see the picture. */
  readonly outcomeLabel: string;
  readonly label: string;
  readonly reason: string;
}

export interface PanelChecks {
  readonly title: string;
  /** "6 of 7 hold". */
  readonly summary: string;
  readonly items: readonly PanelCheck[];
  readonly actions: readonly PanelAction[];
}

export interface PanelRaw {
  readonly title: string;
  /** The answer exactly as received; with link queries masked in what is stored. */
  readonly text: string;
  /** Said above the text where it is not the whole answer any more. */
  readonly note?: string | undefined;
  readonly copy: CopyOffer;
}

/** All that is known about a file, ready to be shown. */
export interface FileView {
  readonly filename: string;
  readonly kind: FileKind;
  /** The platform's word, as a badge. */
  readonly purpose: string;
  /** One line under the name: size, connection. */
  readonly summary: string;
  /** The toolbar's name for screen readers. */
  readonly actionsLabel: string;
  readonly actions: readonly PanelAction[];
  readonly facts: PanelSection;
  readonly link: PanelLink;
  /** Absent where nothing was retrieved that could be checked. */
  readonly checks?: PanelChecks | undefined;
  /** Fields that this version does not know, as received. */
  readonly unknownFields: PanelSection;
  readonly provenance: PanelSection;
  /** Absent where nothing was retrieved. */
  readonly raw?: PanelRaw | undefined;
}

/** A failure in the user's words. */
export interface PanelProblem {
  readonly title: string;
  readonly message: string;
  /** What may help. */
  readonly remedy?: string | undefined;
  readonly actions: readonly PanelAction[];
}

/** What the panel shows. `view` beside a notice is what was known before, and stays readable. */
export type PanelState =
  | {
      readonly kind: "loading";
      readonly heading: string;
      readonly notice: string;
      readonly view?: FileView | undefined;
    }
  | { readonly kind: "ready"; readonly view: FileView }
  /** Restored after a reload: true as of its time, and not asked again unbidden. */
  | { readonly kind: "stale"; readonly notice: string; readonly view: FileView }
  | {
      readonly kind: "error";
      readonly heading: string;
      readonly problem: PanelProblem;
      readonly view?: FileView | undefined;
    };

/** What survives a reload. Holds no link and no signature: see `savedPanel.ts`. */
export interface SavedPanel {
  readonly version: 1;
  readonly file: FileRef;
  /** When the answer arrived, milliseconds since the Unix epoch. */
  readonly receivedAt: number;
  readonly view: FileView;
}

export type HostMessage =
  | { readonly type: "state"; readonly state: PanelState; readonly saved?: SavedPanel | undefined }
  /** Read out by screen readers: that something was copied, for example. */
  | { readonly type: "announce"; readonly text: string };

export type PageMessage =
  /** The page listens now; sent again whenever it was hidden and rebuilt. */
  | { readonly type: "ready" }
  | { readonly type: "action"; readonly id: PanelActionId }
  | { readonly type: "copy"; readonly what: CopyTarget };
