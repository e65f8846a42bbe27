/** The program's own mark, a safe door with a tick, in the colours of the theme. It has no name: words always stand beside it. */
import "./vault.css";

/** The mark, 16 px unless the place around it says otherwise. */
export function BrandMark() {
  return (
    <svg className="brand-mark" viewBox="0 0 512 512" aria-hidden="true">
      <path
        className="brand-feet"
        d="M106 424h60v38a14 14 0 0 1-14 14h-32a14 14 0 0 1-14-14zM346 424h60v38a14 14 0 0 1-14 14h-32a14 14 0 0 1-14-14z"
      />
      <rect className="brand-door" x="36" y="36" width="440" height="412" rx="72" />
      <rect className="brand-edge" x="84" y="84" width="344" height="316" rx="40" />
      <path className="brand-tick" d="M164 250l64 64 124-136" />
    </svg>
  );
}
