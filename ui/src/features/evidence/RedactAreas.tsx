/** The areas of a redaction as fields, so that they can be set and moved without a pointer. */
import { Button, IconButton, NumberField } from "../../kit";
import type { PageArea } from "../../wire/wire.gen";
import { inMm, inUm } from "./redact";
import { R } from "./redact-texts";

const SIDES = ["x", "y", "width", "height"] as const;

export function RedactAreas(props: {
  areas: readonly PageArea[];
  /** The page on which a new area begins. */
  page: number;
  onChange(areas: PageArea[]): void;
}) {
  const { areas } = props;
  const put = (at: number, part: Partial<PageArea>) =>
    props.onChange(areas.map((area, index) => (index === at ? { ...area, ...part } : area)));
  return (
    <section className="col gap2" aria-label={R.areas}>
      <h3 className="label">{R.areas}</h3>
      <p className="faint micro">{areas.length === 0 ? R.none : R.areasHint}</p>
      {areas.map((area, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: areas have nothing of their own but their place
        <fieldset key={at} className="redact-fields">
          <legend className="vh">{R.area(at + 1)}</legend>
          <NumberField
            label={R.sides.page}
            value={area.page}
            least={1}
            onChange={(page) => put(at, { page: page ?? 1 })}
          />
          {SIDES.map((side) => (
            <NumberField
              key={side}
              label={R.sides[side]}
              value={inMm(area[side])}
              least={0}
              most={8000}
              whole={false}
              unit="mm"
              onChange={(mm) => put(at, { [side]: inUm(mm) })}
            />
          ))}
          <IconButton
            icon="trash"
            label={R.remove(at + 1)}
            onPress={() => props.onChange(areas.filter((_, index) => index !== at))}
          />
        </fieldset>
      ))}
      <p>
        <Button
          kind="link"
          onPress={() =>
            props.onChange([...areas, { page: props.page, x: 20_000, y: 20_000, width: 50_000, height: 10_000 }])
          }
        >
          {R.add}
        </Button>
      </p>
    </section>
  );
}
