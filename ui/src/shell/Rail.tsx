/** The rail: every view by icon and word, collapsible to icons. It shows nothing of the client. */
import { BrandMark } from "../features/vault";
import { Icon } from "../kit";
import { useGo, usePlace } from "../kit/place";
import { TEXTS } from "./texts";
import { RAIL } from "./views";

interface Props {
  collapsed: boolean;
  onCollapse(collapsed: boolean): void;
}

/** The rail at the left. */
export function Rail({ collapsed, onCollapse }: Props) {
  const here = usePlace().view;
  const go = useGo();
  const link = (name: (typeof RAIL)[number][number] | "settings") => (
    <button
      key={name}
      type="button"
      className="rail-link"
      data-view={name}
      aria-current={here === name ? "page" : undefined}
      title={collapsed ? TEXTS.views[name] : undefined}
      onClick={() => go({ view: name })}
    >
      <Icon name={name} />
      <span className={collapsed ? "vh" : undefined}>{TEXTS.views[name]}</span>
    </button>
  );
  return (
    <nav className={collapsed ? "rail collapsed" : "rail"} aria-label={TEXTS.rail} data-rail>
      <div className="brand">
        <BrandMark />
        <span className={collapsed ? "vh" : undefined}>{TEXTS.product}</span>
      </div>
      {RAIL.map((group, at) => (
        <div className="rail-group" key={group[0]}>
          {at > 0 && <hr />}
          {group.map(link)}
        </div>
      ))}
      <div className="rail-foot">
        {link("settings")}
        <button
          type="button"
          className="rail-link"
          title={collapsed ? TEXTS.expand : undefined}
          aria-expanded={!collapsed}
          onClick={() => onCollapse(!collapsed)}
        >
          <Icon name={collapsed ? "chevron-right" : "chevron-left"} />
          <span className={collapsed ? "vh" : undefined}>{collapsed ? TEXTS.expand : TEXTS.collapse}</span>
        </button>
      </div>
    </nav>
  );
}
