/** Marks: small shapes that tell a state before word and colour do. What a shape means is said by those who use it. */
import type { ReactNode } from "react";
import "./marks.css";

/** Shapes by what they look like. */
export type MarkShape =
  | "square-filled"
  | "square-hollow"
  | "cross"
  | "diamond-hollow"
  | "triangle-mark"
  | "ring"
  | "octagon"
  | "triangle"
  | "diamond"
  | "circle"
  | "tick-disc"
  | "half-disc"
  | "crossed-square"
  | "dashed-ring"
  | "bar-ring"
  | "square";

/** Colours by what they are for. */
export type Tone = "crit" | "high" | "med" | "low" | "good" | "none" | "accent";

const SHAPES: Record<MarkShape, ReactNode> = {
  "square-filled": <rect className="fill" x="1.5" y="1.5" width="9" height="9" rx="1.5" />,
  "square-hollow": <rect className="line" x="2.3" y="2.3" width="7.4" height="7.4" rx="1.2" />,
  cross: <path className="line bold" d="M2.5 2.5l7 7M9.5 2.5l-7 7" />,
  "diamond-hollow": <path className="line" d="M6 1.4 10.6 6 6 10.6 1.4 6z" />,
  "triangle-mark": (
    <>
      <path className="fill" d="M6 .8 11.6 11H.4z" />
      <path className="cut" d="M6 4.6v2.6M6 9.1v.1" />
    </>
  ),
  ring: <circle className="line" cx="6" cy="6" r="3.2" />,
  octagon: (
    <>
      <path className="fill" d="M3.8.8h4.4l3 3v4.4l-3 3H3.8l-3-3V3.8z" />
      <path className="cut" d="M6 3.3v3M6 8.6v.1" />
    </>
  ),
  triangle: <path className="fill" d="M6 .8 11.6 11H.4z" />,
  diamond: <path className="fill" d="M6 .8 11.2 6 6 11.2.8 6z" />,
  circle: <circle className="fill" cx="6" cy="6" r="4" />,
  "tick-disc": (
    <>
      <circle className="fill" cx="6" cy="6" r="5" />
      <path className="cut" d="M3.6 6.2 5.3 7.9 8.5 4.4" />
    </>
  ),
  "half-disc": (
    <>
      <circle className="line" cx="6" cy="6" r="4.4" />
      <path className="fill" d="M6 1.6a4.4 4.4 0 0 1 0 8.8z" />
    </>
  ),
  "crossed-square": (
    <>
      <rect className="fill" x="1" y="1" width="10" height="10" rx="2" />
      <path className="cut" d="M3.8 3.8l4.4 4.4M8.2 3.8 3.8 8.2" />
    </>
  ),
  "dashed-ring": <circle className="line dashes" cx="6" cy="6" r="4.4" />,
  "bar-ring": (
    <>
      <circle className="line" cx="6" cy="6" r="4.4" />
      <path className="line" d="M3.8 6h4.4" />
    </>
  ),
  square: <rect className="fill" x="1" y="1" width="10" height="10" rx="2" />,
};

/** One shape in one tone. With `label` it is a picture with that name, without it decoration beside a word. */
export function Mark({ shape, tone, label }: { shape: MarkShape; tone: Tone; label?: string }) {
  if (label) {
    return (
      <svg className={`m mark ${tone}`} viewBox="0 0 12 12" role="img" aria-label={label}>
        {SHAPES[shape]}
      </svg>
    );
  }
  return (
    <svg className={`m mark ${tone}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  );
}

/** A mark and its word, in the tone's colour. */
export function Marked({ shape, tone, children }: { shape: MarkShape; tone: Tone; children: ReactNode }) {
  return (
    <span className={`marked ${tone}`}>
      <Mark shape={shape} tone={tone} />
      {children}
    </span>
  );
}

/** Marks side by side, with all their words as one name: an occurrence strip, for one. */
export function MarkStrip({
  marks,
  label,
}: {
  marks: readonly { shape: MarkShape; tone: Tone; key: string }[];
  label: string;
}) {
  const small = marks.length > 4;
  const step = small ? 6 : 14;
  return (
    <svg
      className="strip"
      viewBox={`0 0 ${marks.length * 14} 12`}
      width={marks.length * step}
      height={small ? 5 : 12}
      role="img"
      aria-label={label}
    >
      {marks.map((mark, at) => (
        <g key={mark.key} className={`mark ${mark.tone}`} transform={`translate(${at * 14} 0)`}>
          {SHAPES[mark.shape]}
        </g>
      ))}
    </svg>
  );
}
