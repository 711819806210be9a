/** What a colleague writes, and a note as the desk reads it. */
import { Words } from '../shared/fields.js';
import type { Mention } from './note.rules.js';

export class NoteInput {
  @Words({ max: 4000 }) words: string;
}

export interface NoteView {
  id: string;
  author: { id: string; name: string };
  writtenAt: string;
  words: string;
  /** Of its wording, from 1. */
  version: number;
  editedAt: string | null;
  /** As it read before, oldest first. */
  earlier: readonly string[];
  mentions: readonly Mention[];
}

export interface Thread extends NoteView {
  replies: readonly NoteView[];
}
