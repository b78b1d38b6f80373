import * as vscode from "vscode";

/** What a purpose is called in the tree; an unknown one keeps the platform's word. */
export function purposeName(purpose: string): string {
  switch (purpose) {
    case "voice_clone":
      return vscode.l10n.t("Voice Clone");
    case "prompt_audio":
      return vscode.l10n.t("Prompt Audio");
    case "t2a_async_input":
      return vscode.l10n.t("Long Speech Input");
    case "video_understanding":
      return vscode.l10n.t("Video Understanding");
    case "video_generation_input":
      return vscode.l10n.t("Video Generation Input");
    case "t2a_async":
      return vscode.l10n.t("Long Speech");
    case "video_generation":
      return vscode.l10n.t("Generated Video");
    case "retrieval":
      return vscode.l10n.t("Retrieval");
    case "":
      return vscode.l10n.t("No Purpose");
    default:
      return purpose;
  }
}

/** What a purpose means and asks for, in a sentence (api.md 3); `undefined` where nothing is documented. */
export function purposeMeaning(purpose: string): string | undefined {
  switch (purpose) {
    case "voice_clone":
      return vscode.l10n.t(
        "Source audio for cloning a voice: mp3, m4a or wav, 10 seconds to 5 minutes, at most 20 MB.",
      );
    case "prompt_audio":
      return vscode.l10n.t(
        "A short sample for cloning a voice: mp3, m4a or wav, under 8 seconds, at most 20 MB.",
      );
    case "t2a_async_input":
      return vscode.l10n.t("Text for long speech: txt or zip, under a million characters.");
    case "video_understanding":
      return vscode.l10n.t("A video to be understood: mp4, avi, mov or mkv; kept for 7 days.");
    case "video_generation_input":
      return vscode.l10n.t("Images, clips and audio that a video is generated from; kept for 7 days.");
    case "t2a_async":
      return vscode.l10n.t("The result of a long speech task: a tar with audio and subtitles.");
    case "video_generation":
      return vscode.l10n.t("The result of a video generation task.");
    case "retrieval":
      return vscode.l10n.t("What the official command line tool uploads as by default; not documented.");
    default:
      return undefined;
  }
}
