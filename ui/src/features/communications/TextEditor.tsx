/** The editor of a message's Markdown: a plain text area over a copy of its text in which merge fields are drawn as chips. What is typed is never changed by it. */
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef } from "react";
import { pieces, withField } from "./merge";
import { T } from "./texts";

/** What others may ask of the editor. */
export interface TextEditorHandle {
  /** Puts a field in at the caret. */
  insert(name: string): void;
  focus(): void;
}

export interface TextEditorProps {
  text: string;
  onText(text: string): void;
  /** Names of the fields that are open. */
  open: ReadonlySet<string>;
  /** The field that is worked on. */
  current?: string;
  onKeyDown?(event: KeyboardEvent): void;
  ref?: Ref<TextEditorHandle>;
}

export function TextEditor(props: TextEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const back = useRef<HTMLDivElement>(null);
  const { text, onText } = props;
  useImperativeHandle(
    props.ref,
    () => ({
      insert: (name) => {
        const input = area.current;
        const from = input?.selectionStart ?? text.length;
        const put = withField(text, from, input?.selectionEnd ?? from, name);
        onText(put.text);
        requestAnimationFrame(() => {
          input?.focus();
          input?.setSelectionRange(put.caret, put.caret);
        });
      },
      focus: () => area.current?.focus(),
    }),
    [text, onText],
  );
  const follow = () => {
    if (back.current && area.current) back.current.scrollTop = area.current.scrollTop;
  };
  return (
    <div className="editor">
      <div ref={back} className="editor-back" aria-hidden="true">
        {pieces(text).map((piece) =>
          piece.kind === "words" ? (
            piece.text
          ) : (
            <mark key={piece.from} className={chip(piece.text, props)}>
              {text.slice(piece.from, piece.to)}
            </mark>
          ),
        )}
        {/* A last line without words has its height all the same. */}
        {"\n"}
      </div>
      <textarea
        ref={area}
        className="editor-area"
        aria-label={T.write.editor}
        aria-describedby={id}
        value={text}
        spellCheck
        onChange={(event) => onText(event.target.value)}
        onScroll={follow}
        onKeyDown={props.onKeyDown}
      />
      <p id={id} className="editor-hint">
        {T.write.editorHint}
      </p>
    </div>
  );
}

function chip(name: string, props: TextEditorProps): string {
  return ["mf", props.open.has(name) && "open", props.current === name && "here"].filter(Boolean).join(" ");
}
