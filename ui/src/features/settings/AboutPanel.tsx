/** What this program is, its version, its licences, and what it promises never to do. */
import { Icon, Kv, Panel } from "../../kit";
import { T, VERSION } from "./texts";

const A = T.about;

export function AboutPanel() {
  return (
    <Panel title={A.title}>
      <Kv
        items={[
          { name: A.version, value: VERSION },
          { name: A.licence, value: A.licenceWords },
          { name: A.catalogue, value: A.catalogueWords },
        ]}
      />
      <ul className="settings-promises" aria-label={A.promises}>
        <li>
          <Icon name="offline" /> {A.offline}
        </li>
        <li>
          <Icon name="lock" /> {A.sealed}
        </li>
        <li>
          <Icon name="link" /> {A.proof}
        </li>
      </ul>
    </Panel>
  );
}
