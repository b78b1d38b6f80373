/** The gates through which everything passes that the panel's page and its host send each other. */
import type { FileRef } from "./fileRef.ts";
import {
  isArrayOf,
  isBoolean,
  isFiniteNumber,
  isObject,
  isOneOf,
  isOptional,
  isString,
  isUnion,
  type Guard,
} from "./guard.ts";
import {
  checkOutcomes,
  copyTargets,
  fileKinds,
  panelActionIds,
  type CopyOffer,
  type FileView,
  type HostMessage,
  type LinkLife,
  type PageMessage,
  type PanelAction,
  type PanelCheck,
  type PanelChecks,
  type PanelLink,
  type PanelProblem,
  type PanelRaw,
  type PanelRow,
  type PanelSection,
  type PanelState,
  type SavedPanel,
} from "./panelProtocol.ts";

const anyText = isOptional(isString);
/** The discriminant was read already when a member of a union is checked. */
const word = <T extends string>(value: T): Guard<T> => isOneOf([value]);

const isAction = isObject<PanelAction>({
  id: isOneOf(panelActionIds),
  label: isString,
  primary: isOptional(isBoolean),
  hint: anyText,
  disabledReason: anyText,
});

const isCopyOffer = isObject<CopyOffer>({
  what: isOneOf(copyTargets),
  label: isString,
  text: anyText,
});

const isRow = isObject<PanelRow>({
  label: isString,
  value: isString,
  hint: anyText,
  copy: isOptional(isCopyOffer),
});

const isSection = isObject<PanelSection>({ title: isString, rows: isArrayOf(isRow) });

const isLife = isUnion<"kind", LinkLife>("kind", {
  known: isObject({
    kind: word("known"),
    issuedAt: isFiniteNumber,
    expiresAt: isFiniteNumber,
    remaining: isString,
    until: isString,
    expired: isString,
  }),
  unknown: isObject({ kind: word("unknown"), text: isString }),
});

const isLink = isUnion<"kind", PanelLink>("kind", {
  present: isObject({
    kind: word("present"),
    title: isString,
    hosts: isArrayOf(isRow),
    life: isLife,
    note: anyText,
    actions: isArrayOf(isAction),
  }),
  absent: isObject({
    kind: word("absent"),
    title: isString,
    text: isString,
    actions: isArrayOf(isAction),
  }),
});

const isCheck = isObject<PanelCheck>({
  outcome: isOneOf(checkOutcomes),
  outcomeLabel: isString,
  label: isString,
  reason: isString,
});

const isChecks = isObject<PanelChecks>({
  title: isString,
  summary: isString,
  items: isArrayOf(isCheck),
  actions: isArrayOf(isAction),
});

const isRaw = isObject<PanelRaw>({ title: isString, text: isString, note: anyText, copy: isCopyOffer });

const isView = isObject<FileView>({
  filename: isString,
  kind: isOneOf(fileKinds),
  purpose: isString,
  summary: isString,
  actionsLabel: isString,
  actions: isArrayOf(isAction),
  facts: isSection,
  link: isLink,
  checks: isOptional(isChecks),
  unknownFields: isSection,
  provenance: isSection,
  raw: isOptional(isRaw),
});

const isProblem = isObject<PanelProblem>({
  title: isString,
  message: isString,
  remedy: anyText,
  actions: isArrayOf(isAction),
});

const isState = isUnion<"kind", PanelState>("kind", {
  loading: isObject({ kind: word("loading"), heading: isString, notice: isString, view: isOptional(isView) }),
  ready: isObject({ kind: word("ready"), view: isView }),
  stale: isObject({ kind: word("stale"), notice: isString, view: isView }),
  error: isObject({
    kind: word("error"),
    heading: isString,
    problem: isProblem,
    view: isOptional(isView),
  }),
});

/** Reads what VS Code kept over a reload; an earlier version may have written it. */
export const isSavedPanel: Guard<SavedPanel> = isObject<SavedPanel>({
  version: (value): value is 1 => value === 1,
  file: isObject<FileRef>({ connectionId: isString, fileId: isString }),
  receivedAt: isFiniteNumber,
  view: isView,
});

/** The page's gate. */
export const isHostMessage: Guard<HostMessage> = isUnion<"type", HostMessage>("type", {
  state: isObject({ type: word("state"), state: isState, saved: isOptional(isSavedPanel) }),
  announce: isObject({ type: word("announce"), text: isString }),
});

/** The host's gate. */
export const isPageMessage: Guard<PageMessage> = isUnion<"type", PageMessage>("type", {
  ready: isObject({ type: word("ready") }),
  action: isObject({ type: word("action"), id: isOneOf(panelActionIds) }),
  copy: isObject({ type: word("copy"), what: isOneOf(copyTargets) }),
});
