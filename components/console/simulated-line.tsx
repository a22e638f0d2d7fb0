import { FlaskConical } from "lucide-react";
import { NoticeLine } from "./notice-line.tsx";

/** On every page of a demonstration: nothing here was read by a real model. */
export function SimulatedLine() {
  return (
    <NoticeLine label="Demonstration" icon={FlaskConical}>
      <strong className="font-medium text-ink">Demonstration.</strong> The model is simulated; tickets, people
      and figures are samples.
    </NoticeLine>
  );
}
